"""Tokens of a table -> a passage for each of its rows, the head's first: cells divided by bars.

a head of two cells and a row of two -> Passage(kind="row", text="Cookie | Purpose", html="<th>Cookie</th>...") and
Passage(kind="row", text="sid | keeps you signed in", html="<td>sid</td>...")
"""

from collections.abc import Iterator

from palimpsest.reading.inline import Inline, read_inline
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.paragraphs import Parsed
from palimpsest.reading.passages import passage_of


def read_table(token: dict, page: CapturedPage) -> Iterator[Parsed]:
    """The rows of a table, that of the names of its columns among them."""
    for part in token["children"]:
        if part["type"] == "table_head":
            yield read_row(part["children"], "th", page)
        else:
            yield from (read_row(row["children"], "td", page) for row in part["children"])


def read_row(row: list[dict], element: str, page: CapturedPage) -> Parsed:
    """The cells of a row; `element` is `th` in the head and `td` below it."""
    inlines = [read_inline(cell["children"], page) for cell in row]
    whole = Inline(
        page,
        text=" | ".join(inline.text.strip() for inline in inlines),
        html="".join(f"<{element}>{inline.html}</{element}>" for inline in inlines),
        links=[link for inline in inlines for link in inline.links],
        repairs=[repair for inline in inlines for repair in inline.repairs],
    )
    return Parsed(passage_of("row", whole))
