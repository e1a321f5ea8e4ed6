"""Search records as they stream by -> the two search bundles of a site, each kept while its own input is the same.

    what the newest versions say -> pagefind/           loaded by the search page
    every other wording          -> pagefind/earlier/   loaded when a visitor asks for earlier layers

A new version of one document changes a few records of the first and adds a few to the second; most changes of an
archive touch only one of the two. Records are never held together: they wait in a temporary file until it is known
whether a bundle has to be made, and of how many.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from palimpsest.made import files_below
from palimpsest.publishing import search_index, urls
from palimpsest.publishing.search import SearchRecord

INPUT_DIGEST = "input.sha256"
_NAMED_BY_CONTENT = ("fragment/", "index/", "filter/")


@dataclass(frozen=True, slots=True)
class Bundles:
    """The files of both bundles by path, with their digests; `kept` are those that stand already."""

    digests: Mapping[str, str]
    kept: frozenset[str]


@dataclass(slots=True)
class _Input:
    """The records of one bundle on their way: pickled in a file, counted, digested."""

    file: IO[bytes]
    count: int = 0
    digest: str = ""


def make_bundles(records: Iterable[SearchRecord], published: Path, promised: Mapping[str, str], new: Path) -> Bundles:
    """Make in the folder `new` the bundles that do not stand in `published` as they have to.

    `promised` is what the published manifest says of them. Raises `ContentError` when Pagefind fails.
    """
    digests: dict[str, str] = {}
    kept: set[str] = set()
    with ExitStack() as stack:
        current, earlier = (_Input(stack.enter_context(TemporaryFile())) for _ in range(2))
        _spool(records, current, earlier)
        for prefix, given in ((urls.PAGEFIND, current), (urls.PAGEFIND_EARLIER, earlier)):
            standing = _standing(published, prefix, promised, given.digest)
            digests |= standing or _made(given, new / prefix, prefix)
            kept.update(standing)
    return Bundles(digests, frozenset(kept))


def _spool(records: Iterable[SearchRecord], current: _Input, earlier: _Input) -> None:
    sums = {id(of): sha256(search_index.format_digest()) for of in (current, earlier)}
    for record in records:
        of = current if record.is_current else earlier
        pickled = _pickled(record)
        of.file.write(pickled)
        of.count += 1
        sums[id(of)].update(pickled)
    for of in (current, earlier):
        of.digest = sums[id(of)].hexdigest()
        of.file.seek(0)


def _pickled(record: SearchRecord) -> bytes:
    """Equal records to equal bytes: without references, since who shares a string is not content."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(record)
    return buffer.getvalue()


def _records(given: _Input) -> Iterator[SearchRecord]:
    for _ in range(given.count):
        yield pickle.load(given.file)  # written above, by this process


def _made(given: _Input, folder: Path, prefix: str) -> dict[str, str]:
    search_index.index(_records(given), given.count, folder)
    (folder / INPUT_DIGEST).write_text(f"{given.digest}\n", encoding="utf-8", newline="")
    names = (name for name in sorted(files_below(folder)) if _is_own(prefix + name, prefix))
    return {f"{prefix}{name}": _digest(folder / name) for name in names}


def _standing(published: Path, prefix: str, promised: Mapping[str, str], digest: str) -> dict[str, str]:
    """Digests of a published bundle if it was made of this input and every file is there, else nothing.

    Files whose names carry a digest of their content are taken at their names: there are thousands of them.
    """
    folder = published / prefix
    try:
        if (folder / INPUT_DIGEST).read_text(encoding="utf-8").strip() != digest:
            return {}
    except (OSError, ValueError):
        return {}
    own = {path: of for path, of in promised.items() if _is_own(path, prefix)}
    found = {f"{prefix}{name}" for name in files_below(folder)}
    if own.keys() != {path for path in found if _is_own(path, prefix)}:
        return {}
    doubtful = (path for path in own if not path.removeprefix(prefix).startswith(_NAMED_BY_CONTENT))
    return own if all(_digest(published / path) == own[path] for path in doubtful) else {}


def _is_own(path: str, prefix: str) -> bool:
    """Whether a file is of this bundle: the one of earlier wordings stands in a folder of the other."""
    inside = path.startswith(prefix)
    return inside and (prefix == urls.PAGEFIND_EARLIER or not path.startswith(urls.PAGEFIND_EARLIER))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
