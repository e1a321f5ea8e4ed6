"""The fingerprints of many documents -> the wordings that share any across publishers, taken apart in families.

    monoprice.com: 3 wordings, mono.net: 2 wordings  ->  [[(0, 1), (1, 0)]]: the second of one, the first of the other

What shares fingerprints, directly or through others, is a *family*: nothing outside it has a part in what is found in
it. Work grows with the number of fingerprints that publishers share.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain, compress, groupby, pairwise, repeat

from palimpsest.understanding.shared.fingerprints import Worded
from palimpsest.values import Frozen

_SLICE = 50_000  # fingerprints of all documents, about
_HIGHEST = 1 << 64  # fingerprints are smaller


class Prints(Frozen):
    """The fingerprints of a document: those of each wording in a row, and how many each has."""

    row: array
    counts: array


def prints_of(wordings: Sequence[Worded]) -> Prints:
    """The fingerprints of a document's wordings."""
    row = array("Q", chain.from_iterable([worded.prints for worded in wordings]))
    return Prints(row, array("L", [len(worded.prints) for worded in wordings]))


def distinct(prints: Iterable[int]) -> array:
    """Fingerprints, each once, sorted."""
    return array("Q", sorted(set(prints)))


def shared_prints(documents: Iterable[tuple[str, array]], room: int = 0) -> frozenset[int]:
    """The fingerprints found in the texts of two publishers or more, from the `distinct` ones of each document, with
    the slug of its publisher.

    They are gone through slice by slice of their values: a number in a set takes ten times the room of one in an array,
    and an archive of 20,000 versions has millions. Given `room` for as many as there can be, they lie in one piece of
    memory, which goes back to the system; else the array grows, and leaves the pieces that it grew out of.
    """
    row, filled = array("Q", [0]) * room, 0
    held: list[tuple[str, int, int]] = []
    for publisher, prints in documents:
        held.append((publisher, filled, filled + len(prints)))
        row[filled : filled + len(prints)] = prints
        filled += len(prints)
    _, start, end = max(held, key=lambda one: one[2] - one[1], default=("", 0, 0))  # the longest, cut in even slices
    step = 1 + (end - start) // (1 + filled // _SLICE)
    bounds = [0, *row[start + step : end : step], _HIGHEST]  # small ones are the most frequent: slices as they fall
    slices = (_shared_between(row, held, low, high) for low, high in pairwise(bounds))
    return frozenset(chain.from_iterable(slices))


def _shared_between(row: array, held: Iterable[tuple[str, int, int]], low: int, high: int) -> set[int]:
    own: dict[str, set[int]] = defaultdict(set)
    for publisher, start, end in held:
        own[publisher].update(row[bisect_left(row, low, start, end) : bisect_left(row, high, start, end)])
    seen: set[int] = set()
    shared: set[int] = set()
    for prints in own.values():
        shared |= seen & prints
        seen |= prints
    return shared


def families(documents: Iterable[Prints], shared: Set[int]) -> list[list[tuple[int, int]]]:
    """Wordings by the numbers of their document and their own there, in the order of both; `shared` are the
    fingerprints that make a family. One document at a time is in memory."""
    starts: list[int] = []  # the number of the first wording of each document, counted through all of them
    end = 0
    first: dict[int, int] = {}  # wording that has a fingerprint
    head: dict[int, int] = {}

    def head_of(number: int) -> int:
        while head[number] != number:
            head[number] = number = head[head[number]]
        return number

    for prints in documents:
        starts.append(end)
        numbers = range(end, end := end + len(prints.counts))
        is_shared = [*map(shared.__contains__, prints.row)]
        having = [*compress(chain.from_iterable(map(repeat, numbers, prints.counts)), is_shared)]
        earlier = map(first.setdefault, compress(prints.row, is_shared), having)
        for (one, other), _ in groupby(zip(having, earlier, strict=True)):
            own = head_of(head.setdefault(one, one))
            head[own] = head_of(other)
    members: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number in head:
        which = bisect_right(starts, number) - 1
        members[head_of(number)].append((which, number - starts[which]))
    return list(members.values())
