"""The rules of mending: every repair and every flag has a name here, and the sentence that pages say about it.

The functions mend plain text or Markdown source and give back what they did; the reading room writes it down with
the passage. Nothing is ever invented: where characters were lost before the text reached us, the place is flagged.
"""

import re

from palimpsest.model import Flag

REPAIRS = {
    "character-encoding": "Characters that had been decoded with the wrong table were restored; the reverse step "
    "gives the bytes of the source again.",
    "emphasis-spacing": "Spaces inside bold marks were moved outside, so that the marks work instead of being printed.",
    "emphasis-marks": "Bold marks that would have been printed as asterisks were moved past a sign beside them, or "
    "left out where they held no words.",
    "torn-line": "A number or the marks of a heading, which stood apart from their line, were put back to it.",
    "table-cells": "A row of a table had fewer cells than others; empty ones were put at its end, so that the table is "
    "shown as one.",
    "cell-marks": "Marks of lists and headings, which Markdown does not know in a table, are shown as what they mean.",
    "space-before-link": "A space that the extraction had dropped before a link was put back.",
    "link-refused": "A link whose address no browser should follow is shown as plain words.",
    "link-recovered": "A link that the extraction had resolved against the archive's own address was resolved against "
    "the original page, and leads to the archive at the time of the capture.",
    "link-without-text": "A link without words, such as a seal or a picture, is shown by its title or its host.",
    "image-not-loaded": "A picture is named, not loaded.",
    "layout-residue": "Marks left over from what only arranged the page were left out, such as bars of an empty table "
    "or of its first row; they hold no words.",
    "prose-as-code": "A text that is indented far enough to be program code, and reads as prose, is shown as prose.",
}

FLAGS = {
    "characters-lost": "Characters were lost before the text reached this archive; it is shown as it is.",
    "numbering-gap": "The numbering of the sections skips; this capture is shown as it is, never renumbered.",
}

# UTF-8 read as Windows-1252: a lead byte of Latin-1 letters (two bytes) or general punctuation (three bytes), then
# continuation bytes as that table shows them. Other leads are left alone: "CAFÉ»" is French, not a mistake.
_CONTINUATION = "[\u0080-\u00bf" + "".join(
    bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
) + "]"  # fmt: skip
_LEADS = "\u00c2\u00c3\u00e2\u00ef"
_MISREAD = re.compile(f"(?:[\u00c2\u00c3]{_CONTINUATION}|\u00e2{_CONTINUATION}{{2}}|\u00ef\u00bb\u00bf)+")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_MARKDOWN = re.compile(r"\]\(https?:|\*\*[^\W_]|\d\\\.")
_WORD = re.compile(r"(?<!\S)[^\W\d_]{2,}[,.;:]?(?!\S)")
_PROSE_WORDS = 8
_LOST = re.compile(r"[^\W\d_]s\u2026(?= [a-z])|(?:(?<=\s)|^)\?[a-z][^?\n]{0,40}?\u2026|\ufffd")
_LONGEST_WORD = 80  # characters shown before a place where some were lost


def _restored(misread: str) -> str | None:
    """The text whose UTF-8 bytes were read as Windows-1252; None where the round trip is not exact."""
    try:
        # Bytes that Windows-1252 leaves undefined are commonly read as the control characters of the same number.
        restored = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in misread).decode()
    except UnicodeError:
        return None
    return restored if restored.isprintable() or restored == "\u00a0" else None


def restore_encoding(text: str) -> list[tuple[str, str]]:
    """Text to runs of (text, what it was misread as; `""` for runs that were well).

    >>> restore_encoding("Microsoft\u00e2\u20ac\u2122s chat")
    [('Microsoft', ''), ('’', 'â€™'), ('s chat', '')]
    """
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return [(text, "")]
    runs, end = [], 0
    for match in _MISREAD.finditer(text):
        if restored := _restored(match.group()):
            runs += [(text[end : match.start()], ""), (restored, match.group())]
            end = match.end()
    return [(run, misread) for run, misread in [*runs, (text[end:], "")] if run]


def is_layout_residue(text: str) -> bool:
    """Whether a block's text is nothing but the bars and dashes of an empty table, or invisible characters.

    >>> is_layout_residue("|\\n---|---"), is_layout_residue("| a |"), is_layout_residue("\u200b")
    (True, False, True)
    """
    if "|" in text:
        return not re.search(r"[^\s|:\\-]", text)
    return not text[:1].isascii() and not _VISIBLE.search(text)


def reads_as_prose(code: str) -> bool:
    """Whether an indented text is prose: it has marks of Markdown, or as many words on a line as no program has.

    >>> reads_as_prose("1\\\\. See [the form](https://a.example/)."), reads_as_prose("$ gpg --verify signed.txt")
    (True, False)
    """
    lines = len(list(filter(str.strip, code.split("\n"))))
    return bool(_MARKDOWN.search(code)) or len(_WORD.findall(code)) >= _PROSE_WORDS * lines


def lost_characters(text: str) -> list[Flag]:
    """Places where an apostrophe or a quotation mark became an ellipsis or a question mark, and replacement characters.

    >>> [flag.text for flag in lost_characters("our users… data when you are just ?surfing….")]
    ['users…', '?surfing…']
    """
    if "\u2026" not in text and "\ufffd" not in text:
        return []
    places = ((_word_before(text, match.start()), match.group()) for match in _LOST.finditer(text))
    return [Flag("characters-lost", before + lost) for before, lost in places]


def _word_before(text: str, end: int) -> str:
    """The letters that stand right before a place. Looked for near it only: a text can be one word without end, and
    every character of it lost."""
    return re.split(r"\s", text[max(0, end - _LONGEST_WORD) : end])[-1]
