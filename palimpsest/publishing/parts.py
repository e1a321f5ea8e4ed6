"""Values by name <-> one file from which each can be read on its own.

    write_parts(folder / ".slips", {"cookies": (Slip(...), ...), "children": (...)})
    Parts(folder / ".slips")["cookies"]  ->  (Slip(...), ...), and nothing of "children" is read

What pages over many documents need of one lies beside its files in such parts: a page on cookies opens what each
document says of cookies. `content_digest` says whether a part is what it was, so that nobody opens it who need not.
"""

import pickle
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from palimpsest.memo.asked import digest

Name = TypeVar("Name", bound=str)

_LENGTH = 8  # bytes of the number that a file begins with: how long its index is


def write_parts(path: Path, values: Mapping[Name, Any]) -> None:
    """Write every value, and an index of where each begins."""
    pickled = {name: pickle.dumps(value, protocol=5) for name, value in values.items()}
    places, at = {}, 0
    for name, part in pickled.items():
        places[name] = (at, len(part))
        at += len(part)
    index = pickle.dumps(places, protocol=5)
    with path.open("wb") as file:  # piece by piece: joined, they would be in memory twice
        file.writelines([len(index).to_bytes(_LENGTH, "big"), index, *pickled.values()])


def content_digest(value: Any) -> str:
    """Equal values of plain data to equal digests."""
    return digest(value).hex()


class Parts(Mapping[Any, Any]):
    """The values in a file that `write_parts` wrote; the file is opened when one is asked for, and none is kept."""

    def __init__(self, path: str | Path) -> None:
        self._path = path  # a `Path` need not be: ten of these are made for each document that a page asks after

    @cached_property
    def _index(self) -> tuple[int, dict[str, tuple[int, int]]]:
        with open(self._path, "rb") as opened:  # noqa: PTH123 (a name, most often)
            length = int.from_bytes(opened.read(_LENGTH), "big")
            return _LENGTH + length, pickle.loads(opened.read(length))  # written by this program

    def __getitem__(self, name: str) -> Any:
        start, places = self._index
        at, length = places[name]
        with open(self._path, "rb") as opened:  # noqa: PTH123 (as above)
            opened.seek(start + at)
            return pickle.loads(opened.read(length))  # written by this program

    def size(self, name: str) -> int:
        """How many bytes a value takes in the file."""
        return self._index[1][name][1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index[1])

    def __len__(self) -> int:
        return len(self._index[1])
