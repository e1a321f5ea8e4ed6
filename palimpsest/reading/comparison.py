"""Reading text -> comparison text -> passage id. The comparison text is never displayed.

What a change of typesetting can alter without altering what is said is evened out: kinds of quotes, dashes and spaces,
line breaks, Unicode compositions, invisible characters, and the marks that lead to notes, which are numbered anew with
every note put in before them. Capitals stay: "Personal Data" is a defined term, "personal data" is not.
"""

import re
import unicodedata
from hashlib import sha256

_SAME = (
    dict.fromkeys("‘’‚‛′´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"\u2026": "..."}
)
# The most frequent of these, and the space that does not break: most texts that hold any hold no others.
_FREQUENT = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "}
# Right behind a word, or behind the end of a sentence: "[30] days", apart from the word before it, is a number.
_NOTE_MARK = re.compile(r"(?<=[^\s\[])\[\d{1,3}\]|(?<=[.?!]) \[\d{1,3}\]")
_EVENED = re.compile(f"[{''.join(_SAME)}]")  # a few marks in a long text: found faster than each letter is looked up


def comparison_text(text: str) -> str:
    """Reading text evened out for comparing.

    >>> comparison_text("We\u00a0use \u201ccookies\u201d \u2013 always\u2026")
    'We use "cookies" - always...'
    >>> comparison_text("With partners[52] and others[53]. [54] Within [30] days.")
    'With partners and others. Within [30] days.'
    """
    if "[" in text:
        text = _NOTE_MARK.sub("", text)
    plain = typed(text)
    if plain.isascii():  # most texts are, and only the spaces and one kind of quote can differ in them
        return " ".join(plain.replace("`", "'").split())
    return " ".join(_EVENED.sub(_same, unicodedata.normalize("NFC", text)).split())


def typed(text: str) -> str:
    """Reading text with the most frequent marks of typesetters as a keyboard has them: most texts are ASCII then, which
    is looked through several times as fast.

    >>> typed("\u201cNo\u201d \u2013 ever\u2026")
    '"No" - ever…'
    """
    if not text.isascii():
        for mark, plain in _FREQUENT.items():
            text = text.replace(mark, plain)
    return text


def _same(match: re.Match[str]) -> str:
    return _SAME[match.group()]


def passage_id(text: str) -> str:
    """16 hex digits that stand for a reading text wherever it occurs."""
    return sha256(comparison_text(text).encode()).digest()[:8].hex()
