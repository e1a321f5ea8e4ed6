"""Two versions of a sequence -> how much they have in common at either end.

"a b c d", "a x c d" -> (1, 2): the first and the last two
"""

from collections.abc import Callable, Sequence
from itertools import compress, count
from operator import ne
from typing import Any, AnyStr


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


def equal_text_ends(before: AnyStr, after: AnyStr) -> tuple[int, int]:
    """The same for the characters of two texts (or their bytes), which are halved until they differ: most of a text
    is compared at once.

    >>> equal_text_ends("abcd", "axcd"), equal_text_ends("aa", "aaa"), equal_text_ends("ab", "ab")
    ((1, 2), (2, 0), (2, 0))
    """
    sizes = len(before), len(after)
    first, beyond = 0, min(sizes) + 1
    while beyond - first > 1:
        middle = (first + beyond) // 2
        if before.startswith(after[first:middle], first):
            first = middle
        else:
            beyond = middle
    last, beyond = 0, min(sizes) - first + 1
    while beyond - last > 1:
        middle = (last + beyond) // 2
        if before.startswith(after[sizes[1] - middle : sizes[1] - last], sizes[0] - middle):
            last = middle
        else:
            beyond = middle
    return first, last
