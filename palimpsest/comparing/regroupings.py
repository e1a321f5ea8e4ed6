"""A revision -> the passages that were split into several, or merged from several.

    "We collect your name. We never sell it."  ->  "We collect your name." | "We never sell it."     split

A redline pairs each passage with one other at most, so a split shows there as one edit and one addition.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise
from typing import Literal

from palimpsest.comparing.redlines import REDLINE_LIMIT
from palimpsest.comparing.wordings import KnownWordings, no_wordings
from palimpsest.comparing.words import in_both_orders
from palimpsest.model import Change, Placed, Revision
from palimpsest.values import Frozen

# A part comes from the whole, and the whole goes into its parts, when this share of their words stands in the other.
WHOLE = 0.75
# A part shorter than this stands in any text by chance ("Learn more").
LEAST_WORDS = 3


class Regrouping(Frozen):
    """One passage that became several in a row (`split`), or several in a row that became one (`merged`)."""

    kind: Literal["split", "merged"]
    before: tuple[Placed, ...]
    after: tuple[Placed, ...]


def regroupings(revision: Revision, wordings: KnownWordings | None = None) -> list[Regrouping]:
    """What was split and what was merged, in the later text's order."""
    wordings = wordings or no_wordings()
    found = []
    for before, after in _stretches(revision):
        shared = _shared_words(before, after, wordings)
        sizes = [[len(wordings.bare[placed.passage.text]) for placed in side] for side in (before, after)]
        for i, parts in _divided(shared, *sizes):
            found.append(Regrouping("split", (before[i],), tuple(after[j] for j in parts)))
        turned = {(j, i): words for (i, j), words in shared.items()}
        for j, parts in _divided(turned, *reversed(sizes)):
            found.append(Regrouping("merged", tuple(before[i] for i in parts), (after[j],)))
    return found


def _stretches(revision: Revision) -> Iterator[tuple[list[Placed], list[Placed]]]:
    """The passages of either text between what was kept, where one of them at least has no partner."""
    for changes_here, run in groupby(revision.parts, key=_is_changed_here):
        changes = [change for change in run if isinstance(change, Change)] if changes_here else []
        before = [change.before for change in changes if change.before]
        after = [change.after for change in changes if change.after]
        if before and after and any(change.kind in ("added", "removed") for change in changes):
            yield before, after


def _is_changed_here(part: object) -> bool:
    return isinstance(part, Change) and part.kind not in ("kept", "moved")


def _shared_words(before: list[Placed], after: list[Placed], wordings: KnownWordings) -> dict[tuple[int, int], int]:
    """How many words each two passages have in common, all passages of a side read as one text."""
    texts = [[wordings.bare[placed.passage.text] for placed in side] for side in (before, after)]
    one, other = "".join(texts[0]), "".join(texts[1])
    shared: dict[tuple[int, int], int] = defaultdict(int)
    if len(one) * len(other) > REDLINE_LIMIT:
        return shared
    starts = [[0, *accumulate(map(len, side))] for side in texts]
    for i, j, count in in_both_orders(one, other):
        cuts = {i, i + count, *_inside(starts[0], i, count)}
        cuts |= {start - j + i for start in _inside(starts[1], j, count)}
        for start, end in pairwise(sorted(cuts)):
            pair = bisect_right(starts[0], start) - 1, bisect_right(starts[1], start - i + j) - 1
            shared[pair] += end - start
    return shared


def _inside(starts: list[int], first: int, count: int) -> list[int]:
    return starts[bisect_right(starts, first) : bisect_left(starts, first + count)]


def _divided(
    shared: dict[tuple[int, int], int], sizes: list[int], part_sizes: list[int]
) -> Iterator[tuple[int, list[int]]]:
    """Each passage that stands in several of the other side, next to each other, with their numbers."""
    found: dict[int, list[int]] = defaultdict(list)
    for whole, part in sorted(shared):  # a few of all the pairs there are
        if shared[whole, part] >= max(LEAST_WORDS, WHOLE * part_sizes[part]):
            found[whole].append(part)
    for whole, parts in found.items():
        covered = sum(shared[whole, part] for part in parts)
        if len(parts) > 1 and parts[-1] - parts[0] == len(parts) - 1 and covered >= WHOLE * sizes[whole]:
            yield whole, parts
