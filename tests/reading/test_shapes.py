"""A block of a known shape, filled with other addresses, says what it says when it is parsed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palimpsest.reading.blocks import split
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.markdown import ParsedBlock, parse_block
from palimpsest.reading.shapes import divided, filled, remember

PAGES = CapturedPage("http://www.example.com/legal/privacy", "20131106125702"), CapturedPage("", "")
ROOT = Path(__file__).parents[2]
TEXTS = [*(ROOT / "tests" / "data" / "reading").glob("*.md"), *(ROOT / "content" / "snapshots").rglob("*.md")]
ADDRESSES = [
    "https://a.example/", "http://b.example/?hl=en_US&t=1", "https://a.example/_x_/__y", "http://c.example:80#@d",
    "https://web.archive.org/x", "https://e.example/&copy=1", "http://", "https://f.example/%20,+-", "http://@g.example/",
]  # fmt: skip
PIECES = [
    "a", "We sell", "**", "*", "_", "__", "~~", "`", "!", "[", "[it](X)", "[*it*](X)", "![p](X)", "[](X)", "](X)",
    "(X)", '[it](X "as b")', "[it](X", "[m](mailto:a@b.example)", "[r](/x)", "[r]( X)", "<X>", "X", "]: X", "|",
    "a | [it](X)", "---|---", "* ", "  * ", "1. ", "> ", "# ", "\\", "&amp;", "\n", "\n", "\n\n", "  \n", "\u00a0", " ",
    "\u00e2\u20ac\u2122",
]  # fmt: skip


def filled_after(template: str, block: str, page: CapturedPage) -> ParsedBlock | None:
    """What the block says by the shape of the template; None where that is not told by its shape."""
    shapes = {}
    parsed = parse_block(template, page)
    around, addresses = divided(template)
    if addresses and not parsed.repairs:
        remember(around, addresses, parsed.parsed, shapes)
    found = filled(*divided(block), shapes)
    return ParsedBlock(tuple(found)) if found else None


@settings(max_examples=2500, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.lists(st.sampled_from(ADDRESSES), min_size=24, max_size=24),
    st.sampled_from(PAGES),
)
def test_made_up_block_says_the_same(text: str, addresses: list[str], page: CapturedPage):
    template, block = (
        "".join([part + address for part, address in zip(text.split("X"), own, strict=False)])
        for own in ([*addresses[:12], ""], [*addresses[12:], ""])
    )
    assert filled_after(template, block, page) in (None, parse_block(block, page))


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_real_texts_say_the_same(page: CapturedPage):
    told = 0
    for path in TEXTS:
        for template in split(path.read_text(encoding="utf-8")):
            around, addresses = divided(template)
            others = [f"{address}/_other_?a=1&b={number}" for number, address in enumerate(addresses)]
            if not addresses:
                continue
            block = around[0] + "".join(f"]({address}{part}" for address, part in zip(others, around[1:], strict=True))
            found = filled_after(template, block, page)
            told += found is not None
            assert found in (None, parse_block(block, page))
    assert told > 5


def test_passage_whose_addresses_stayed_is_the_same_object():
    template = "* See [one](https://a.example/?t=1)\n* See [two](https://b.example/?t=1)\n"
    shapes = {}
    parsed = parse_block(template, PAGES[0]).parsed
    remember(*divided(template), parsed, shapes)

    found = filled(*divided(template.replace("b.example/?t=1", "b.example/?t=2")), shapes)

    assert [True, False] == [one is other for one, other in zip(parsed, found, strict=True)]
    assert ["https://b.example/?t=2"] == [link.href for link in found[1].passage.links]


@pytest.mark.parametrize(
    "block",
    [
        "No link",
        "[it](/relative)",
        "[it](https://a.example/?a&copy=1)",
        "[it](https://web.archive.org/terms)",
        "<b>[it](https://a.example/)</b>",
        "[it](https://a.example/)\n\n[b]: https://b.example/",
        "\\[it](https://a.example/)",
    ],
)
def test_block_in_which_an_address_could_be_more_is_not_divided(block: str):
    assert ((), []) == divided(block)
