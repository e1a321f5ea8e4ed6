"""A parsed passage -> its look: everything that can be told of it alone, before its place in a text is known.

    **2\\. Acceptance** -> Look(basis="bold", number="2", label="Acceptance", name="2. acceptance", ...)

A look is taken once for each distinct passage of a document; outline.py asks it again in every version.
"""

import re
from collections.abc import Sequence

from palimpsest.model import HeadingBasis, Passage, Placed, Role
from palimpsest.reading.comparison import comparison_text
from palimpsest.reading.headings import FIGURES, is_contents_title, is_date_line, is_day, numbered_line
from palimpsest.reading.paragraphs import Parsed
from palimpsest.values import Growing, field, replace

_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?|[IVX]{1,5})(?:[.):]\s+|\s+(?=\D))(?P<label>\S.*)", re.DOTALL
)
_BREADCRUMB = re.compile(r"\s+[>»›]\s+")
_FURNITURE = re.compile(
    r"powered by .{1,40}|(?:back )?to (?:the )?top|skip to (?:main )?content|print this page", re.IGNORECASE
)
_MAX_FURNITURE_WORDS = 12
_SHORT_HEADING = re.compile(r"[A-Z0-9][^\n.!?:;,|]{2,58}")
_MAX_SHORT_WORDS = 6
_MARK = re.compile(r"(\d{1,3})[.)]")
ROMAN = re.compile(r"([IVX]{2,5})[.):]?\s")
_MAX_LINE_WORDS = 14  # with its number
_LETTERS = "I", "V", "X"  # numbers only where others are Roman, too

Rank = tuple[int, int, int]


class Look(Growing):
    """What a passage shows by itself.

    `basis`: how it is marked as a heading, None where it is not. `may_be_heading`: an unmarked line that reads like
    one, if a text stands below it. `name`: a marked heading's comparison text, case folded, `""` for others. `here`:
    the same for the last step of a linked breadcrumb trail. `leads_in`: it ends as what introduces a list does.
    `is_date`: it says nothing but when. `number`, `label`: of whatever could be a heading; `is_last`: no other heading
    stands below it. `placed`: the places it was given so far, by how many equal texts stood above it, and its role;
    `once` is the place that nearly all of them have, as text that stands for the first time. `in_series`: the numbers
    of a heading, and of a line that is one if others are; `otherwise`: what it is then, and what a heading is whose
    number is a letter; `is_beside`: it can tell of others what they are, or they of it.
    """

    passage: Passage
    anchor: str
    level: int
    words: int
    basis: HeadingBasis | None
    leads_in: bool
    is_plain: bool = True
    may_be_heading: bool = False
    name: str = ""
    here: str = ""
    is_furniture: bool = False
    is_date: bool = False
    number: str = ""
    label: str = ""
    is_last: bool = False
    in_series: tuple[int, ...] = ()
    otherwise: "Look | None" = None
    at_level: dict[int, "Look"] | None = None
    is_beside: bool = False
    placed: dict[tuple[int, Role], Placed] = field(default_factory=dict)
    once: Placed | None = None

    def keep(self, placed: Placed, count: int) -> None:
        """A place it was given, as the `count`-th of its text."""
        self.placed[count, placed.role] = placed
        if (count, placed.role) == (1, "text"):
            self.once = placed

    def other(self, level: int) -> "Look":
        """What it is `otherwise`, the same whenever it is asked for."""
        known = self.at_level = self.at_level or {}
        if level not in known and self.otherwise:
            known[level] = replace(self.otherwise, level=level)
        return known.get(level, self)


def look_of(parsed: Parsed, places: Sequence[Placed] = ()) -> Look:
    """A passage to its look; `places` are those it has in texts that were read before."""
    passage = places[0].passage if places else parsed.passage
    basis: HeadingBasis | None = "marked" if parsed.level else "bold" if parsed.bold else None
    leads_in = passage.text.endswith((":", ","))
    look = Look(passage, f"p-{passage.id[:8]}", parsed.level, passage.words, basis, leads_in)
    for placed in places:
        look.keep(placed, int(placed.anchor[len(look.anchor) + 1 :] or 1))
    if basis or (look.words <= _MAX_LINE_WORDS and passage.kind != "row"):
        _note_line(look)
    return look


