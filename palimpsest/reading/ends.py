"""Two versions of a sequence -> how much they have in common at either end.

"a b c d", "a x c d" -> (1, 2): the first and the last two
"""

from collections.abc import Callable, Sequence
from itertools import compress, count
from operator import ne
from typing import Any


def equal_ends(before: Sequence, after: Sequence, differ: Callable[[Any, Any], bool] = ne) -> tuple[int, int]:
    """How many first and how many last values are the same in both; no value is counted in both ends.

    >>> equal_ends("abcd", "axcd"), equal_ends("aa", "aaa"), equal_ends("ab", "ab")
    ((1, 2), (2, 0), (2, 0))
    """
    shorter = min(len(before), len(after))
    # without a loop of Python's: two versions of a long text are gone through in the time of some 10 of its passages
    first = next(compress(count(), map(differ, before, after)), shorter)
    last = next(compress(count(), map(differ, reversed(before), reversed(after))), shorter)
    return first, min(last, shorter - first)
