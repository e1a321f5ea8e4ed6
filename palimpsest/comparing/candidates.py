"""Passages of two texts -> which of them are worth comparing, and how alike they are.

Nothing here looks at all pairs of two whole documents: two passages become candidates because they share runs of
three words that are rare in both texts. A thousand passages against a thousand is a few milliseconds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from itertools import pairwise, product

from palimpsest.comparing.words import Block, in_both_orders

Pair = tuple[int, int]

RUN_LENGTH = 3
# A run of words found in more passages than this, on either side, is boilerplate and tells nothing about who is who.
RARE = 4


def same_wording(before: str, after: str) -> list[Block]:
    """Letters that are equal: the longest run in both orders first, then those that stand elsewhere.

    >>> same_wording("abc", "caxb")
    [(0, 1, 1), (1, 3, 1), (2, 0, 1)]
    """
    blocks = in_both_orders(before, after)
    open_before, open_after = outside(blocks, len(before), len(after))
    if open_before and open_after:
        elsewhere = defaultdict(list)
        for j in reversed(open_after):
            elsewhere[after[j]].append(j)
        blocks += [(i, elsewhere[before[i]].pop(), 1) for i in open_before if elsewhere.get(before[i])]
    return sorted(blocks)


def outside(blocks: Iterable[Block], before: int, after: int) -> tuple[list[int], list[int]]:
    """The numbers below `before` and `after` that stand in none of the blocks.

    >>> outside([(0, 1, 2), (3, 0, 1)], 5, 4)
    ([2, 4], [3])
    """
    sides = []
    for side, count in ((0, before), (1, after)):
        numbers: list[int] = []
        position = 0
        for start, length in sorted((block[side], block[2]) for block in blocks):
            numbers += range(position, start)
            position = start + length
        sides.append([*numbers, *range(position, count)])
    return sides[0], sides[1]


def partners(blocks: Iterable[Block], count: int) -> list[int]:
    """For each of so many earlier numbers its later one, -1 where it has none.

    >>> partners([(0, 1, 2), (3, 0, 1)], 4)
    [1, 2, -1, 0]
    """
    partner = [-1] * count
    for i, j, length in blocks:
        partner[i : i + length] = range(j, j + length)
    return partner


def shared_runs(before: Mapping[int, str], after: Mapping[int, str]) -> Counter[Pair]:
    """For spelled passages of both sides: how many rare runs of three words each two have in common."""
    left, right = (
        [(number, (_runs if len(words) > _LONG else _remembered_runs)(words)) for number, words in side.items()]
        for side in (before, after)
    )
    if max(len(left), len(right)) <= RARE:  # as in half of all steps: no run can stand in too many of them
        counts = {(i, j): len(runs & others) for i, runs in left for j, others in right}
        return Counter({pair: count for pair, count in counts.items() if count})
    # Where a text was written anew most runs stand on one side only: they go before anything is asked of each.
    places = _places(left, set().union(*[runs for _, runs in right]))
    others = _places(right, set(places[0]))
    repeated = places[1].keys() | others[1].keys()
    single = others[0].keys() - repeated
    # nearly all runs stand once on either side: their pairs are found without a loop
    pairs = list(zip(map(places[0].__getitem__, single), map(others[0].__getitem__, single), strict=True))
    for run in repeated & others[0].keys():
        numbers, theirs = places[1].get(run, [places[0][run]]), others[1].get(run, [others[0][run]])
        if len(numbers) <= RARE and len(theirs) <= RARE:
            pairs += product(numbers, theirs)
    return Counter(pairs)


def _places(side: Iterable[tuple[int, Set[str]]], known: Set[str]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """The first passage of each run that is known, and all passages of those that stand in several."""
    first: dict[str, int] = {}
    several: dict[str, list[int]] = {}
    for number, runs in side:
        own = runs & known
        if not first.keys().isdisjoint(own):
            again = own & first.keys()
            own -= again
            for run in again:
                several.setdefault(run, [first[run]]).append(number)
        first.update(dict.fromkeys(own, number))
    return first, several


def _runs(words: str) -> Set[str]:
    return {words[k : k + RUN_LENGTH] for k in range(run_count(words))}


# Two wordings that take turns have no equal again and again. Long ones are few, and would fill the memory.
_remembered_runs = lru_cache(maxsize=1024)(_runs)
_LONG = 500


def run_count(words: str) -> int:
    """How many runs of words a passage has: one at least."""
    return max(1, len(words) - RUN_LENGTH + 1)


def heaviest_in_order(candidates: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """The candidates (before, after, weight) with the greatest weight together that stand in the same order in both.

    Every number occurs once at most. Weighted longest increasing subsequence, k log k for k candidates.

    >>> heaviest_in_order([(0, 0, 1.0), (0, 1, 3.0), (1, 0, 2.0), (2, 2, 1.0)])
    [(0, 1), (2, 2)]
    """
    # Of the candidates of one earlier passage the last comes first, so that none can follow another of its own.
    ordered = sorted(candidates, key=lambda candidate: (candidate[0], -candidate[1]))
    if all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(ordered)):
        return [(i, j) for i, j, _ in ordered]  # as nearly always: everything is in order already
    rank = {j: number for number, j in enumerate(sorted({j for _, j, _ in ordered}), start=1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(rank) + 1)  # Fenwick tree: best chain that ends at or before j
    previous: list[int] = []
    best = (0.0, -1)
    for number, (_, j, weight) in enumerate(ordered):
        chain = (0.0, -1)
        position = rank[j] - 1
        while position > 0:
            chain = max(chain, tree[position])
            position -= position & -position
        previous.append(chain[1])
        found = (chain[0] + weight, number)
        best = max(best, found)
        position = rank[j]
        while position <= len(rank):
            tree[position] = max(tree[position], found)
            position += position & -position
    pairs, number = [], best[1]
    while number >= 0:
        pairs.append(ordered[number][:2])
        number = previous[number]
    return pairs[::-1]
