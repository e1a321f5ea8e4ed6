"""A body -> its blocks: pieces of Markdown that mean the same alone as in the whole.

    "# Title\n\nOne.\n\n  * a\n\n  * b\n\nTwo.\n" -> ["# Title", "One.", "  * a\n\n  * b", "Two."]

Real archives repeat most of their blocks from version to version, so each distinct one is parsed once. Where a text
needs to be seen whole (reference links, HTML that runs over blank lines), it is one block.
"""

import re
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

_WHOLE = re.compile(
    r"^ {0,3}(?:\[[^\]\n]+\]:|<(?:script|pre|style|textarea)\b|<!--|<\?|<![A-Z])", re.MULTILINE | re.IGNORECASE
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
# A line with a no-break space on it is not blank in Markdown.
_BLANK = " \t\v\f\r"
_BLANK_LINES = re.compile(rf"(?:\A|\n)(?:[{_BLANK}]*\n)+|\n[{_BLANK}]*\Z")
_CODE = re.compile(r" {4}| {0,3}\t")
_CONTAINER = re.compile(r"^(?: {0,3}(?:[*+-]|\d{1,9}[.)]|>)(?:\s|$)|>)", re.MULTILINE)

Kind = Literal["container", "code", "leaf"]


class _Part(NamedTuple):
    """Lines that no blank line interrupts. `kind`: whether a block they begin can go on after a blank line (a list or
    quotation can, and so can indented code). `goes_on`: what they can continue."""

    text: str
    kind: Kind
    goes_on: tuple[Kind, ...]


def split(body: str) -> list[str]:
    """Blocks in order, without the blank lines between them; joined by blank lines they are the body again."""
    runs = [_parts_of(run) for run in body.split("\n\n")]
    if None in runs:
        return [body.strip("\n")] if body.strip() else []
    parts = chain.from_iterable(runs)
    if "```" in body or "~~~" in body:
        parts = map(_part, _fences_closed([part.text for part in parts]))
    blocks: list[str] = []
    last: Kind = "leaf"
    whole: list[str] = []  # the parts of the last block, when it has more than one
    for text, kind, goes_on in parts:
        if goes_on and last in goes_on:
            whole = whole or [blocks[-1]]
            whole.append(text)
            continue
        if whole:
            blocks[-1] = "\n\n".join(whole)
            whole = []
        last = kind
        blocks.append(text)
    if whole:
        blocks[-1] = "\n\n".join(whole)
    return blocks


@lru_cache(maxsize=2**14)  # versions of a document repeat nearly all of their parts
def _parts_of(run: str) -> tuple[_Part, ...] | None:
    """What two line ends in a row did not divide: lines that hold nothing but spaces divide too. None for what means
    something to the whole of its text."""
    if ("<" in run or "]:" in run) and _WHOLE.search(run):
        return None
    if "\n" not in run:
        return (_part(run),) if run.strip(_BLANK) else ()
    return tuple(_part(part) for part in _BLANK_LINES.split(run) if part.strip(f"\n{_BLANK}"))


def _part(text: str) -> _Part:
    kind: Kind = "container" if _CONTAINER.search(text) else "code" if _CODE.match(text) else "leaf"
    goes_on: list[Kind] = ["container"] if text[0] in " \t" or _CONTAINER.match(text) else []
    return _Part(text, kind, (*goes_on, "code") if _CODE.match(text) else tuple(goes_on))


def _fences_closed(parts: list[str]) -> list[str]:
    """The parts of each fenced code block joined again."""
    joined: list[str] = []
    fence = ""
    for part in parts:
        inside = bool(fence)
        for line in part.split("\n"):
            if fence:
                fence = "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence
            elif opened := _FENCE.match(line):
                fence = opened.group(1)
        if inside:
            joined[-1] += f"\n\n{part}"
        else:
            joined.append(part)
    return joined
