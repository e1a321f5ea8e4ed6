"""Folders that a stage fills -> what is known of them: every file's digest, size and time, so that none is read again.

    make(stage, item, shared, folder, None) -> Remembered(result, FileList of "a/index.html", FileList of notes)

A folder is filled under a name of its own and renamed when it is complete: a crash leaves no half folder behind.
Published files are hard links to these, so a file edited in the site is edited here as well. That is why a remembered
folder is used only where `standing` finds every file as it was left.

A stage that has the bytes of its files in memory can leave their digests (`write_digests`), so that they need not be
read back: half the time of taking stock of a document with hundreds of pages.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest, sha256
from io import FileIO
from itertools import chain
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from uuid import uuid4

from palimpsest.memo.filelist import FileList, MadeFile
from palimpsest.problems import ContentError, Location, writing
from palimpsest.values import Frozen

_OURS = re.compile(r"\.?[0-9a-f]{40}(\.[0-9a-f]{32})?|\.shared\.[0-9a-f]{32}")  # nothing else is removed

_ELSEWHERE = "name another folder with --cache"
_DIGESTS = ".digests"  # left by the stage, taken away by `make`
_told = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ino")  # what is asked of a file that stands

T = TypeVar("T")


class Made(Frozen, Generic[T]):
    """What a stage returned, and the folder it filled; `files` are sorted by path, without the private ones, of which
    `notes` has the digests by name.

    The folder stands until the `Memo` that made it is left; its name is the key of the result.
    """

    result: T
    folder: Path
    files: FileList
    notes: Mapping[str, str] = {}

    def private(self, name: str) -> bytes:
        """A file with a leading dot that the stage left for later; `FileNotFoundError` if it did not."""
        if not name.rpartition("/")[2].startswith("."):
            raise ValueError(f"{name!r} is not a private file: it has no leading dot")
        return (self.folder / name).read_bytes()


class RememberedFolder(Frozen):
    """What is remembered of a folder: what the stage returned, the files of the site, and its notes to later stages."""

    result: Any
    files: FileList
    private: FileList

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(self.files.sizes) + sum(self.private.sizes)


class Earlier(Frozen):
    """A folder made before for the same item: files that come out the same are linked to it, so that they stay the
    same files on disk, and the site's links to them hold. `same_code`: what made it has not changed since."""

    folder: Path
    kept: RememberedFolder
    same_code: bool


def make(
    stage: Callable, item: Any, shared: tuple, folder: Path, earlier: Earlier | None, taking_over: bool = False
) -> RememberedFolder | ContentError:
    """`stage(item, new empty folder, *shared)`: its result and all files, private ones too, complete in `folder`.

    One that is `taking_over` is given the `earlier` folder, too, where the same code left it and its private files
    stand as they were left. A `ContentError` of the stage is returned, not raised; one is raised where the disk does
    not take the files. Whatever is raised, nothing is left on disk.
    """
    filling = folder.with_name(f".{folder.name}.{uuid4().hex}")
    try:
        with writing(Location(folder.parent.name), _ELSEWHERE):
            filling.mkdir(parents=True)
            more = {"earlier": _left_to_take(earlier)} if taking_over else {}
            try:
                result = stage(item, filling, *shared, **more)
            except ContentError as error:
                return error
            files = list(_linked(filling, _files(filling, _taken_digests(filling)), earlier))
            if folder.exists():  # damaged, or the work of a worker that was given up
                shutil.rmtree(folder)
            filling.rename(folder)
    finally:
        shutil.rmtree(filling, ignore_errors=True)
    private = [file for file in files if file.is_private]
    public = [file for file in files if not file.is_private] if private else files
    return RememberedFolder(result, FileList.of(public), FileList.of(private))


def _left_to_take(earlier: Earlier | None) -> Path | None:
    if not earlier or not earlier.same_code or _standing(earlier.folder, earlier.kept.private) is None:
        return None
    return earlier.folder


def made_of(folder: Path, kept: RememberedFolder) -> Made:
    """What stands in a folder, of what is remembered of it."""
    return Made(kept.result, folder, kept.files, {file.path: file.sha256 for file in kept.private})


def write_digests(folder: Path, digests: Mapping[str, str]) -> None:
    """What a stage leaves in the folder that it filled: hexadecimal SHA-256 of files by path (forward slashes), each as
    it stands when the stage is over. Files that it does not name are read."""
    (folder / _DIGESTS).write_text(json.dumps(digests), encoding="utf-8")


