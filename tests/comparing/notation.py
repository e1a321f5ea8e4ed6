"""A small notation for readings: blocks apart by an empty line, `# ` a heading (`## ` one below), `- ` a list item.

`[words](address)` in a block becomes a link.
"""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from html import escape

from palimpsest.comparing.alignment import align
from palimpsest.comparing.changes import compare
from palimpsest.comparing.wordings import no_wordings
from palimpsest.model import (
    Change,
    Passage,
    Placed,
    Provenance,
    Reading,
    Revision,
    Section,
    Snapshot,
    TextLink,
    Version,
    every_change,
)
from palimpsest.reading.comparison import passage_id
from tests import snapshots

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def reading(text: str, title: str = "") -> Reading:
    sections: list[tuple[Placed | None, int, list[Placed]]] = [(None, 1, [])]
    anchors: Counter[str] = Counter()
    for block in filter(None, (block.strip() for block in text.split("\n\n"))):
        marks = len(block) - len(block.lstrip("#"))
        placed = _placed(block.lstrip("#").strip() if marks else block, "heading" if marks else "", anchors)
        if marks:
            sections.append((placed, marks, []))
        else:
            sections[-1][2].append(placed)
    return Reading(title, tuple(_section(*section) for section in sections if section[0] or section[2]))


def version(text: str, captured: str = "2020-01-01") -> Version:
    return Version((snapshot(text, captured),), reading(text), captured)


def snapshot(text: str, captured: str, path: str = "content/snapshots/a.example/a.md", position: int = 0) -> Snapshot:
    """A text captured at noon, or at the time given; with a `position` it is a record of a history."""
    at = datetime.fromisoformat(captured).replace(tzinfo=UTC) + timedelta(hours=0 if "T" in captured else 12)
    return snapshots.snapshot(text, at, path=path, provenance=Provenance("tests", path, position=position))


def changes_between(before: Reading, after: Reading) -> tuple[Change, ...]:
    wordings = no_wordings()
    return every_change(compare(align(before, after, wordings), wordings).parts)


def marked(revision: Revision) -> list[str]:
    """The changes as a person would write them: `edited We [never ]{may }sell it.`"""
    return [f"{change.kind} {_wording(change)}" for change in revision.changes]


def _wording(change) -> str:
    if change.spans:
        brackets = {"same": "{}", "deleted": "[{}]", "inserted": "{{{}}}"}
        return "".join(brackets[span.kind].format(span.text) for span in change.spans)
    if change.kind == "rewritten":
        return f"{change.before.passage.text} => {change.after.passage.text}"
    return (change.after or change.before).passage.text


def _placed(block: str, kind: str, anchors: Counter[str]) -> Placed:
    is_item = block.startswith("- ")
    block = block.removeprefix("- ")
    text = _LINK.sub(r"\1", block)
    html = _LINK.sub(lambda link: f'<a href="{escape(link[2])}">{escape(link[1])}</a>', block)
    links = tuple(TextLink(words, address) for words, address in _LINK.findall(block))
    name = passage_id(text)
    anchors[name] += 1
    anchor = f"p-{name[:8]}" + (f"-{anchors[name]}" if anchors[name] > 1 else "")
    depth, marker = (1, "•") if is_item else (0, "")
    return Placed(Passage(name, kind or ("item" if is_item else "paragraph"), text, html, depth, marker, links), anchor)


def _section(heading: Placed | None, level: int, placed: list[Placed]) -> Section:
    number, _, label = re.fullmatch(r"(?:([0-9]+[a-z]?)(\.) )?(.*)", heading.passage.text if heading else "").groups()
    return Section(heading, level, number or "", label, "marked" if heading else None, tuple(placed))
