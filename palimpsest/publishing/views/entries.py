"""A document's history -> what a timeline says of each capture, and of each end of tracking.

Monoprice  ->  7 October 2017, mostly rewritten ... no capture for 12 years and 10 months; then 2004
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from palimpsest.comparing.history_words import CAUSES
from palimpsest.english import counted, joined
from palimpsest.model import Ending, Revision, Settings, Snapshot
from palimpsest.publishing.languages import foreign_language
from palimpsest.publishing.views.charts import StrataChart, strata_chart
from palimpsest.publishing.views.excerpt import excerpt
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, Quoted, Station, stack_of
from palimpsest.publishing.views.wording import (
    capitalised,
    in_sentence,
    share_in_words,
)
from palimpsest.sources.order import in_order
from palimpsest.timestamps import day_in_words, span_in_words
from palimpsest.values import Frozen, replace

_NEARLY_ALL = 0.9998
_GAP_DAYS = 60  # Monthly collections are regular; only what is longer than two of their steps is called a gap.
NEWS = ("wording", "first")
"""The kinds of entries that say something of the company's words; all others are told quietly."""


class Entry(Frozen):
    """One capture. `when` is its day, with the time for those after the first of a day. `kind` is "first", the kind of
    the station, "again" or "return" (an earlier text); `changes` leads to the redline, and `chart` is None for what is
    told quietly. Or, with the kind "ended", the end of tracking, with the version before it. `gap` says how long
    nothing was observed before it, `""` for no time to speak of; `baselines` are the days worth comparing with since
    the capture before."""

    kind: str
    captured_at: datetime
    when: str
    document: Link
    version: Link
    headline: str
    summary: str
    excerpt: Quoted
    language: str
    words: str
    chart: StrataChart | None
    changes: Link | None
    gap: str
    baselines: tuple[str, ...]


class Capture(Frozen):
    """A capture and the version it carries."""

    snapshot: Snapshot
    station: Station


def entries_of(history: History, *, only_news: bool = False) -> tuple[Entry, ...]:
    """An entry for every capture and every end of tracking, or for those that are told everywhere, in order."""
    stations = {station.version.digest: station for station in history.stations}
    snapshots = (snapshot for station in history.stations for snapshot in station.version.snapshots)
    captures = [Capture(snapshot, stations[snapshot.body_digest]) for snapshot in in_order(snapshots)]
    link = history.link
    tallest = max(sum(layer.words for layer in station.layers) for station in history.stations)
    entries = [
        _entry(history, link, capture, earlier, when, tallest)
        for capture, earlier, when in zip(captures, [None, *captures], _days(captures), strict=False)
        if not only_news or history.document.endings or _kind(capture, earlier) in NEWS
    ]
    for ending in history.document.endings:
        place = sum(entry.captured_at <= ending.ended_at for entry in entries)
        if place:  # an end of what was never captured says nothing
            entries.insert(place, _ended(ending, entries[place - 1], entries[place:]))
    return tuple(entry for entry in entries if not only_news or entry.kind in NEWS)


def _days(captures: Sequence[Capture]) -> Iterator[str]:
    """The day of each capture: two of one day must not be called the same."""
    told: set[date] = set()
    for capture in captures:
        at = capture.snapshot.captured_at
        yield f"{day_in_words(at)}, {at:%H:%M:%S}" if at.date() in told else day_in_words(at)
        told.add(at.date())


def _ended(ending: Ending, last: Entry, later: Sequence[Entry]) -> Entry:
    resumed = f", resumed {day_in_words(later[0].captured_at)}" if later else ""
    return replace(
        last,
        kind="ended",
        captured_at=ending.ended_at,
        when=day_in_words(ending.ended_at),
        version=Link("Read the version before", last.version.url),
        headline=f"Tracking by the archive ended{resumed}",
        summary="",
        excerpt=(),
        changes=None,
        gap="",
        baselines=(),
    )


