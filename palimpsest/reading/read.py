"""A body -> its reading: split into blocks, parsed block by block, arranged under one outline.

    read_bodies([Body("1f3a...", b"# Rules\\n\\nOne.", page), Body("77c0...", b"# Rules\\n\\nTwo.", page)], "Rules")
    -> {"1f3a...": Reading("Rules", ...), "77c0...": Reading("Rules", ...)}, with "# Rules" parsed once

Versions of a document repeat most of their blocks. Each distinct one is parsed once and its passages are the same
objects in every reading, so that a long history takes little more memory than its distinct texts. What a build before
read of the document is not read again, and new readings are made of the same objects as those.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from operator import itemgetter
from typing import Any

from palimpsest.model import Passage, Placed, Reading, Repair
from palimpsest.reading.blocks import NOTHING, Split, split_after
from palimpsest.reading.links import CapturedPage, needs_page
from palimpsest.reading.looks import Look, look_of
from palimpsest.reading.markdown import Pieces, parse_block
from palimpsest.reading.outline import Drawn, drawn_of, outline
from palimpsest.reading.paragraphs import Parsed
from palimpsest.values import Frozen, Growing, field, replace

_NO_PAGE = CapturedPage("", "")  # without an address a target cannot be resolved, whenever the capture was
_looks, _repairs = itemgetter(0), itemgetter(1)
_ReadBlock = tuple[list[Look], tuple[Repair, ...]]  # its passages, and the repairs that belong to none of them


class Body(Frozen):
    """One distinct text of a document: its digest, its words in UTF-8, and the page its links are resolved against."""

    digest: str
    text: bytes
    page: CapturedPage


class _Known(Growing):
    """What has been read of a document so far. Blocks are known by their text; those whose meaning depends on the
    captured page (`bound`) by both, as are all of a text without one. `last` is the text before, `placed` are the
    passages that a build before read, with their places."""

    blocks: dict[str, _ReadBlock] = field(default_factory=dict)
    bound: dict[CapturedPage, dict[str, _ReadBlock]] = field(default_factory=lambda: defaultdict(dict))
    last: Split = NOTHING
    pieces: Pieces = field(default_factory=Pieces)
    looks: dict[Parsed, Look] = field(default_factory=dict)
    drawn: Drawn = field(default_factory=Drawn)
    placed: dict[Passage, list[Placed]] = field(default_factory=dict)


def read(body: str, page: CapturedPage, terms_type: str) -> Reading:
    """A body to its reading text; nothing is left out that is not in `repairs`."""
    return _read(body.encode(), page, terms_type, _Known())


def read_bodies(bodies: Iterable[Body], terms_type: str, earlier: Iterable[Reading] = ()) -> dict[str, Reading]:
    """The readings of a document's texts by digest, each exactly as `read` gives it; `bodies` may be a stream.

    `earlier` are other readings of the document: what is the same in these is the very same.
    """
    known = _known_of(earlier)
    return {body.digest: _read(body.text, body.page, terms_type, known) for body in bodies}


def _known_of(readings: Iterable[Reading]) -> _Known:
    sections = {id(section): section for reading in readings for section in reading.sections}
    known = _Known(drawn=drawn_of(sections.values()))
    places = {id(placed): placed for section in sections.values() for placed in section.whole}
    for placed in places.values():
        known.placed.setdefault(placed.passage, []).append(placed)
    return known


def _read(body: bytes, page: CapturedPage, terms_type: str, known: _Known) -> Reading:
    if not page.original_url:
        page = _NO_PAGE
    bound = known.bound[page]
    known.last = split_after(body, known.last)
    blocks: list[Any] = list(map(known.blocks.get, known.last.blocks))
    if None in blocks:  # not all were read before, or not all say the same on every page
        wanted = zip(blocks, known.last.blocks, strict=True)
        blocks = [found or bound.get(block) or _read_block(block, page, known) for found, block in wanted]
    looks = list(chain.from_iterable(map(_looks, blocks)))
    reading = outline(looks, terms_type, known.drawn)
    repairs = tuple(chain.from_iterable(map(_repairs, blocks)))
    return replace(reading, repairs=repairs) if repairs else reading


def _read_block(block: str, page: CapturedPage, known: _Known) -> _ReadBlock:
    is_bound = page is _NO_PAGE or needs_page(block)
    parsed = parse_block(block, page if is_bound else _NO_PAGE, known.pieces)
    looks = []
    for one in parsed.parsed:
        look = known.looks.get(one)
        if look is None:
            known.looks[one] = look = look_of(one, known.placed.get(one.passage, ()))
        looks.append(look)
    if is_bound:
        known.bound[page][block] = looks, parsed.repairs
    else:
        known.blocks[block] = looks, parsed.repairs
    return looks, parsed.repairs
