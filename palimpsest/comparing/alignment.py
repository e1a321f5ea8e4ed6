"""Two readings -> which passage became which, and which sections are the same.

First what is equal (by id), then sections, then passages inside sections that are the same, in order; a passage that
stands elsewhere in the later text needs to be much more alike. The same two texts align the same way whichever of
them came first, so what is added in one direction is exactly what is removed in the other.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from palimpsest.comparing.candidates import (
    Pair,
    Side,
    heaviest_in_order,
    lay_out,
    run_count,
    same_wording,
    shared_runs,
    spell_out,
)
from palimpsest.comparing.sections import Basis, pair_sections, wording_overlaps
from palimpsest.comparing.words import alikeness, letters_for_words
from palimpsest.model import Reading

# Inside sections that are the same: what shares less is not the same passage at all. Two unrelated paragraphs of
# English share a fifth of their words by articles and prepositions alone.
SECTION_FLOOR = 0.3
# Anywhere in the document, before the sections are looked at: surely the same passage, wherever it stands.
SURE_FLOOR = 0.75
# Anywhere in the document, for what is left over afterwards.
ELSEWHERE_FLOOR = 0.6
# Under the same heading, up to this many passages with no likeness at all are still taken for one another.
IN_PLACE_OF = 3
# Up to this many pairs of passages between two anchors all are compared; beyond it only those sharing rare runs.
ALL_PAIRS = 900


Spelled = tuple[dict[int, str], dict[int, str]]
"""The words of the passages that have no equal, by number, of both sides."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """`passages` and `sections`: pairs of numbers, in the earlier text's order; every number occurs once at most."""

    before: Side
    after: Side
    passages: tuple[Pair, ...]
    sections: dict[Pair, Basis]


def align(before: Reading, after: Reading) -> Alignment:
    """Find the partner of every passage and section that has one."""
    sizes: dict[str, int] = {}
    left, right = lay_out(before, sizes), lay_out(after, sizes)
    if left.ids <= right.ids:
        passages, sections = _aligned(left, right, before, after)
        return Alignment(left, right, tuple(sorted(passages)), sections)
    passages, sections = _aligned(right, left, after, before)
    swapped = {(i, j): basis for (j, i), basis in sections.items()}
    return Alignment(left, right, tuple(sorted((i, j) for j, i in passages)), dict(sorted(swapped.items())))


def _aligned(left: Side, right: Side, before: Reading, after: Reading) -> tuple[list[Pair], dict[Pair, Basis]]:
    matches = _Matches(left, right, same_wording(left.ids, right.ids, letters_for_words()))
    spell = letters_for_words()
    words = spell_out(left, matches.open_before(), spell), spell_out(right, matches.open_after(), spell)
    shared = shared_runs(*words)
    sections = pair_sections(before.sections, after.sections, wording_overlaps(left, right, matches.pairs, shared))
    matches = matches.joined(_headings(matches, sections))
    matches = matches.joined(_anywhere(matches, words, shared, sections, SURE_FLOOR))
    matches = matches.joined(_inside_sections(matches, words, shared, sections))
    matches = matches.joined(_anywhere(matches, words, shared, sections, ELSEWHERE_FLOOR))
    return matches.pairs, sections


@dataclass(frozen=True, slots=True)
class _Matches:
    """What has a partner so far."""

    left: Side
    right: Side
    pairs: list[Pair]

    def joined(self, more: list[Pair]) -> "_Matches":
        return _Matches(self.left, self.right, sorted(self.pairs + more))

    def open_before(self) -> list[int]:
        taken = {i for i, _ in self.pairs}
        return [number for number in range(len(self.left.placed)) if number not in taken]

    def open_after(self) -> list[int]:
        taken = {j for _, j in self.pairs}
        return [number for number in range(len(self.right.placed)) if number not in taken]


def _headings(matches: _Matches, sections: dict[Pair, Basis]) -> list[Pair]:
    """The headings of sections that are the same, however differently they read."""
    left = {matches.left.section[i]: i for i in matches.open_before() if matches.left.is_heading[i]}
    right = {matches.right.section[j]: j for j in matches.open_after() if matches.right.is_heading[j]}
    return [(left[i], right[j]) for i, j in sections if i in left and j in right]


def _anywhere(
    matches: _Matches, words: Spelled, shared: Counter[Pair], sections: dict[Pair, Basis], floor: float
) -> list[Pair]:
    """Passages very much alike, the most alike first, those of the same section before others."""
    left, right = matches.left, matches.right
    open_before, open_after = set(matches.open_before()), set(matches.open_after())
    found = []
    for (i, j), runs in shared.items():
        if i not in open_before or j not in open_after or left.is_heading[i] != right.is_heading[j]:
            continue
        # alike by more than half means that about a sixth of the runs of three words survive, whatever was edited
        if runs * 6 < min(run_count(words[0][i]), run_count(words[1][j])):
            continue
        if score := alikeness(words[0][i], words[1][j], floor):
            found.append((-score - ((left.section[i], right.section[j]) in sections), i, j))
    pairs = []
    for _, i, j in sorted(found):
        if i in open_before and j in open_after:
            pairs.append((i, j))
            open_before.discard(i)
            open_after.discard(j)
    return pairs


def _inside_sections(
    matches: _Matches, words: Spelled, shared: Counter[Pair], sections: dict[Pair, Basis]
) -> list[Pair]:
    """Passages of sections that are the same, in order, between the passages that already have a partner there."""
    pairs = []
    for basis, left, right in _gaps(matches, sections):
        chosen = heaviest_in_order(
            (i, j, score * score)
            for i, j in _candidates(left, right, shared)
            if (score := alikeness(words[0][i], words[1][j], SECTION_FLOOR))
        )
        if not chosen and basis != "wording" and max(len(left), len(right)) <= IN_PLACE_OF:
            # few passages in the place of few others, under the same heading: written anew, side by side
            chosen = heaviest_in_order((i, j, 0.01 + alikeness(words[0][i], words[1][j])) for i in left for j in right)
        pairs += chosen
    return pairs


def _candidates(left: list[int], right: list[int], shared: Counter[Pair]) -> Iterator[Pair]:
    if len(left) * len(right) <= ALL_PAIRS:
        yield from ((i, j) for i in left for j in right)
    else:
        members = set(left), set(right)
        yield from sorted(pair for pair in shared if pair[0] in members[0] and pair[1] in members[1])


def _gaps(matches: _Matches, sections: dict[Pair, Basis]) -> Iterator[tuple[Basis, list[int], list[int]]]:
    """For each pair of sections: the passages without a partner, in groups between those that have one there."""
    left, right = matches.left, matches.right
    numbers = [defaultdict(list), defaultdict(list)]
    for side, places, still_open in ((0, left, matches.open_before()), (1, right, matches.open_after())):
        for number in still_open:
            if not places.is_heading[number]:
                numbers[side][places.section[number]].append(number)
    anchors = defaultdict(list)
    for i, j in matches.pairs:
        anchors[left.section[i], right.section[j]].append((i, j, 1.0))
    for pair, basis in sections.items():
        if not (numbers[0][pair[0]] and numbers[1][pair[1]]):
            continue
        fixed = heaviest_in_order(anchors[pair])
        groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            bounds = [anchor[side] for anchor in fixed]
            for number in numbers[side][pair[side]]:
                groups[bisect_left(bounds, number)][side].append(number)
        yield from ((basis, *groups[key]) for key in sorted(groups) if all(groups[key]))
