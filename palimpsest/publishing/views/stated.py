"""A document's history -> the dates its texts state, against the days on which they were captured.

    "last updated March 28, 2017" in the text captured on 7 October 2017  ->  Stated(..., days=193)

Two facts stand beside each other and never merge: what a text says of itself, and when it was seen. A text can have
stood long before its first capture; so "193 days before capture" says nothing of when it was put up.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.publishing.views.entries import archives_doing
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, Station
from palimpsest.publishing.views.provenance import days_between, days_to_capture
from palimpsest.publishing.views.wording import distance_in_words
from palimpsest.timestamps import day_in_words
from palimpsest.values import Frozen, replace

_OPEN_ROWS = 8  # of a document's table of dates; a longer one is folded
_SAME, _BACK = "date unchanged", "date moved back"


class Stated(Frozen):
    """A date that a document states, with the first capture of a text that states it; `days` is the distance from the
    one to the other, below 0 where the date was still to come. `url` is the passage. `is_oldest`: it stood in the first
    capture held, so how long before nobody here can say. `missed_at`: the capture before it, where that was made after
    the stated date and is of the same text, None where it was not: a date can only be late where somebody looked."""

    claim: str
    date: str
    captured_at: datetime
    days: int
    url: str
    is_oldest: bool
    missed_at: datetime | None = None

    @property
    def apart(self) -> str:
        """The distance in words."""
        return distance_in_words(self.date, self.days)


class DateStep(Frozen):
    """A change of wording with a signal about its dates, and its redline."""

    captured_at: datetime
    text: str
    url: str


class StatedDates(Frozen):
    """`every` has each claim of a date once, in the order of captures; `newest` those of the newest version. `changes`
    counts the changes of wording between texts that state a date."""

    every: tuple[Stated, ...]
    newest: tuple[Stated, ...]
    unchanged: tuple[DateStep, ...]
    moved_back: tuple[DateStep, ...]
    changes: int


class StatedTable(Frozen):
    """The dates of one document, newest first; `folded` is what a long table is folded behind, else `""`. `unchanged`
    leads to the changes of wording with the same date, under `summary`."""

    rows: tuple[Stated, ...]
    folded: str
    summary: str
    unchanged: tuple[Link, ...]


def stated_dates(history: History) -> StatedDates:
    """Of one document."""
    every: dict[tuple[str, str], Stated] = {}
    preceding = {after.captured_at: before.captured_at for before, after in history.following.values()}
    for station in history.stations:
        for one in _stated(station):
            if (one.claim, one.date) not in every:
                missed_at = _missed_at(history, station, one, preceding.get(one.captured_at))
                every[one.claim, one.date] = replace(one, missed_at=missed_at)
    news = [station for station in history.stations if station.kind == "wording"]
    newest = _stated(history.newest)
    return StatedDates(
        tuple(every.values()),
        tuple(every[one.claim, one.date] for one in newest),
        _steps(history, news, _SAME),
        _steps(history, news, _BACK),
        sum(_both_state(history, station) for station in news),
    )


def stated_table(dates: StatedDates) -> StatedTable:
    """What the page of the document shows of them."""
    rows = tuple(sorted(dates.every, key=lambda one: one.captured_at, reverse=True))
    return StatedTable(
        rows,
        counted(len(rows), "stated date") if len(rows) > _OPEN_ROWS else "",
        unchanged_in_words(dates),
        tuple(Link(day_in_words(step.captured_at), step.url) for step in reversed(dates.unchanged)),
    )


def unchanged_in_words(dates: StatedDates) -> str:
    """How many changes of wording left the stated date as it was, nothing where there is none.

    >>> unchanged_in_words(StatedDates((), (), (), (), 4))
    ''
    """
    if not dates.unchanged:
        return ""
    changes = counted(dates.changes, "change of wording", "changes of wording")
    return f"Wording changed, stated date unchanged: {len(dates.unchanged):,} of {changes}."


def _stated(station: Station) -> list[Stated]:
    version = station.version
    return [
        Stated(
            stated.claim.capitalize(),
            stated.date,
            version.captured_at,
            days_to_capture(stated, version),
            f"{station.url}#{stated.anchor}",
            station.number == 0,
        )
        for stated in station.findings.stated_dates
    ]


def _missed_at(history: History, station: Station, one: Stated, before: datetime | None) -> datetime | None:
    """The capture before, if its text could have stated the date and was found not to."""
    is_same_text = one.captured_at not in history.begins and not archives_doing(station)
    return before if before and is_same_text and days_between(one.date, before.date()) > 0 else None


def _steps(history: History, news: Iterable[Station], kind: str) -> tuple[DateStep, ...]:
    return tuple(
        DateStep(station.version.captured_at, signal.text, history.changes_url(station))
        for station in news
        for signal in station.signals
        if signal.kind == kind
    )


def _both_state(history: History, station: Station) -> bool:
    before: Station | None = history.before(station)
    states: Sequence[Station | None] = (before, station)
    return all(one is not None and bool(one.findings.stated_dates) for one in states)
