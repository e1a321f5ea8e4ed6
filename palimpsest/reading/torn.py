r"""Lines that stand apart from what they belong to -> one line again.

    Terms of Service      # Terms of Service        1.                 1\. INTRODUCTION
                      ->                                        ->
    ====================                            INTRODUCTION

Extractors put blank lines where a page had blocks inside a heading or beside a number. Markdown then drops the number
as an empty item and the heading's marks as a rule.
"""

import re

from palimpsest.model import Repair

_UNDERLINE = re.compile(r" {0,3}(=+|-{4,})[ \t]*")
_GAP = range(1, 9)  # an underline is as long as its title and the line breaks between: of 74 real ones, all
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})([.)])[ \t]*")
_MARKS = re.compile(r"(#{1,6})[ \t]*")
_TORN = re.compile(rf"(?:{_NUMBER.pattern}|{_MARKS.pattern})")
# that it begins with one character makes it several times as fast
_CANDIDATE = re.compile(rf"\n(?:{_UNDERLINE.pattern}|{_TORN.pattern})(?=\n|\Z)")
_TITLE = re.compile(r" {0,3}(?:(\d{1,9})([.)])[ \t]+)?(?![*+-][ \t]|[#>|=`~]|---|\d{1,9}[.)][ \t])(\S.*?)[ \t]*")
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(\S.*)")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*\\?[.)]?(?:[ \t]|$)")
_MAX_TITLE = 200  # characters


def is_torn(part: str) -> bool:
    """Whether lines that blank lines divide are nothing without those below them."""
    return len(part) < 30 and bool(_TORN.fullmatch(part))


def is_underline(part: str) -> bool:
    """Whether a line would make the line above a heading, if there were no blank line between them."""
    return part[:1] in "=- " and bool(_UNDERLINE.fullmatch(part))


def underlines(above: str, part: str) -> bool:
    """Whether an underline is that of the line above: what is drawn as long as it was no rule between two texts."""
    title = _TITLE.fullmatch(above)
    return bool(title) and len(above) <= _MAX_TITLE and len(part.strip()) - len(above.strip()) in _GAP


def join_torn(block: str) -> tuple[str, list[Repair]]:
    r"""A block with its torn lines joined, from the last to the first: the marks of a heading may wait for a number.

    >>> join_torn("###\n\n2.\n\nWhat We Do")[0].strip()
    '### 2\\. What We Do'
    """
    if not _may_be_torn(block):
        return block, []
    lines = block.split("\n")
    repairs: list[Repair] = []
    below = len(lines)  # the nearest line below that is not blank
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if not line.strip(" \t"):
            continue
        if number := _NUMBER.fullmatch(line):
            _join_number(lines, place, below, number, repairs)
        elif marks := _MARKS.fullmatch(line):
            _join_marks(lines, place, below, marks[1], repairs)
        elif below < len(lines) and below - place > 1 and is_underline(lines[below]) and _is_alone(lines, place):
            _join_underline(lines, place, below, repairs)
        if lines[place]:
            below = place
    return "\n".join(lines), repairs[::-1]


def _may_be_torn(block: str) -> bool:
    """Most blocks are one line, or have no blank line among them."""
    if "\n" not in block:
        return is_torn(block)
    if "\n\n" not in block and "#" not in block:
        return False
    return bool(_CANDIDATE.search(f"\n{block}")) and "```" not in block and "~~~" not in block


def _is_alone(lines: list[str], place: int) -> bool:
    """Whether no other line stands right above or below."""
    return not any(line.strip(" \t") for line in lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2])


def _join_number(lines: list[str], place: int, below: int, number: re.Match[str], repairs: list[Repair]) -> None:
    """Before the text below it, or a paragraph of its own where that is none."""
    if not _is_alone(lines, place) or (below < len(lines) and lines[below][0] in " \t"):
        return
    written = f"{number[1]}\\{number[2]}"
    text = lines[below] if below < len(lines) else ""
    if heading := _HEADING.fullmatch(text):
        lines[below] = f"{heading[1]}{written} {heading[2]}"
    elif _TITLE.fullmatch(text) and not _NUMBERED.match(text):
        lines[below] = f"{written} {text}"
    else:
        lines[place] = written
        return
    lines[place] = ""
    repairs.append(Repair("torn-line", "", f"{number[1]}{number[2]}"))


def _join_marks(lines: list[str], place: int, below: int, marks: str, repairs: list[Repair]) -> None:
    """Before the line right below them; one farther down only where a number says that it is a heading."""
    title = _TITLE.fullmatch(lines[below]) if below < len(lines) else None
    if not title or len(lines[below]) > _MAX_TITLE:
        return
    if below - place > 1 and not (_is_alone(lines, below) and _NUMBERED.match(lines[below])):
        return
    lines[place] = _heading(marks, title)
    lines[below] = ""
    repairs.append(Repair("torn-line", marks, title[3]))


def _join_underline(lines: list[str], place: int, below: int, repairs: list[Repair]) -> None:
    title = _TITLE.fullmatch(lines[place])
    if title and underlines(lines[place], lines[below]):
        line = lines[below].strip()
        lines[place] = _heading("#" if line[0] == "=" else "##", title)
        lines[below] = ""
        repairs.append(Repair("torn-line", line, title[3]))


def _heading(marks: str, title: re.Match[str]) -> str:
    number = f"{title[1]}\\{title[2]} " if title[1] else ""
    return f"{marks} {number}{title[3]}"
