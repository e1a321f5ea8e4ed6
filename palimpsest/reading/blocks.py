"""A body -> its blocks: pieces of Markdown that mean the same alone as in the whole.

    "# Title\n\nOne.\n\n  * a\n\n  * b\n\nTwo.\n" -> ["# Title", "One.", "  * a\n\n  * b", "Two."]

Real archives repeat most of their blocks from version to version, so each distinct one is parsed once. Where a text
needs to be seen whole (reference links, HTML that runs over blank lines), it is one block.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from palimpsest.reading.ends import equal_ends

_WHOLE = re.compile(
    r"^ {0,3}(?:\[[^\]\n]+\]:|<(?:script|pre|style|textarea)\b|<!--|<\?|<![A-Z])", re.MULTILINE | re.IGNORECASE
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
# A line with a no-break space on it is not blank in Markdown.
_BLANK = " \t\v\f\r"
_BLANK_LINES = re.compile(rf"(?:\A|\n)(?:[{_BLANK}]*\n)+|\n[{_BLANK}]*\Z")
_CODE = re.compile(r" {4}| {0,3}\t")
_CONTAINER = re.compile(r"(?: {0,3}(?:[*+-]|\d{1,9}[.)]|>)(?:\s|$)|>)", re.MULTILINE)
_CONTAINER_BELOW = re.compile(rf"\n{_CONTAINER.pattern}", re.MULTILINE)

Kind = Literal["container", "code", "leaf"]


class _Part(NamedTuple):
    """Lines that no blank line interrupts. `kind`: whether a block they begin can go on after a blank line (a list or
    quotation can, and so can indented code). `goes_on`: what they can continue."""

    text: str
    kind: Kind
    goes_on: tuple[Kind, ...]


class Split(NamedTuple):
    """A body's `blocks`, and what the next version of it is split by: its `runs` (what two line ends in a row divide),
    and as `cuts` the runs that begin a block whatever stands above them, each with the place of that block.

    A body that means something only as a whole has no cuts."""

    blocks: list[str]
    runs: list[str]
    cuts: list[tuple[int, int]]


NOTHING = Split([], [], [])  # before the first version


def split(body: str) -> list[str]:
    """Blocks in order, without the blank lines between them; joined by blank lines they are the body again."""
    return split_after(body, NOTHING).blocks


def split_after(body: str, before: Split) -> Split:
    """The same, where a version that was split `before` may have most blocks in common: only what stands between the
    cuts that both have above and below their differences is looked at."""
    runs = body.split("\n\n")
    # a fence reaches as far as the next one; (one character is found 10 times faster than three)
    is_fenced = ("`" in body and "```" in body) or ("~" in body and "~~~" in body)
    if is_fenced:
        before = NOTHING
    (top, above), end = _common_cuts(before, runs)
    bottom, below = before.cuts[end] if end < len(before.cuts) else (len(before.runs), len(before.blocks))
    down = len(runs) - len(before.runs)
    parts = [_parts_of(run) for run in runs[top : bottom + down]]
    if None in parts:
        return Split([body.strip("\n")] if body.strip() else [], runs, [])
    if is_fenced:
        fenced = map(_part, _fences_closed([part.text for part in chain.from_iterable(parts)]))
        return Split(_joined([tuple(fenced)], 0, 0)[0], runs, [])
    blocks, cuts = _joined(parts, top, above)
    blocks = [*before.blocks[:above], *blocks, *before.blocks[below:]]
    later = len(blocks) - len(before.blocks)
    kept = before.cuts[: bisect_left(before.cuts, (top,))]
    moved = [(run + down, block + later) for run, block in before.cuts[end:]]
    return Split(blocks, runs, kept + cuts + moved)


def _common_cuts(before: Split, runs: list[str]) -> tuple[tuple[int, int], int]:
    """The last cut before the first difference, and the place in `before.cuts` of the first one after the last."""
    first, last = equal_ends(before.runs, runs)
    begin = bisect_left(before.cuts, (first,))
    return before.cuts[begin - 1] if begin else (0, 0), bisect_left(before.cuts, (len(before.runs) - last,))


def _joined(parts: Iterable[tuple[_Part, ...]], run: int, block: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The parts of runs to blocks, and the cuts among them; the first run and the first block have these places."""
    blocks: list[str] = []
    cuts: list[tuple[int, int]] = []
    last: Kind = "leaf"
    whole: list[str] = []  # the parts of the last block, when it has more than one
    for place, of_run in enumerate(parts, run):
        if of_run and not of_run[0].goes_on:
            cuts.append((place, block + len(blocks)))
        for text, kind, goes_on in of_run:
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
    return blocks, cuts


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
    begins = bool(_CONTAINER.match(text))
    # a pattern of many lines is tried at every character, and most parts are one long line
    is_container = begins or ("\n" in text and bool(_CONTAINER_BELOW.search(text)))
    is_code = bool(_CODE.match(text))
    goes_on: list[Kind] = ["container"] if begins or text[0] in " \t" else []
    kind: Kind = "container" if is_container else "code" if is_code else "leaf"
    return _Part(text, kind, (*goes_on, "code") if is_code else tuple(goes_on))


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