def verdict_sentence(revision: Revision) -> str:
    """The verdict with the share in words: "Mostly rewritten: about a tenth of the words stand in both.". In a change
    of wording not all of them do, however few differ."""
    share = min(revision.share_kept, _NEARLY_ALL) if revision.revision_class == "wording" else revision.share_kept
    return f"{capitalised(revision.verdict)}: {share_in_words(share)}."


def _entry(history: History, link: Link, capture: Capture, earlier: Capture | None, when: str, tallest: int) -> Entry:
    snapshot, station = capture.snapshot, capture.station
    is_first_sight = _is_first_sight(capture)
    kind = _kind(capture, earlier)
    has_changes = is_first_sight and station.revision
    return Entry(
        kind=kind,
        captured_at=snapshot.captured_at,
        when=when,
        document=link,
        version=Link("Read this version", station.url),
        headline=_headline(kind, station, is_first_sight=is_first_sight),
        summary=_summary(station) if station.revision and kind == "wording" else "",
        excerpt=excerpt(history, station) if kind in NEWS else (),
        language=foreign_language(history.settings, station.version),
        words=counted(station.words, "word"),
        chart=_chart(station, tallest) if kind in NEWS else None,
        changes=Link("See what changed", history.changes_url(station)) if has_changes else None,
        gap=_gap(earlier.snapshot, snapshot) if earlier else "",
        baselines=_baselines(history.settings, earlier.snapshot, snapshot) if earlier else (),
    )


def _chart(station: Station, tallest: int) -> StrataChart:
    return strata_chart("", (stack_of(station),), "Layers of this version", 44, 10, tallest, names_years=False)


def _is_first_sight(capture: Capture) -> bool:
    return capture.snapshot is capture.station.version.snapshots[0]


def _kind(capture: Capture, earlier: Capture | None) -> str:
    if _is_first_sight(capture):
        return capture.station.kind
    return "again" if earlier and earlier.station is capture.station else "return"


def _gap(earlier: Snapshot, later: Snapshot) -> str:
    if (later.captured_at - earlier.captured_at).days <= _GAP_DAYS:
        return ""
    return span_in_words(earlier.captured_at.date(), later.captured_at.date())


def _baselines(settings: Settings, earlier: Snapshot, later: Snapshot) -> tuple[str, ...]:
    """What came into force between two captures, each with its day."""
    first, last = earlier.captured_at.date(), later.captured_at.date()
    between = sorted((one for one in settings.baselines if first < one.day <= last), key=lambda one: one.day)
    return tuple(f"{one.label} ({day_in_words(one.day)})" for one in between)


_FIXED = {
    "first": "First capture",
    "again": "Seen again, unchanged",
    "date only": "Only a date in the text differs",
    "formatting only": "Only formatting differs",
    "links only": "Only links differ",
    "moved only": "Passages moved, no word differs",
    "furniture": "Only page furniture differs",
    "extraction": "Not the whole page was extracted, or another one",
    "return": "An earlier text again",
    "edition": "Another edition or language of the text",
}


def _headline(kind: str, station: Station, *, is_first_sight: bool) -> str:
    if kind == "return" and not is_first_sight:
        return f"The text first seen on {day_in_words(station.version.captured_at)} again"
    said = _FIXED.get(kind) or capitalised(station.revision.verdict if station.revision else kind)
    return f"{said}, {cause}" if is_first_sight and (cause := archives_doing(station)) else said


def archives_doing(station: Station) -> str:
    """What the record says of a step that it lays to the archive and not to the company; else nothing."""
    cause = station.revision.cause if station.revision else "company"
    return "" if cause in ("company", "unstated") else CAUSES[cause]


def _summary(station: Station) -> str:
    topics = station.touched
    named = [in_sentence(topic.label) for topic in topics[:4]]
    more = f" and {counted(len(topics) - 4, 'other topic')}" if len(topics) > 4 else ""
    touched = f"; touches {', '.join(named)}{more}" if more else f"; touches {joined(named)}" if named else ""
    return f"{station.changes}{touched}."
