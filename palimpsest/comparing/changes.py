"""An alignment -> the changes in the later text's order, each with its kind and, where it reads well, its redline.

kept      the same wording in the same place
moved     the same wording (or nearly) in another place
edited    the same passage with other words: spans
rewritten the same place, too little in common for a redline: side by side
added, removed
"""

from collections import defaultdict
from dataclasses import dataclass

from palimpsest.comparing.alignment import Alignment
from palimpsest.comparing.candidates import heaviest_in_order
from palimpsest.comparing.words import Spell, count_words, letters_for_words, redline
from palimpsest.model import Change, ChangeKind
from palimpsest.reading.comparison import comparison_text

# A redline is worth reading when at least this share of the shorter text still stands in the longer one, in runs that
# are no islands; below it the eye does better with two texts side by side. Low, because what islands leave standing
# are whole clauses: the section on privacy that Monoprice wrote anew in 2017 keeps 0.37, the one on registration 0.0.
REDLINE_FLOOR = 0.25


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes, and how many words the passages that have a partner share with it (in the same order)."""

    changes: tuple[Change, ...]
    words_in_both: int


def compare(alignment: Alignment) -> Compared:
    """Every passage of both texts, once; what was removed stands where it stood."""
    in_place = _in_place(alignment)
    partner = {j: i for i, j in alignment.passages}
    removed = _removed_after(alignment, in_place)
    spell = letters_for_words(comparison_text)
    found: list[Change] = [_one_sided("removed", alignment, i) for i in removed[-1]]
    in_both = 0
    for j in range(len(alignment.after.placed)):
        if j in partner:
            change, words = _two_sided(alignment, partner[j], j, (partner[j], j) in in_place, spell)
            found.append(change)
            in_both += words
        else:
            found.append(_one_sided("added", alignment, j))
        found += [_one_sided("removed", alignment, i) for i in removed[j]]
    return Compared(_numbered(found), in_both)


def _in_place(alignment: Alignment) -> set[tuple[int, int]]:
    """The pairs that keep their order: of two blocks that changed places, the one with fewer words moved."""
    before = alignment.before
    return set(heaviest_in_order((i, j, 1.0 + before.size[i]) for i, j in alignment.passages))


def _two_sided(alignment: Alignment, i: int, j: int, is_in_place: bool, spell: Spell) -> tuple[Change, int]:
    before, after = alignment.before.placed[i], alignment.after.placed[j]
    shorter = min(alignment.before.size[i], alignment.after.size[j])
    if before.passage.id == after.passage.id:
        return Change("kept" if is_in_place else "moved", before, after), shorter
    spans, in_both = redline(before.passage.text, after.passage.text, spell)
    shown_as_same = sum(count_words(span.text) for span in spans if span.kind == "same")
    if shown_as_same < max(1, REDLINE_FLOOR * shorter):
        return Change("rewritten", before, after), in_both
    # a passage goes along with its section: the section's heading says that it moved
    stays = is_in_place or (alignment.before.section[i], alignment.after.section[j]) in alignment.sections
    return Change("edited" if stays else "moved", before, after, spans), in_both


def _one_sided(kind: ChangeKind, alignment: Alignment, number: int) -> Change:
    if kind == "removed":
        return Change(kind, alignment.before.placed[number], None)
    return Change(kind, None, alignment.after.placed[number])


def _removed_after(alignment: Alignment, in_place: set[tuple[int, int]]) -> dict[int, list[int]]:
    """Removed passages by the number of the later passage they stand behind, -1 for the beginning.

    That is the partner of the nearest passage before it that did not move away from it. A removed section stands
    behind the whole later section it follows, not between that section's passages.
    """
    before, after, sections = alignment.before, alignment.after, alignment.sections
    partner = dict(alignment.passages)
    taken = set(partner.values())
    surviving = {i for i, _ in sections}
    removed: dict[int, list[int]] = defaultdict(list)
    place = -1
    home: tuple[int, int] | None = None  # a passage that moved together with its section, and where to
    for i in range(len(before.placed)):
        section = before.section[i]
        if i in partner:
            j = partner[i]
            if (i, j) in in_place:
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


def _numbered(found: list[Change]) -> tuple[Change, ...]:
    numbered, number = [], 0
    for change in found:
        if change.kind != "kept":
            number += 1
            change = Change(change.kind, change.before, change.after, change.spans, number)
        numbered.append(change)
    return tuple(numbered)
