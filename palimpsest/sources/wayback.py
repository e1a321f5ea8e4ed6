"""Addresses of the Wayback Machine <-> capture time and original address.

    https://web.archive.org/web/20171007104252id_/https%3A//www.monoprice.com/help%3Fpn%3Dprivacy
    <-> Memento(2017-10-07 10:42:52 UTC, "https://www.monoprice.com/help?pn=privacy", "id_")

`id_` asks for the page's own bytes; without it comes the page for readers, with a banner and rewritten links.
"""

import re
from datetime import datetime
from urllib.parse import quote, unquote, urlsplit

from palimpsest.addresses import parse_web_address
from palimpsest.plaintext import quoted
from palimpsest.timestamps import format_timestamp, parse_timestamp
from palimpsest.values import Frozen

HOST = "web.archive.org"
_ADDRESS = re.compile(r"https?://web\.archive\.org/web/([0-9]+)((?:[a-z]{2}_)?)/(.+)", re.DOTALL)
_ESCAPED_SCHEME = re.compile("https?%3a", re.IGNORECASE)


class Memento(Frozen):
    """One capture of one address; `mode` is the two letters and underscore after the timestamp, or `""`."""

    captured_at: datetime
    original_url: str
    mode: str = "id_"


def is_wayback(address: str) -> bool:
    """Whether an address leads to the Wayback Machine.

    >>> is_wayback("https://web.archive.org/web/20171007104252/https://www.monoprice.com/")
    True
    """
    return urlsplit(address).hostname == HOST


def parse_memento_url(address: str) -> Memento:
    """The parts of a Wayback address, the original one escaped or not; `ValueError` says which part is wrong.

    >>> parse_memento_url("https://web.archive.org/web/20171007104252/http://mono.net/a%20b").original_url
    'http://mono.net/a%20b'
    """
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise ValueError(f"{quoted(address, 120)} is not of the form https://{HOST}/web/TIMESTAMPid_/ADDRESS")
    timestamp, mode, original = match.groups()
    try:
        captured_at = parse_timestamp(timestamp)
    except ValueError as error:
        raise ValueError(f"the timestamp {quoted(timestamp)} is not a possible time of 14 digits") from error
    if _ESCAPED_SCHEME.match(original):
        try:
            original = unquote(original, errors="strict")
        except UnicodeDecodeError as error:
            raise ValueError(f"the escaped address {quoted(original)} is not UTF-8") from error
    try:
        return Memento(captured_at, parse_web_address(original), mode)
    except ValueError as error:
        raise ValueError(f"the original address {error}") from error


def format_memento_url(memento: Memento) -> str:
    """The address of a capture, everything but letters, digits, `_.-~` and `/` escaped, as the corpus writes it.

    >>> format_memento_url(parse_memento_url("https://web.archive.org/web/20131106125702id_/http%3A//mono.net/a%3Fb"))
    'https://web.archive.org/web/20131106125702id_/http%3A//mono.net/a%3Fb'
    """
    timestamp = format_timestamp(memento.captured_at)
    return f"https://{HOST}/web/{timestamp}{memento.mode}/{quote(memento.original_url, safe='/')}"
