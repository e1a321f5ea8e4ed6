"""A step between two versions and the lineages of its document -> what of it stood there before, or stands there again.

    a section that came in 2024, was away in 2025 and came again in 2026  ->  {12: last seen in 2024, 13: ...}

What came may be new or may have been away, and what went may have come back since. Not always is it the company that
leaves a part of a text out; `partial_copies.py` tells where it surely is not.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from palimpsest.comparing.lineage import Interval
from palimpsest.model import Lineage, Revision
from palimpsest.values import Frozen

_TELLING = {"wording", "extraction"}  # steps in which passages of the policy come and go


class Elsewhere(Frozen):
    """By the numbers of its changes: when what was added was last seen before, and when what was removed was first seen
    again."""

    again: Mapping[int, datetime] = {}
    for_a_time: Mapping[int, datetime] = {}

    def __contains__(self, number: int | None) -> bool:
        return number in self.again or number in self.for_a_time


NOWHERE = Elsewhere()


def elsewhere(revision: Revision, lineages: Mapping[str, Lineage], now: datetime) -> Elsewhere:
    """What stands elsewhere, where `now` is the first capture of the later text. Wordings that stand in both texts, at
    another place, do not count; and nothing does in a step of links, dates and the like."""
    if revision.revision_class not in _TELLING:
        return NOWHERE
    again, for_a_time = {}, {}
    for change in revision.changed:
        if change.kind == "added" and change.after and change.number:
            ends = [end for _, end in _around(lineages.get(change.after.passage.id), now) if end < now]
            if ends:
                again[change.number] = max(ends)
        elif change.kind == "removed" and change.before and change.number:
            starts = [start for start, _ in _around(lineages.get(change.before.passage.id), now) if start > now]
            if starts:
                for_a_time[change.number] = min(starts)
    return Elsewhere(again, for_a_time)


def _around(lineage: Lineage | None, now: datetime) -> Iterator[Interval]:
    """The intervals of a wording that was not there right before an instant, or not right after it."""
    if lineage and not any(start < now < end for start, end in lineage.intervals):
        yield from lineage.intervals
