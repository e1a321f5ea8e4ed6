"""A body -> its blocks: pieces of Markdown that mean the same alone as in the whole.

    "# Title\n\nOne.\n\n  * a\n\n  * b\n\nTwo.\n" -> ["# Title", "One.", "  * a\n\n  * b", "Two."]

Real archives repeat most of their blocks from version to version, so each distinct one is parsed once. Where a text
needs to be seen whole (reference links, HTML that runs over blank lines), it is one block.
"""

import re

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
    fence, in_container, in_code, after_blank = "", False, False, True
    for line in body.split("\n"):  # not splitlines: a text may hold U+2028 or a form feed inside a line
        blank = not line.strip(_BLANK)
        if fence:
            blocks[-1].append(line)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif not blank:
            opens_container = bool(_CONTAINER.match(line))
            continues = (in_container and (opens_container or line[0] in " \t")) or (
                in_code and bool(_CODE.match(line))
            )
            if after_blank and not continues:
                blocks.append([])
                in_container, in_code = False, bool(_CODE.match(line))
            blocks[-1].append(line)
            in_container = in_container or opens_container
            if match := _FENCE.match(line):
                fence = match.group(1)
        elif blocks:
            blocks[-1].append(line)
        after_blank = blank
    return ["\n".join(lines).rstrip(f"\n{_BLANK}") for lines in blocks]
