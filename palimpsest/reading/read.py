"""A snapshot -> its reading: split into blocks, parsed block by block, arranged under one outline."""

from dataclasses import replace

from palimpsest.model import Reading, Snapshot
from palimpsest.reading.blocks import split
from palimpsest.reading.links import captured_page
from palimpsest.reading.markdown import parse_block
from palimpsest.reading.outline import outline


def read(snapshot: Snapshot) -> Reading:
    """The body of a snapshot to its reading text; nothing is left out that is not in `repairs`."""
    page = captured_page(snapshot)
    blocks = [parse_block(block, page) for block in split(snapshot.body)]
    reading = outline([parsed for block in blocks for parsed in block.parsed], snapshot.terms_type)
    return replace(reading, repairs=tuple(repair for block in blocks for repair in block.repairs))
