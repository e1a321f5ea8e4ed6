"""Looks of passages in order -> sections: one outline from marked, bold, numbered and unmarked headings.

    **2\\. Acceptance**   -> Section(level=1, number="2", label="Acceptance", basis="numbered")
    Advertising Cookies  -> Section(level=3, number="", label="Advertising Cookies", basis="short")

A page has one h1 of its own, so the title that the text gives itself, wherever it repeats it, is set apart as "title",
and navigation as "furniture". Both stay in their place: nothing of a text is left out.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from operator import attrgetter, is_not

from palimpsest.model import Flag, HeadingBasis, Placed, Reading, Role, Section
from palimpsest.reading.ends import equal_ends
from palimpsest.reading.headings import names_part
from palimpsest.reading.looks import Look, Rank, rank
from palimpsest.reading.series import settled
from palimpsest.reading.titles import is_title, own_names, title_places
from palimpsest.values import Growing, field

_MIN_WORDS_BELOW = 4
_TRAIL_WITHIN = 6  # a breadcrumb trail stands at the top: among the first passages
_BOLD = 1  # the weight of bold headings and of those in a series
_LIGHTEST_BOLD: Rank = (_BOLD, 0, 99)
_MAX_LEVEL = 5  # below the page's h1, the deepest HTML has is h6
_anchor, _start = attrgetter("anchor"), attrgetter("start")


class _Draft(Growing):
    """A section in the making: where it begins, its heading's place in the outline before levels are evened out, and
    the section that was made of it."""

    start: int
    heading: Placed | None
    rank: Rank
    is_last: bool
    number: str
    label: str
    basis: HeadingBasis | None
    placed: list[Placed] = field(default_factory=list)
    section: Section | None = None


class Drawn(Growing):
    """Sections and own names that outlines of a document share, and the `looks`, title and drafts of the last one.

    Sections are known by the identity of what stands in them: every `Placed` of the document is kept by its look, so
    that no identity is given twice."""

    sections: dict[tuple, Section] = field(default_factory=dict)
    own_names: dict[str, frozenset[str]] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    titles: tuple[int, ...] = ()
    title: str = ""
    drafts: list[_Draft] = field(default_factory=list)


def drawn_of(sections: Iterable[Section]) -> Drawn:
    """What is drawn already: the sections of other readings of the document."""
    return Drawn({_key(one.heading, one.level, one.number, one.basis, one.placed): one for one in sections})


def outline(looks: list[Look], terms_type: str, drawn: Drawn) -> Reading:
    """The passages of a whole text to its reading (document-wide repairs are added by the caller)."""
    looks = settled(looks)
    titles = title_places(looks)
    title = looks[titles[0]].passage.text if titles else ""
    if (titles, title) != (drawn.titles, drawn.title):  # what is a title then may be none now
        drawn.looks, drawn.drafts = [], []
    drafts = _drafted(looks, titles, _own_names(title, terms_type, drawn), drawn)
    drawn.looks, drawn.titles, drawn.title, drawn.drafts = looks, titles, title, drafts
    sections = _levelled([draft for draft in drafts if draft.heading or draft.placed], drawn)
    return Reading(title, sections, flags=tuple(_numbering_gaps(sections)))


def _drafted(looks: list[Look], titles: tuple[int, ...], names: frozenset[str], drawn: Drawn) -> list[_Draft]:
    drafts, start, below = _as_before(looks, drawn)
    end = below[0].start if below else len(looks)
    seen: dict[str, int] = Counter(map(_anchor, looks[:start]))
    drafts = drafts or [_Draft(0, None, (0, 0, 0), False, "", "", None)]
    draft = drafts[-1]
    for index, look in enumerate(looks[start:end], start):
        seen[look.anchor] = count = seen.get(look.anchor, 0) + 1
        if look.is_plain and index:  # two of three, in every version
            draft.placed.append(look.once if look.once and count == 1 else _place(look, count, "text"))
            continue
        role = _role(look, index, titles, names)
        placed = _place(look, count, role)
        basis = _heading_basis(looks, index) if role == "text" and not look.is_plain else None
        if basis:
            shown: HeadingBasis = "numbered" if look.number and basis == "bold" else basis
            draft = _Draft(index, placed, rank(look, basis), look.is_last, look.number, look.label, shown)
            drafts.append(draft)
        else:
            draft.placed.append(placed)
    return drafts + below


def _as_before(looks: list[Look], drawn: Drawn) -> tuple[list[_Draft], int, list[_Draft]]:
    """What the outline before begins with and this one too, where the first passage stands that is in none of it, and
    what both end with. Whether a passage heads a section depends on those right before and after it."""
    before, drafts = drawn.looks, drawn.drafts
    first, last = equal_ends(before, looks, is_not)
    above = drafts[: bisect_left(drafts, first - 1, key=_start)]
    start = above.pop().start if above else 0
    later = len(looks) - len(before)
    changed = len(before) - last
    below = drafts[bisect_left(drafts, max(changed + 1, _TRAIL_WITHIN - min(0, later)), key=_start) :]
    if not below:
        return above, start, []
    gone, come = list(map(_anchor, before[first:changed])), list(map(_anchor, looks[first : changed + later]))
    if gone != come:  # as where only links differ
        times = Counter(gone), Counter(come)
        counted_anew = {anchor for anchor in gone + come if times[0][anchor] != times[1][anchor]}
        if not counted_anew.isdisjoint(map(_anchor, before[below[0].start :])):  # others stand for the first time now
            return above, start, []
    for draft in below:
        draft.start += later
    return above, start, below


def _place(look: Look, count: int, role: Role) -> Placed:
    placed = look.placed.get((count, role))
    if placed is None:
        placed = Placed(look.passage, look.anchor if count == 1 else f"{look.anchor}-{count}", role)
        look.keep(placed, count)
    return placed


def _own_names(title: str, terms_type: str, drawn: Drawn) -> frozenset[str]:
    if title not in drawn.own_names:
        drawn.own_names[title] = own_names(title, terms_type)
    return drawn.own_names[title]


def _role(look: Look, index: int, titles: tuple[int, ...], names: frozenset[str]) -> Role:
    if is_title(look, index, titles, names):
        return "title"
    leads_here = index < _TRAIL_WITHIN and look.here in names and look.here
    return "furniture" if leads_here or look.is_furniture else "text"


def _heading_basis(looks: list[Look], index: int) -> HeadingBasis | None:
    """How a passage is recognised as a heading: an unmarked line by a text below it, and by not leading into a list."""
    look = looks[index]
    if look.basis or not look.may_be_heading:
        return look.basis
    below = looks[index + 1] if index + 1 < len(looks) else None
    if not below or below.basis or below.is_date:
        return None
    stands_above_text = below.words > max(_MIN_WORDS_BELOW, look.words)
    return "short" if stands_above_text and not (index and looks[index - 1].leads_in) else None


def _levelled(drafts: list[_Draft], drawn: Drawn) -> tuple[Section, ...]:
    """Levels from 1 without a gap: a heading goes one below the nearest heavier one before it that holds others."""
    open_ranks: list[Rank] = []
    sections = []
    inside = _inside_numbered(drafts)
    for place, draft in enumerate(drafts):
        if draft.heading:
            draft_rank = _LIGHTEST_BOLD if place in inside else draft.rank
            while open_ranks and open_ranks[-1] >= draft_rank:
                open_ranks.pop()
            open_ranks.append(draft_rank)
        level = min(len(open_ranks), _MAX_LEVEL)
        if draft.is_last:
            open_ranks.pop()
        if draft.section is None or draft.section.level != level:
            key = _key(draft.heading, level, draft.number, draft.basis, draft.placed)
            draft.section = drawn.sections.get(key)
            if draft.section is None:
                made = Section(draft.heading, level, draft.number, draft.label, draft.basis, tuple(draft.placed))
                draft.section = drawn.sections[key] = made
        sections.append(draft.section)
    return tuple(sections)


def _inside_numbered(drafts: list[_Draft]) -> set[int]:
    """Bold headings without a number between two numbered ones that follow each other: they are parts of the first."""
    inside: set[int] = set()
    before: list[int] = []
    unnumbered: list[int] = []
    for place, draft in enumerate(drafts):
        if not draft.heading or draft.rank[0] > _BOLD:
            continue
        if draft.rank[0] < _BOLD:
            before, unnumbered = [], []
        elif not draft.number:
            unnumbered += [] if names_part(draft.label) else [place]
        else:
            numbers = [int(number) for number in draft.number.split(".") if number.isdigit()]
            if numbers and before and _goes_on(before, numbers):
                inside.update(unnumbered)
            before, unnumbered = numbers, []
    return inside


def _goes_on(before: list[int], after: list[int]) -> bool:
    """
    >>> _goes_on([2], [3]), _goes_on([2, 4], [3]), _goes_on([2], [2, 1]), _goes_on([2], [1])
    (True, True, True, False)
    """
    if len(after) > len(before):
        return after == [*before, 1]
    return after[:-1] == before[: len(after) - 1] and after[-1] == before[len(after) - 1] + 1


def _key(
    heading: Placed | None, level: int, number: str, basis: HeadingBasis | None, placed: Iterable[Placed]
) -> tuple:
    return id(heading), level, number, basis, *map(id, placed)


def _numbering_gaps(sections: tuple[Section, ...]) -> list[Flag]:
    """A flag for each number missing between two sections of the outline that count in whole numbers.

    From 6b to 8: "7, between 6b and 8". Lines that only their series tells are no proof that one is missing.
    """
    flags = []
    last, before = "", 0
    for section in sections:
        if not section.number or not (match := re.match(r"\d+", section.number)):
            continue
        here = int(match.group())
        if section.basis == "series" and here != before + 1:
            continue
        if last and here > before + 1 and section.level == 1:
            missing = ", ".join(str(number) for number in range(before + 1, here))
            flags.append(Flag("numbering-gap", f"{missing}, between {last} and {section.number}"))
        last, before = section.number, here
    return flags
