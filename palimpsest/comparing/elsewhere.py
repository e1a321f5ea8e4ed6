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
    last_seen, seen_again = list[datetime](), list[datetime]()
    for change in revision.changed:
        placed = change.after if change.kind == "added" else change.before
        if change.kind not in WHERE_OF or not placed or not change.number or placed.passage.id not in lineages:
            continue
        away, there = WHERE_OF[change.kind]
        intervals = lineages[placed.passage.id].intervals
        if any(start < now <= end for start, end in intervals):
            where[change.number] = there
        elif change.kind == "added" and (ends := [end for _, end in intervals if end < now]):
            where[change.number] = away
            last_seen += ends
        elif change.kind == "removed" and (starts := [start for start, _ in intervals if start > now]):
            where[change.number] = away
            seen_again += starts
    return Elsewhere(where, max(last_seen, default=None), min(seen_again, default=None))
