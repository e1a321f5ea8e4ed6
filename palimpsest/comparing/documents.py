"""Snapshots of one document and their readings -> the document: versions in capture order, revisions, lineages.

captures of 2004, 2011 and 2012, the last two with one text  ->  two versions, one revision
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from palimpsest.addresses import slug_of
from palimpsest.comparing.lineage import lineages
from palimpsest.comparing.revisions import revision
from palimpsest.comparing.wordings import no_wordings
from palimpsest.model import Document, Reading, Snapshot, Version
from palimpsest.problems import Location


@dataclass(frozen=True, slots=True)
class Texts:
    """What the archive holds of one document before it is compared: captures in any order, readings by body digest."""

    terms_type: str
    snapshots: tuple[Snapshot, ...]
    readings: Mapping[str, Reading]

    @classmethod
    def of(cls, captures: Sequence[Snapshot], readings: Mapping[Location, Reading]) -> Self:
        """The captures of one document with the readings of its distinct texts, given by the place they were read."""
        firsts = distinct_texts(captures)
        by_digest = {first.body_digest: readings[first.location] for first in firsts if first.location in readings}
        return cls(captures[0].terms_type, tuple(captures), by_digest)


def distinct_texts(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The first capture of each distinct text, in the order of first captures."""
    firsts: dict[str, Snapshot] = {}
    for snapshot in _in_capture_order(snapshots):
        firsts.setdefault(snapshot.body_digest, snapshot)
    return list(firsts.values())


def arrange_versions(texts: Texts) -> tuple[Version, ...]:
    """Distinct texts in the order of their first captures; a text without a reading is left out.

    A text that comes back later is the version it was: its captures need not be consecutive.
    """
    captures: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in _in_capture_order(texts.snapshots):
        captures[snapshot.body_digest].append(snapshot)
    return tuple(
        Version(tuple(seen), texts.readings[digest]) for digest, seen in captures.items() if digest in texts.readings
    )


def compare(texts: Texts) -> Document:
    """One company's terms of one type, compared from each version to the next."""
    versions = arrange_versions(texts)
    wordings = no_wordings()
    revisions = tuple(revision(before, after, wordings) for before, after in pairwise(versions))
    return Document(
        terms_type=texts.terms_type,
        slug=slug_of(texts.terms_type),
        versions=versions,
        revisions=revisions,
        lineages=lineages(versions, revisions, wordings),
    )


def _in_capture_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    return sorted(snapshots, key=lambda snapshot: (snapshot.captured_at, snapshot.location))
