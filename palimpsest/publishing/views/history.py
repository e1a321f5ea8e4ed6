"""A document -> what its pages ask for at every version, found once.

    Monoprice's privacy policy -> History(stations: 2004's, then 2017's with the step that led to it)

A history can have thousands of versions: whatever would be looked for among all of them, for each of them, is here.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from palimpsest.comparing.breaks import BreakKind, breaks
from palimpsest.comparing.elsewhere import NOWHERE, Elsewhere, elsewhere
from palimpsest.comparing.history import newest_version, taken_back
from palimpsest.comparing.history_words import is_news
from palimpsest.model import (
    Archive,
    Change,
    Company,
    Document,
    Findings,
    Revision,
    Settings,
    Signal,
    Snapshot,
    SpanKind,
    Version,
)
from palimpsest.publishing import urls
from palimpsest.publishing.views.charts import Layer, Stack
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.layers import layers_of
from palimpsest.publishing.views.wording import changes_in_words
from palimpsest.sources.order import in_history_order
from palimpsest.understanding.topics.touched import touched_topics
from palimpsest.values import Frozen, field

Quoted = tuple[tuple[str, SpanKind], ...]  # pieces of a line of text, each with its part in the step


class Station(Frozen):
    """A version where it stands in its document, `number` counted from 0. `revision` is the step that led to it from
    the station numbered `before` (None for the first): `changes` says it in words, `touched` are the topics that
    it is about, `away` is what of it stands in other versions too."""

    number: int
    version: Version
    findings: Findings
    url: str
    words: int
    layers: tuple[Layer, ...]
    revision: Revision | None
    before: int | None
    changes: str
    touched: tuple[Link, ...]
    away: Elsewhere = NOWHERE

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Those of the step that led here."""
        return self.findings.signals if self.revision else ()

    @property
    def changed(self) -> list[Change]:
        """What the step that led here did not keep."""
        return self.revision.changed if self.revision else []

    @property
    def kind(self) -> str:
        """The class of the step that led here, "first" without one; "uncounted wording" where the words differ, but the
        record lays the step to the archive."""
        if self.revision is None:
            return "first"
        revision_class = self.revision.revision_class
        is_uncounted = revision_class == "wording" and not is_news(revision_class, self.revision.cause)
        return "uncounted wording" if is_uncounted else revision_class


class History(Frozen):
    """A document with its stations, in the order of its versions; `newest` is that of the last capture. `ends` and
    `begins`: what comes after a capture, or before it, where that is no version of the same text (breaks.py).
    `following`: by the instant of each capture but the last, it and the next one. `furniture`: by digest, the ids of
    what a version has outside its text, as far as it has any. `taken_back`: by digest, when the text before a version
    was captured again right after it. `excerpts`: by the number of a station what is quoted of it, as far as it was
    asked for (`excerpt.py`)."""

    archive: Archive
    owner: Company
    document: Document
    stations: tuple[Station, ...]
    newest: Station
    ends: Mapping[datetime, BreakKind] = {}
    begins: Mapping[datetime, BreakKind] = {}
    following: Mapping[datetime, tuple[Snapshot, Snapshot]] = {}
    furniture: Mapping[str, frozenset[str]] = {}
    taken_back: Mapping[str, datetime] = {}
    excerpts: dict[int, Quoted] = field(default_factory=dict)

    @property
    def standing(self) -> frozenset[str]:
        """The ids of the passages of the newest version."""
        return frozenset(placed.passage.id for placed in self.newest.version.reading.placed())

    @property
    def settings(self) -> Settings:
        """The archive's."""
        return self.archive.settings

    @property
    def link(self) -> Link:
        """The document's own page."""
        return Link(self.document.terms_type, urls.document(self.owner, self.document))

    def before(self, station: Station) -> Station | None:
        """The station from which the step led here."""
        return None if station.before is None else self.stations[station.before]

    def changes_url(self, station: Station) -> str:
        """The redline of a station that has one."""
        return f"{station.url}changes/"


def stack_of(station: Station, *, is_current: bool = False) -> Stack:
    """A version to be drawn."""
    return Stack(station.version.captured_at, station.layers, is_current)


def history_of(archive: Archive, owner: Company, document: Document) -> History:
    """One document's history; its cost grows with the number of passages in all versions, and no faster."""
    digests = [version.digest for version in document.versions]
    numbers = {digest: number for number, digest in enumerate(digests)}
    # to a text that returns, the first step leads
    led_by = {revision.after: revision for revision in reversed(document.revisions)}
    links = {topic.slug: Link(topic.label, urls.topic(topic)) for topic in archive.topics}
    layers = layers_of(document)
    stations = []
    for number, (digest, version) in enumerate(zip(digests, document.versions, strict=True)):
        revision = led_by.get(digest)
        away = elsewhere(revision, document.lineages, version.captured_at) if revision else NOWHERE
        stations.append(
            Station(
                number,
                version,
                archive.findings[digest],
                urls.version(owner, document, version),
                version.reading.words,
                layers[number],
                revision,
                numbers.get(revision.before) if revision else None,
                changes_in_words(revision, away) if revision else "",
                _touched(archive, links, revision, away) if revision else (),
                away,
            )
        )
    newest = stations[numbers[newest_version(document).digest]]
    broken = tuple(breaks(document))
    ends, begins = {one.last: one.kind for one in broken}, {one.first: one.kind for one in broken}
    following = {pair[0].captured_at: pair for pair in pairwise(in_history_order(document.snapshots))}
    furniture = _furniture(document)
    gathered = ends, begins, following, furniture, taken_back(document)
    return History(archive, owner, document, tuple(stations), newest, *gathered)


def _furniture(document: Document) -> dict[str, frozenset[str]]:
    outside: dict[int, frozenset[str]] = {}  # by identity: versions share most of their sections
    found = {}
    for version in document.versions:
        ids: frozenset[str] = frozenset()
        for section in version.reading.sections:
            if id(section) not in outside:
                text = {placed.passage.id for placed in section.text}
                outside[id(section)] = frozenset({placed.passage.id for placed in section.whole} - text)
            if outside[id(section)]:
                ids |= outside[id(section)]
        if ids:
            found[version.digest] = ids
    return found


def _touched(archive: Archive, links: Mapping[str, Link], revision: Revision, away: Elsewhere) -> tuple[Link, ...]:
    """The topics that a revision touches, as arranged in the archive; the most particular ones."""
    before, after = (archive.findings[digest].labels for digest in (revision.before, revision.after))
    like = {one.number: one for one in revision.like}
    slugs: set[str] = set()
    for change in revision.changed:
        if change.kind != "moved" and not away.is_in_both(change.number):
            slugs |= touched_topics(like.get(change.number, change), before, after)
    covered = {topic.parent for topic in archive.topics if topic.slug in slugs}  # a category goes without saying
    return tuple(links[slug] for slug in links if slug in slugs and slug not in covered)
