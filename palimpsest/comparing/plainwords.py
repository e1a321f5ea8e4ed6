"""A text -> its words and nothing else, run together: two texts with equal ones differ in no visible word.

    "here. **If** not,"  ->  "hereIfnot"

Case stays ("Personal Data" is a defined term); spaces, punctuation, leftovers of markup, icons and lines go. Half of
what real archives record as changes alters none of this.
"""

import re

from palimpsest.reading.comparison import comparison_text

# A mark between figures is part of the figure ("1.5"); what stands for money, a share or a section is no punctuation;
# `#` is left to `furniture.py`, which knows the signs that headings carry for their anchors.
_NO_WORD = re.compile(
    r"[.,:](?!\d)|(?<!\d)[.,:]|[\s!\"&'()*\-/;?@\[\\\]^_`{"
    r"|}~=\u00a1\u00a6\u00a8-\u00a9\u00ab-\u00af\u00b4\u00b6-\u00b8\u00bb\u00bf"
    r"\u2000-\u206f\u2100-\u214f\u2190-\u2bff\u3000-\u3003\u3008-\u301f\ufe0f\ufeff\U0001f000-\U0001faff]+"
)


def plain_words(text: str) -> str:
    """The words of a text without anything between them.

    >>> plain_words("Rule 1.5: no cookies, ever!"), plain_words("\u2022 *")
    ('Rule1.5nocookiesever', '')
    """
    return _NO_WORD.sub("", comparison_text(text))
