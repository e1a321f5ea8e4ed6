"""A body -> its blocks: pieces of Markdown that mean the same alone as in the whole.

    "# Title\n\nOne.\n\n  * a\n\n  * b\n\nTwo.\n" -> ["# Title", "One.", "  * a\n\n  * b", "Two."]

Real archives repeat most of their blocks from version to version, so each distinct one is parsed once. Where a text
needs to be seen whole (reference links, HTML that runs over blank lines), it is one block.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, chain
from typing import Literal, NamedTuple

from palimpsest.reading.ends import equal_text_ends
from palimpsest.reading.torn import is_torn, is_underline, underlines

_WHOLE = re.compile(r" {0,3}(?:\[[^\]\n]+\]:|<(?:script|pre|style|textarea)\b|<!--|<\?|<![A-Z])", re.IGNORECASE)
_WHOLE_BELOW = re.compile(rf"\n{_WHOLE.pattern}", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
# A line with a no-break space on it is not blank in Markdown.
_BLANK = " \t\v\f\r"
_BLANK_ABOVE = re.compile(rf"(?:[{_BLANK}]*\n)*")
_BLANK_LINES = re.compile(rf"\n(?:(?:[{_BLANK}]*\n)+|[{_BLANK}]*\Z)")
_CODE = re.compile(r" {4}| {0,3}\t")
_CONTAINER = re.compile(r"(?: {0,3}(?:[*+-]|\d{1,9}[.)]|>)(?:\s|$)|>)", re.MULTILINE)
_CONTAINER_BELOW = re.compile(rf"\n{_CONTAINER.pattern}", re.MULTILINE)

Kind = Literal["container", "code", "leaf", "underline", "torn"]


class _Part(NamedTuple):
    """Lines that no blank line interrupts. `kind`: whether a block they begin can go on after a blank line (a list or
    quotation can, and so can indented code), whether it could be the underline of a title above, or is nothing without
    what stands below it. `goes_on`: what they can continue."""

    text: str
    kind: Kind
    goes_on: tuple[Kind, ...]


class Split(NamedTuple):
    """A body's `blocks`, and what the next version of it is split by: the body, its `runs` (what two line ends in a row
    divide), and as `cuts` the runs that begin a block whatever stands above them, each with the place of that block.

    A body that means something only as a whole has no cuts. It stays the bytes that were received: most of its runs
    stand in the version before, and only the others are decoded."""

    body: bytes
    blocks: list[str]
    runs: list[bytes]
    cuts: list[tuple[int, int]]


NOTHING = Split(b"", [], [], [])  # before the first version


def split(body: str) -> list[str]:
    """Blocks in order, without the blank lines between them; joined by blank lines they are the body again."""
    return split_after(body.encode(), NOTHING).blocks


def split_after(body: bytes, before: Split) -> Split:
    """The same of a body in UTF-8, where a version that was split `before` may have most blocks in common: only what
    stands between the cuts that both have above and below their differences is looked at."""
    # a fence reaches as far as the next one; (one character is found 10 times faster than three)
    is_fenced = (b"`" in body and b"```" in body) or (b"~" in body and b"~~~" in body)
    if is_fenced:
        before = NOTHING
    runs, first, last = _runs(body, before)
    (top, above), end = _common_cuts(before, first, last)
    bottom, below = before.cuts[end] if end < len(before.cuts) else (len(before.runs), len(before.blocks))
    down = len(runs) - len(before.runs)
    found = list(map(_parts_of, runs[top : bottom + down]))
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        whole = body.decode()
        return Split(body, [whole.strip("\n")] if whole.strip() else [], runs, [])
    if is_fenced:
        fenced = map(_part, _fences_closed([part.text for part in chain.from_iterable(parts)]))
        return Split(body, _joined([tuple(fenced)], 0, 0)[0], runs, [])
    blocks, cuts = _joined(parts, top, above)
    blocks = [*before.blocks[:above], *blocks, *before.blocks[below:]]
    later = len(blocks) - len(before.blocks)
    kept = before.cuts[: bisect_left(before.cuts, (top,))]
    moved = [(run + down, block + later) for run, block in before.cuts[end:]]
    return Split(body, blocks, runs, kept + cuts + moved)


def _runs(body: bytes, before: Split) -> tuple[list[bytes], int, int]:
    r"""The runs of a body, and how many from either end are those of the body `before`, which are not looked for anew.

    >>> before = Split(b"a\n\nb.\n\nc", [], [b"a", b"b.", b"c"], [])
    >>> _runs(b"a\n\nd.\n\nc", before), _runs(b"a\n\nb.\n\n\nc", before)
    (([b'a', b'd.', b'c'], 1, 1), ([b'a', b'b.', b'\nc'], 2, 0))
    """
    first, last = equal_text_ends(before.body, body)
    starts = [0, *accumulate([len(run) + 2 for run in before.runs])]
    top, count = bisect_right(starts, first) - 1, len(before.runs)
    # of three line ends in a row the first two divide: runs are the same again where another character ends the last
    bottom = bisect_left(starts, len(before.body) - last + 3)
    while bottom < count and before.body.startswith(b"\n", starts[bottom] - 3):
        bottom += 1
    if bottom >= count:
        return before.runs[:top] + body[starts[top] :].split(b"\n\n"), top, 0
    differing = body[starts[top] : starts[bottom] - 2 + len(body) - len(before.body)]
    return [*before.runs[:top], *differing.split(b"\n\n"), *before.runs[bottom:]], top, count - bottom


def _common_cuts(before: Split, first: int, last: int) -> tuple[tuple[int, int], int]:
    """The last cut before the first difference, and the place in `before.cuts` of the second one after the last: the
    first may be none, where what differs above it is torn from what stands below."""
    begin = bisect_left(before.cuts, (first,))
    return before.cuts[begin - 1] if begin else (0, 0), bisect_left(before.cuts, (len(before.runs) - last,)) + 1


def _joined(parts: Iterable[tuple[_Part, ...]], run: int, block: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The parts of runs to blocks, and the cuts among them; the first run and the first block have these places."""
    blocks: list[str] = []
    cuts: list[tuple[int, int]] = []
    last: Kind = "leaf"
    above = ""  # the part before
    whole: list[str] = []  # the parts of the last block, when it has more than one
    for place, of_run in enumerate(parts, run):
        if of_run and not of_run[0].goes_on and last != "torn":
            cuts.append((place, block + len(blocks)))
        for text, kind, goes_on in of_run:
            if last == "torn" or (goes_on and last in goes_on and (kind != "underline" or underlines(above, text))):
                whole = whole or [blocks[-1]]
                whole.append(text)
                last = kind if last == "torn" else last
                above = text
                continue
            if whole:
                blocks[-1] = "\n\n".join(whole)
                whole = []
            last, above = kind, text
            blocks.append(text)
    if whole:
        blocks[-1] = "\n\n".join(whole)
    return blocks, cuts


@lru_cache(maxsize=2**11)  # versions of a document repeat nearly all of their parts
def _parts_of(received: bytes) -> tuple[_Part, ...] | None:
    """What two line ends in a row did not divide: lines that hold nothing but spaces divide too. None for what means
    something to the whole of its text."""
    run = received.decode()
    if ("<" in run or "]:" in run) and (_WHOLE.match(run) or _WHOLE_BELOW.search(run)):
        return None
    if not run.strip(f"\n{_BLANK}"):
        return ()
    if "\n" not in run:
        return (_part(run),)
    parts = _BLANK_LINES.split(_BLANK_ABOVE.sub("", run, count=1))
    return tuple(_part(part) for part in parts if part.strip(f"\n{_BLANK}"))


def _part(text: str) -> _Part:
    if is_torn(text):
        return _Part(text, "torn", ())
    if is_underline(text):
        return _Part(text, "underline", ("leaf", "container"))
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
