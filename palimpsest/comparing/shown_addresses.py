"""A text -> the text without the addresses that stand in it as words: web addresses, link markup, obscured mail.

    "see https://a.example/?token=1 for more"  ->  "see  §  for more"

Extractors leave addresses in the text where a link was broken over lines or labelled with its host. A `§` marks where
one stood, so that one more or one less still is a difference.
"""

import re

_TARGETS = re.compile(
    r'<a href="[^"]*"[^>]*>|</a>|<span class="(?:refused|named|picture)">|</span>|\b(?:href|title)="[^"]*"'
)
_LINK_MARKUP = re.compile(r"!?\[\]\([^)\n]*\)|\]\([^)\s]*(?: [^)]*)?\)|!?\[(?=\]|[^\]\s]*@)", re.IGNORECASE)
_MAIL_MARKUP = re.compile(r"\(?(?:mailto:\s*)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\)?", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|eu|ai|co\.uk|tv|io|de|fr)(?:/\S*)?(?![\w@])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OBSCURED = re.compile(r"\[email\sprotected\]", re.IGNORECASE)
_CELLS = " | "


def is_obscured(text: str) -> bool:
    """Whether a site hid a mail address from robots, the archive's among them.

    >>> is_obscured("write to [email\u00a0protected]")
    True
    """
    return bool(_OBSCURED.search(text))


def without_addresses(text: str, mail_too: bool) -> str:
    """The text with a mark for each web address.

    Mail addresses are how to reach a company: they are marked only where a site obscured them (`mail_too`). A bare
    host is what a table of cookies is about; in a sentence it is the label of a link that stuck to it, and goes.

    >>> without_addresses("Learn more. www.a.example.com", False)
    'Learn more.  '
    >>> without_addresses("[a@b.example](mailto:a@b.example)", False)
    'a@b.example '
    """
    bare = _URL.sub(" § ", _MAIL_MARKUP.sub(r"\1", _LINK_MARKUP.sub(" ", text).lstrip()))
    bare = _HOST.sub(" § " if _CELLS in bare else " ", bare)
    return _MAIL.sub(" § ", _OBSCURED.sub(" § ", bare)) if mail_too else bare


def without_targets(html: str) -> str:
    """A passage's HTML without its links: what is left is what a reader sees.

    >>> without_targets('See <a href="https://a.example/" rel="nofollow">help</a>')
    'See help'
    """
    return _TARGETS.sub("", html)
