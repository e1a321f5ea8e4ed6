"""A body -> its blocks: pieces of Markdown that mean the same alone as in the whole.

    "# Title\n\nOne.\n\n  * a\n\n  * b\n\nTwo.\n" -> ["# Title", "One.", "  * a\n\n  * b", "Two."]

Real archives repeat most of their blocks from version to version, so each distinct one is parsed once. Where a text
needs to be seen whole (reference links, HTML that runs over blank lines), it is one block.
"""

import re
from functools import lru_cache
from typing import Literal

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


def split(body: str) -> list[str]:
    """Blocks in order, without the blank lines between them; joined by blank lines they are the body again."""
    if ("<" in body or "]:" in body) and _WHOLE.search(body):
        return [body.strip("\n")] if body.strip() else []
    blocks: list[str] = []
    kind: Kind = "leaf"
    for part in _between_blank_lines(body):
        if blocks and _continues(kind, part):
            blocks[-1] += f"\n\n{part}"
        else:
            blocks.append(part)
            kind = _kind(part)
    return blocks


def _between_blank_lines(body: str) -> list[str]:
    """Runs of lines that no blank line interrupts; a fenced code block is never interrupted."""
    parts = [part for run in body.split("\n\n") for part in _without_blank_lines(run)]
    return _fences_closed(parts) if "```" in body or "~~~" in body else parts


@lru_cache(maxsize=2**14)  # versions of a document repeat nearly all of their parts
def _without_blank_lines(run: str) -> tuple[str, ...]:
    """What two line ends in a row did not divide: lines that hold nothing but spaces divide too."""
    return tuple(part for part in _BLANK_LINES.split(run) if part.strip(f"\n{_BLANK}"))


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


@lru_cache(maxsize=2**14)
def _kind(part: str) -> Kind:
    """Whether a block can go on after a blank line: a list or quotation can, and so can indented code."""
    if _CONTAINER.search(part):
        return "container"
    return "code" if _CODE.match(part) else "leaf"


def _continues(kind: Kind, part: str) -> bool:
    if kind == "container":
        return part[0] in " \t" or bool(_CONTAINER.match(part))
    return kind == "code" and bool(_CODE.match(part))
