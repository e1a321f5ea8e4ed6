"""A step between two versions and the lineages of its document -> what of it other texts have, too, or both of these.

    a section that came in 2024, was away in 2025 and came again in 2026  ->  {12: "again", 13: "again", ...}
    terms beside which the page has the coming ones, too                  ->  {1: "already there", ...}

What came may be new or may have been away, and what went may have come back since; and a page that shows two editions
of a text at once says nearly everything twice. Not always is it the company that leaves a part of a text out;
`partial_copies.py` tells where it surely is not.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from palimpsest.comparing.lineage import Interval
from palimpsest.model import ChangeKind, Lineage, Revision
from palimpsest.values import Frozen

Where = Literal["again", "already there", "for a time", "still there"]
WHERE_OF: Mapping[ChangeKind, tuple[Where, Where]] = {
    "added": ("again", "already there"),
    "removed": ("for a time", "still there"),
}
MANY = 5  # passages, from which on it is told how many: a heading or a stock phrase comes and goes with any section
_TELLING = {"wording", "extraction"}  # steps in which passages of the policy come and go


class Elsewhere(Frozen):
    """`where`: by the numbers of its changes, what is told of them. What was added stands in a text before the earlier
    one ("again"), or in the earlier one at another place ("already there"); what was removed stands in a text after
    the later one ("for a time"), or in the later one at another place ("still there"). `last_seen`: of what came again
    the latest time before; `seen_again`: of what went for a time the first time after."""

    where: Mapping[int, Where] = {}
    last_seen: datetime | None = None
    seen_again: datetime | None = None

    def counts(self) -> Counter[Where]:
        """How many changes there are of each."""
        return Counter(self.where.values())

    def is_in_both(self, number: int | None) -> bool:
        """Whether what was added or removed stands in both texts of the step: neither says what the other does not."""
        return number is not None and self.where.get(number) in ("already there", "still there")


NOWHERE = Elsewhere()


def elsewhere(revision: Revision, lineages: Mapping[str, Lineage], now: datetime) -> Elsewhere:
    """What stands elsewhere, where `now` is the first capture of the later text; nothing does in a step of links, dates
    and the like."""
    if revision.revision_class not in _TELLING:
        return NOWHERE
    where: dict[int, Where] = {}
    ends, starts = list[datetime](), list[datetime]()
    for change in revision.changed:
        placed = change.after if change.kind == "added" else change.before if change.kind == "removed" else None
        lineage = lineages.get(placed.passage.id) if placed else None
        if not lineage or not change.number:
            continue
        again, there = WHERE_OF[change.kind]
        if _is_in_both(lineage.intervals, now):
            where[change.number] = there
        elif change.kind == "added" and (before := [end for _, end in lineage.intervals if end < now]):
            where[change.number] = again
            ends += before
        elif change.kind == "removed" and (after := [start for start, _ in lineage.intervals if start > now]):
            where[change.number] = again
            starts += after
    return Elsewhere(where, max(ends, default=None), min(starts, default=None))


def _is_in_both(intervals: tuple[Interval, ...], now: datetime) -> bool:
    """Whether a wording was there right before an instant, and is there at it."""
    return any(start < now <= end for start, end in intervals)
