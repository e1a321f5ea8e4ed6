"""Text that leads elsewhere and says nothing itself -> told apart, so that it gets no labels.

"What we collect\\nHow we use it\\nCookies\\nChildren\\nContact us\\nChanges"  ->  a table of contents
"""

import re
from itertools import islice
from math import ceil

FEWEST_LINES = 6  # a shorter list is more often a list of things than one of headings
_LONGEST_ENTRY = 16  # words
_SHARE_OF_ENTRIES = 0.8

_ENTRY_START = re.compile(
    r"(?:how|what|who|whom|why|when|where|which|with whom|do|does|your|our|how to)\b", re.IGNORECASE
)
_NUMBERING = re.compile(r"^[\W\d]*(?:[ivx]+[.)]\s|[a-z][.)]\s)?", re.IGNORECASE)
_SMALL_WORD = 4  # letters; shorter ones are small even in headings


def is_contents(text: str) -> bool:
    """Whether a block of lines is a table of contents: mostly short lines without a full stop, written like headings.

    >>> is_contents("What We Collect\\nHow We Use It\\nCookies\\nChildren's Privacy\\nSecurity of Data\\nContact Us")
    True
    >>> is_contents("We collect:\\n- your name\\n- your age\\n- your address\\n- your gender\\n- your income")
    False
    """
    if text.count("\n") < FEWEST_LINES - 1:
        return False
    lines = [stripped for line in text.split("\n") if (stripped := _NUMBERING.sub("", line.strip()))]
    if len(lines) < FEWEST_LINES:
        return False
    most = len(lines) - ceil(_SHARE_OF_ENTRIES * len(lines))
    others = (line for line in lines if not _is_entry(line))
    if next(islice(others, most, None), None) is not None:  # one too many: told after a few lines of a long text
        return False
    return not any(map(_is_address, lines))


def _is_address(line: str) -> bool:
    """A line of a postal address or a telephone number is written like a heading, but says whom to write to."""
    return bool(re.search(r"@|[0-9]{3}", line))


def _is_entry(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line)
    if not words or len(words) > _LONGEST_ENTRY or line.endswith((";", ",", ":")) or re.search(r"[.!]\s+\w", line):
        return False
    telling = [word for word in words if len(word) >= _SMALL_WORD]
    is_capitalised = bool(telling) and sum(word[0].isupper() for word in telling) >= _SHARE_OF_ENTRIES * len(telling)
    return is_capitalised or (words[0][0].isupper() and bool(_ENTRY_START.match(line)) and not line.endswith("."))
