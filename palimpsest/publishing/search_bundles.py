"""What is searched of each document -> the search bundles of a site, each kept while its own input is the same.

    what the newest versions say -> pagefind/             loaded by the search page
    every other wording          -> pagefind/earlier/3/   loaded, all of them, when a visitor asks for earlier layers

A company's earlier wordings are in one of a few bundles: a new version of one document changes a few records of the
first bundle and adds a few to one of the others. Records are opened for a bundle that has to be made, one document at a
time, and for no other: what is searched says by its digest whether it is what it was.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from zlib import crc32

from palimpsest.made import files_below
from palimpsest.publishing import search_index, urls
from palimpsest.publishing.search import Searched

INPUT_DIGEST = "input.sha256"
PARTS = f"{urls.PAGEFIND_EARLIER}parts.json"  # the names of the bundles of earlier wordings: ["0", "3"]
_PARTS = 8  # each costs a visitor who asks for all a few files more, and a build a part of its work less
_NAMED_BY_CONTENT = ("fragment/", "index/", "filter/")


@dataclass(frozen=True, slots=True)
class Bundles:
    """The files of all bundles by path, with their digests; `kept` are those that stand already."""

    digests: Mapping[str, str]
    kept: frozenset[str]


def make_bundles(searched: Iterable[Searched], published: Path, promised: Mapping[str, str], new: Path) -> Bundles:
    """Make in the folder `new` the bundles that do not stand in `published` as they have to.

    `promised` is what the published manifest says of them. Raises `ContentError` when Pagefind fails.
    """
    digests: dict[str, str] = {}
    kept: set[str] = set()
    for prefix, own in _by_bundle(searched).items():
        digest = _input_digest(own)
        standing = _standing(published, prefix, promised, digest)
        digests |= standing or _made(own, digest, new / prefix, prefix)
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


def _by_bundle(searched: Iterable[Searched]) -> dict[str, list[Searched]]:
    """What is searched by the folder of its bundle; there is always one of what the newest versions say."""
    bundles: dict[str, list[Searched]] = {urls.PAGEFIND: []}
    for one in searched:
        is_latest = one.layer == "latest"
        bundles.setdefault(urls.PAGEFIND if is_latest else f"{urls.PAGEFIND_EARLIER}{_part(one)}/", []).append(one)
    return bundles


def _part(one: Searched) -> int:
    """Which bundle holds the earlier wordings of a company: by its slug, so that others do not move it."""
    return crc32(one.company.encode()) % _PARTS


def _input_digest(own: Iterable[Searched]) -> str:
    digests = "".join(f"{one.digest}\n" for one in own)
    return sha256(search_index.format_digest() + digests.encode()).hexdigest()


def _made(own: Sequence[Searched], digest: str, folder: Path, prefix: str) -> dict[str, str]:
    most = search_index.PAGES if prefix == urls.PAGEFIND else search_index.PAGES // _PARTS
    records = chain.from_iterable(one.open() for one in own)
    search_index.index(records, sum(one.count for one in own), folder, max(1, most))
    (folder / INPUT_DIGEST).write_text(f"{digest}\n", encoding="utf-8", newline="")
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
