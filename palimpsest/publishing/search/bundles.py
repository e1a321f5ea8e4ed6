"""What is searched of each document -> the search bundles of a site, each kept while its own input is the same.

    what the newest versions say -> pagefind/             loaded by the search page
    every other wording          -> pagefind/earlier/3/   loaded, all of them, when a visitor asks for earlier layers

A company's earlier wordings are in one of a few bundles: a new version of one document changes a few records of the
first bundle and adds a few to one of the others. Records are opened for a bundle that has to be made, one document at a
time, and for no other: what is searched says by its digest whether it is what it was.

Bundles are made by other processes while the rest of the site is (`indexing`), in a folder of their own beside it.
"""

import json
import shutil
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from zlib import crc32

from palimpsest.memo.made import digest_of, files_below
from palimpsest.problems import Location, writing
from palimpsest.publishing import urls
from palimpsest.publishing.search import index
from palimpsest.publishing.search.index import IndexRun
from palimpsest.publishing.search.records import Searched
from palimpsest.publishing.writing.placing import published_digests
from palimpsest.values import Frozen

INPUT_DIGEST = "input.sha256"
PARTS = f"{urls.PAGEFIND_EARLIER}parts.json"  # the names of the bundles of earlier wordings: ["0", "3"]
_PARTS = 8  # each costs a visitor who asks for all a few files more, and a build a part of its work less
_AT_A_TIME = 2  # each holds its index in memory; one version changes two
_NAMED_BY_CONTENT = ("fragment/", "index/", "filter/")


class Bundles(Frozen):
    """The files of all bundles by path, with their digests; `kept` are those that stand already."""

    digests: Mapping[str, str]
    kept: frozenset[str]


# Waits for the bundles, and moves those that were made into the new folder of the site; `ContentError` when one fails.
Collect = Callable[[Path], Bundles]


class _Bundle(Frozen):
    """A bundle that has to be made: the folder of the site it will be, what it holds, where it is made, and what the
    old manifest says of the one that stands there."""

    prefix: str
    own: Sequence[Searched]
    digest: str
    folder: Path
    promised: Mapping[str, str]


@contextmanager
def indexing(searched: Iterable[Searched] | None, output: Path) -> Iterator[Collect | None]:
    """Begin to make the bundles that do not stand in the published folder `output` as they have to; None for no search.

    After the block nothing runs and nothing lies about, whether the bundles were collected or not.
    """
    output = output.resolve()
    folder = output.with_name(f".{output.name}.search")
    shutil.rmtree(folder, ignore_errors=True)  # left by a crash
    if searched is None:
        yield None
        return
    bundles = _by_bundle(searched)
    parts = _parts_json(bundles)
    standing, waiting = _sorted_out(bundles, parts, output, folder)
    running: deque[tuple[_Bundle, IndexRun]] = deque()
    try:
        _begin_some(waiting, running)
        yield partial(_collected, waiting, running, standing, parts, output)
    finally:
        for _, run in running:
            index.give_up(run)
        shutil.rmtree(folder, ignore_errors=True)


def _sorted_out(
    bundles: Mapping[str, Sequence[Searched]], parts: bytes, output: Path, folder: Path
) -> tuple[dict[str, str], deque[_Bundle]]:
    """The files that stand, with their digests, and the bundles that have to be made."""
    promised: dict[str, dict[str, str]] = defaultdict(dict)
    for path, promise in published_digests(output).items():
        promised[_bundle_of(path)][path] = promise
    standing: dict[str, str] = {}
    if promised[""].get(PARTS) == sha256(parts).hexdigest() and (output / PARTS).is_file():
        standing[PARTS] = promised[""][PARTS]
    waiting: deque[_Bundle] = deque()
    for prefix, own in bundles.items():
        digest = _input_digest(own)
        found = _standing(output, prefix, promised[prefix], digest)
        standing |= found
        if not found:
            place = folder / prefix.strip("/").replace("/", "-")
            waiting.append(_Bundle(prefix, own, digest, place, promised[prefix]))
    return standing, waiting


def _begin_some(waiting: deque[_Bundle], running: deque[tuple[_Bundle, IndexRun]]) -> None:
    while waiting and len(running) < _AT_A_TIME:
        bundle = waiting.popleft()
        most = index.PAGES if bundle.prefix == urls.PAGEFIND else index.PAGES // _PARTS
        wordings = chain.from_iterable(one.open() for one in bundle.own)
        count = sum(one.count for one in bundle.own)
        with writing(Location(bundle.folder.parent.name), "name another folder with --output"):
            running.append((bundle, index.begin(wordings, count, bundle.folder, max(1, most))))


