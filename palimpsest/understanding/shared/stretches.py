"""Two spelled passages and a place where they agree -> the stretch around it that is the same, or nearly the same.

    "abcdefghijklmnop..." , "..xxabcdefghijkl?mnop"  ->  blocks (0, 4, 12), (12, 17, 4): 16 of 17 letters

A stretch begins and ends with words that both have, has a run of them in a row, and at least four of five of its words
stand in both in the same order. Letters are words, as in `comparing/words.py`.
"""

from collections.abc import Iterable

from palimpsest.comparing.words import Block, common_end, common_start, in_both_orders
from palimpsest.values import Frozen

SHARE = 0.8  # of the words of a stretch, on either side
FEWEST_TOGETHER = 3  # words that stand in both by themselves, between others, are there by chance
_FARTHEST = 2_000  # words on each side of a row that are looked at: no stretch of prose is longer


class Stretch(Frozen):
    """What two passages share: blocks of equal letters, in order in both."""

    blocks: tuple[Block, ...]

    @property
    def one(self) -> tuple[int, int]:
        """From which letter to which it reaches in the first passage."""
        (first, _, _), (last, _, count) = self.blocks[0], self.blocks[-1]
        return first, last + count

    @property
    def other(self) -> tuple[int, int]:
        """From which letter to which it reaches in the second passage."""
        (_, first, _), (_, last, count) = self.blocks[0], self.blocks[-1]
        return first, last + count

    @property
    def shared(self) -> int:
        """How many letters are equal."""
        return sum(count for _, _, count in self.blocks)

    @property
    def longest(self) -> int:
        """How many of them stand in one row."""
        return max(count for _, _, count in self.blocks)


def row(one: str, other: str, i: int, j: int) -> Block:
    """The longest row of equal letters through `one[i]` and `other[j]`, which are equal.

    >>> row("abcdefgh?", "xabcdefgh!", 2, 3)
    (0, 1, 8)
    """
    before = common_end(one[max(0, i - _FARTHEST) : i], other[max(0, j - _FARTHEST) : j])
    after = common_start(one[i : i + _FARTHEST], other[j : j + _FARTHEST])
    return i - before, j - before, before + after


def stretch(one: str, other: str, around: Block) -> Stretch:
    """The longest stretch around a row of equal letters.

    >>> stretch("abcdefghijklmno", "xabcdefgh?ijklmny", (0, 1, 8)).blocks
    ((0, 1, 8), (8, 10, 6))
    """
    start, place, count = around
    after, there = start + count, place + count
    far = _reach(len(one) - after, len(other) - there, count)
    right = [(after + i, there + j, n) for i, j, n in in_both_orders(one[after:][:far], other[there:][:far])]
    far = _reach(start, place, count)
    low, level = max(0, start - far), max(0, place - far)
    left = [(low + i, level + j, n) for i, j, n in in_both_orders(one[low:start], other[level:place])]
    return Stretch(_grown(_grown((around,), right), reversed(left)))


def _reach(rest: int, other: int, count: int) -> int:
    """How many letters beyond a row can belong to a stretch, where so many are left in either passage: those that the
    other one has not are few."""
    return min(_FARTHEST, int((min(rest, other) + count) / SHARE))


def _grown(blocks: tuple[Block, ...], others: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with as many of the others, from the nearest to the farthest on one side, as leave them a stretch."""
    (first, level, _), (i, j, count) = blocks[0], blocks[-1]
    last, end = i + count, j + count
    shared = sum(count for _, _, count in blocks)
    added: list[Block] = []
    kept = 0
    for i, j, count in others:
        if count >= FEWEST_TOGETHER:
            added.append((i, j, count))
            shared += count
            first, level = min(first, i), min(level, j)
            last, end = max(last, i + count), max(end, j + count)
            if shared >= SHARE * max(last - first, end - level):
                kept = len(added)
    return tuple(sorted((*blocks, *added[:kept])))
