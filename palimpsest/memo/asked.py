"""What a result depends on, as digests: the key it is remembered under.

code, stage, {"lexicon": digest}, {"content/a.md:1": digest} -> a key for each item
"""

import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b, sha256
from inspect import signature
from pathlib import Path
from typing import Any
from unicodedata import unidata_version

from palimpsest.values import NUMBERED, Frozen

_LENGTH = 20  # bytes of a digest
# Another Python has other tables of characters, and so other words, slugs and texts without accents.
_PYTHON = f"{sys.version_info[:2]} {unidata_version}"


class Asked(Frozen):
    """What one stage was asked for in one build. `shared`: digest of each shared argument by its name; `items`: digest
    and key of each distinct item by its name."""

    stage: str
    code: str
    shared: Mapping[str, bytes]
    items: Mapping[str, tuple[bytes, bytes]]


def asked(
    stage: Callable, code: str, items: Iterable[Any], shared: tuple, *, own: int = 1
) -> tuple[Asked, list[bytes]]:
    """The question and the key of every item, in the order of the items; `own` is the number of arguments of the
    stage that are not shared (the item; the item and its folder)."""
    about_shared = dict(zip(_parameters(stage, own, len(shared)), map(argument_digest, shared), strict=True))
    about_all = about(stage, code, about_shared.values(), own=own)
    digests = [(item, argument_digest(item)) for item in items]
    keys = [key_of(about_all, about_item) for _, about_item in digests]
    distinct = dict(zip(keys, digests, strict=True))
    names = _numbered(name_of(item) for item, _ in distinct.values())
    entries = {name: (pair[1], key) for name, (key, pair) in zip(names, distinct.items(), strict=True)}
    return Asked(stage_name(stage), code, about_shared, entries), keys


def about(stage: Callable, code: str, shared: Iterable[bytes], *, own: int = 1) -> bytes:
    """What the key of every item of a stage begins with: of the digests of its shared arguments, in their order."""
    return digest((code, stage_name(stage), own, list(shared)))


def key_of(about_all: bytes, about_item: bytes) -> bytes:
    """The key of an item: of what the stage is about, and of the item's digest."""
    return blake2b(about_all + about_item, digest_size=_LENGTH).digest()


def stage_name(stage: Callable) -> str:
    """What a stage is called in the store."""
    return f"{stage.__module__}.{stage.__qualname__}"


def code_digest(*roots: Path) -> str:
    """Files and folders of source code to one digest, with the Python that runs them: the part of every key that is
    not an argument."""
    digest = sha256(_PYTHON.encode())
    for root in roots:
        paths = [root] if root.is_file() else sorted(path for kind in ("*.py", "*.tsv") for path in root.rglob(kind))
        for path in paths:
            digest.update(path.relative_to(root.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def digest(argument: Any) -> bytes:
    """Equal plain data to equal bytes, but mappings in the same order only, and no sets: pickled without references,
    since who shares an object is not content.

    What is `NUMBERED` counts as met before, so that its number is written in its place.
    """
    sink = _Sink()
    pickler = pickle.Pickler(sink, protocol=5)
    pickler.fast = True
    pickler.memo = NUMBERED
    pickler.dump(argument)
    return sink.hash.digest()


def content_of(item: Any) -> Any:
    """What of an argument a result depends on: its `content` if it has one (where things lie is none), else all."""
    return getattr(item, "content", item)


def argument_digest(argument: Any) -> bytes:
    """The digest of all of an item or shared argument that a result depends on."""
    return digest(content_of(argument))


def name_of(item: Any) -> str:
    """What `--explain` calls an item: its place, its address, its name, or its kind."""
    found = (getattr(item, attribute, "") for attribute in ("location", "url", "name"))
    return next((str(each) for each in found if each), type(item).__name__)


class _Sink:
    """A file for a pickler that keeps nothing but the digest: an item can be as large as a document's history."""

    def __init__(self) -> None:
        self.hash = blake2b(digest_size=_LENGTH)

    def write(self, piece: bytes) -> None:
        self.hash.update(piece)


def _parameters(stage: Callable, own: int, count: int) -> list[str]:
    """Names of the shared parameters; those that a stage takes with an asterisk are numbered."""
    named = [each.name for each in signature(stage).parameters.values() if each.kind is each.POSITIONAL_OR_KEYWORD]
    named = named[own : own + count]
    return [*named, *(f"argument {number}" for number in range(len(named) + own + 1, count + own + 1))]


def _numbered(names: Iterable[str]) -> Iterator[str]:
    """The same names, told apart: "Page", "Page (2)"."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"
