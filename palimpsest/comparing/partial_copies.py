"""The texts of one document, in the order of its history -> the steps in which a part of the page came or went as one.

    notes in forty places stand in the first text, in none of the second, in all of them again in the third
    ->  True, True

Whoever writes, edits. Where many passages all over a text go at once and come back, all of them, to the letter, and not
a word is changed beside them, one of the two copies lacks a part of the page: notes that were not unfolded, say. So it
is with a part that is gone from one copy, while the next is the one before, again. A passage that was never seen before
is new, and news, however many came with it; and a section that is taken out and put back later may well have been.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from palimpsest.values import Frozen

_PART = 20  # passages, at least
_PLACES = 5  # of the text: a section that is withdrawn stands in one

Text = Sequence[Hashable]  # its passages by their ids


def partial_steps(texts: Sequence[Text]) -> Iterator[bool]:
    """For each step from one text to the next whether one of them lacks a part that the other has.

    >>> part = [f"note {number}" for number in range(20)]
    >>> whole = [each for number, note in enumerate(part) for each in (note, f"text {number}")]
    >>> lacking = [each for each in whole if each not in part]
    >>> list(partial_steps([lacking, whole])), list(partial_steps([whole, lacking, whole]))
    ([False], [True, True])
    """
    seen: _Seen | None = None
    for number, (before, after) in enumerate(pairwise(texts)):
        shorter, longer = sorted((before, after), key=len)
        part = set(longer).difference(shorter) if len(longer) - len(shorter) >= _PART else set()
        if len(part) < _PART or not set(shorter).issubset(longer):
            yield False
        elif before is longer and list(texts[number + 2 : number + 3]) == [before]:
            yield True
        elif _places(longer, part) < _PLACES:
            yield False
        else:
            seen = seen or _seen(texts)
            yield all(seen.first[one] < number if after is longer else seen.last[one] > number + 1 for one in part)


class _Seen(Frozen):
    """The places in a history of the first and of the last text that has a passage."""

    first: dict[Hashable, int]
    last: dict[Hashable, int]


def _seen(texts: Sequence[Text]) -> _Seen:
    seen = _Seen({}, {})
    for number, text in enumerate(texts):
        seen.last.update(dict.fromkeys(text, number))
    for number, text in reversed(list(enumerate(texts))):
        seen.first.update(dict.fromkeys(text, number))
    return seen


def _places(text: Text, part: set[Hashable]) -> int:
    """How many stretches of a text a part of it is."""
    return sum(one in part and before not in part for before, one in pairwise([None, *text]))
