"""Inline tokens of a paragraph -> its passages: a line of bold above a text is one of its own.

    strong("Log Files"), linebreak, text("We use IP addresses ...") -> Parsed(..., bold=True), Parsed(...)

In a list they are items, or go on with one, and no line of them is a heading.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from palimpsest.model import Passage, PassageKind
from palimpsest.reading.inline import read_inline
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.passages import passage_of

_MAX_HEADING_WORDS = 14  # longest real heading line in the first five documents has 10
_MIN_TEXT_WORDS = 8  # bold words above fewer are the first line of an address, not a heading


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage and how its source was marked: `level` 1 to 6 for a Markdown heading, `bold` for a line all in bold."""

    passage: Passage
    level: int = 0
    bold: bool = False


def read_paragraph(tokens: list[dict], page: CapturedPage, quoted: bool) -> Iterator[Parsed]:
    """One passage or two; none of a paragraph that holds only space."""
    bold_line, rest = _split_bold_line(tokens, page)
    if bold_line:
        yield Parsed(passage_of("paragraph", read_inline(bold_line, page)), bold=True)
    if rest:
        yield Parsed(passage_of("quote" if quoted else "paragraph", read_inline(rest, page)))


def without_bold(tokens: list[dict]) -> list[dict]:
    """The tokens of a heading, whose bold marks say nothing more."""
    tokens = _without_outer_space(tokens)
    return tokens[0]["children"] if len(tokens) == 1 and tokens[0]["type"] == "strong" else tokens


def in_item(parsed: Iterable[Parsed], marker: str, depth: int) -> Iterator[Parsed]:
    """What an item says, the first of it with the item's marker."""
    for one in parsed:
        kind = "item" if marker and one.passage.kind == "paragraph" else one.passage.kind
        yield Parsed(in_list(one.passage, kind, marker, depth))
        marker = ""


def in_list(one: Passage, kind: PassageKind, marker: str, depth: int) -> Passage:
    """A passage in its place in a list. (`replace` goes through all fields: 6 us, for half of all passages.)"""
    return Passage(one.id, kind, one.text, one.html, depth, marker, one.links, one.repairs, one.flags)


def _split_bold_line(tokens: list[dict], page: CapturedPage) -> tuple[list[dict], list[dict]]:
    """The inside of a paragraph's first line, if that is all in bold and reads like a heading, and the rest."""
    tokens = _without_outer_space(tokens)
    if not tokens or tokens[0]["type"] != "strong":
        return [], tokens
    words = read_inline(tokens[0]["children"], page).text.split()
    if len(words) > _MAX_HEADING_WORDS:
        return [], tokens
    if len(tokens) == 1:
        return tokens[0]["children"], []
    rest = tokens[2:]
    if tokens[1]["type"] == "linebreak" and len(read_inline(rest, page).text.split()) >= _MIN_TEXT_WORDS:
        return tokens[0]["children"], rest
    return [], tokens


def _without_outer_space(tokens: list[dict]) -> list[dict]:
    """Without the text tokens at either end that hold only space (of any kind: no-break spaces are common)."""
    inked = [index for index, token in enumerate(tokens) if token["type"] != "text" or token["raw"].strip()]
    return tokens[inked[0] : inked[-1] + 1] if inked else []
