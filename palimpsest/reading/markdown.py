"""Blocks of Markdown -> passages. The only file that knows the Markdown parser.

    "**Log Files**  \nWe use IP addresses ..." -> a line of bold (a heading, perhaps) and a paragraph

Nothing of the parser's own HTML is used: it gives tokens, and what becomes of them is decided here and in inline.py.
Raw HTML in a text is shown as the characters it is made of. Directives, includes, formulas, abbreviations, footnotes
and tables of contents are off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import mistune

from palimpsest.model import Passage, PassageKind, Repair
from palimpsest.reading.comparison import passage_id
from palimpsest.reading.inline import Inline, read_inline
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.repairs import is_layout_residue, lost_characters, move_spaces_out_of_bold

_parse = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])

_MAX_HEADING_WORDS = 14  # longest real heading line in the first five documents has 10
_MIN_TEXT_WORDS = 8  # bold words above fewer are the first line of an address, not a heading


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage and how its source was marked: `level` 1 to 6 for a Markdown heading, `bold` for a line all in bold."""

    passage: Passage
    level: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """The passages of one block, and the repairs that belong to no passage (what was left out)."""

    parsed: tuple[Parsed, ...]
    repairs: tuple[Repair, ...] = ()


def parse_block(block: str, page: CapturedPage) -> ParsedBlock:
    """One block's Markdown to its passages in order."""
    mended, repairs = move_spaces_out_of_bold(block)
    parsed = list(_read_blocks(_parse(mended), page))
    kept = [one for one in parsed if not _holds_no_words(one.passage)]
    dropped = [one for one in parsed if _holds_no_words(one.passage)]
    if kept and repairs:
        passage = kept[0].passage
        kept[0] = replace(kept[0], passage=replace(passage, repairs=(*repairs, *passage.repairs)))
    left_out = [Repair("layout-residue", one.passage.text, "") for one in dropped if one.passage.text.strip()]
    unplaced = [repair for one in dropped for repair in one.passage.repairs]
    return ParsedBlock(tuple(kept), (*left_out, *unplaced))


def _holds_no_words(passage: Passage) -> bool:
    return not passage.text or is_layout_residue(passage.text)


def _read_blocks(tokens: list[dict], page: CapturedPage, quoted: bool = False) -> Iterator[Parsed]:
    for token in tokens:
        match token["type"]:
            case "heading":
                inline = read_inline(_without_bold(token["children"]), page)
                yield Parsed(_passage("heading", inline), level=token["attrs"]["level"])
            case "paragraph" | "block_text":
                yield from _read_paragraph(token["children"], page, quoted)
            case "list":
                yield from _read_list(token, page, depth=1)
            case "block_quote":
                yield from _read_blocks(token["children"], page, quoted=True)
            case "table":
                yield _read_table(token, page)
            case "block_code":
                yield Parsed(_literal("code", token["raw"].rstrip("\n"), page))
            case "block_html":
                yield Parsed(_literal("paragraph", token["raw"].rstrip("\n"), page))


def _read_paragraph(tokens: list[dict], page: CapturedPage, quoted: bool) -> Iterator[Parsed]:
    bold_line, rest = _split_bold_line(tokens, page)
    if bold_line:
        yield Parsed(_passage("paragraph", read_inline(bold_line, page)), bold=True)
    if rest:
        yield Parsed(_passage("quote" if quoted else "paragraph", read_inline(rest, page)))


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


def _without_bold(tokens: list[dict]) -> list[dict]:
    tokens = _without_outer_space(tokens)
    return tokens[0]["children"] if len(tokens) == 1 and tokens[0]["type"] == "strong" else tokens


def _read_list(token: dict, page: CapturedPage, depth: int) -> Iterator[Parsed]:
    attributes = token["attrs"]
    for position, item in enumerate(token["children"]):
        marker = f"{attributes.get('start', 1) + position}." if attributes["ordered"] else "•"
        for child in item["children"]:
            if child["type"] == "list":
                yield from _read_list(child, page, depth + 1)
                continue
            for parsed in _read_blocks([child], page):
                passage = replace(parsed.passage, depth=depth, marker=marker)
                if marker and passage.kind == "paragraph":
                    passage = replace(passage, kind="item")
                yield Parsed(passage)
                marker = ""


def _read_table(token: dict, page: CapturedPage) -> Parsed:
    head, body = (
        next((part for part in token["children"] if part["type"] == kind), None)
        for kind in ("table_head", "table_body")
    )
    whole = Inline(page)
    rows = [(head["children"], "th")] if head else []
    rows += [(row["children"], "td") for row in (body["children"] if body else ())]
    lines = []
    for cells, element in rows:
        inlines = [read_inline(cell["children"], page) for cell in cells]
        lines.append(" | ".join(inline.text.strip() for inline in inlines))
        whole.html += "<tr>" + "".join(f"<{element}>{inline.html}</{element}>" for inline in inlines) + "</tr>\n"
        for inline in inlines:
            whole.links += inline.links
            whole.repairs += inline.repairs
    whole.text = "\n".join(lines)
    return Parsed(_passage("table", whole))


def _literal(kind: PassageKind, text: str, page: CapturedPage) -> Passage:
    return _passage(kind, read_inline([{"type": "text", "raw": text}], page))


def _passage(kind: PassageKind, inline: Inline) -> Passage:
    text = inline.text.strip()
    if "\n" in text:
        text = re.sub(r"[ \t]+\n|\n[ \t]+", "\n", text)
    return Passage(
        id=passage_id(text),
        kind=kind,
        text=text,
        html=_trimmed(inline.html),
        links=tuple(inline.links),
        repairs=tuple(inline.repairs),
        flags=tuple(lost_characters(text)),
    )


def _trimmed(html: str) -> str:
    """Without space and line breaks at either end."""
    html = html.strip()
    while html.startswith("<br>") or html.endswith("<br>"):
        html = html.removeprefix("<br>").removesuffix("<br>").strip()
    return html