def _note_line(look: Look) -> None:
    """Notes what only a line can be, or a heading."""
    passage, words = look.passage, look.words
    is_a_day = False
    if words <= _MAX_FURNITURE_WORDS and FIGURES.search(passage.text):
        is_a_day = is_day(passage.text)
        look.is_date = is_a_day or is_date_line(passage.text)
    look.may_be_heading = not look.basis and not look.is_date and _reads_like_heading(passage, words)
    if passage.kind == "paragraph" and words <= _MAX_FURNITURE_WORDS:
        look.here = _last_step(passage.text) if passage.links else ""
        look.is_furniture = bool(_FURNITURE.fullmatch(passage.text.strip(" .")))
    if look.basis or look.may_be_heading:
        _note_heading(look, is_a_day)
    look.is_plain = not (look.basis or look.may_be_heading or look.here or look.is_furniture)
    first = passage.text[:1]
    if not look.basis and not look.is_date and (first.isdigit() or passage.marker[:1].isdigit()):
        _note_series(look)
    if look.in_series or look.otherwise or (first in "IVX" and ROMAN.match(passage.text)):
        look.is_beside = True


def _note_heading(look: Look, is_a_day: bool) -> None:
    passage = look.passage
    number, label = numbered(passage.text)
    if look.basis and not number and (mark := _MARK.fullmatch(passage.marker)):
        number = mark[1]
    if is_a_day:  # "8. September" is no eighth one
        number, label = "", passage.text
    look.number, look.label = number, label
    look.name = folded(passage.text) if look.basis else ""
    leads_in = look.basis == "bold" and look.leads_in and not number
    look.is_last = is_a_day or leads_in or is_contents_title(label)
    if number in _LETTERS:
        look.otherwise = replace(look, number="", label=passage.text, is_plain=False)
    elif look.basis and number.replace(".", "").isdigit():
        look.in_series = tuple(map(int, number.split(".")))


def _note_series(look: Look) -> None:
    """Notes what a numbered line is where it is a title; its places are those of the line."""
    passage = look.passage
    if (passage.kind, passage.depth) not in (("item", 1), ("paragraph", 0)):
        return
    number, label = numbered_line(passage.text, passage.marker)
    if number:
        look.in_series = tuple(map(int, number.split(".")))
        look.otherwise = replace(
            look, basis="series", may_be_heading=False, name=folded(passage.text), number=number, label=label,
            is_last=False, is_plain=False,
        )  # fmt: skip


def folded(text: str) -> str:
    """How a text is compared with the names it may have.

    >>> folded("PRIVACY  Policy")
    'privacy policy'
    """
    return comparison_text(text).casefold()


def numbered(text: str) -> tuple[str, str]:
    """A heading to the number it gives itself and the rest.

    >>> numbered("2a. Notice to visitors"), numbered("Security")
    (('2a', 'Notice to visitors'), ('', 'Security'))
    """
    match = _NUMBER.fullmatch(text)
    return (match["number"], match["label"]) if match else ("", text)


def rank(look: Look, basis: HeadingBasis) -> Rank:
    """Sorts headings by weight: marked ones by their level, then bold ones by their number, then short lines."""
    number = look.number
    depth = number.count(".") + (2 if number[-1:].islower() else 1) if number else 0
    weight = 0 if look.level else {"bold": 1, "series": 1}.get(basis, 2)
    return (weight, look.level, depth)


def _last_step(text: str) -> str:
    """Where a breadcrumb trail (steps of a few words) leads, `""` where it is none.

    >>> _last_step("HOME > Privacy Policy"), _last_step("Home")
    ('privacy policy', '')
    """
    steps = _BREADCRUMB.split(text)
    return folded(steps[-1]) if len(steps) > 1 else ""


def _reads_like_heading(passage: Passage, words: int) -> bool:
    """A short line of its own, without a sentence's end."""
    if passage.kind != "paragraph" or passage.links or passage.depth or "<" in passage.html:
        return False
    return words <= _MAX_SHORT_WORDS and bool(_SHORT_HEADING.fullmatch(passage.text))
