"""What is known of the files of a folder, column by column: a third of the memory that as many tuples take.

    FileList.of([MadeFile("a/index.html", "9f86d0...", 5, 1700..., 81)])  ->  one MadeFile when it is gone through

A site of 20,000 versions has 80,000 files, and a build knows of all of them from the first to the last stage.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

from palimpsest.values import Frozen

_BYTES = 32  # of a SHA-256
_NUMBERS = "q"  # eight bytes each, signed: times can be before 1970
_INODES = "Q"


class MadeFile(NamedTuple):
    """One file: its path below the folder (forward slashes), hexadecimal SHA-256, bytes, time of last change, and the
    number by which the disk knows it.

    A tuple, since a list of them is turned into columns at once.
    """

    path: str
    sha256: str
    size: int
    mtime_ns: int
    inode: int

    @property
    def is_private(self) -> bool:
        """Whether the file is a note of the stage to later stages (a leading dot), not a part of the site."""
        return self.path.rpartition("/")[2].startswith(".")


class FileList(Frozen):
    """Files in a given order. `paths` are joined by NUL, which no path can hold."""

    paths: str
    digests: bytes
    sizes: array
    times: array
    inodes: array

    @classmethod
    def of(cls, files: Iterable[MadeFile]) -> Self:
        """The list of these files.

        >>> file = MadeFile("a", "00" * 32, 5, 7, 81)
        >>> list(FileList.of([file])) == [file], list(FileList.of([]))
        (True, [])
        """
        paths, digests, sizes, times, inodes = tuple(zip(*files, strict=True)) or ((), (), (), (), ())
        return cls(
            "\0".join(paths),
            bytes.fromhex("".join(digests)),
            array(_NUMBERS, sizes),
            array(_NUMBERS, times),
            array(_INODES, inodes),
        )

    def found(self, sizes: Iterable[int], times: Iterable[int], inodes: Iterable[int]) -> Self:
        """The same files, as the disk tells of them now."""
        columns = array(_NUMBERS, sizes), array(_NUMBERS, times), array(_INODES, inodes)
        return type(self)(self.paths, self.digests, *columns)

    def __iter__(self) -> Iterator[MadeFile]:
        return map(MadeFile, self.names, self.hexadecimal, self.sizes, self.times, self.inodes)

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def names(self) -> list[str]:
        """The paths, one by one."""
        return self.paths.split("\0") if self.sizes else []

    @property
    def hexadecimal(self) -> list[str]:
        """The digests, one by one."""
        return self.digests.hex(" ", _BYTES).split()
