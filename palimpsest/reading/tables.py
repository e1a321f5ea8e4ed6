"""Tokens of a table, or of its rows one by one -> one passage: cells divided by bars, rows by line breaks.

a head of two cells and a row of two -> Passage(kind="table", text="Cookie | Purpose\\nsid | keeps you signed in")
"""

from palimpsest.model import Repair
from palimpsest.reading.inline import Inline, read_inline
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.paragraphs import Parsed
from palimpsest.reading.passages import passage_of


def read_table(token: dict, page: CapturedPage) -> Parsed:
    """The tokens of a whole table."""
    parts = {part["type"]: part["children"] for part in token["children"]}
    inlines = [read_row(parts["table_head"], "th", page)] if "table_head" in parts else []
    inlines += [read_row(row["children"], "td", page) for row in parts.get("table_body", ())]
    return table_of(inlines, page)


def read_row(row: list[dict], element: str, page: CapturedPage) -> Inline:
    """The cells of a row; `element` is `th` in the head and `td` below it."""
    inlines = [read_inline(cell["children"], page) for cell in row]
    return Inline(
        page,
        text=" | ".join(inline.text.strip() for inline in inlines),
        html="<tr>" + "".join(f"<{element}>{inline.html}</{element}>" for inline in inlines) + "</tr>\n",
        links=[link for inline in inlines for link in inline.links],
        repairs=[repair for inline in inlines for repair in inline.repairs],
    )


def table_of(read_rows: list[Inline], page: CapturedPage) -> Parsed:
    """A table of rows that were read before. Markdown wants a head, and pages have none: an empty one is left out."""
    head, *body = read_rows
    is_headless = bool(body) and not head.text.replace("|", "").strip()
    shown = body if is_headless else read_rows
    residue = [Repair("layout-residue", " ".join(f"| {head.text} |".split()), "")] if is_headless else []
    whole = Inline(
        page,
        text="\n".join(row.text for row in shown),
        html="".join(row.html for row in shown),
        links=[link for row in shown for link in row.links],
        repairs=[*residue, *(repair for row in read_rows for repair in row.repairs)],
    )
    return Parsed(passage_of("table", whole))
