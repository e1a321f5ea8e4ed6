"""Passages with their depths and markers become the lists a reader sees."""

from types import SimpleNamespace

import pytest

from palimpsest.publishing.views.lines import line_of
from palimpsest.publishing.views.text import Block, Sections, runs_of, shown_sections
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read


def drawn(blocks: tuple[Block, ...]) -> list:
    """Each block as its words, each list as a list of (marker, words, what is inside), each table as the numbers of
    cells in its rows."""
    return [
        block.line.html
        if block.line
        else tuple(row.cells for row in block.rows)
        if block.rows
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
        ("a|b\n-|-\n1|2\n\nc|d\n-|-\n3|4\n5|6", [(2, 2), (2, 2, 2)]),
        ("||\n|-|-|\n|1|2|\n\n||||\n|-|-|-|\n|3|4|5|", [(2,), (3,)]),
    ],
)  # fmt: skip
def test_every_marker_begins_an_item(body: str, expected: list):
    placed = read(body, CapturedPage("", ""), "Terms").sections[0].placed
    lines = {id(one): line_of(one, (), {}, {}) for one in placed}
    assert expected == drawn(runs_of(placed, lines)[0].blocks)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. ## Fees\n\n   You pay.\n   * each month", ["You pay.", [("•", "each month", [])]]),
        ("1. ## Fees\n\n   You pay.\n2. Law", [[("", "You pay.", [])], [("2.", "Law", [])]]),
    ],
)
def test_what_goes_on_with_an_item_that_is_a_heading_stands_below_it(body: str, expected: list):
    version = SimpleNamespace(reading=read(body, CapturedPage("", ""), "Terms"))
    (shown,) = shown_sections(version, {}, Sections({}, {}))
    assert ("1.", "Fees") == (shown.text.heading.number, shown.text.heading.html)
    assert expected == drawn(shown.text.runs[0].blocks)
