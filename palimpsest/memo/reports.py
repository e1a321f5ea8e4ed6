"""What a build says of its stages: what had to be computed, why, and how long it took.

    asked now, asked in the build before  ->  StageReport("make_topic", 78, ("cookies",), 0.2, ("the item itself",))

`--timings`, `--explain` and the closing report are made of these (console.py).
"""

from collections.abc import Collection, Set
from typing import Any, Self

from palimpsest.memo.asked import Asked
from palimpsest.problems import Problem
from palimpsest.values import Frozen

NAMED = 12  # items of a stage that `--explain` names, before it only counts
NEW = "new"
CODE = "the code changed"
UNREMEMBERED = "read anew"
LOST = "its result was not remembered, or was damaged"


class StageReport(Frozen):
    """One stage of one build: how many items there were, which had to be computed and why, and the seconds it took.

    `reasons` are words, one for each of `computed`, which names them but for the last `unnamed`.
    """

    name: str
    items: int
    computed: tuple[str, ...]
    seconds: float
    reasons: tuple[str, ...] = ()
    unnamed: int = 0

    @property
    def count(self) -> int:
        """How many had to be computed."""
        return len(self.computed) + self.unnamed

    @classmethod
    def of_unremembered(cls, stage: str, items: int, first: Collection[str], seconds: float) -> Self:
        """That of something done anew in each build, for so many items, of which the first are named."""
        reasons = (UNREMEMBERED,) * len(first)
        return cls(stage, items, tuple(first), seconds, reasons, items - len(first))


class Underway(Frozen):
    """One stage under way: what was asked for, now and in the build before, what is there, what has to be computed."""

    name: str
    listed: list
    keys: list[bytes]
    question: Asked
    before: Asked | None
    results: dict[bytes, Any]
    missing: dict[bytes, Any]
    start: float
    errors: dict[bytes, Problem]

    def report(self, ahead: Set[bytes], seconds: float) -> StageReport:
        """What is said of it at the end, where that of these keys was computed `ahead`."""
        entries = self.question.items.items()
        computed = tuple(name for name, (_, key) in entries if key in self.missing or key in ahead)
        reasons = tuple(reason(self.question, self.before, name) for name in computed)
        return StageReport(self.name, len(self.listed), computed, seconds, reasons)


def reason(now: Asked, before: Asked | None, name: str) -> str:
    """Why the item of that name has no result, in words for `--explain`."""
    if before is None or name not in before.items:
        return NEW
    if now.code != before.code:
        return CODE
    changed = [each for each, about in now.shared.items() if before.shared.get(each) != about]
    if now.items[name][0] != before.items[name][0]:
        changed.append("the item itself")
    return f"the input changed ({', '.join(changed)})" if changed else LOST
