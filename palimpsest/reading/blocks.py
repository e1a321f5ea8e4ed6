"""A body -> its blocks: pieces of Markdown that mean the same alone as in the whole.

    "# Title\n\nOne.\n\n  * a\n\n  * b\n\nTwo.\n" -> ["# Title", "One.", "  * a\n\n  * b", "Two."]

Real archives repeat most of their blocks from version to version, so each distinct one is parsed once. Where a text
needs to be seen whole (reference links, HTML that runs over blank lines), it is one block.
"""

import re
from collections.abc import Iterator

_WHOLE = re.compile(
    r"^ {0,3}(?:\[[^\]\n]+\]:|<(?:script|pre|style|textarea)\b|<!--|<\?|<![A-Z])", re.MULTILINE | re.IGNORECASE
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLANK = " \t\v\f\r"  # a line with a no-break space on it is not blank in Markdown
_CODE = re.compile(r" {4}| {0,3}\t")
_CONTAINER = re.compile(r" {0,3}(?:[*+-]|\d{1,9}[.)]|>)(?:\s|$)|>")


def split(body: str) -> list[str]:
    """Blocks in order, without the blank lines between them; joined by blank lines they are the body again."""
    if _WHOLE.search(body):
        return [body.strip("\n")] if body.strip() else []
    blocks: list[list[str]] = []
    kind = ""
    for lines in _between_blank_lines(body):
        if blocks and _continues(kind, lines[0]):
            blocks[-1] += ["", *lines]
        else:
            blocks.append(lines)
            kind = _kind(lines)
    return ["\n".join(lines) for lines in blocks]


def _between_blank_lines(body: str) -> Iterator[list[str]]:
    """Runs of lines that no blank line interrupts; a fenced code block is never interrupted."""
    lines: list[str] = []
    fence = ""
    for line in body.split("\n"):  # not splitlines: a text may hold U+2028 or a form feed inside a line
        if fence:
            lines.append(line)
            fence = "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif line.strip(_BLANK):
            lines.append(line)
            fence = match.group(1) if (match := _FENCE.match(line)) else ""
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _kind(lines: list[str]) -> str:
    """Whether a block can go on after a blank line: a list or quotation can, and so can indented code."""
    if any(_CONTAINER.match(line) for line in lines):
        return "container"
    return "code" if _CODE.match(lines[0]) else "leaf"


def _continues(kind: str, line: str) -> bool:
    if kind == "container":
        return line[0] in " \t" or bool(_CONTAINER.match(line))
    return kind == "code" and bool(_CODE.match(line))
