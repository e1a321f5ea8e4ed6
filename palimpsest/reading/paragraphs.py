"""Inline tokens of a paragraph -> its passages: a line of bold above a text is one of its own.

    strong("Log Files"), linebreak, text("We use IP addresses ...") -> Parsed(..., bold=True), Parsed(...)

In a list they are items, or go on with one, and no line of them is a heading but those that are marked as such.
"""

import re
from collections.abc import Iterable, Iterator

from palimpsest.model import Passage, PassageKind
from palimpsest.reading.headings import is_date_line, is_no_heading, is_title
from palimpsest.reading.inline import Inline, read_inline
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.passages import passage_of
from palimpsest.values import Frozen, replace

_MAX_HEADING_WORDS = 14  # longest real heading line in the first five documents has 10
_MAX_HEADING_TOKENS = 6  # bold words, a number before them, a stop behind them, spaces between
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[a-z]?[.)]?\s+")
_MAX_HEADING_DEPTH = 2  # in lists: deeper ones are clauses whose numbers became marks of headings
_MIN_TEXT_WORDS = 8  # bold words above fewer are the first line of an address, not a heading


class Parsed(Frozen):
    """A passage and how its source was marked: `level` 1 to 6 for a Markdown heading, `bold` for a line all in bold."""

    passage: Passage
    level: int = 0
    bold: bool = False


def read_paragraph(tokens: list[dict], page: CapturedPage, quoted: bool) -> list[Parsed]:
    """One passage or two; none of a paragraph that holds only space."""
    kind: PassageKind = "quote" if quoted else "paragraph"
    return [
        Parsed(passage_of("paragraph" if bold else kind, line), bold=bold)
        for line, bold in _lines(_without_outer_space(tokens), page)
    ]


def read_item_paragraph(tokens: list[dict], page: CapturedPage, marker: str, depth: int) -> list[Parsed]:
    """The same of a paragraph in an item, the first passage with the item's marker."""
    lines = _lines(_without_outer_space(tokens), page)
    return [
        Parsed(_bold_again(passage_of("item" if mark else "paragraph", line, depth, mark), bold))
        for (line, bold), mark in zip(lines, (marker, ""), strict=False)
    ]


def _lines(tokens: list[dict], page: CapturedPage) -> list[tuple[Inline, bool]]:
    """What a paragraph says, and whether that is a line of bold, which can stand above the rest."""
    if not tokens:
        return []
    first = tokens[0]
    if first["type"] == "text" and (len(tokens) == 1 or not first["raw"][:1].isdigit()):  # most
        return [(read_inline(tokens, page), False)]
    end = next((place for place, token in enumerate(tokens[:_MAX_HEADING_TOKENS]) if token["type"] == "linebreak"), 0)
    line = _bold_line(tokens[:end] if end else tokens, page)
    if line and not end:
        return [(line, True)]
    if line:
        below = read_inline(tokens[end + 1 :], page)
        if len(below.text.split()) >= _MIN_TEXT_WORDS:
            return [(line, True), (below, False)]
    return [(read_inline(tokens, page), False)]


def read_heading(tokens: list[dict], level: int, page: CapturedPage) -> Parsed:
    """What is marked as a heading; a bold paragraph where that is none."""
    tokens = _without_outer_space(tokens)
    if len(tokens) == 1 and tokens[0]["type"] == "strong":
        tokens = tokens[0]["children"]  # bold marks say nothing more
    passage = passage_of("heading", read_inline(tokens, page))
    if not is_no_heading(passage.text):
        return Parsed(passage, level)
    is_bold = "<strong>" in passage.html
    return Parsed(_bold_again(replace(passage, kind="paragraph"), not is_bold))


def in_item(parsed: Iterable[Parsed], marker: str, depth: int) -> Iterator[Parsed]:
    """What an item says, the first of it with the item's marker."""
    for one in parsed:
        kind = "item" if marker and one.passage.kind == "paragraph" else one.passage.kind
        level = one.level if depth <= _MAX_HEADING_DEPTH and "](" not in one.passage.text else 0
        yield Parsed(in_list(_bold_again(one.passage, one.bold), kind, marker, depth), level)
        marker = ""


def _bold_again(passage: Passage, bold: bool) -> Passage:
    """A line of bold in a list is no heading, so what marks it as one has to be shown."""
    return replace(passage, html=f"<strong>{passage.html}</strong>") if bold else passage


def in_list(one: Passage, kind: PassageKind, marker: str, depth: int) -> Passage:
    """A passage in its place in a list."""
    return replace(one, kind=kind, depth=depth, marker=marker)


def _bold_line(tokens: list[dict], page: CapturedPage) -> Inline | None:
    """What a line says, if it is all bold and short enough for a heading."""
    plain = _all_bold(tokens)
    if not plain:
        return None
    line = read_inline(plain, page)
    text = line.text.strip()
    if len(text.split()) > _MAX_HEADING_WORDS or is_date_line(text):
        return None
    is_sure = tokens[0]["type"] == "strong" and len(tokens) == 1
    return line if is_sure or is_title(text, any(token["type"] == "link" for token in tokens)) else None


def _all_bold(tokens: list[dict]) -> list[dict]:
    """The tokens of a line without its bold marks; none where not all of it is bold. Its number may stand before them,
    its stop behind them."""
    if len(tokens) == 1 and tokens[0]["type"] == "strong":
        return tokens[0]["children"]
    if len(tokens) > _MAX_HEADING_TOKENS:
        return []
    plain: list[dict] = []
    is_bold = False
    for place, token in enumerate(tokens):
        match token["type"]:
            case "strong":
                plain += token["children"]
                is_bold = True
            case "emphasis" | "link" if inside := _all_bold(token["children"]):
                plain.append(token | {"children": inside})
                is_bold = True
            case "text" if not token["raw"].strip() or _is_edge(token["raw"], place, len(tokens)):
                plain.append(token)
            case _:
                return []
    return plain if is_bold else []


def _is_edge(text: str, place: int, count: int) -> bool:
    return bool(_NUMBER.fullmatch(text)) if place == 0 else place == count - 1 and text.strip() in (".", ":")


def _without_outer_space(tokens: list[dict]) -> list[dict]:
    """Without the text tokens at either end that hold only space (of any kind: no-break spaces are common)."""
    if not tokens or not (_is_space(tokens[0]) or (len(tokens) > 1 and _is_space(tokens[-1]))):
        return tokens
    inked = [index for index, token in enumerate(tokens) if not _is_space(token)]
    return tokens[inked[0] : inked[-1] + 1] if inked else []


def _is_space(token: dict) -> bool:
    return token["type"] == "text" and not token["raw"].strip()
