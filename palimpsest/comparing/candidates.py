"""Passages of two texts -> which of them are worth comparing, and how alike they are.

Nothing here looks at all pairs of two whole documents: two passages become candidates because they share runs of
three words that are rare in both texts. A thousand passages against a thousand is a few milliseconds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from palimpsest.comparing.words import Spell, bare_words, count_words, in_both_orders
from palimpsest.model import Passage, Placed, Reading

Pair = tuple[int, int]

RUN_LENGTH = 3
# A run of words found in more passages than this, on either side, is boilerplate and tells nothing about who is who.
RARE = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, laid out for comparison: its passages in order, the section each stands in, whether it is
    that section's heading, and how many words it has."""

    placed: tuple[Placed, ...]
    section: tuple[int, ...]
    is_heading: tuple[bool, ...]
    size: tuple[int, ...]

    @property
    def ids(self) -> list[str]:
        """Passage ids in order."""
        return [placed.passage.id for placed in self.placed]


def lay_out(reading: Reading, sizes: dict[str, int]) -> Side:
    """The passages of the policy itself, headings included; titles and furniture are left out.

    `sizes` keeps the number of words by passage id, so that what stands in both texts is counted once.
    """

    def size(passage: Passage) -> int:
        if passage.id not in sizes:
            sizes[passage.id] = count_words(passage.text)
        return sizes[passage.id]

    rows = [
        (placed, number, placed is section.heading, size(placed.passage))
        for number, section in enumerate(reading.sections)
        for placed in (*((section.heading,) if section.heading else ()), *section.placed)
        if placed.role == "text"
    ]
    return Side(*(zip(*rows, strict=True) if rows else ((), (), (), ())))


def spell_out(side: Side, numbers: Iterable[int], spell: Spell) -> dict[int, str]:
    """The words of some passages, one character each: equal words have equal characters on both sides."""
    return {number: spell(bare_words(side.placed[number].passage.text)) for number in numbers}


def same_wording(before: Sequence[str], after: Sequence[str], spell: Spell) -> list[Pair]:
    """Passages with the same id: the longest run in both orders first, then those that stand elsewhere.

    >>> from palimpsest.comparing.words import letters_for_words
    >>> same_wording(["a", "b", "c"], ["c", "a", "x", "b"], letters_for_words())
    [(0, 1), (1, 3), (2, 0)]
    """
    a, b = spell(before), spell(after)
    pairs = in_both_orders(a, b)
    taken = {j for _, j in pairs}
    elsewhere = defaultdict(list)
    for j in range(len(b) - 1, -1, -1):
        if j not in taken:
            elsewhere[b[j]].append(j)
    matched = {i for i, _ in pairs}
    pairs += [(i, elsewhere[a[i]].pop()) for i in range(len(a)) if i not in matched and elsewhere.get(a[i])]
    return sorted(pairs)


def shared_runs(before: Mapping[int, str], after: Mapping[int, str]) -> Counter[Pair]:
    """For spelled passages of both sides: how many rare runs of three words each two have in common."""
    left, right = _runs(before), _runs(after)
    common = set().union(*left.values()) & set().union(*right.values())
    places = _places(right, common)
    shared: Counter[Pair] = Counter()
    for run, numbers in _places(left, common).items():
        others = places[run]
        if len(numbers) <= RARE and len(others) <= RARE:
            for i in numbers:
                for j in others:
                    shared[i, j] += 1
    return shared


def _runs(spelled: Mapping[int, str]) -> dict[int, set[str]]:
    return {number: {words[k : k + RUN_LENGTH] for k in range(run_count(words))} for number, words in spelled.items()}


def _places(runs: Mapping[int, set[str]], common: set[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, own in runs.items():
        for run in own & common:
            places[run].append(number)
    return places


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
