"""A text -> the text without the addresses that stand in it as words: web addresses, link markup, obscured mail.

    "see https://a.example/?token=1 for more"  ->  "see  §  for more"

Extractors leave addresses in the text where a link was broken over lines or labelled with its host. A `§` marks where
one stood, so that one more or one less still is a difference.
"""

import re
from functools import lru_cache

# Of the elements that reading writes; everything else that looks like one is escaped, quotation marks included.
_TARGETS = re.compile(r'<(?:a href="[^"]*"[^>]*>|/a>|span class="(?:refused|named|picture)">|/span>)')
_LINK_MARKUP = re.compile(r"!?\[\]\([^)\n]*\)|\]\([^)\s]*(?: [^)]*)?\)|!?\[(?=\]|[^\]\s]*@)", re.IGNORECASE)
_MAIL_MARKUP = re.compile(r"\(?(?:mailto:\s*)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\)?", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|eu|ai|co\.uk|tv|io|de|fr)(?:/\S*)?(?![\w@])",
    re.IGNORECASE,
)
_HOST_ENDING = re.compile(r"\.(?:com|org|net|eu|ai|co\.uk|tv|io|de|fr)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OBSCURED = re.compile(r"\[email\sprotected\]", re.IGNORECASE)
_CELLS = " | "


def is_obscured(text: str) -> bool:
    """Whether a site hid a mail address from robots, the archive's among them.

    >>> is_obscured("write to [email\u00a0protected]")
    True
    """
    return "[" in text and bool(_OBSCURED.search(text))


def without_addresses(text: str, mail_too: bool) -> str:
    """The text with a mark for each web address.

    Mail addresses are how to reach a company: they are marked only where a site obscured them (`mail_too`). A bare
    host is what a table of cookies is about; in a sentence it is the label of a link that stuck to it, and goes.

    >>> without_addresses("Learn more. www.a.example.com", False)
    'Learn more.  '
    >>> without_addresses("[a@b.example](mailto:a@b.example)", False)
    'a@b.example '
    """
    # Nearly no passage has any of these: what each of them cannot do without is looked for first.
    bare = (_LINK_MARKUP.sub(" ", text) if "[" in text or "]" in text else text).lstrip()
    bare = _MAIL_MARKUP.sub(r"\1", bare) if "@" in bare else bare
    bare = _URL.sub(" § ", bare) if "://" in bare else bare
    bare = _HOST.sub(" § " if _CELLS in bare else " ", bare) if _HOST_ENDING.search(bare) else bare
    return _MAIL.sub(" § ", _OBSCURED.sub(" § ", bare)) if mail_too else bare


@lru_cache(maxsize=1024)  # the later passage of a step is the earlier one of the next
def without_targets(html: str) -> str:
    """A passage's HTML without its links: what is left is what a reader sees.

    >>> without_targets('See <a href="https://a.example/" rel="nofollow">help</a>')
    'See help'
    """
    return _TARGETS.sub("", html)
