"""Two readings -> which passage became which, and which sections are the same.

First what is equal (by id), then sections, then passages inside sections that are the same, in order; a passage that
stands elsewhere in the later text needs to be much more alike. The same two texts align the same way whichever of
them came first, so what is added in one direction is exactly what is removed in the other.

Equal passages come in blocks, from the first step on; only what has no equal is looked at one by one.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from palimpsest.comparing.candidates import (
    Pair,
    heaviest_in_order,
    outside,
    partners,
    run_count,
    same_wording,
    shared_runs,
)
from palimpsest.comparing.sections import Basis, pair_sections, wording_overlaps
from palimpsest.comparing.wordings import KnownWordings, LaidOut, lay_out_both
from palimpsest.comparing.words import Block, alikeness, common_start
from palimpsest.model import Reading
from palimpsest.values import Frozen

# Inside sections that are the same: what shares less is not the same passage at all. Two unrelated paragraphs of
# English share a fifth of their words by articles and prepositions alone.
SECTION_FLOOR = 0.3
# Anywhere in the document, before the sections are looked at: surely the same passage, wherever it stands.
SURE_FLOOR = 0.75
# Anywhere in the document, for what is left over afterwards.
ELSEWHERE_FLOOR = 0.6
# Under the same heading, up to this many passages with no likeness at all are still taken for one another.
IN_PLACE_OF = 3
# Where there is no such heading: one for one, and neither this many times as long as the other.
IN_PLACE_PROPORTION = 5
# Up to this many pairs of passages between two anchors all are compared; beyond it only those sharing rare runs.
ALL_PAIRS = 900


Spelled = tuple[dict[int, str], dict[int, str]]
"""The words of the passages that have no equal, by number, of both sides."""


class Alignment(Frozen):
    """`blocks`: passages with their partners, in the earlier text's order; every number occurs once at most, and a
    block of more than one holds equal passages in a row. `sections`: the pairs of section numbers."""

    before: LaidOut
    after: LaidOut
    blocks: tuple[Block, ...]
    sections: dict[Pair, Basis]


def align(before: Reading, after: Reading, wordings: KnownWordings) -> Alignment:
    """Find the partner of every passage and section that has one."""
    left, right = lay_out_both(before, after, wordings)
    if _comes_first(left, right):
        matches, sections = _aligned(left, right, wordings)
        return Alignment(left, right, tuple(matches.blocks), sections)
    matches, sections = _aligned(right, left, wordings)
    swapped = {(i, j): basis for (j, i), basis in sections.items()}
    blocks = sorted((i, j, count) for j, i, count in matches.blocks)
    return Alignment(left, right, tuple(blocks), dict(sorted(swapped.items())))


def _comes_first(left: LaidOut, right: LaidOut) -> bool:
    """Whether the left list of ids sorts before the right one."""
    place = common_start(left.ids, right.ids)
    if place in (len(left.ids), len(right.ids)):
        return place == len(left.ids)
    return left.placed[place].passage.id < right.placed[place].passage.id


def _aligned(left: LaidOut, right: LaidOut, wordings: KnownWordings) -> tuple["_Matches", dict[Pair, Basis]]:
    matches = _joined(left, right, same_wording(left.ids, right.ids))
    has_candidates = matches.open_before and matches.open_after
    words: Spelled = {}, {}
    if has_candidates:
        words = _spelled(left, matches.open_before, wordings), _spelled(right, matches.open_after, wordings)
    shared = shared_runs(*words)
    sections = pair_sections(
        left,
        right,
        lambda *among: wording_overlaps(left, right, partners(matches.blocks, len(left.ids)), shared, among),
    )
    if has_candidates:
        likeness = _likeness(matches, words, shared)
        matches = _with(matches, _headings(matches, sections))
        matches = _with(matches, _anywhere(matches, likeness, sections, SURE_FLOOR))
        matches = _with(matches, _inside_sections(matches, words, shared, sections))
        matches = _with(matches, _anywhere(matches, likeness, sections, ELSEWHERE_FLOOR))
    return matches, sections


class _Matches(Frozen):
    """What has a partner so far, and what has none."""

    left: LaidOut
    right: LaidOut
    blocks: list[Block]
    open_before: list[int]
    open_after: list[int]


def _joined(left: LaidOut, right: LaidOut, blocks: list[Block]) -> _Matches:
    return _Matches(left, right, blocks, *outside(blocks, len(left.ids), len(right.ids)))


def _with(matches: _Matches, pairs: Iterable[Pair]) -> _Matches:
    more = [(i, j, 1) for i, j in pairs]
    return _joined(matches.left, matches.right, sorted(matches.blocks + more)) if more else matches


def _spelled(side: LaidOut, numbers: Iterable[int], wordings: KnownWordings) -> dict[int, str]:
    return {number: wordings.bare[side.placed[number].passage.text] for number in numbers}


def _headings(matches: _Matches, sections: dict[Pair, Basis]) -> list[Pair]:
    """The headings of sections that are the same, however differently they read."""
    left = {matches.left.section[i]: i for i in matches.open_before if i in matches.left.headings}
    right = {matches.right.section[j]: j for j in matches.open_after if j in matches.right.headings}
    if not (left and right):
        return []
    return [(left[i], right[j]) for i, j in sections if i in left and j in right]


def _likeness(matches: _Matches, words: Spelled, shared: Counter[Pair]) -> list[tuple[float, int, int]]:
    """How much alike those are that share rare runs, where that is enough for them to be the same anywhere."""
    left, right = matches.left.headings, matches.right.headings
    found = []
    for (i, j), runs in shared.items():
        # alike by more than half means that about a sixth of the runs of three words survive, whatever was edited
        if runs * 6 < min(run_count(words[0][i]), run_count(words[1][j])) or (i in left) != (j in right):
            continue
        if score := alikeness(words[0][i], words[1][j], ELSEWHERE_FLOOR):
            found.append((score, i, j))
    return found


def _anywhere(
    matches: _Matches, likeness: list[tuple[float, int, int]], sections: dict[Pair, Basis], floor: float
) -> list[Pair]:
    """Passages very much alike, the most alike first, those of the same section before others."""
    left, right = matches.left.section, matches.right.section
    open_before, open_after = set(matches.open_before), set(matches.open_after)
    found = [
        (-score - ((left[i], right[j]) in sections), i, j)
        for score, i, j in likeness
        if score >= floor and i in open_before and j in open_after
    ]
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
        if not chosen and _are_in_place(basis, left, right, words):
            # few passages in the place of few others: written anew, side by side
            chosen = heaviest_in_order((i, j, 0.01 + alikeness(words[0][i], words[1][j])) for i in left for j in right)
        pairs += chosen
    return pairs


def _are_in_place(basis: Basis, left: list[int], right: list[int], words: Spelled) -> bool:
    """Whether what stands here was written for what stood here: a few passages under the same heading, or, in sections
    known by their wording only, one passage of about that length (the date before the first heading)."""
    if basis != "wording":
        return max(len(left), len(right)) <= IN_PLACE_OF
    sizes = sorted((len(words[0][left[0]]), len(words[1][right[0]])))
    return len(left) == len(right) == 1 and sizes[1] <= sizes[0] * IN_PLACE_PROPORTION


def _candidates(left: list[int], right: list[int], shared: Counter[Pair]) -> Iterator[Pair]:
    if len(left) * len(right) <= ALL_PAIRS:
        yield from ((i, j) for i in left for j in right)
    else:
        members = set(left), set(right)
        yield from sorted(pair for pair in shared if pair[0] in members[0] and pair[1] in members[1])


def _gaps(matches: _Matches, sections: dict[Pair, Basis]) -> Iterator[tuple[Basis, list[int], list[int]]]:
    """For each pair of sections: the passages without a partner, in groups between those that have one there."""
    left, right = matches.left, matches.right
    numbers = _by_section(left, matches.open_before), _by_section(right, matches.open_after)
    partner = partners(matches.blocks, len(left.ids))
    for pair, basis in sections.items():
        if not (pair[0] in numbers[0] and pair[1] in numbers[1]):
            continue
        fixed = heaviest_in_order(
            (i, partner[i], 1.0) for i in left.rows(pair[0]) if partner[i] >= 0 and right.section[partner[i]] == pair[1]
        )
        groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            bounds = [anchor[side] for anchor in fixed]
            for number in numbers[side][pair[side]]:
                groups[bisect_left(bounds, number)][side].append(number)
        yield from ((basis, *groups[key]) for key in sorted(groups) if all(groups[key]))


def _by_section(side: LaidOut, numbers: Iterable[int]) -> dict[int, list[int]]:
    """The passages without a partner by section, headings left out."""
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        if number not in side.headings:
            found[side.section[number]].append(number)
    return dict(found)
