"""Two texts -> which sections are the same one: by heading, by a heading that is alike, by wording.

"4. Security" ~ "3. Security"                       heading (numbers are the text's, not the heading's)
"Links/3rd Parties" ~ "Links"                       alike heading
"We respect your privacy" ~ "Information Use"       wording, when their first sentences are the same
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Literal

from palimpsest.comparing.candidates import Pair, same_wording
from palimpsest.comparing.wordings import LaidOut

Basis = Literal["heading", "alike heading", "wording"]
Words = tuple[str, ...]
Titles = tuple[list[Words], list[Words]]

# Share of the shorter section's words (or runs of words) that must stand in both, and how many at least: seven
# words in a row, that is five runs of three. Unrelated sections share a hundredth, and "Yes", "No", "Learn more".
WORDING_FLOOR = 0.1
WORDING_LEAST = 5
# Share of the words of two headings, rare words counting more, that must stand in both.
HEADING_FLOOR = 0.5


def pair_sections(
    left: LaidOut, right: LaidOut, overlaps: Callable[[set[int], set[int]], dict[Pair, float]]
) -> dict[Pair, Basis]:
    """The pairs of section numbers, each section in one at most, the surest first.

    Sections that stand in both with every passage come first, then those whose heading stands once on each side:
    that outweighs wording. Only what is left over is weighed; `overlaps` gives the share of wording that two of those
    have in common (`wording_overlaps`), and a heading that repeats ("Overview") or is only alike needs its support.
    """
    words = left.titles, right.titles
    ends = [0, *left.ends]
    pairs: dict[Pair, Basis] = {
        (i + k, j + k): "heading" if words[0][i + k] else "wording"
        for i, j, count in same_wording(left.keys, right.keys)
        for k in range(count)
        if ends[i + k] < ends[i + k + 1]
    }
    rest = _rest(pairs, words)
    if all(rest):
        pairs |= dict.fromkeys(_single_headings(words, rest), "heading")
        rest = _rest(pairs, words)
    if all(rest):
        pairs |= _by_weight(words, rest, overlaps(set(rest[0]), set(rest[1])))
    return dict(sorted(pairs.items()))


def _rest(pairs: Iterable[Pair], words: Titles) -> tuple[list[int], list[int]]:
    before, after = words
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in range(len(before)) if i not in left], [j for j in range(len(after)) if j not in right]


def _places(words: Titles, numbers: tuple[list[int], list[int]]) -> list[tuple[list[int], list[int]]]:
    """For each heading, where it stands on either side."""
    places: dict[Words, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for number in numbers[side]:
            if words[side][number]:
                places[words[side][number]][side].append(number)
    return list(places.values())


def _single_headings(words: Titles, rest: tuple[list[int], list[int]]) -> list[Pair]:
    return [(left[0], right[0]) for left, right in _places(words, rest) if len(left) == len(right) == 1]


def _by_weight(words: Titles, rest: tuple[list[int], list[int]], overlaps: dict[Pair, float]) -> dict[Pair, Basis]:
    scored: dict[Pair, tuple[float, Basis]] = {pair: (share, "wording") for pair, share in overlaps.items()}
    for pair, score in _alike_headings(words, rest).items():
        scored[pair] = (score + overlaps.get(pair, 0.0), "alike heading")
    for pair, score in _repeated_headings(words, rest, overlaps).items():
        scored[pair] = (score + overlaps.get(pair, 0.0), "heading")
    if rest[0][0] == rest[1][0] == 0 and not (words[0][0] or words[1][0]):
        scored.setdefault((0, 0), (0.0, "wording"))  # two beginnings, if nothing else is more alike
    pairs: dict[Pair, Basis] = {}
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    for (i, j), (_, basis) in sorted(scored.items(), key=lambda item: (-item[1][0], item[0])):
        if i not in taken_before and j not in taken_after:
            pairs[i, j] = basis
            taken_before.add(i)
            taken_after.add(j)
    return pairs


def wording_overlaps(
    left: LaidOut, right: LaidOut, partner: Sequence[int], shared: Counter[Pair], among: tuple[set[int], set[int]]
) -> dict[Pair, float]:
    """Share of the shorter section's wording that stands in both, for the sections that have some in common.

    `partner` gives for each earlier passage the number of the equal later one, -1 where there is none.
    """
    common: Counter[Pair] = Counter()
    for section in sorted(among[0]):
        for i in left.rows(section):
            j = partner[i]
            if j >= 0 and right.section[j] in among[1] and not (i in left.headings or j in right.headings):
                common[section, right.section[j]] += left.size[i]
    for (i, j), runs in shared.items():
        pair = left.section[i], right.section[j]
        if pair[0] in among[0] and pair[1] in among[1]:
            common[pair] += runs
    overlaps = {}
    for (i, j), count in common.items():
        share = min(1.0, count / max(1, min(_size(left, i), _size(right, j))))
        if share >= WORDING_FLOOR and count >= WORDING_LEAST:
            overlaps[i, j] = share
    return overlaps


def _size(side: LaidOut, section: int) -> int:
    return sum(side.size[row] for row in side.rows(section) if row not in side.headings)


def _repeated_headings(
    words: Titles, rest: tuple[list[int], list[int]], overlaps: dict[Pair, float]
) -> dict[Pair, float]:
    scores: dict[Pair, float] = {}
    for left, right in _places(words, rest):
        # the first with the first, unless their wording says otherwise
        scores |= dict.fromkeys(zip(left, right, strict=False), 1.0)
    return scores | {(i, j): 1.5 for i, j in overlaps if words[0][i] and words[0][i] == words[1][j]}


def _alike_headings(words: Titles, rest: tuple[list[int], list[int]]) -> dict[Pair, float]:
    left, right = ({number: frozenset(words[side][number]) for number in rest[side]} for side in (0, 1))
    wanted = frozenset().union(*left.values(), *right.values())
    frequency = Counter(chain.from_iterable(map(wanted.intersection, chain(*words))))
    holders: dict[str, list[int]] = defaultdict(list)
    for number, own in right.items():
        for word in sorted(own):
            holders[word].append(number)
    scores: dict[Pair, float] = {}
    for i, own in left.items():
        # a word that stands in many headings ("information") does not make two of them alike
        found = {j for word in own if frequency[word] <= 4 for j in holders.get(word, ())}
        for j in sorted(found):
            score = _heading_alikeness(own, right[j], frequency)
            if score >= HEADING_FLOOR:
                scores[i, j] = score
    return scores


def _heading_alikeness(one: frozenset[str], other: frozenset[str], frequency: Counter[str]) -> float:
    """0 to 1; a heading that the other one contains counts as half the same at least."""

    def weight(words: frozenset[str]) -> float:
        return sum(1 / frequency[word] for word in sorted(words))

    share = weight(one & other) / weight(one | other)
    return max(share, HEADING_FLOOR) if one <= other or other <= one else share
