"""An alignment -> the parts of a revision in the later text's order: runs of what was kept, and each change with its
kind and, where it reads well, its redline.

kept      the same wording in the same place
moved     the same wording (or nearly) in another place
edited    the same passage with other words: spans
rewritten the same place, too little in common for a redline: side by side
added, removed
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from palimpsest.comparing.alignment import Alignment
from palimpsest.comparing.candidates import heaviest_in_order, partners
from palimpsest.comparing.redlines import redline
from palimpsest.comparing.wordings import KnownWordings
from palimpsest.comparing.words import Block
from palimpsest.model import Change, ChangeKind, KeptRun, Placed, Span
from palimpsest.values import Frozen

# A redline is worth reading when at least this share of the shorter text still stands in the longer one, in runs that
# are no islands; below it the eye does better with two texts side by side. Low, because what islands leave standing
# are whole clauses: the section on privacy that Monoprice wrote anew in 2017 keeps 0.37, the one on registration 0.0.
REDLINE_FLOOR = 0.25

_Unnumbered = tuple[ChangeKind, Placed | None, Placed | None, tuple[Span, ...]]
"""A change without its number, which the parts before it decide."""


class Compared(Frozen):
    """The parts, and how many words the passages that have a partner share with it (in the same order)."""

    parts: tuple[Change | KeptRun, ...]
    words_in_both: int


def compare(alignment: Alignment, wordings: KnownWordings) -> Compared:
    """Every passage of both texts, once; what was removed stands where it stood."""
    moved = _out_of_order(alignment.blocks, alignment.before.size)
    removed = _removed_after(alignment, moved)
    parts: list[KeptRun | _Unnumbered] = [_removed(alignment, i) for i in removed.get(-1, ())]
    position = in_both = 0
    for i, j, count in [*_pieces(alignment.blocks, moved, removed), (0, len(alignment.after.placed), 0)]:
        for added in range(position, j):
            parts.append(("added", None, alignment.after.placed[added], ()))
            parts += [_removed(alignment, gone) for gone in removed.get(added, ())]
        if not count:
            break
        part, words = _two_sided(alignment, (i, j, count), i not in moved, wordings)
        parts.append(part)
        in_both += words
        position = j + count
        parts += [_removed(alignment, gone) for gone in removed.get(position - 1, ())]
    return Compared(_numbered(parts), in_both)


def _out_of_order(blocks: Sequence[Block], size: Sequence[int]) -> frozenset[int]:
    """The earlier passages out of order: of two blocks that changed places, the one with fewer words."""
    if all(one[1] < two[1] for one, two in pairwise(blocks)):
        return frozenset()
    in_order = set(heaviest_in_order((i, j, count + sum(size[i : i + count])) for i, j, count in blocks))
    return frozenset(row for i, j, count in blocks if (i, j) not in in_order for row in range(i, i + count))


def _pieces(blocks: Sequence[Block], moved: frozenset[int], removed: Mapping[int, list[int]]) -> Iterator[Block]:
    """The blocks in the later text's order, parted where something was removed amid them, or where they moved."""
    cuts = sorted(removed)
    for i, j, count in sorted(blocks, key=lambda block: block[1]):
        if count == 1:
            yield i, j, count
            continue
        last = j + count - 1
        ends = range(j, last) if i in moved else cuts[bisect_left(cuts, j) : bisect_left(cuts, last)]
        start = j
        for end in (*ends, last):
            yield i + start - j, start, end + 1 - start
            start = end + 1


def _two_sided(
    alignment: Alignment, block: Block, is_in_place: bool, wordings: KnownWordings
) -> tuple[KeptRun | _Unnumbered, int]:
    left, right = alignment.before, alignment.after
    i, j, count = block
    before, after = left.placed[i], right.placed[j]
    if left.ids[i] == right.ids[j]:
        sizes = left.size[i : i + count], right.size[j : j + count]
        words = sum(sizes[0] if sizes[0] == sizes[1] else map(min, *sizes))
        if is_in_place:
            return KeptRun(left.placed[i : i + count], right.placed[j : j + count]), words
        return ("moved", before, after, ()), words
    shorter = min(left.size[i], right.size[j])
    spans, in_both, kept = redline(before.passage.text, after.passage.text, wordings.spell)
    if kept < max(1, REDLINE_FLOOR * shorter):
        return ("rewritten", before, after, ()), in_both
    # a passage goes along with its section: the section's heading says that it moved
    stays = is_in_place or (left.section[i], right.section[j]) in alignment.sections
    return ("edited" if stays else "moved", before, after, spans), in_both


def _removed(alignment: Alignment, number: int) -> _Unnumbered:
    return "removed", alignment.before.placed[number], None, ()


def _removed_after(alignment: Alignment, moved: frozenset[int]) -> dict[int, list[int]]:
    """Removed passages by the number of the later passage they stand behind, -1 for the beginning.

    That is the partner of the nearest passage before it that did not move away from it. A removed section stands
    behind the whole later section it follows, not between that section's passages.
    """
    before, after, sections = alignment.before, alignment.after, alignment.sections
    partner = partners(alignment.blocks, len(before.placed))
    if -1 not in partner:
        return {}
    taken = set(partner)
    surviving = {i for i, _ in sections}
    removed: dict[int, list[int]] = defaultdict(list)
    place = -1
    home: tuple[int, int] | None = None  # a passage that moved together with its section, and where to
    for i, j in enumerate(partner):
        section = before.section[i]
        if j >= 0:
            if i not in moved:
                place, home = j, None
            elif (section, after.section[j]) in sections:
                home = (section, j)
            continue
        if home and home[0] == section:
            removed[home[1]].append(i)
            continue
        if section not in surviving:
            while place + 1 < len(after.placed) and place + 1 not in taken and _continues(alignment, place):
                place += 1
        removed[place].append(i)
    return removed


def _continues(alignment: Alignment, place: int) -> bool:
    section = alignment.after.section
    return place >= 0 and section[place] == section[place + 1]


def _numbered(parts: Iterable[KeptRun | _Unnumbered]) -> tuple[Change | KeptRun, ...]:
    numbered: list[Change | KeptRun] = []
    number = 0
    for part in parts:
        if not isinstance(part, KeptRun):
            number += 1
        numbered.append(part if isinstance(part, KeptRun) else Change(*part, number))
    return tuple(numbered)
