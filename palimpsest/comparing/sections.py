"""Two texts -> which sections are the same one: by heading, by a heading that is alike, by wording.

"4. Security" ~ "3. Security"                       heading (numbers are the text's, not the heading's)
"Links/3rd Parties" ~ "Links"                       alike heading
"We respect your privacy" ~ "Information Use"       wording, when their first sentences are the same
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from palimpsest.comparing.candidates import Pair, Side
from palimpsest.comparing.words import bare_words
from palimpsest.model import Section

Basis = Literal["heading", "alike heading", "wording"]

# Share of the shorter section's words (or runs of words) that must stand in both, and how many at least: seven
# words in a row, that is five runs of three. Unrelated sections share a hundredth, and "Yes", "No", "Learn more".
WORDING_FLOOR = 0.1
WORDING_LEAST = 5
# Share of the words of two headings, rare words counting more, that must stand in both.
HEADING_FLOOR = 0.5


def pair_sections(
    before: Sequence[Section], after: Sequence[Section], overlaps: dict[Pair, float]
) -> dict[Pair, Basis]:
    """The pairs of section numbers, each section in one at most, the surest first.

    `overlaps` is the share of wording that two sections have in common (`wording_overlaps`). An equal heading that is
    the only one of its kind outweighs wording; one that repeats ("Overview") or is only alike needs its support.
    """
    scored: dict[Pair, tuple[float, Basis]] = {pair: (share, "wording") for pair, share in overlaps.items()}
    for pair, score in _alike_headings(before, after).items():
        scored[pair] = (score + overlaps.get(pair, 0.0), "alike heading")
    for pair, score in _equal_headings(before, after, overlaps).items():
        scored[pair] = (score + overlaps.get(pair, 0.0), "heading")
    if before and after and not (_heading_words(before[0]) or _heading_words(after[0])):
        scored.setdefault((0, 0), (0.0, "wording"))  # two beginnings, if nothing else is more alike
    pairs: dict[Pair, Basis] = {}
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    for (i, j), (_, basis) in sorted(scored.items(), key=lambda item: (-item[1][0], item[0])):
        if i not in taken_before and j not in taken_after:
            pairs[i, j] = basis
            taken_before.add(i)
            taken_after.add(j)
    return dict(sorted(pairs.items()))


def wording_overlaps(before: Side, after: Side, same: Iterable[Pair], shared: Counter[Pair]) -> dict[Pair, float]:
    """Share of the shorter section's wording that stands in both, for the sections that have some in common."""
    common: Counter[Pair] = Counter()
    for i, j in same:
        if not (before.is_heading[i] or after.is_heading[j]):
            common[before.section[i], after.section[j]] += before.size[i]
    for (i, j), runs in shared.items():
        common[before.section[i], after.section[j]] += runs
    sizes = [_section_sizes(side) for side in (before, after)]
    overlaps = {}
    for (i, j), count in common.items():
        share = min(1.0, count / max(1, min(sizes[0][i], sizes[1][j])))
        if share >= WORDING_FLOOR and count >= WORDING_LEAST:
            overlaps[i, j] = share
    return overlaps


def _section_sizes(side: Side) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for section, is_heading, size in zip(side.section, side.is_heading, side.size, strict=True):
        sizes[section] += 0 if is_heading else size
    return sizes


def _heading_words(section: Section) -> tuple[str, ...]:
    if section.heading is None or section.heading.role != "text":
        return ()
    return tuple(bare_words(section.label)) or tuple(bare_words(section.heading.passage.text))


def _equal_headings(
    before: Sequence[Section], after: Sequence[Section], overlaps: dict[Pair, float]
) -> dict[Pair, float]:
    places: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, sections in enumerate((before, after)):
        for number, section in enumerate(sections):
            if words := _heading_words(section):
                places[words][side].append(number)
    scores: dict[Pair, float] = {}
    for left, right in places.values():
        if len(left) == len(right) == 1:
            scores[left[0], right[0]] = 3.0
        else:
            # the first with the first, unless their wording says otherwise
            scores |= dict.fromkeys(zip(left, right, strict=False), 1.0)
            members = set(left), set(right)
            scores |= {pair: 1.5 for pair in overlaps if pair[0] in members[0] and pair[1] in members[1]}
    return scores


def _alike_headings(before: Sequence[Section], after: Sequence[Section]) -> dict[Pair, float]:
    left = [frozenset(_heading_words(section)) for section in before]
    right = [frozenset(_heading_words(section)) for section in after]
    frequency = Counter(word for words in (*left, *right) for word in words)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(right):
        for word in sorted(words):
            holders[word].append(number)
    scores: dict[Pair, float] = {}
    for i, words in enumerate(left):
        # a word that stands in many headings ("information") does not make two of them alike
        found = {j for word in words if frequency[word] <= 4 for j in holders[word]}
        for j in sorted(found):
            score = _heading_alikeness(words, right[j], frequency)
            if score >= HEADING_FLOOR:
                scores[i, j] = score
    return scores


def _heading_alikeness(one: frozenset[str], other: frozenset[str], frequency: Counter[str]) -> float:
    """0 to 1; a heading that the other one contains counts as half the same at least."""

    def weight(words: frozenset[str]) -> float:
        return sum(1 / frequency[word] for word in sorted(words))

    share = weight(one & other) / weight(one | other)
    return max(share, HEADING_FLOOR) if one <= other or other <= one else share
