"""What a run of inline tokens says -> a passage: its id, its trimmed text and HTML, what was lost before us.

Inline(text=" We use  \\n cookies. ", ...) -> Passage(id="...", kind="paragraph", text="We use\\ncookies.", ...)
"""

from palimpsest.model import Passage, PassageKind
from palimpsest.reading.comparison import passage_id
from palimpsest.reading.inline import Inline
from palimpsest.reading.repairs import lost_characters

_AT_BREAK = " \n", "\n ", "\t\n", "\n\t"


def passage_of(kind: PassageKind, inline: Inline, depth: int = 0, marker: str = "") -> Passage:
    """A passage of a kind; `depth` and `marker` are its place in a list."""
    text = inline.text.strip()
    if "\n" in text and any(space in text for space in _AT_BREAK):  # no long table has one
        text = _without_space_at_breaks(text)
    return Passage(
        id=passage_id(text),
        kind=kind,
        text=text,
        html=_trimmed(inline.html),
        depth=depth,
        marker=marker,
        links=tuple(inline.links),
        repairs=tuple(inline.repairs),
        flags=tuple(lost_characters(text)),
    )


def _without_space_at_breaks(text: str) -> str:
    """Line by line: a pattern would be tried at every space of a long table."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (stripped := lines[-1].rstrip(" \t")) != lines[-1]:
            lines[-1] = stripped
        elif lines:
            line = line.lstrip(" \t")
        lines.append(line)
    return "\n".join(lines)


def _trimmed(html: str) -> str:
    """Without space and line breaks at either end."""
    html = html.strip()
    while html.startswith("<br>") or html.endswith("<br>"):
        html = html.removeprefix("<br>").removesuffix("<br>").strip()
    return html
