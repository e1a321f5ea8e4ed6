"""Items of lists and rows of tables read one by one say what the whole block says."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palimpsest.reading import markdown
from palimpsest.reading.blocks import split
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.markdown import Pieces, parse_block

PAGE = CapturedPage("http://www.example.com/legal/privacy", "20131106125702")
ROOT = Path(__file__).parents[2]
TEXTS = [*(ROOT / "tests" / "data" / "reading").glob("*.md"), *(ROOT / "content" / "snapshots").rglob("*.md")]
PIECES = [
    "* ", "- ", "+ ", "  * ", "   1. ", "1. ", "2. ", "3) ", "   ", "    ", "\t", "> ", "# ", "```", "---", "***", "==",
    "a", "We sell", "**b**", "_c_", "*", "_", "`", "[d](e)", "[", "]", "](", "]: x", "<b>", "<script>",
    "<!--", "&#46;", "|", " | ", "---|---", "a | b", "| a | b |", "|---|---|", "\\",
    "\n", "\n", "\n\n", "  \n", "\u00a0", "\v", "\r", "!",
]  # fmt: skip


def whole(block: str):
    """What the block says when no part of it is read alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_by_pieces", lambda *_: [])
        return parse_block(block, PAGE)


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join))
def test_made_up_block_says_the_same_piece_by_piece(body: str):
    for block in [body, *split(body)]:
        assert whole(block) == parse_block(block, PAGE, Pieces())


LINES = [
    "1.", "2.1.", "7)", "###", "=========", "---------", "Rules of use", "1. Rules", "## Rules", "* a", "  b", "    c",
    "**Bold** text", "> q", "| a | b |\n|---|---|\n| 1 |", "---",
]  # fmt: skip


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=10).map("\n\n".join))
def test_made_up_text_says_the_same_block_by_block(body: str):
    blocks = [one for block in split(body) for one in parse_block(block, PAGE).parsed]
    assert [shown(one) for one in parse_block(body, PAGE).parsed] == [shown(one) for one in blocks]


def shown(parsed) -> tuple:
    """What a passage says; repairs belong to the first passage of their block."""
    passage = parsed.passage
    return passage.kind, passage.marker, passage.depth, passage.html, parsed.level, parsed.bold


def test_blocks_of_real_texts_say_the_same_piece_by_piece():
    known = Pieces()
    for path in TEXTS:
        for block in split(path.read_text(encoding="utf-8")):
            assert whole(block) == parse_block(block, PAGE, known)
    assert known.items
    assert known.rows


@pytest.mark.parametrize(
    ("block", "markers"),
    [
        ("3. a\n3. b\n9. c", ["3.", "3.", "9."]),
        ("3. a\n3. b\n\n3. c", ["3.", "4.", "5."]),
        ("11. a\n\n16. `b`\n    1. c\n    3. d", ["11.", "16.", "1.", "3."]),
        ("1) a\n2) b\nlazy", ["1)", "2)"]),
        ("1.  * a\n    * b\n2. # c", ["1. •", "•", "2."]),
        ("4. * a\n4. b", ["4. •", "5."]),
        ("2. * 1. a\n     2. b", ["2. • 1.", "2."]),
        ("* 1. a\n* 2. b", ["1.", "2."]),
        ("  * a\n\n  * b", ["•", "•"]),
        ("1. a\n   * x\n\n   b\n2. c", ["1.", "•", "", "2."]),
    ],
)
def test_items_have_the_numbers_they_were_written_with(block: str, markers: list[str]):
    for parsed in (parse_block(block, PAGE).parsed, whole(block).parsed):
        assert markers == [one.passage.marker for one in parsed]


def test_item_is_read_once_for_each_page_it_may_depend_on():
    known = Pieces()
    other = CapturedPage("http://other.example/", "20200101000000")
    for page in (PAGE, other):
        parse_block("* [a](b)\n* [c](https://d.example/)", page, known)
    assert [("* [a](b)", PAGE), ("* [c](https://d.example/)", None), ("* [a](b)", other)] == list(known.items)
