"""Many texts of one document give what each alone gives, and share what they have in common."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from palimpsest.reading.links import CapturedPage, needs_page
from palimpsest.reading.markdown import parse_block
from palimpsest.reading.read import Body, read, read_bodies

ONE = CapturedPage("http://one.example/a/privacy", "20131106125702")
TWO = CapturedPage("https://two.example/", "20200101000000")
NONE = CapturedPage("", "20210101000000")
CASES = sorted((Path(__file__).parents[1] / "data" / "reading").glob("*.md"))
BODIES = [case.read_text(encoding="utf-8") for case in CASES]
LINK = "# Rules\n\nRead [the terms](/terms), all of them.\n"


def test_texts_read_together_are_what_each_is_alone():
    bodies = [
        Body(f"{page.timestamp} {number}", text.encode(), page)
        for page in (NONE, ONE, TWO)
        for number, text in enumerate([*BODIES, *BODIES[::-1]])
    ]

    together = read_bodies(iter(bodies), "Privacy Policy")

    assert {body.digest: read(body.text.decode(), body.page, "Privacy Policy") for body in bodies} == together


PARTS = [
    "# Rules", "## Rules", "**Bold**", "Short line", "Links", "Rules", "* a", "* b:", "1. c", "Back to top",
    "We may share what you tell us with others.", "You can write to us at any time you like.", "2. Data", "> q", "---",
    "1\\. Fees", "2\\. Fees.", "3\\. Use", "## I. Fees", "## II. Use", "## Privacy Policy", "May 2024", "**A list:**",
    "1.", "3.1.", "###", "=========", "---------", "1. Rules",
    "```", "[a]: b", "[Home](/) > [Rules](/rules)", " ", "    code", "a | b\n---|---\n1 | 2", "",
]  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PARTS), min_size=2, max_size=16),
    st.lists(
        st.tuples(st.integers(0, 15), st.integers(0, 3), st.lists(st.sampled_from(PARTS), max_size=2)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["\n", "\n\n", "\n\n\n"]),
)
@example([*PARTS[10:12] * 4, "Links", PARTS[10]], [(7, 1, ["* b:"])], "\n\n")
def test_text_that_was_edited_is_what_it_is_alone(parts: list[str], edits: list[tuple], between: str):
    texts = [between.join(parts)]
    for start, count, others in edits:
        parts[start : start + count] = others
        texts.append(between.join(parts))

    together = read_bodies([Body(str(number), text.encode(), ONE) for number, text in enumerate(texts)], "Rules")

    assert [read(text, ONE, "Rules") for text in texts] == list(together.values())


def test_what_versions_share_is_one_object():
    text = b"# Rules\n\nOne.\n\n* a\n* b\n\n## Last\n\nTwo.\n\nTwo.\n"
    first, second, third = read_bodies(
        [Body("1", text, ONE), Body("2", text.replace(b"One.", b"Other."), TWO), Body("3", text + b"* b\n", NONE)],
        "Rules",
    ).values()
    shared = {id(placed) for placed in first.placed()}

    assert ["Other."] == [placed.passage.text for placed in second.placed() if id(placed) not in shared]
    assert first.sections[1] is second.sections[1]
    assert {id(placed.passage) for placed in third.placed()} == {id(placed.passage) for placed in first.placed()}


def test_links_are_resolved_against_the_page_of_their_own_version():
    texts = [Body(page.timestamp, LINK.encode(), page) for page in (NONE, ONE, TWO, NONE, ONE)]

    readings = read_bodies(texts, "Rules").values()

    assert [
        (),
        ("https://web.archive.org/web/20131106125702/http://one.example/terms",),
        ("https://web.archive.org/web/20200101000000/https://two.example/terms",),
    ] == [tuple(link.href for placed in reading.placed() for link in placed.passage.links) for reading in readings]


@pytest.mark.parametrize(
    ("block", "needed"),
    [
        ("Nothing to follow here.", False),
        ("[a](https://one.example/b) and [c](<http://two.example>)", False),
        ("[a](#part), [b](mailto:a@one.example), <https://one.example/>", False),
        ("[a](b)", True),
        ("[a](//one.example/b)", True),
        ("![a](picture.png)", True),
        ("[a](https://web.archive.org/terms)", True),
        ("[a](https://WEB.archive.org/terms)", True),
        ("[a](https://web\\.archive.org/terms)", True),
        ("[a](https://web&#46;archive.org/terms)", True),
        ("[a](http://x@web.archive.org/terms)", True),
        ("<https://web.archive.org/terms>", True),
        ("<ftp://web.archive.org/terms>", True),
        ("[a][b]\n\n[b]: c", True),
        ("[a](\u00a0#part)", True),
    ],
)
def test_page_is_needed_where_a_target_is_not_absolute(block: str, needed: bool):
    assert needed == needs_page(block)


PIECES = [
    "[", "]", "](", "]: ", ")", "<", ">", "a", "\n", "\n\n", "![", "http://", "https://", "web.archive.org", "x.y",
    "/b", "\\", "&#46;", "@", ":80", "?q", "#c", "//", "mailto:", "ftp:", " ", "\u00a0", "\u017f", " 'title'", "*", "`",
]  # fmt: skip


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_block_that_needs_no_page_says_the_same_on_every_page(block: str):
    if not needs_page(block):
        assert parse_block(block, ONE) == parse_block(block, TWO) == parse_block(block, NONE)
