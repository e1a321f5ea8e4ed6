"""Names that become addresses: domains, slugs, web addresses, language tags. Text in, checked text out.

    "monoprice.com" -> "monoprice.com";  "../../etc", "javascript:alert(1)" -> ValueError saying why

Everything here may come from a stranger's file and later stands in a path or in an `href`.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from palimpsest.plaintext import code_point, parse_one_line, quoted

MAX_WEB_ADDRESS = 4000  # characters; archives hold longer ones, but only of trackers, never of policies
MAX_TERMS_TYPE = 80  # characters
# A domain's own limit (RFC 1035), so that every domain can be a slug; a file system's is 255 bytes.
MAX_SLUG = 253

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SLUG = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?![0-9]+$){_LABEL}")
_LANGUAGE = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NOT_IN_ADDRESS = re.compile(r'[\s\x00-\x20\x7f<>"\\]')
_BEGUN = re.compile("h[tp]{2,4}s?(?:[:;]|(?=//))/{0,3}|//", re.IGNORECASE)  # https:// as it is misspelled
# A company's folder stands beside these files on the site.
_RESERVED = ("index.html", "feed.atom", "feed.json")


def parse_domain(text: str) -> str:
    """A domain in its plain form: lower case, ASCII, no dot at its end; `ValueError` on anything else.

    >>> parse_domain("xn--bcher-kva.example")
    'xn--bcher-kva.example'
    """
    if not _DOMAIN.fullmatch(text) or len(text) > MAX_SLUG or text in _RESERVED:
        raise ValueError(f"{quoted(text)} is not a domain in its plain form{_suggestion(text)}")
    return text


def is_domain(text: str) -> bool:
    """
    >>> is_domain("mono.net"), is_domain("snapshots")
    (True, False)
    """
    return bool(_DOMAIN.fullmatch(text))


def parse_slug(text: str) -> str:
    """A name that can stand in an address: lower-case letters, digits, hyphens, single dots; or `ValueError`."""
    if not _SLUG.fullmatch(text) or len(text) > MAX_SLUG or text in _RESERVED:
        raise ValueError(f"{quoted(text)} cannot be part of an address{_suggestion(text)}")
    return text


@lru_cache(maxsize=1024)  # tens of thousands of captures have a few hundred titles
def slug_of(text: str) -> str:
    """The words of a title as they stand in an address; `ValueError` where none are left.

    >>> slug_of("Terms of Service"), slug_of("Política de Privacidad"), slug_of("Do Not Sell / CCPA")
    ('terms-of-service', 'politica-de-privacidad', 'do-not-sell-ccpa')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        raise ValueError(f"{quoted(text)} holds no letter or digit that can stand in an address")
    return slug


def parse_terms_type(text: str) -> str:
    """The name of a kind of terms, which also stands in addresses; or `ValueError`.

    >>> parse_terms_type("Privacy Policy")
    'Privacy Policy'
    """
    name = parse_one_line(text, MAX_TERMS_TYPE)
    if (length := len(slug_of(name))) > MAX_SLUG:  # one character can stand for many: U+33AF for "rad/s2"
        raise ValueError(f"the address of {quoted(name)} is {length:,} characters long, at most {MAX_SLUG} are allowed")
    return name


def parse_web_address(text: str) -> str:
    """An absolute http or https address without blanks, quotes, brackets or a user's name; or `ValueError`.

    >>> parse_web_address("https://www.monoprice.com/help?pn=privacy")
    'https://www.monoprice.com/help?pn=privacy'
    """
    if len(text) > MAX_WEB_ADDRESS:
        raise ValueError(f"{quoted(text)} is {len(text):,} characters long, at most {MAX_WEB_ADDRESS:,} are allowed")
    if found := _NOT_IN_ADDRESS.search(text):
        raise ValueError(f"{quoted(text)} holds {code_point(found.group())}, which no address can hold")
    try:
        parts = urlsplit(text)
        host, user, _ = parts.hostname, parts.username, parts.port
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is not a web address") from error
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"{quoted(text)} is not an http:// or https:// address")
    if not host:
        raise ValueError(f"{quoted(text)} names no host")
    if user is not None:
        raise ValueError(f"{quoted(text)} carries a user name")
    return text


def what_to_write(text: str) -> str:
    """The address that was probably meant, as a remedy; `""` where there is nothing to go by.

    >>> what_to_write("www.example.com/privacy"), what_to_write("javascript:alert(1)")
    ('Did you mean https://www.example.com/privacy?', '')
    """
    bare = _BEGUN.sub("", text.strip()).replace(" ", "%20")
    host = re.split("[/?#:]", bare)[0]
    likely = f"https://{bare}"
    try:
        return f"Did you mean {parse_web_address(likely)}?" if is_domain(host.lower()) and likely != text else ""
    except ValueError:
        return ""


def parse_base_address(text: str) -> str:
    """The address a site is published at, with its closing slash; or `ValueError`.

    >>> parse_base_address("https://example.org/archive")
    'https://example.org/archive/'
    """
    parts = urlsplit(parse_web_address(text))
    if parts.query or parts.fragment or text.endswith(("?", "#")):
        raise ValueError(f"{quoted(text)} has a query or a fragment")
    return text if text.endswith("/") else f"{text}/"


def parse_language(text: str) -> str:
    """A language tag by its shape (BCP 47); or `ValueError`.

    >>> parse_language("pt-BR")
    'pt-BR'
    """
    if len(text) > 35 or not _LANGUAGE.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not a language tag such as en or pt-BR")
    return text


def _suggestion(text: str) -> str:
    """`; did you mean ...?` where the text has an obvious plain form."""
    plain = text.strip().rstrip(".").lower()
    if not plain.isascii():
        try:
            plain = plain.encode("idna").decode()
        except UnicodeError:
            return ""
    return f"; did you mean '{plain}'?" if plain != text and _SLUG.fullmatch(plain) else ""
