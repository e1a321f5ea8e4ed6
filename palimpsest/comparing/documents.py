"""Snapshots of one document and their readings -> the document: versions in capture order, revisions, lineages.

captures of 2004, 2011 and 2012, the last two with one text  ->  two versions, one revision
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from palimpsest.comparing.lineage import lineages
from palimpsest.comparing.revisions import revision
from palimpsest.model import Document, Reading, Snapshot, Version


def arrange_versions(snapshots: Iterable[Snapshot], readings: Mapping[str, Reading]) -> tuple[Version, ...]:
    """Distinct texts in the order of their first captures; `readings` are keyed by the snapshots' `body_digest`.

    A text that comes back later is the version it was: its captures need not be consecutive.
    """
    captures: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in sorted(snapshots, key=lambda snapshot: (snapshot.captured_at, snapshot.location)):
        captures[snapshot.body_digest].append(snapshot)
    return tuple(Version(tuple(seen), readings[digest]) for digest, seen in captures.items())


def document(terms_type: str, slug: str, snapshots: Iterable[Snapshot], readings: Mapping[str, Reading]) -> Document:
    """One company's terms of one type, compared from each version to the next."""
    versions = arrange_versions(snapshots, readings)
    return Document(
        terms_type=terms_type,
        slug=slug,
        versions=versions,
        revisions=tuple(revision(before, after) for before, after in pairwise(versions)),
        lineages=lineages(versions),
    )