def _collected(
    waiting: deque[_Bundle],
    running: deque[tuple[_Bundle, IndexRun]],
    standing: Mapping[str, str],
    parts: bytes,
    output: Path,
    new: Path,
) -> Bundles:
    digests, kept = {PARTS: sha256(parts).hexdigest(), **standing}, set(standing)
    made: dict[str, Path] = {}
    while running:
        bundle, run = running[-1]  # the one that was begun first is the largest: the others are made beside it
        index.finish(run)
        running.pop()
        _begin_some(waiting, running)
        files = _complete(bundle)
        kept |= _without_what_stands(bundle, files, output)
        digests |= files
        made[bundle.prefix] = bundle.folder
    for prefix, folder in sorted(made.items()):  # a folder before those that stand in it
        (new / prefix).parent.mkdir(parents=True, exist_ok=True)
        folder.rename(new / prefix)
    if PARTS not in standing:
        (new / PARTS).parent.mkdir(parents=True, exist_ok=True)
        (new / PARTS).write_bytes(parts)
    return Bundles(digests, frozenset(kept))


def _complete(bundle: _Bundle) -> dict[str, str]:
    """The digests of a bundle that was made, now with that of its input."""
    (bundle.folder / INPUT_DIGEST).write_text(f"{bundle.digest}\n", encoding="utf-8", newline="")
    return {f"{bundle.prefix}{name}": digest_of(bundle.folder / name) for name in sorted(files_below(bundle.folder))}


def _without_what_stands(bundle: _Bundle, files: Mapping[str, str], published: Path) -> set[str]:
    """Remove of a bundle the files that stand in the published folder as they are, and will be linked from there: of
    thousands, a version more changes a few dozen. Their paths."""
    promised = (path for path, digest in files.items() if bundle.promised.get(path) == digest)
    same = {path for path in promised if _stands(published / path, files[path])}
    for path in same:
        (bundle.folder / path.removeprefix(bundle.prefix)).unlink()
    for folder in filter(Path.is_dir, map(bundle.folder.joinpath, _NAMED_BY_CONTENT)):
        if not any(folder.iterdir()):
            folder.rmdir()
    return same


def _stands(path: Path, digest: str) -> bool:
    try:
        return S_ISREG(path.lstat().st_mode) and digest_of(path) == digest
    except OSError:
        return False


def _by_bundle(searched: Iterable[Searched]) -> dict[str, list[Searched]]:
    """What is searched by the folder of its bundle; there is always one of what the newest versions say."""
    bundles: dict[str, list[Searched]] = {urls.PAGEFIND: []}
    for one in searched:
        is_latest = one.layer == "latest"
        bundles.setdefault(urls.PAGEFIND if is_latest else f"{urls.PAGEFIND_EARLIER}{_part(one)}/", []).append(one)
    return bundles


def _parts_json(bundles: Iterable[str]) -> bytes:
    names = (prefix.removeprefix(urls.PAGEFIND_EARLIER)[:-1] for prefix in bundles if prefix != urls.PAGEFIND)
    return (json.dumps(sorted(names)) + "\n").encode()


def _part(one: Searched) -> int:
    """Which bundle holds the earlier wordings of a company: by its slug, so that others do not move it."""
    return crc32(one.company.encode()) % _PARTS


def _input_digest(own: Iterable[Searched]) -> str:
    digests = "".join(f"{one.digest}\n" for one in own)
    return sha256(index.format_digest() + digests.encode()).hexdigest()


def _standing(published: Path, prefix: str, promised: Mapping[str, str], digest: str) -> Mapping[str, str]:
    """What was promised of a published bundle if it was made of this input and every file is there, else nothing.

    Files whose names carry a digest of their content are taken at their names: there are thousands of them.
    """
    folder = published / prefix
    try:
        if (folder / INPUT_DIGEST).read_text(encoding="utf-8").strip() != digest:
            return {}
    except (OSError, ValueError):
        return {}
    found = {f"{prefix}{name}" for name in files_below(folder)}
    if promised.keys() != {path for path in found if _bundle_of(path) == prefix}:
        return {}
    doubtful = (path for path in promised if not path.removeprefix(prefix).startswith(_NAMED_BY_CONTENT))
    return promised if all(digest_of(published / path) == promised[path] for path in doubtful) else {}


def _bundle_of(path: str) -> str:
    """The folder of the bundle that a file of the site is of, "" for none: some stand in the folder of another.

    >>> _bundle_of("pagefind/earlier/3/pagefind.js"), _bundle_of("pagefind/pagefind.js"), _bundle_of(PARTS)
    ('pagefind/earlier/3/', 'pagefind/', '')
    """
    if path.startswith(urls.PAGEFIND_EARLIER):
        return path[: path.find("/", len(urls.PAGEFIND_EARLIER)) + 1]
    return urls.PAGEFIND if path.startswith(urls.PAGEFIND) else ""
