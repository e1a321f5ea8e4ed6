"""What is told of inline Markdown without the parser is what the parser tells."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import mistune
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palimpsest.reading import markdown
from palimpsest.reading.blocks import split
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.marks import plain_tokens
from tests.sources.repositories import git

PAGE = CapturedPage("http://www.example.com/legal/privacy", "20131106125702")
PARSE = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"]).inline
ROOT = Path(__file__).parents[2]
FILES = [*(ROOT / "tests" / "data" / "reading").glob("*.md"), *(ROOT / "content" / "snapshots").rglob("*.md")]
# Marks, what stands beside marks, and entities that marks could divide.
PIECES = [
    "*", "**", "_", "__", "***", "[", "]", "](", "](a)", "[b](c)", "![d](e)", '(f "g")', ' "h")', "`", "``", "~", "~~",
    "<", "<br>", "<BR />", "<b>", "<a>", "</a>", "<x@y.z>", "<http://a.b>", "\\", "\\.", "\\*", "\\_", "\\&", "\\\n",
    "&", "&amp;", "#35;", "amp;", ";", "\n", "  \n", " \n", "\n\n", " ", "  ", "\u00a0", "\t", "\x00", "!", ":", ",",
    "(", ")", '"', "-", "—", "a", "b", "é", "中", "²", "1", "a_b",
]  # fmt: skip


def without_empty_texts(tokens: list[dict]) -> list[dict]:
    """The parser leaves them where marks were; they say nothing."""
    return [
        token | {"children": without_empty_texts(token["children"])} if "children" in token else token
        for token in tokens
        if token.get("raw") != ""
    ]


def parsed(text: str) -> list[dict]:
    return without_empty_texts(PARSE(text, {"ref_links": {}}))


@settings(max_examples=3000, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_tokens_of_made_up_texts_are_those_of_the_parser(text: str):
    tokens = plain_tokens(text)
    assert tokens is None or parsed(text) == without_empty_texts(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "plain & simple", "a_b c__d", "**a** _b_ *c* __d__", "**[a](b)** and [**a** _b_](c)", "**_a_** (**b**), c*",
        "a  \nb\nc\\\nd", "1\\. a", "**1\\. a**", '![a](b "c")', "[](a)", "a<br>* b", "~a! \\b [a!](b)",
    ],
)  # fmt: skip
def test_plain_forms_are_known(text: str):
    assert parsed(text) == without_empty_texts(plain_tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "`a`", "[a]", "]", "[a][b]", "[a](<b>)", "[a](b(c))", "[a](b;c)", "[a](\u00e9)", "[a [b](c)", "a*b*c", "**a*",
        "***a***", "~~a~~", "<a>", "<a@b.c>", "**a_b**", "*a\\\n*", "&\\;", "\\&amp;", "[`a`](b)",
    ],
)  # fmt: skip
def test_other_forms_are_left_to_the_parser(text: str):
    assert plain_tokens(text) is None


def read_by_the_parser(block: str) -> markdown.ParsedBlock:
    """What the block says when no part of it is read alone, and none without the parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_by_pieces", lambda *_: [])
        patch.setattr(markdown, "plain_tokens", lambda _: None)
        return markdown.parse_block(block, PAGE)


def test_blocks_of_real_texts_say_what_the_parser_reads():
    for path in FILES:
        for block in split(path.read_text(encoding="utf-8")):
            assert read_by_the_parser(block) == markdown.parse_block(block, PAGE)


def recorded_texts(corpora: Path, folder: Path) -> Iterator[str]:
    """Every newest text of one archive, and every text of another."""
    with tarfile.open(corpora / "contrib-head.tar.xz") as tar:
        for member in tar:
            if member.name.endswith(".md"):
                yield tar.extractfile(member).read().decode()
    git(folder, "clone", "--quiet", "--bare", str(corpora / "genai-eu-versions.bundle"), "genai-eu.git")
    archive = folder / "genai-eu.git"
    for line in git(archive, "rev-list", "--objects", "HEAD").splitlines():
        if line.endswith(".md"):
            yield git(archive, "cat-file", "blob", line.split()[0])


@pytest.mark.corpus
def test_blocks_of_recorded_texts_say_what_the_parser_reads(corpora: Path, tmp_path: Path):
    texts = list(recorded_texts(corpora, tmp_path))
    blocks = dict.fromkeys(block for text in texts for block in split(text))
    sampled = [block for block in blocks if crc32(block.encode()) % 4 == 0]

    assert len(texts) > 1000
    assert len(sampled) > 10000
    for block in sampled:
        assert read_by_the_parser(block) == markdown.parse_block(block, PAGE)
