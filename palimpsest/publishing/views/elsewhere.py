"""The step between two versions -> how much of what came stood there before, and of what went stands there again.

    "Of 510 passages added, 497 stood in an earlier version, last seen on 25 February 2026."

So that who reads of a section that came sees whether it is new, and of one that went, whether it stayed away: not
always is it the company that leaves a part of a text out (`partial_copies.py` tells where it surely is not).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from palimpsest.comparing.lineage import Interval
from palimpsest.english import counted
from palimpsest.model import Placed, Revision
from palimpsest.publishing.views.history import History, Station
from palimpsest.timestamps import day_in_words

_LEAST = 5  # a heading or a stock phrase comes and goes with any section
_TELLING = {"wording", "extraction"}  # classes of steps in which passages come and go


def elsewhere(history: History, station: Station) -> tuple[str, ...]:
    """A sentence for what came and one for what went with the step that led to a version, as far as either holds."""
    revision = station.revision
    if revision is None or revision.revision_class not in _TELLING:
        return ()
    return (*_stood_before(history, station, revision), *_stands_again(history, station, revision))


def _stood_before(history: History, station: Station, revision: Revision) -> Iterator[str]:
    now = station.version.captured_at
    added = [change.after for change in revision.changed if change.kind == "added" and change.after]
    ends = [max(ends) for seen in _away(history, added, now) if (ends := [end for _, end in seen if end < now])]
    if len(ends) >= _LEAST:
        told = _of(len(ends), len(added), "added")
        yield f"{told} stood in an earlier version, last seen on {day_in_words(max(ends))}."


def _stands_again(history: History, station: Station, revision: Revision) -> Iterator[str]:
    now = station.version.captured_at
    removed = [change.before for change in revision.changed if change.kind == "removed" and change.before]
    starts = [min(starts) for seen in _away(history, removed, now) if (starts := [one for one, _ in seen if one > now])]
    if len(starts) >= _LEAST:
        told = _of(len(starts), len(removed), "removed")
        yield f"{told} stand in a later version again, first seen on {day_in_words(min(starts))}."


def _away(history: History, placed: Iterable[Placed], now: datetime) -> Iterator[Sequence[Interval]]:
    """The intervals of the wordings that stand nowhere right before an instant, or right after it."""
    known = history.document.lineages
    for intervals in [known[one.passage.id].intervals for one in placed if one.passage.id in known]:
        if not any(start < now < end for start, end in intervals):  # or its like stands in both texts
            yield intervals


def _of(some: int, of: int, went: str) -> str:
    """
    >>> _of(5, 5, "added"), _of(1005, 1204, "removed")
    ('All 5 passages added', 'Of 1,204 passages removed, 1,005')
    """
    passages = counted(of, "passage")
    return f"All {passages} {went}" if some == of else f"Of {passages} {went}, {some:,}"
