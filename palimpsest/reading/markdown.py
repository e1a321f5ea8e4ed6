"""Blocks of Markdown -> passages. The only file that knows the Markdown parser.

    "**Log Files**  \nWe use IP addresses ..." -> a line of bold (a heading, perhaps) and a paragraph

Nothing of the parser's own HTML is used: it gives tokens, and what becomes of them is decided here and in inline.py.
Raw HTML in a text is shown as the characters it is made of. Directives, includes, formulas, abbreviations, footnotes
and tables of contents are off.
"""

import re
from collections.abc import Iterator, MutableMapping
from itertools import chain
from typing import Any

import mistune
from mistune.plugins.formatting import strikethrough
from mistune.plugins.table import table

from palimpsest.model import Passage, PassageKind, Repair
from palimpsest.reading.bold import mend_bold
from palimpsest.reading.inline import read_inline
from palimpsest.reading.links import CapturedPage, needs_page
from palimpsest.reading.marks import plain_tokens
from palimpsest.reading.numbers import handed_down, literal_numbers, markers, marks_of
from palimpsest.reading.paragraphs import Parsed, in_item, read_heading, read_item_paragraph, read_paragraph
from palimpsest.reading.passages import passage_of
from palimpsest.reading.pieces import cells, content, is_paragraph, items, rows
from palimpsest.reading.ragged import fill_rows
from palimpsest.reading.repairs import is_layout_residue, reads_as_prose
from palimpsest.reading.tables import read_row, read_table
from palimpsest.reading.torn import join_torn
from palimpsest.values import Frozen, Growing, field, replace


class _InlineParser(mistune.InlineParser):
    """The parser of inline text, asked only where `plain_tokens` cannot tell: for 4 texts in 100 of the Platform
    Governance Archive, which takes 0.7 s for all instead of 2.4."""

    def __call__(self, s: str, env: MutableMapping[str, Any]) -> list[dict]:
        tokens = None if env.get("ref_links") else plain_tokens(s)
        return super().__call__(s, env) if tokens is None else tokens


class _BlockParser(mistune.BlockParser):
    """The parser of blocks, which keeps the numbers that stand before the items of a list as they were written."""

    def parse_list(self, m: re.Match[str], state: mistune.BlockState) -> int:
        place = len(state.tokens)
        end = super().parse_list(m, state)
        if len(state.tokens) > place and state.tokens[place]["attrs"]["ordered"]:  # or a paragraph took it
            children = state.tokens[place]["children"]
            state.tokens[place]["numbers"] = literal_numbers(state.src[m.start() : end], len(children))
        return end


_parse = mistune.Markdown(renderer=None, block=_BlockParser(), inline=_InlineParser(), plugins=[table, strikethrough])
_OUTER = " \r\n\t\f"  # what the parser leaves out at the ends of a text; no-break spaces stay

_MAX_DEPTH = 8  # far above what texts have, far below what the parser allows


class ParsedBlock(Frozen):
    """The passages of one block, and the repairs that belong to no passage (what was left out)."""

    parsed: tuple[Parsed, ...]
    repairs: tuple[Repair, ...] = ()


class Pieces(Growing):
    """What was read of a document's lists and tables, by the text of the piece (rows by the head of their table, too)
    and by the captured page where what it says may depend on it."""

    items: dict[tuple[str, CapturedPage | None], tuple[Parsed, ...]] = field(default_factory=dict)
    rows: dict[tuple[str, str | None, CapturedPage | None], Parsed | None] = field(default_factory=dict)


def parse_block(block: str, page: CapturedPage, known: Pieces | None = None) -> ParsedBlock:
    """One block's Markdown to its passages in order. Blocks of one document share what is `known` of their pieces."""
    mended, repairs = mend_source(block)
    parsed = _by_pieces(mended, page, known or Pieces()) or list(_read_blocks(_tokens(mended), page))
    dropped = [one for one in parsed if _holds_no_words(one.passage)]
    if not dropped and not repairs:
        return ParsedBlock(tuple(parsed))
    kept = [one for one in parsed if not _holds_no_words(one.passage)]
    if kept and repairs:
        passage = kept[0].passage
        kept[0] = replace(kept[0], passage=replace(passage, repairs=(*repairs, *passage.repairs)))
    left_out = [Repair("layout-residue", one.passage.text, "") for one in dropped if one.passage.text.strip()]
    unplaced = [repair for one in dropped for repair in one.passage.repairs]
    return ParsedBlock(tuple(kept), (*left_out, *unplaced))


def mend_source(block: str) -> tuple[str, list[Repair]]:
    """A block with what Markdown would have printed as marks made to work, and what was mended."""
    repairs: list[Repair] = []
    for mend in (join_torn, fill_rows, mend_bold):
        block, mended = mend(block)
        repairs += mended
    return block, repairs


def _by_pieces(block: str, page: CapturedPage, known: Pieces) -> list[Parsed]:
    """What the whole block says, from its pieces; nothing where it is not surely made of them."""
    if is_paragraph(block):
        return read_paragraph(_inline(block), page, quoted=False)
    bound = bool(page.original_url) and needs_page(block)  # without an address all says the same
    if found := items(block):
        return _marked([_remembered_item(item, page, bound, known) for item in found], marks_of(found))
    head, lines = rows(block)
    if not lines:
        return []
    remembered = [_remembered_row(head, line, page, bound, known) for line in (None, *lines)]
    read = [row for row in remembered if row]
    return read if len(read) == len(remembered) else []


def _remembered_item(item: str, page: CapturedPage, bound: bool, known: Pieces) -> tuple[Parsed, ...]:
    key = item, page if bound and needs_page(item) else None
    if key not in known.items:
        known.items[key] = _read_item(item, page)
    return known.items[key]


