"""A table whose rows are of unequal length -> the same with an empty cell wherever one is missing.

    | Cookie | Purpose |        | Cookie | Purpose |
    |---|---|             ->    |---|---|
    | All of them |             | All of them |  |

Extractors write a cell that spans columns once. Markdown takes such a row for no row, and then the whole table for a
line of bars.
"""

import re

from palimpsest.model import Repair

_DASHES = re.compile(r" {0,3}\|[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|[ \t]*")
_CAPTION = re.compile(r" {0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*([^\s|:-][^|]*)")
_ROW = re.compile(r" {0,3}\|.*\|[ \t]*")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_MAX_WIDTH = 40  # no real table is wider; what a hostile one can make of a short row is bounded


def fill_rows(block: str) -> tuple[str, list[Repair]]:
    """Each table of a block with all its rows as long as its longest: nothing is cut off, and no words are added.

    >>> fill_rows("| a | b |\\n|---|---|\\n| c |")
    ('| a | b |\\n|---|---|\\n| c | |', [Repair(kind='table-cells', before='1 cell', after='2 cells')])
    """
    if "|\n" not in block:
        return block, []
    lines = block.split("\n")
    repairs = _take_captions_out(lines)
    place = 1
    while place < len(lines):
        if not (_DASHES.fullmatch(lines[place]) and _ROW.fullmatch(lines[place - 1])):
            place += 1
            continue
        end = place + 1
        while end < len(lines) and _ROW.fullmatch(lines[end]):
            end += 1
        repairs += _fill(lines, place - 1, end)
        place = end + 1
    return ("\n".join(lines), repairs) if repairs else (block, [])


def _take_captions_out(lines: list[str]) -> list[Repair]:
    """An empty head whose dashes run into the words of a caption: the caption alone, and the table below it."""
    repairs = []
    for place in range(len(lines) - 1, 0, -1):
        caption = _CAPTION.fullmatch(lines[place])
        if caption and _ROW.fullmatch(lines[place - 1]) and not lines[place - 1].strip(" \t|"):
            left_out = lines[place][: caption.start(1)].strip()
            lines[place - 1 : place + 1] = [*([""] if place > 1 else []), caption[1], ""]
            repairs.append(Repair("layout-residue", left_out, ""))
    return repairs


def _fill(lines: list[str], start: int, end: int) -> list[Repair]:
    """A table's lines, of which the second is that of the dashes."""
    counts = [_width(line) for line in lines[start:end]]
    width = max(counts)
    if min(counts) == width or width > _MAX_WIDTH:
        return []
    repairs = []
    for place, count in enumerate(counts, start):
        if count < width:
            is_dashes = place == start + 1
            lines[place] = lines[place].rstrip(" \t") + (" --- |" if is_dashes else " |") * (width - count)
            if not is_dashes:
                repairs.append(Repair("table-cells", _cells(count), _cells(width)))
    return repairs


def _width(line: str) -> int:
    return (_ESCAPED.sub("", line) if "\\" in line else line).count("|") - 1


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"
