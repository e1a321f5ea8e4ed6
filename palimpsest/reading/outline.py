"""Parsed passages in order -> sections: one outline from marked, bold, numbered and unmarked headings.

    **2\\. Acceptance**   -> Section(level=1, number="2", label="Acceptance", basis="numbered")
    Advertising Cookies  -> Section(level=3, number="", label="Advertising Cookies", basis="short")

A page has one h1 of its own, so the title that the text gives itself, wherever it repeats it, is set apart as "title",
and navigation as "furniture". Both stay in their place: nothing of a text is left out.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from palimpsest.model import Flag, HeadingBasis, Passage, Placed, Reading, Role, Section
from palimpsest.reading.comparison import comparison_text
from palimpsest.reading.markdown import Parsed

_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?|[IVX]{1,5})(?:[.):]\s+|\s+(?=\D))(?P<label>\S.*)", re.DOTALL
)
_TITLE_SEPARATOR = re.compile(r"\s+[|»·:–—-]+\s+|:\s+")
_BREADCRUMB = re.compile(r"\s+[>»›]\s+")
_FURNITURE = re.compile(
    r"powered by .{1,40}|(?:back )?to (?:the )?top|skip to (?:main )?content|print this page", re.IGNORECASE
)
_SHORT_HEADING = re.compile(r"[A-Z0-9][^\n.!?:;,|]{2,58}")
_MAX_SHORT_WORDS = 6
_MIN_WORDS_BELOW = 4
_MAX_LEVEL = 5  # below the page's h1, the deepest HTML has is h6


@dataclass(slots=True)
class _Draft:
    """A section in the making: its heading's place in the outline before levels are evened out."""

    heading: Placed | None
    rank: tuple[int, int, int]
    number: str
    label: str
    basis: HeadingBasis | None
    placed: list[Placed] = field(default_factory=list)


def outline(parsed: list[Parsed], terms_type: str) -> Reading:
    """The passages of a whole text to its reading (document-wide repairs are added by the caller)."""
    title = _title(parsed)
    own_names = _own_names(title, terms_type)
    anchors: Counter[str] = Counter()
    drafts = [_Draft(None, (0, 0, 0), "", "", None)]
    for index, one in enumerate(parsed):
        role = _role(parsed, index, title, own_names)
        placed = Placed(one.passage, _anchor(one.passage, anchors), role)
        basis = _heading_basis(parsed, index) if role == "text" else None
        if basis:
            number, label = _numbered(one.passage.text)
            drafts.append(
                _Draft(
                    placed,
                    _rank(one, basis, number),
                    number,
                    label,
                    "numbered" if number and basis == "bold" else basis,
                )
            )
        else:
            drafts[-1].placed.append(placed)
    sections = _levelled([draft for draft in drafts if draft.heading or draft.placed])
    return Reading(title, sections, flags=tuple(_numbering_gaps(sections)))


def _anchor(passage: Passage, seen: Counter[str]) -> str:
    anchor = f"p-{passage.id[:8]}"
    seen[anchor] += 1
    return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"


def _title(parsed: list[Parsed]) -> str:
    return parsed[0].passage.text if parsed and parsed[0].level == 1 else ""


def _own_names(title: str, terms_type: str) -> set[str]:
    """What the text may call itself: its title, the parts of it, its type."""
    names = {title, *_TITLE_SEPARATOR.split(title), terms_type, f"{terms_type} Statement"}
    return {comparison_text(name).casefold() for name in names if name}


def _role(parsed: list[Parsed], index: int, title: str, own_names: set[str]) -> Role:
    one = parsed[index]
    text = one.passage.text
    if index == 0 and title:
        return "title"
    if (one.level or one.bold) and comparison_text(text).casefold() in own_names:
        return "title"
    if one.passage.kind == "paragraph" and one.passage.words <= 12:
        if index < 6 and one.passage.links and _leads_here(text, own_names):
            return "furniture"
        if _FURNITURE.fullmatch(text.strip(" .")):
            return "furniture"
    return "text"


def _leads_here(text: str, own_names: set[str]) -> bool:
    """Whether a line is a breadcrumb trail: steps of a few words, the last of them this page.

    >>> _leads_here("HOME > Privacy Policy", {"privacy policy"})
    True
    """
    steps = _BREADCRUMB.split(text)
    return len(steps) > 1 and comparison_text(steps[-1]).casefold() in own_names


def _heading_basis(parsed: list[Parsed], index: int) -> HeadingBasis | None:
    one = parsed[index]
    if one.level:
        return "marked"
    if one.bold:
        return "bold"
    return "short" if _reads_like_heading(parsed, index) else None


def _reads_like_heading(parsed: list[Parsed], index: int) -> bool:
    """A short line of its own, without a sentence's end, above a text, and not the end of a list's lead-in."""
    passage = parsed[index].passage
    if passage.kind != "paragraph" or passage.links or passage.depth or "<" in passage.html:
        return False
    if passage.words > _MAX_SHORT_WORDS or not _SHORT_HEADING.fullmatch(passage.text):
        return False
    below = parsed[index + 1] if index + 1 < len(parsed) else None
    above = parsed[index - 1].passage.text if index else ""
    return (
        below is not None
        and not (below.level or below.bold)
        and below.passage.words > max(_MIN_WORDS_BELOW, passage.words)
        and not above.endswith((":", ","))
    )


def _numbered(text: str) -> tuple[str, str]:
    """A heading to the number it gives itself and the rest.

    >>> _numbered("2a. Notice to visitors"), _numbered("Security")
    (('2a', 'Notice to visitors'), ('', 'Security'))
    """
    match = _NUMBER.fullmatch(text)
    return (match["number"], match["label"]) if match else ("", text)


def _rank(one: Parsed, basis: HeadingBasis, number: str) -> tuple[int, int, int]:
    """Sorts headings by weight: marked ones by their level, then bold ones by their number, then short lines."""
    depth = number.count(".") + (2 if number[-1:].islower() else 1) if number else 0
    return ({"marked": 0, "bold": 1, "short": 2}[basis], one.level, depth)


def _levelled(drafts: list[_Draft]) -> tuple[Section, ...]:
    """Levels from 1 without a gap: a heading goes one below the nearest heavier one before it."""
    open_ranks: list[tuple[int, int, int]] = []
    sections = []
    for draft in drafts:
        if draft.heading:
            while open_ranks and open_ranks[-1] >= draft.rank:
                open_ranks.pop()
            open_ranks.append(draft.rank)
        level = min(len(open_ranks), _MAX_LEVEL)
        sections.append(Section(draft.heading, level, draft.number, draft.label, draft.basis, tuple(draft.placed)))
    return tuple(sections)


def _numbering_gaps(sections: tuple[Section, ...]) -> list[Flag]:
    """A flag for each number missing between two sections of the outline that count in whole numbers.

    From 6b to 8: "7, between 6b and 8".
    """
    flags = []
    last = ""
    for section in sections:
        if not (match := re.match(r"\d+", section.number)):
            continue
        here, before = int(match.group()), int(re.match(r"\d+", last).group()) if last else 0
        if last and here > before + 1 and section.level == 1:
            missing = ", ".join(str(number) for number in range(before + 1, here))
            flags.append(Flag("numbering-gap", f"{missing}, between {last} and {section.number}"))
        last = section.number
    return flags
