"""Link targets of a hostile stranger's text -> addresses that may stand on our pages, or none.

Allowed: `http`, `https` and `mailto` without control characters or credentials. A target that is relative, or that the
extraction resolved against web.archive.org itself, is resolved against the captured page and leads to the archive at
the time of the capture:

    https://web.archive.org/terms -> https://web.archive.org/web/20131106125702/http://www.mono.net/terms
"""

import re
from functools import lru_cache
from html import unescape
from html.entities import html5
from urllib.parse import urljoin, urlsplit

from palimpsest.model import Snapshot
from palimpsest.values import Frozen

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}\u2028\u2029]")
_MAILTO = re.compile(r"mailto:[^\s@?]+@[^\s@?]+(\?.*)?", re.IGNORECASE)
ARCHIVE = "https://web.archive.org"

# Where Markdown may hold a target: after "](", after "]:", or between angle brackets.
_TARGET = re.compile(r"\](?:\(|:)[ \t\n]*<?|<(?=[a-z][a-z0-9.+-]*:)", re.IGNORECASE)
# A target in plain characters that says the same on every page; escapes and the like are not worth deciding.
_ABSOLUTE = re.compile(r"https?://(?!web\.archive\.org)[a-z0-9.-]+(?=[/?#)>\s])|mailto:|#", re.IGNORECASE | re.ASCII)
_IN_ANGLES = re.compile(r"<[a-z][a-z0-9.+-]*:", re.IGNORECASE)
# What may stand for a character: nearly all `&` of targets are none, and asking for each takes three times as long.
_CHARACTER = re.compile(rf"&(?:#|[^&;]+;|{'|'.join(sorted(name for name in html5 if not name.endswith(';')))})")
_OF_HOST = re.compile(r"https?://(?!web\.archive\.org)[a-z0-9.-]+(?:[/?#]|\Z)", re.IGNORECASE | re.ASCII)


class CapturedPage(Frozen):
    """What a target needs to be resolved: the address the text was captured at, and the 14-digit time."""

    original_url: str
    timestamp: str


class Target(Frozen):
    """A safe address, or `""`; `recovered_from` is what stood on the page where the target was resolved anew."""

    href: str
    recovered_from: str = ""


def captured_page(snapshot: Snapshot) -> CapturedPage:
    """The page a snapshot was taken of."""
    return CapturedPage(snapshot.original_url, snapshot.timestamp)


@lru_cache(maxsize=2**12)  # most passages of a document lead to the same few pages
def resolve(target: str, page: CapturedPage) -> Target:
    """A link's target as it stands in Markdown to a safe address.

    >>> resolve("https://a.example/?b&amp;c", CapturedPage("", ""))
    Target(href='https://a.example/?b&c', recovered_from='')
    >>> resolve("javascript:alert(1)", CapturedPage("", ""))
    Target(href='', recovered_from='')
    """
    target = (unescape(target) if _CHARACTER.search(target) else target).strip()
    if not target or target.startswith("#") or _UNSAFE.search(target):
        return Target("")
    if _OF_HOST.match(target):
        return Target(target)
    try:
        parts = urlsplit(target)
        host = parts.hostname
    except ValueError:  # a malformed bracketed host
        return Target("")
    if parts.scheme == "mailto":
        return Target(target if _MAILTO.fullmatch(target) else "")
    if not parts.scheme or _is_lost_in_archive(host, parts.path):
        return _recovered(target, page)
    allowed = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    return Target(target if allowed else "")


def needs_page(block: str) -> bool:
    """Whether what a block of Markdown says may depend on the captured page: never False where it does.

    >>> needs_page("[Terms](/terms)"), needs_page("[Terms](http://www.mono.net/terms)")
    (True, False)
    """
    if "]:" not in block and all(map(_ABSOLUTE.match, block.split("](")[1:])) and not _IN_ANGLES.search(block):
        return False
    return any(not _ABSOLUTE.match(block, found.end()) for found in _TARGET.finditer(block))


def _is_lost_in_archive(host: str | None, path: str) -> bool:
    return host == "web.archive.org" and not re.match(r"/(web/|save/|$)", path)


def _recovered(target: str, page: CapturedPage) -> Target:
    if not page.original_url:
        return Target("")
    # What the page itself had: the archive's address in front is the extraction's, and worth nothing to a reader.
    path = target.removeprefix("https:").removeprefix("http:").removeprefix("//web.archive.org")
    try:
        joined = urljoin(page.original_url, path)
        parts = urlsplit(joined)
    except ValueError:  # a malformed bracketed host behind the archive's address
        return Target("")
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return Target("")
    return Target(f"{ARCHIVE}/web/{page.timestamp}/{joined}", recovered_from=path)
