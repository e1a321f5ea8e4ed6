"""Reading text -> comparison text -> passage id. The comparison text is never displayed.

What a change of typesetting can alter without altering what is said is evened out: kinds of quotes, dashes and spaces,
line breaks, Unicode compositions, invisible characters. Capitals stay: "Personal Data" is a defined term, "personal
data" is not.
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
_EVENED = re.compile(f"[{''.join(_SAME)}]")  # a few marks in a long text: found faster than each letter is looked up


def comparison_text(text: str) -> str:
    """Reading text evened out for comparing.

    >>> comparison_text("We\u00a0use \u201ccookies\u201d \u2013 always\u2026")
    'We use "cookies" - always...'
    """
    if text.isascii():  # most texts are, and only the spaces and one kind of quote can differ in them
        return " ".join(text.replace("`", "'").split())
    return " ".join(_EVENED.sub(_same, unicodedata.normalize("NFC", text)).split())


def _same(match: re.Match[str]) -> str:
    return _SAME[match.group()]


def passage_id(text: str) -> str:
    """16 hex digits that stand for a reading text wherever it occurs."""
    return sha256(comparison_text(text).encode()).digest()[:8].hex()
