from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.plaintext import decode, is_normal, parse_lines, quoted, read_text
from palimpsest.problems import ContentError

PATH = "content/snapshots/a.md"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)) | st.just("\n")))
def test_plain_text_is_read_as_it_is(text: str) -> None:
    assert text == decode(text.encode(), PATH)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)) | st.sampled_from("\n\r\x0b\x0c\ufeff")))
def test_text_is_normal_where_its_bytes_stay_what_they_are(text: str) -> None:
    assert is_normal(text.encode()) == (decode(text.encode(), PATH).encode() == text.encode())


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_a_place_in_the_file(source: bytes) -> None:
    try:
        text = decode(source, PATH)
    except ContentError as error:
        assert 1 <= error.problem.location.line <= source.count(b"\n") + source.count(b"\r") + 1
    else:
        assert "\r" not in text


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"\xff", 1),
        (b"a\n\xff", 2),
        (b"a\r\n\r\n\xff", 3),
        (b"a\r\r\xff", 3),
        (b"a\r\xff\n", 2),
        (b"a\n\x00", 2),
        (b"\xef\xbb\xbfa\n\n\x1b", 3),
        ("\u2028\u0085\x0b\x0c\n\ufffe".encode(), 2),
    ],
)
def test_line_of_a_bad_byte_is_counted_as_editors_count(source: bytes, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        decode(source, PATH)

    assert line == caught.value.problem.location.line


@pytest.mark.parametrize("source", [b"title: \xff", b"title: \x00"])
def test_what_a_curator_wrote_is_mended_and_not_fetched_again(source: bytes, tmp_path: Path) -> None:
    file = tmp_path / "archive.yaml"
    file.write_bytes(source)
    with pytest.raises(ContentError) as caught:
        read_text(file, PATH)
    assert "collection" not in caught.value.problem.remedy
    assert "UTF-8" in caught.value.problem.remedy


@given(st.text())
def test_quoted_text_is_one_printable_line(text: str) -> None:
    assert quoted(text).isprintable()


@pytest.mark.parametrize("text", ["", " \n", "a\x00", "a\u202eb", "a\u2066b", "a\ud800", "a" * 11])
def test_field_that_readers_could_not_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_lines(text, 10)
