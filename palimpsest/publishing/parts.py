"""Values by name <-> one file from which each can be read on its own.

    write_parts(folder / ".slips", {"cookies": (Slip(...), ...), "children": (...)})
    Parts(folder / ".slips")["cookies"]  ->  (Slip(...), ...), and nothing of "children" is read

What pages over many documents need of one lies beside its files in such parts: a page on cookies opens what each
document says of cookies. `content_digest` says whether a part is what it was, so that nobody opens it who need not.
"""

import pickle
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

_LENGTH = 8  # bytes of the number that a file begins with: how long its index is


class Pickled(Mapping[str, Any]):
    """Values that are to become parts, each pickled once: for its digest and for the file."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.parts = {name: pickle.dumps(value, protocol=5) for name, value in values.items()}

    def digest(self, name: str) -> str:
        """That of the content of one."""
        return _digest(self.parts[name])

    def __getitem__(self, name: str) -> Any:
        return pickle.loads(self.parts[name])  # written by this program

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)


def write_parts(path: Path, values: Mapping[str, Any]) -> None:
    """Write every value, and an index of where each begins."""
    pickled = (values if isinstance(values, Pickled) else Pickled(values)).parts
    places, at = {}, 0
    for name, part in pickled.items():
        places[name] = (at, len(part))
        at += len(part)
    index = pickle.dumps(places, protocol=5)
    path.write_bytes(b"".join([len(index).to_bytes(_LENGTH, "big"), index, *pickled.values()]))


def content_digest(value: Any) -> str:
    """Equal values of plain data, made in the same way, to equal short digests."""
    return _digest(pickle.dumps(value, protocol=5))


def _digest(pickled: bytes) -> str:
    return blake2b(pickled, digest_size=12).hexdigest()


class Parts(Mapping[str, Any]):
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

    def __iter__(self) -> Iterator[str]:
        return iter(self._index[1])

    def __len__(self) -> int:
        return len(self._index[1])
