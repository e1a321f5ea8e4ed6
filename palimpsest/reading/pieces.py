"""A block of Markdown -> the pieces of it that mean the same alone: items of a list, rows of a table.

    "  * a\\n  * b\\n    more" -> ["  * a", "  * b\\n    more"]

Who edits one item of a list makes a new block of the whole list, and the pieces are what versions repeat. Each rule is
stricter than Markdown's: what is not surely so is no piece, and is read with its block.
"""

import re

# No rule of Markdown's blocks begins with these (a bracket: without "]:"); marks of emphasis are no list marks before a
# letter or a bracket, nor are numbers without a dot or bracket behind them, or with more right behind that.
_NUMBER = r"\d+(?:(?![\d.)])|[.)](?=[^\s]))"
_PLAIN = (
    rf" {{0,3}}(?:[*_]{{1,3}}(?:[^\W_]|[\[(])|{_NUMBER}|[!\"$%&'(),./;?@\[\]\\^{{}}]|[^\s\d!-/:-@\[-`{{-~])"
    r"[^\n\r\v\f]*"
)
_PARAGRAPH = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*")
_ITEM = re.compile(r"( {0,3})([*+-]|\d{1,9}[.)])( {1,4})(?=\S)")
_NESTED = re.compile(rf"^{_ITEM.pattern}", re.MULTILINE)
_RULE = re.compile(r"[-_* \t]+")
_BLANK = " \t\v\f"


def is_paragraph(block: str) -> bool:
    """Whether a block is surely one paragraph.

    >>> is_paragraph("We *never* sell it.\\nSee [the terms](/terms)."), is_paragraph("* We"), is_paragraph("We\\n==")
    (True, False, False)
    """
    return bool(_PARAGRAPH.fullmatch(block)) and "]:" not in block and ("|" not in block or "\n" not in block)


def items(block: str) -> list[str]:
    """The items of a list, each with its mark and without blank lines at its end; none where a block is surely not
    one list that could be read item by item.

    >>> items("1. a\\n\\n2. b\\n   more"), items("1. a\\nlazy"), items("* * *")
    (['1. a', '2. b\\n   more'], [], [])
    """
    first = _ITEM.match(block)
    if not first or "]:" in block or "\r" in block:
        return []
    start = first.group(1), first.group(2)[-1]
    found: list[list[str]] = []
    inside = ""  # the indentation of what an item goes on with
    for line in block.split("\n"):
        if found and line.startswith(inside):
            found[-1].append(line)
        elif (item := _ITEM.match(line)) and (item.group(1), item.group(2)[-1]) == start:
            if _RULE.fullmatch(line):
                return []
            found.append([line])
            inside = " " * item.end()
        elif not line.strip(_BLANK):
            found[-1].append("")
        else:
            return []
    return ["\n".join(lines).rstrip(f"\n{_BLANK}") for lines in found]


def content(item: str) -> tuple[list[str], list[str]]:
    """What stands in an item that is surely nothing but paragraphs and a list below them: the paragraphs, and the items
    of that list; nothing of others.

    >>> content("  * a\\n\\n    b\\n    * c\\n    * d"), content("* # a"), content("* a\\n  2. no list")
    ((['a', 'b'], ['* c', '* d']), ([], []), ([], []))
    """
    mark = _ITEM.match(item)
    assert mark  # or it is no item
    indentation = mark.end()
    text = item[indentation:].replace("\n" + " " * indentation, "\n")
    nested = _NESTED.search(text)
    above = text[: nested.start()] if nested else text
    paragraphs = [part for part in above.strip("\n").split("\n\n") if part]
    if not all(map(is_paragraph, paragraphs)):
        return [], []
    if not nested:
        return paragraphs, []
    # Below a line of a paragraph, a number is that of a list only where it is 1.
    interrupts = above and not above.endswith("\n\n") and nested[2][:-1] not in ("", "1")
    below = [] if interrupts else items(text[nested.start() :])
    return (paragraphs, below) if below else ([], [])


def rows(block: str) -> tuple[str, list[str]]:
    """What may be a table: its head with the line below it, and its rows. `("", [])` where it surely is none.

    >>> rows("a | b\\n---|---\\n1 | 2\\n3 | 4")
    ('a | b\\n---|---', ['1 | 2', '3 | 4'])
    """
    head, *rest = block.split("\n")
    if len(rest) < 2 or "|" not in head or "-" not in rest[0] or "]:" in block or "\r" in block:
        return "", []
    return f"{head}\n{rest[0]}", rest[1:]


def cells(head: str, row: str) -> list[str]:
    """The texts of the cells of a row below what is surely the head of a table; none where it is not surely a row.

    >>> cells("| a | b |\\n|---|---|", "| 1 | 2 |"), cells("a | b\\n---|---", "1 | 2"), cells("a | b\\n---|---", "1")
    (['1', '2'], ['1', '2'], [])
    """
    names, dashes = (line.rstrip(" \t") for line in head.split("\n"))
    row = row.rstrip(" \t")
    edges = [line[:1] + line[-1:] for line in (names, dashes, row)]
    if "\\" in dashes or "\\" in row:
        return []
    if edges == ["||"] * 3:
        dashes, row = dashes[1:-1], row[1:-1]
    elif edges[0][0] in "| " or edges[1][0] in "| " or "|" not in row:
        return []
    found = [cell.strip() for cell in row.split("|")]
    return found if len(found) == dashes.count("|") + 1 else []
