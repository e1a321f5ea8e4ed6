r"""Bytes of a text file -> text, or an error that names the place.

    b"caf\xc3\xa9\r\n" -> "café\n"

Only the returned text is normalised (byte order mark left out, line ends made `\n`, form feeds and vertical tabs made
blanks); the bytes stay what they are.
"""

import os
import re
from codecs import BOM_UTF8
from pathlib import Path

from palimpsest.problems import ContentError, Location

# What XML 1.0 cannot carry, and with it no Atom feed: C0 controls but tab, LF and CR, and two noncharacters; and DEL.
# Halves of characters (surrogates), which a command line or an escape can bring, fit into no file at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# The controls as bytes. To look for one after the other takes half of what one pass that knows them all does, and an
# eighth of a regular expression: most texts hold none of them.
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D, 0x0B, 0x0C})
_NORMALISED = (b"\r", b"\x0b", b"\x0c")
# Explicit direction marks let one field rewrite the look of what stands beside it.
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def decode(source: bytes, path: str, *, is_collected: bool = True) -> str:
    r"""The text of a file; `ContentError` where it is not UTF-8 or holds control characters. A text that a curator
    wrote, and no collection gave, has to be mended where it is.

    >>> decode(b"\xef\xbb\xbfone\r\ntwo\n", "content/a.md")
    'one\ntwo\n'
    """
    try:
        # Form feeds and vertical tabs are no damage: about one real policy in 900 has them for white space.
        text = source.decode("utf-8")
        if b"\x0b" in source or b"\x0c" in source:
            text = text.replace("\x0b", " ").replace("\x0c", " ")
    except UnicodeDecodeError as error:
        raise ContentError(
            Location(path, _line_at(source, error.start)),
            f"not UTF-8: byte 0x{source[error.start]:02x} at offset {error.start}",
            f"Save the file as UTF-8{', or fetch it again from its collection' if is_collected else ''}.",
        ) from error
    if _is_suspect(source, text) and (found := _FORBIDDEN.search(text)):
        raise ContentError(
            Location(path, _line_at(source, len(text[: found.start()].encode()))),
            f"control character {code_point(found.group())}",
            "The file looks damaged or is no text: fetch it again from its collection."
            if is_collected
            else "Take it out, or save the file as plain text in UTF-8.",
        )
    if is_normal(source):
        return text
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def is_normal(source: bytes) -> bool:
    r"""Whether the text that these bytes decode to has the same bytes: nothing in it is normalised.

    >>> is_normal(b"caf\xc3\xa9\n"), is_normal(b"caf\xc3\xa9\r\n")
    (True, False)
    """
    return not source.startswith(BOM_UTF8) and not any(byte in source for byte in _NORMALISED)


def _is_suspect(source: bytes, text: str) -> bool:
    if any(control in source for control in _CONTROLS):
        return True
    return not text.isascii() and ("\ufffe" in text or "\uffff" in text)


def read_text(file: Path, path: str) -> str:
    """What a curator wrote into a file on disk, called `path` in findings; `ContentError` where it cannot be read."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return decode(source, path, is_collected=False)


def unreadable(path: str, error: OSError) -> ContentError:
    """What is said of a file that the system does not let us read."""
    remedy = "Check what it is, and its permissions: it has to be a file that may be read."
    if isinstance(error, FileNotFoundError):
        is_link = isinstance(error.filename, str | os.PathLike) and os.path.islink(error.filename)  # noqa: PTH114
        remedy = "This is a link that leads to nothing: put the file itself here." if is_link else "Create the file."
    return ContentError(Location(path), f"cannot be read: {error.strerror}", remedy)


def parse_one_line(text: str, limit: int) -> str:
    """A field people will read: one line, not empty, not longer than `limit`, no invisible controls.

    >>> parse_one_line("Monoprice", 200)
    'Monoprice'
    """
    if "\n" in text:
        raise ValueError(f"{quoted(text)} is more than one line")
    return parse_lines(text, limit)


def parse_lines(text: str, limit: int) -> str:
    """The same for a field that may hold several lines."""
    if not text.strip():
        raise ValueError("this is empty")
    if len(text) > limit:
        raise ValueError(f"{quoted(text)} is {len(text):,} characters long, at most {limit:,} are allowed")
    if found := _FORBIDDEN.search(text) or _DIRECTION_MARKS.search(text):
        raise ValueError(f"{quoted(text)} holds the invisible character {code_point(found.group())}")
    return text.strip()


def quoted(text: str, limit: int = 60) -> str:
    r"""Untrusted text as it may stand in a message: on one line, cut, with every control character spelled out.

    >>> quoted("a\x1b[31mb"), quoted("x" * 99, limit=3)
    ("'a\\x1b[31mb'", "'xxx…'")
    """
    return repr(text if len(text) <= limit else text[:limit] + "…")


def code_point(character: str) -> str:
    """
    >>> code_point("é")
    'U+00E9'
    """
    return f"U+{ord(character):04X}"


def _line_at(source: bytes, offset: int) -> int:
    """The line of a byte, counted from 1, with the three line ends `decode` knows."""
    before = source[:offset].replace(b"\r\n", b"\n")
    # A CR right before the offset may be the first half of a CRLF: the line ends after it, not before.
    return (
        1
        + before.replace(b"\r", b"\n").count(b"\n")
        - (before.endswith(b"\r") and source[offset : offset + 1] == b"\n")
    )
