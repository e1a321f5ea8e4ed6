"""Passages with their depths and markers become the lists a reader sees."""

import pytest

from palimpsest.publishing.views.lines import line_of
from palimpsest.publishing.views.text import Block, runs_of
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read


def drawn(blocks: tuple[Block, ...]) -> list:
    """Each block as its words, each list as a list of (marker, words, what is inside)."""
    return [
        block.line.html
        if block.line
        else [(item.marker, item.line.html if item.line else "", drawn(item.blocks)) for item in block.items]
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. a\n2. > b\n3. > c", [[("1.", "a", []), ("2.", "b", []), ("3.", "c", [])]]),
        ("1. a\n2. * b\n   * c", [[("1.", "a", []), ("2.", "", [[("•", "b", []), ("•", "c", [])]])]]),
        ("* 1. a\n* 2. b", [[("", "", [[("1.", "a", []), ("2.", "b", [])]])]]),
        ("* 1\\. a\n* (b) b\n* • c\n* 2 d", [[("", "1. a", []), ("", "(b) b", []), ("", "• c", []), ("•", "2 d", [])]]),
        ("1. a\n\n   b\n   * c", [[("1.", "a", ["b", [("•", "c", [])]])]]),
    ],
)  # fmt: skip
def test_every_marker_begins_an_item(body: str, expected: list):
    placed = read(body, CapturedPage("", ""), "Terms").sections[0].placed
    lines = {id(one): line_of(one, (), {}, {}) for one in placed}
    assert expected == drawn(runs_of(placed, lines)[0].blocks)