def standing(folder: Path, kept: RememberedFolder) -> RememberedFolder | None:
    """What is remembered of a folder, with the times of its files as they stand; the very same where they are what they
    were, and None when a file is missing or is another.

    Size and time are enough for a file nobody touched; one with another time is read (a cache that was copied or
    unpacked has new times and the old bytes).
    """
    files, private = _standing(folder, kept.files), _standing(folder, kept.private)
    if files is None or private is None:
        return None
    return kept if files is kept.files and private is kept.private else RememberedFolder(kept.result, files, private)


def _standing(folder: Path, files: FileList) -> FileList | None:
    start = f"{folder}{os.sep}"
    names = files.names
    try:
        kinds, sizes, times, inodes = zip(*[_told(os.lstat(start + name)) for name in names], strict=True)
    except OSError:
        return None
    except ValueError:  # no files
        return files
    found = files.found(sizes, times, inodes)
    if not all(map(S_ISREG, kinds)) or found.sizes != files.sizes:
        return None
    if found == files:
        return files
    known = zip(names, files.hexadecimal, files.times, found.times, strict=True)
    is_same = all(time == now or digest_of(start + name) == digest for name, digest, time, now in known)
    return found if is_same else None


def files_below(folder: Path) -> Iterator[str]:
    """The paths of everything below a folder that is not a folder (links too, unfollowed), in no promised order.

    Nothing is below a folder that is not there.
    """
    return (path for path, _ in inodes_below(folder))


def inodes_below(folder: Path) -> Iterator[tuple[str, int]]:
    """The same with the number by which the disk knows each."""
    start = f"{folder}{os.sep}"
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = os.scandir(start + below)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    yield path, entry.inode()


def remove_others(folders: Path, known: set[str]) -> None:
    """Remove the folders that no result speaks of: pruned ones, and what a crash left behind."""
    for entry in folders.iterdir():
        if _OURS.fullmatch(entry.name) and entry.name not in known:
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def digest_of(path: str | Path) -> str:
    """Hexadecimal SHA-256 of a file; `OSError` where it cannot be read."""
    with FileIO(path) as opened:
        if os.fstat(opened.fileno()).st_size < 1_000_000:  # one read; `file_digest` sets up a large buffer first
            return sha256(opened.read()).hexdigest()
        return file_digest(opened, "sha256").hexdigest()


def _taken_digests(folder: Path) -> Mapping[str, str]:
    """What `write_digests` left, which is no file of the folder."""
    try:
        left = (folder / _DIGESTS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    (folder / _DIGESTS).unlink()
    return json.loads(left)


def _files(folder: Path, digests: Mapping[str, str] = MappingProxyType({})) -> Iterator[MadeFile]:
    """Every file below a folder, in the order of the paths; those whose digests are not known are read."""
    start = f"{folder}{os.sep}"
    for path in sorted(files_below(folder)):
        status = os.lstat(start + path)
        if not S_ISREG(status.st_mode):
            raise ValueError(f"a stage made {path!r}, which is not an ordinary file")
        yield MadeFile(
            path, digests.get(path) or digest_of(start + path), status.st_size, status.st_mtime_ns, status.st_ino
        )


def _linked(folder: Path, files: Iterable[MadeFile], earlier: Earlier | None) -> Iterator[MadeFile]:
    before = {file.path: file for file in chain(earlier.kept.files, earlier.kept.private)} if earlier else {}
    for file in files:
        old = before.get(file.path)
        is_same = old and (old.sha256, old.size) == (file.sha256, file.size)
        yield old if earlier and old and is_same and _link(earlier.folder, old, folder) else file


def _link(earlier: Path, old: MadeFile, folder: Path) -> bool:
    """Put the earlier file in the place of the equal new one; False where it is gone, touched, or cannot be linked."""
    source, place = earlier / old.path, folder / old.path
    spare = place.with_name(f".{uuid4().hex}")
    with suppress(OSError):
        status = os.lstat(source)
        if S_ISREG(status.st_mode) and (status.st_size, status.st_mtime_ns) == (old.size, old.mtime_ns):
            os.link(source, spare)
            spare.replace(place)
            return True
    return False
