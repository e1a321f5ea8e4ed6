"""Captures of one document -> its texts, read -> the document: versions in history order, revisions, lineages.

captures of 2004, 2011 and 2012, the last two with one text  ->  two versions, one revision

A document as it was understood by a build before (`earlier`) has most of the texts and steps of the one that has come
one capture further: what is the same in both is taken over. It saves work and changes no result.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from palimpsest.addresses import slug_of
from palimpsest.comparing.editions import language
from palimpsest.comparing.history import HistoryFacts, history_facts
from palimpsest.comparing.history_words import cause_of
from palimpsest.comparing.languages import UNKNOWN
from palimpsest.comparing.lineage import lineages
from palimpsest.comparing.revisions import revision
from palimpsest.comparing.wordings import KnownWordings, no_wordings, text_ids
from palimpsest.model import Cause, Document, Ending, Reading, Revision, Snapshot, Version
from palimpsest.reading.links import CapturedPage, captured_page
from palimpsest.reading.read import Body, read_bodies
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.order import in_history_order
from palimpsest.sources.texts import body_of, read_sources
from palimpsest.values import Frozen, replace


class Texts(Frozen):
    """What the archive holds of one document before it is compared: captures in any order, readings by body digest."""

    terms_type: str
    snapshots: tuple[Snapshot, ...]
    readings: Mapping[str, Reading]


def read_texts(held: tuple[str, tuple[Snapshot, ...]], earlier: Document | None = None) -> Texts:
    """A terms type and its captures to the texts of that document, each distinct one read once, and none that the
    `earlier` document has.

    `ContentError` where one of them is no longer what was gathered.
    """
    terms_type, snapshots = held
    versions = earlier.versions if earlier and earlier.terms_type == terms_type else ()
    known = {_text_of(version.snapshots[0]): version.reading for version in versions}
    firsts = distinct_texts(snapshots)
    readings = {one.body_digest: known[_text_of(one)] for one in firsts if _text_of(one) in known}
    unread = _bodies(one for one in firsts if one.body_digest not in readings)
    return Texts(terms_type, snapshots, readings | read_bodies(unread, terms_type, known.values()))


def _text_of(snapshot: Snapshot) -> tuple[str, CapturedPage]:
    """All that a reading depends on, beside the terms type."""
    return snapshot.body_digest, captured_page(snapshot)


def _bodies(snapshots: Iterable[Snapshot]) -> Iterator[Body]:
    for snapshot, source in read_sources(snapshots):
        yield Body(snapshot.body_digest, body_of(snapshot, source), captured_page(snapshot))


def distinct_texts(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The first capture of each distinct text, in the order of first captures."""
    firsts: dict[str, Snapshot] = {}
    for snapshot in in_history_order(snapshots):
        firsts.setdefault(snapshot.body_digest, snapshot)
    return list(firsts.values())


def arrange_versions(texts: Texts) -> tuple[Version, ...]:
    """Distinct texts in the order of their first captures; a text without a reading is left out.

    A text that comes back later is the version it was: its captures need not be consecutive.
    """
    captures: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in in_history_order(texts.snapshots):
        captures[snapshot.body_digest].append(snapshot)
    read = [(tuple(seen), texts.readings[digest]) for digest, seen in captures.items() if digest in texts.readings]
    names = version_names(seen[0].captured_at for seen, _ in read)
    return tuple(Version(*one, name, _language(*one)) for one, name in zip(read, names, strict=True))


def _language(snapshots: Iterable[Snapshot], reading: Reading) -> str:
    """A record knows better than its words tell."""
    named = next((one.language for one in snapshots if one.language), "")
    told = "" if named else language(reading)
    return named or ("" if told == UNKNOWN else told)


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


def compare(texts: Texts, ended: Iterable[TrackingEnded] = (), earlier: Document | None = None) -> Document:
    """One company's terms of one type, each version compared with the text recorded right before it; the steps between
    readings that `read_texts` took over from the `earlier` document are taken over too.

    A path that ends in the very record in which another path of this document begins was only renamed.
    """
    records = {snapshot.provenance.record for snapshot in texts.snapshots}
    versions = arrange_versions(texts)
    wordings = no_wordings()  # filled as the versions are gone through: each wording is taken apart once
    revisions = tuple(_revisions(texts.snapshots, versions, wordings, _known_steps(earlier, versions)))
    return Document(
        terms_type=texts.terms_type,
        slug=slug_of(texts.terms_type),
        versions=versions,
        revisions=revisions,
        lineages=lineages(versions, revisions, wordings),
        endings=tuple(Ending(end.ended_at, end.commit) for end in ended if end.commit not in records),
    )


class _Step(Frozen):
    """From one text to another that was not there before: the digests of both, and what the history knows of it."""

    before: str
    after: str
    facts: HistoryFacts


def _revisions(
    snapshots: Sequence[Snapshot], versions: Sequence[Version], wordings: KnownWordings, known: Mapping[_Step, Revision]
) -> Iterator[Revision]:
    """One for each version but the first, in the order of the history."""
    by_digest = {version.digest: version for version in versions}
    for step, cause in _steps(snapshots, versions):
        found = known.get(step) or revision(by_digest[step.before], by_digest[step.after], wordings, step.facts)
        yield replace(found, cause=cause)


def _steps(snapshots: Iterable[Snapshot], versions: Sequence[Version]) -> Iterator[tuple[_Step, Cause]]:
    """What leads to each version but the first, and the cause that the record states. A text that only came back is
    led to by no step, but steps lead from it: after A, B and A again, C is compared with A."""
    says = dict(zip([one.digest for one in versions], text_ids([one.reading for one in versions]), strict=True))
    captures = [one for one in in_history_order(snapshots) if one.body_digest in says]
    digests = [one.body_digest for one in captures]
    seen = set(digests[:1])
    facts = history_facts(digests, [says[digest] for digest in digests])
    for (before, after), known in zip(pairwise(captures), facts, strict=True):
        if after.body_digest not in seen:
            seen.add(after.body_digest)
            pages = before.provenance.source_pages, after.provenance.source_pages
            yield _Step(before.body_digest, after.body_digest, known), cause_of(after.provenance.cause, *pages)


def _known_steps(earlier: Document | None, versions: Iterable[Version]) -> dict[_Step, Revision]:
    """The revisions of the earlier document by their steps, of those between texts whose readings are still the same
    objects."""
    if not earlier:
        return {}
    now = {version.digest: version.reading for version in versions}
    same = {version.digest for version in earlier.versions if version.reading is now.get(version.digest)}
    steps = [step for step, _ in _steps(earlier.snapshots, earlier.versions)]
    led = zip(steps, earlier.revisions, strict=True)
    return {step: there for step, there in led if step.before in same and step.after in same}
