"""Captures of one document -> its texts, read -> the document: versions in history order, revisions, lineages.

captures of 2004, 2011 and 2012, the last two with one text  ->  two versions, one revision
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from palimpsest.addresses import slug_of
from palimpsest.comparing.history import history_facts
from palimpsest.comparing.history_words import cause_of
from palimpsest.comparing.lineage import lineages
from palimpsest.comparing.revisions import revision
from palimpsest.comparing.wordings import Wordings, no_wordings, text_ids
from palimpsest.model import Document, Ending, Reading, Revision, Snapshot, Version
from palimpsest.reading.links import captured_page
from palimpsest.reading.read import Body, read_bodies
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.order import in_order
from palimpsest.sources.texts import body_of, read_sources


@dataclass(frozen=True, slots=True)
class Texts:
    """What the archive holds of one document before it is compared: captures in any order, readings by body digest."""

    terms_type: str
    snapshots: tuple[Snapshot, ...]
    readings: Mapping[str, Reading]


def read_texts(held: tuple[str, tuple[Snapshot, ...]]) -> Texts:
    """A terms type and its captures to the texts of that document, each distinct one read once.

    `ContentError` where one of them is no longer what was gathered.
    """
    terms_type, snapshots = held
    return Texts(terms_type, snapshots, read_bodies(_bodies(snapshots), terms_type))


def _bodies(snapshots: Iterable[Snapshot]) -> Iterator[Body]:
    for snapshot, source in read_sources(distinct_texts(snapshots)):
        yield Body(snapshot.body_digest, body_of(snapshot, source), captured_page(snapshot))


def distinct_texts(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The first capture of each distinct text, in the order of first captures."""
    firsts: dict[str, Snapshot] = {}
    for snapshot in _in_history_order(snapshots):
        firsts.setdefault(snapshot.body_digest, snapshot)
    return list(firsts.values())


def arrange_versions(texts: Texts) -> tuple[Version, ...]:
    """Distinct texts in the order of their first captures; a text without a reading is left out.

    A text that comes back later is the version it was: its captures need not be consecutive.
    """
    captures: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in _in_history_order(texts.snapshots):
        captures[snapshot.body_digest].append(snapshot)
    read = [(tuple(seen), texts.readings[digest]) for digest, seen in captures.items() if digest in texts.readings]
    names = version_names(seen[0].captured_at for seen, _ in read)
    return tuple(Version(seen, reading, name) for (seen, reading), name in zip(read, names, strict=True))


def version_names(instants: Iterable[datetime]) -> Iterator[str]:
    """What each of a document's versions is called in its address, by their first captures in history order.

    The first of a day has the day, the others the time too; those of one second are counted. A version that follows
    later in the history changes no name.

    >>> from datetime import UTC
    >>> noon = datetime(2021, 3, 4, 12, tzinfo=UTC)
    >>> list(version_names([noon, noon.replace(hour=9), noon, noon]))
    ['2021-03-04', '2021-03-04-090000', '2021-03-04-120000', '2021-03-04-120000-2']
    """
    taken: dict[str, int] = defaultdict(int)
    for instant in instants:
        day = f"{instant:%Y-%m-%d}"
        name = f"{instant:%Y-%m-%d-%H%M%S}" if taken[day] else day
        taken[name] += 1
        yield name if taken[name] == 1 else f"{name}-{taken[name]}"


def compare(texts: Texts, ended: Iterable[TrackingEnded] = ()) -> Document:
    """One company's terms of one type, each version compared with the text recorded right before it.

    A path that ends in the very record in which another path of this document begins was only renamed.
    """
    records = {snapshot.provenance.record for snapshot in texts.snapshots}
    versions = arrange_versions(texts)
    wordings = no_wordings()  # filled as the versions are gone through: each wording is taken apart once
    revisions = tuple(_revisions(texts, versions, wordings))
    return Document(
        terms_type=texts.terms_type,
        slug=slug_of(texts.terms_type),
        versions=versions,
        revisions=revisions,
        lineages=lineages(versions, revisions, wordings),
        endings=tuple(Ending(end.ended_at, end.commit) for end in ended if end.commit not in records),
    )


def _revisions(texts: Texts, versions: Sequence[Version], wordings: Wordings) -> Iterator[Revision]:
    """One for each version but the first. A text that only came back leads to no revision, but from one: after
    A, B and A again, C is compared with A."""
    by_digest = {version.digest: version for version in versions}
    says = dict(zip(by_digest, text_ids([one.reading for one in by_digest.values()]), strict=True))
    captures = [one for one in _in_history_order(texts.snapshots) if one.body_digest in by_digest]
    digests = [one.body_digest for one in captures]
    seen = set(digests[:1])
    facts = history_facts(digests, [says[digest] for digest in digests])
    for (before, after), known in zip(pairwise(captures), facts, strict=True):
        if after.body_digest not in seen:
            seen.add(after.body_digest)
            step = revision(by_digest[before.body_digest], by_digest[after.body_digest], wordings, known)
            pages = before.provenance.source_pages, after.provenance.source_pages
            yield replace(step, cause=cause_of(after.provenance.cause, *pages))


def _in_history_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    return in_order(sorted(snapshots, key=lambda snapshot: snapshot.location))
