"""A table whose rows are of unequal length -> the same with an empty cell wherever one is missing.

    | Cookie | Purpose |        | Cookie | Purpose |
    |---|---|             ->    |---|---|
    | All of them |             | All of them |  |

Extractors write a cell that spans columns once. Markdown takes such a row for no row, and then the whole table for a
line of bars. Nor does Markdown know lists and headings in cells, which are written as on lines of their own.
"""

import re
from functools import lru_cache

from palimpsest.english import counted
from palimpsest.model import Repair

_DASHES = re.compile(r" {0,3}\|[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|[ \t]*")
_CAPTION = re.compile(r" {0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*([^\s|:-][^|]*)")
_ROW = re.compile(r" {0,3}\|.*\|[ \t]*")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BEGINS_LINE = r"((?:^|\||<br\s?/?>)[ \t]*)"
_ENDS_LINE = r"(?=[ \t]*(?:<br\s?/?>|\||$))"
_CELL_MARKS = "*   ", "-   ", "+   ", "#", "-----", "====="
# that it begins with one of three characters makes it several times as fast
_CELL_BULLET = re.compile(
    r"[*+-](?:(?<=\|.)|(?<=\| .)|(?<=<br>.)|(?<=<br> .)|(?<=<br/>.)|(?<=<br />.)|(?<=  .)) {3}(?=\S)", re.DOTALL
)
_CELL_HEADING = re.compile(rf"{_BEGINS_LINE}#{{1,6}} +([^\s|<*#](?:[^|<*]*[^\s|<*])?){_ENDS_LINE}")
_CELL_UNDERLINE = re.compile(rf"<br\s?/?>[ \t]*(?:-{{5,}}|={{5,}}){_ENDS_LINE}")
_MAX_WIDTH = 40  # no real table is wider; what a hostile one can make of a short row is bounded


def fill_rows(block: str) -> tuple[str, list[Repair]]:
    """Each table of a block with all its rows as long as its longest: nothing is cut off, and no words are added.

    >>> fill_rows("| a | b |\\n|---|---|\\n| c |")
    ('| a | b |\\n|---|---|\\n| c | |', [Repair(kind='table-cells', before='1 cell', after='2 cells')])
    """
    if "|\n" not in block:
        return block, []
    lines = block.split("\n")
    if len({(line.count("|"), line[-1:]) for line in lines}) == 1 and not any(mark in block for mark in _CELL_MARKS):
        return block, []  # as most tables are
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
        repairs += _mend_cells(lines, place - 1, end)
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
                repairs.append(Repair("table-cells", counted(count, "cell"), counted(width, "cell")))
    return repairs


def _mend_cells(lines: list[str], start: int, end: int) -> list[Repair]:
    """Bullets, headings and their underlines at the beginning of cells and of lines in them: how many were shown as
    such, and how many left out."""
    counts = []
    for place in range(start, end):
        lines[place], *count = _line_mended(lines[place])
        counts.append(count)
    bullets, headings, underlines = map(sum, zip(*counts, strict=True))
    shown = (bullets, "bullet"), (headings, "heading")
    repairs = [Repair("cell-marks", "", counted(count, noun)) for count, noun in shown if count]
    return [*repairs, Repair("cell-marks", counted(underlines, "underline"), "")] if underlines else repairs


@lru_cache(maxsize=2**10)  # versions of a document repeat nearly all of their rows
def _line_mended(line: str) -> tuple[str, int, int, int]:
    bullets = headings = underlines = 0
    if any(mark in line for mark in _CELL_MARKS[:3]):
        line, bullets = _CELL_BULLET.subn("• ", line)
    if any(mark in line for mark in _CELL_MARKS[3:]):
        line, headings = _CELL_HEADING.subn(r"\1**\2**", line)
        line, underlines = _CELL_UNDERLINE.subn("", line)
    return line, bullets, headings, underlines


def _width(line: str) -> int:
    return (_ESCAPED.sub("", line) if "\\" in line else line).count("|") - 1
