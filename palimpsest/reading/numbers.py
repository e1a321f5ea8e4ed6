"""The marks of a list's items, as they stand in the source -> the markers of its items on a page.

    "16. a", "17. b" -> "16.", "17."      "1. a", "1. b", "1. c" -> "1.", "2.", "3."

Markdown counts on from a list's first number, whatever stands before the other items. In a contract these numbers are
what its clauses are cited by: they are shown as written. Only a list whose numbers are all the same is counted.
"""

import re
from collections.abc import Iterable, Sequence

_TAB = 4
_MARK = re.compile(r" *(?:[*+-]|(\d{1,9}[.)]))( *)")
_BULLET = "•"


def markers(numbers: Sequence[str], count: int) -> list[str]:
    """What stands before each item of a list: `count` bullets where it is not numbered.

    >>> markers(["3.", "5."], 2), markers(["1)", "1)"], 2), markers([], 2)
    (['3.', '5.'], ['1)', '2)'], ['•', '•'])
    """
    if not numbers:
        return [_BULLET] * count
    first = numbers[0]
    if len(numbers) == count and (count == 1 or any(number != first for number in numbers)):
        return list(numbers)
    return [f"{int(first[:-1]) + place}{first[-1]}" for place in range(count)]


def marks_of(items: Sequence[str]) -> list[str]:
    """The markers of the items of one list, from their source.

    >>> marks_of(["2. a", "4. b"]), marks_of(["* a", "* b"])
    (['2.', '4.'], ['•', '•'])
    """
    if not items[:1] or not items[0].lstrip(" ")[:1].isdigit():
        return [_BULLET] * len(items)
    found = [mark[1] for item in items if (mark := _MARK.match(item)) and mark[1]]
    return markers(found, len(items))


def handed_down(marker: str) -> str:
    """What an item that begins with a list puts before the marker of that list's first item; bullets say nothing.

    >>> handed_down("1."), handed_down("1. •"), handed_down("•"), handed_down("")
    ('1. ', '1. • ', '', '')
    """
    return f"{marker} " if marker.strip(_BULLET) else ""


def literal_numbers(source: str, count: int) -> list[str]:
    """The numbers before the first `count` items of the list that a source begins with. What is indented as far as an
    item's text belongs to the item.

    >>> literal_numbers("7. a\\n   9. inside\\n8. b\\n8. not asked for", 2)
    ['7.', '8.']
    """
    found: list[str] = []
    inside = 0
    for line in _untabbed(source):
        indent = len(line) - len(line.lstrip(" "))
        mark = _MARK.match(line)
        if not mark or not mark[1] or (found and (indent >= inside or mark[1][-1] != found[0][-1])):
            continue
        text = line[mark.end() :]
        if text and not mark[2]:
            continue
        space = len(mark[2]) if text and len(mark[2]) <= _TAB else 1
        inside = mark.end(1) + space
        found.append(mark[1])
        if len(found) == count:
            break
    return found


def _untabbed(source: str) -> Iterable[str]:
    return (line.expandtabs(_TAB) if "\t" in line else line for line in source.split("\n"))
