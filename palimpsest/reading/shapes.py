"""A block that differs from one read before in nothing but where its links lead -> its passages, without parsing it.

    "See [it](https://a.example/?t=1)." was read  ->  "See [it](https://a.example/?t=2)." is the same but for one href

Half of what real archives record as changes is that: addresses with tokens that a site makes anew for every visitor.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from palimpsest.model import Passage, TextLink
from palimpsest.reading.links import says_itself
from palimpsest.reading.paragraphs import Parsed

# An address of plain characters, none of which begins or ends anything in Markdown there.
_PLAIN = r"https?://[A-Za-z0-9:/?#@&+,=%._-]*"
_ADDRESS = re.compile(rf"\]\(({_PLAIN})(?=[ )])")
_is_plain = re.compile(_PLAIN).fullmatch
_HREF = re.compile(r'(?<=<a href=")[^"]*')  # quotation marks of a text are escaped


@dataclass(frozen=True, slots=True)
class Shape:
    """What was read of a block last: the addresses in it, its passages, and how many of those each of them has."""

    addresses: list[str]
    parsed: Sequence[Parsed]
    counts: list[int]


Around = tuple[str, ...]
"""What stands around the plain addresses of a block: what its shape is known by."""


def divided(block: str) -> tuple[Around, list[str]]:
    """What stands around the plain addresses of a block, and the addresses; nothing of a block without any, or in which
    they could be more than addresses.

    >>> divided("See [it](https://a.example/?t=1).")
    (('See [it', ').'), ['https://a.example/?t=1'])
    """
    if "](http" not in block or "<" in block or "\\" in block or "]:" in block:
        return (), []
    parts = _ADDRESS.split(block)
    addresses = parts[1::2]
    # each of as many links is one of these then, and no other target can be taken for it
    is_surely_all = len(addresses) == block.count("](") - block.count("](mailto:")
    return (tuple(parts[::2]), addresses) if is_surely_all and all(map(says_itself, addresses)) else ((), [])


def filled(around: Around, addresses: list[str], shapes: dict[Around, Shape]) -> Sequence[Parsed]:
    """The passages of a block of a known shape with these addresses; none where none is known."""
    shape = shapes.get(around)
    if shape is None:
        return ()
    read = []
    start = 0
    for one, count in zip(shape.parsed, shape.counts, strict=True):
        own = addresses[start : start + count]
        if own != shape.addresses[start : start + count]:
            one = Parsed(_leading_to(one.passage, own), one.level, one.bold)
        read.append(one)
        start += count
    shapes[around] = Shape(addresses, read, shape.counts)
    return read


def remember(around: Around, addresses: list[str], parsed: Sequence[Parsed], shapes: dict[Around, Shape]) -> None:
    """Know the shape of a block that was parsed, if its addresses are nothing but where its links lead."""
    passages = [one.passage for one in parsed]
    if any(passage.repairs for passage in passages):  # as of a link without text, which has its host for a name
        return
    hrefs = [[link.href for link in passage.links] for passage in passages]
    plain = [list(filter(_is_plain, found)) for found in hrefs]
    shown = [_HREF.findall(passage.html) for passage in passages]
    if list(chain.from_iterable(plain)) == addresses and shown == [list(map(escape, found)) for found in hrefs]:
        shapes[around] = Shape(addresses, parsed, list(map(len, plain)))


def _leading_to(passage: Passage, addresses: list[str]) -> Passage:
    remaining = iter(addresses)
    links = [TextLink(one.text, next(remaining) if _is_plain(one.href) else one.href) for one in passage.links]
    hrefs = iter(links)
    html = _HREF.sub(lambda _: escape(next(hrefs).href), passage.html)
    return Passage(
        passage.id, passage.kind, passage.text, html, passage.depth, passage.marker, tuple(links), (), passage.flags
    )