def _remembered_row(head: str, line: str | None, page: CapturedPage, bound: bool, known: Pieces) -> Parsed | None:
    """A line of a table below its head, None for the head itself; None where it is no row of a table."""
    key = head, line, page if bound and needs_page(head if line is None else line) else None
    if key not in known.rows:
        known.rows[key] = _read_head(head, page) if line is None else _read_last_row(head, line, page)
    return known.rows[key]


def _tokens(text: str) -> list[dict]:
    """The tokens of a whole text: without a renderer, the parser gives nothing else."""
    tokens = _parse(text)
    assert isinstance(tokens, list)
    return tokens


def _inline(text: str) -> list[dict]:
    """The inline tokens of a text that no reference link is defined for."""
    return _parse.inline(text.strip(_OUTER), {"ref_links": {}})


def _read_item(item: str, page: CapturedPage) -> tuple[Parsed, ...]:
    """A list of one item."""
    return tuple(_read_content(item, page, marks_of([item])[0], depth=1) or _read_blocks(_tokens(item), page))


def _read_content(item: str, page: CapturedPage, marker: str, depth: int) -> list[Parsed]:
    """An item from the pieces it is made of; nothing where it is not surely made of them."""
    paragraphs, nested = content(item) if depth <= _MAX_DEPTH else ([], [])
    read: list[Parsed] = []
    for text in paragraphs:
        read += read_item_paragraph(_inline(text), page, marker if not read else "", depth)
    above = "" if read else handed_down(marker)
    for one, own in zip(nested, marks_of(nested), strict=True):
        below = _read_content(one, page, f"{above}{own}", depth + 1)
        if not below:
            return []
        read += below
        above = ""
    return read


def _marked(read: list[tuple[Parsed, ...]], marks: list[str]) -> list[Parsed]:
    """The items of a list, each of which was read as the only one of its list, with their own marks."""
    if not handed_down(marks[0]):  # bullets
        return list(chain.from_iterable(read))
    alone = [item[0].passage.marker.partition(" ")[0] if item else mark for item, mark in zip(read, marks, strict=True)]
    if alone == marks:
        return list(chain.from_iterable(read))
    return [
        replace(one, passage=replace(one.passage, marker=mark + one.passage.marker.removeprefix(was)))
        if not place
        else one
        for item, mark, was in zip(read, marks, alone, strict=True)
        for place, one in enumerate(item)
    ]


def _holds_no_words(passage: Passage) -> bool:
    return not passage.text or is_layout_residue(passage.text)


def _read_blocks(tokens: list[dict], page: CapturedPage, quoted: bool = False) -> Iterator[Parsed]:
    for token in tokens:
        match token["type"]:
            case "heading":
                yield read_heading(token["children"], token["attrs"]["level"], page)
            case "paragraph" | "block_text":
                yield from read_paragraph(token["children"], page, quoted)
            case "list":
                yield from _read_list(token, page, depth=1)
            case "block_quote":
                yield from _read_blocks(token["children"], page, quoted=True)
            case "table":
                yield from read_table(token, page)
            case "block_code" if token.get("style") == "indent" and reads_as_prose(token["raw"]):
                yield from _read_prose(token["raw"], page, quoted)
            case "block_code":
                yield Parsed(_literal("code", token["raw"].rstrip("\n"), page))
            case "block_html":
                yield Parsed(_literal("paragraph", token["raw"].rstrip("\n"), page))


def _read_prose(code: str, page: CapturedPage, quoted: bool) -> Iterator[Parsed]:
    """What is indented like code and is none, without its indentation."""
    text = "\n".join(line.strip(" \t") for line in code.split("\n"))
    repairs: tuple[Repair, ...] = (Repair("prose-as-code", "", ""),)
    for one in _read_blocks(_tokens(text), page, quoted):
        passage = one.passage
        yield replace(one, passage=replace(passage, repairs=(*repairs, *passage.repairs)))
        repairs = ()


def _read_list(token: dict, page: CapturedPage, depth: int, above: str = "") -> Iterator[Parsed]:
    """`above`: the markers of the items that begin with this list, for its first item to have them before its own."""
    marks = markers(token.get("numbers", ()), len(token["children"]))
    for item, own in zip(token["children"], marks, strict=True):
        marker, above = f"{above}{own}", ""
        for child in item["children"]:
            if child["type"] == "list":
                inside = _read_list(child, page, depth + 1, handed_down(marker))
            else:
                inside = in_item(_read_blocks([child], page), marker, depth)
            for parsed in inside:
                yield parsed
                marker = ""


def _read_head(head: str, page: CapturedPage) -> Parsed | None:
    rows_read = _rows_of(head)
    return read_row(rows_read[0], "th", page) if len(rows_read) == 1 else None


def _read_last_row(head: str, line: str, page: CapturedPage) -> Parsed | None:
    if texts := cells(head, line):  # a head can be as long as all its rows: it is parsed with few of them
        return read_row([{"children": _inline(text)} for text in texts], "td", page)
    rows_read = _rows_of(f"{head}\n{line}")
    return read_row(rows_read[1], "td", page) if len(rows_read) == 2 else None


def _rows_of(table: str) -> list[list[dict]]:
    """The cells of each row of what is nothing but a table, none for others."""
    tokens = _tokens(table)
    if [token["type"] for token in tokens] != ["table"]:
        return []
    head, body = tokens[0]["children"]
    return [head["children"], *(row["children"] for row in body["children"])]


def _literal(kind: PassageKind, text: str, page: CapturedPage) -> Passage:
    return passage_of(kind, read_inline([{"type": "text", "raw": text}], page))
