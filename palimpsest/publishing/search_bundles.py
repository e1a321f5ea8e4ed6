"""Search records as they stream by -> the search bundles of a site, each kept while its own input is the same.

    what the newest versions say -> pagefind/             loaded by the search page
    every other wording          -> pagefind/earlier/3/   loaded, all of them, when a visitor asks for earlier layers

A company's earlier wordings are in one of a few bundles: a new version of one document changes a few records of the
first bundle and adds a few to one of the others. Records are never held together: they wait in temporary files until
it is known whether a bundle has to be made, and of how many.
"""

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zlib import crc32

from palimpsest.made import files_below
from palimpsest.publishing import search_index, urls
from palimpsest.publishing.search import SearchRecord

INPUT_DIGEST = "input.sha256"
PARTS = f"{urls.PAGEFIND_EARLIER}parts.json"  # the names of the bundles of earlier wordings: ["0", "3"]
_PARTS = 8  # each costs a visitor who asks for all a few files more, and a build a part of its work less
_NAMED_BY_CONTENT = ("fragment/", "index/", "filter/")


@dataclass(frozen=True, slots=True)
class Bundles:
    """The files of all bundles by path, with their digests; `kept` are those that stand already."""

    digests: Mapping[str, str]
    kept: frozenset[str]


@dataclass(slots=True)
class _Input:
    """The records of one bundle on their way: pickled in a file, counted, digested."""

    file: IO[bytes] = field(default_factory=TemporaryFile)
    count: int = 0
    digest: str = ""


def make_bundles(records: Iterable[SearchRecord], published: Path, promised: Mapping[str, str], new: Path) -> Bundles:
    """Make in the folder `new` the bundles that do not stand in `published` as they have to.

    `promised` is what the published manifest says of them. Raises `ContentError` when Pagefind fails.
    """
    digests: dict[str, str] = {}
    kept: set[str] = set()
    with ExitStack() as stack:
        for prefix, given in _spooled(records, stack).items():
            standing = _standing(published, prefix, promised, given.digest)
            digests |= standing or _made(given, new / prefix, prefix)
            kept.update(standing)
    parts = sorted(prefix.removeprefix(urls.PAGEFIND_EARLIER)[:-1] for prefix in _earlier(digests))
    content = (json.dumps(parts) + "\n").encode()
    digests[PARTS] = sha256(content).hexdigest()
    if promised.get(PARTS) == digests[PARTS] and (published / PARTS).is_file():
        kept.add(PARTS)
    else:
        (new / PARTS).parent.mkdir(parents=True, exist_ok=True)
        (new / PARTS).write_bytes(content)
    return Bundles(digests, frozenset(kept))


def _earlier(digests: Iterable[str]) -> set[str]:
    """The folders of bundles of earlier wordings among these paths."""
    inside = (path for path in digests if path.startswith(urls.PAGEFIND_EARLIER))
    return {path[: path.index("/", len(urls.PAGEFIND_EARLIER)) + 1] for path in inside if path != PARTS}


def _spooled(records: Iterable[SearchRecord], stack: ExitStack) -> dict[str, _Input]:
    """The records by the folder of their bundle; there is always one of what the newest versions say."""
    inputs = {urls.PAGEFIND: _Input()}
    sums = {urls.PAGEFIND: sha256(search_index.format_digest())}
    for record in records:
        prefix = urls.PAGEFIND if record.is_current else f"{urls.PAGEFIND_EARLIER}{_part(record)}/"
        if prefix not in inputs:
            inputs[prefix] = _Input()
            sums[prefix] = sha256(search_index.format_digest())
        pickled = _pickled(record)
        inputs[prefix].file.write(pickled)
        inputs[prefix].count += 1
        sums[prefix].update(pickled)
    for prefix, given in inputs.items():
        stack.callback(given.file.close)
        given.digest = sums[prefix].hexdigest()
        given.file.seek(0)
    return inputs


def _part(record: SearchRecord) -> int:
    """Which bundle holds the earlier wordings of a company: by its slug, so that others do not move it."""
    return crc32(record.company.encode()) % _PARTS


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
    most = search_index.PAGES if prefix == urls.PAGEFIND else search_index.PAGES // _PARTS
    search_index.index(_records(given), given.count, folder, max(1, most))
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
    """Whether a file is of this bundle: those of earlier wordings stand in a folder of the other."""
    inside = path.startswith(prefix)
    return inside and (prefix != urls.PAGEFIND or not path.startswith(urls.PAGEFIND_EARLIER))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
