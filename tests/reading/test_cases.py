"""Every pair of files in tests/data/reading: a Markdown body, and the reading it must give."""

from pathlib import Path

import pytest

from palimpsest.model import Reading
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from tests.reading.as_text import as_text

CASES = sorted((Path(__file__).parent.parent / "data" / "reading").glob("*.md"))


PAGE = CapturedPage("http://www.example.com/legal/privacy", "20131106125702")


def reading_of(body: str, terms_type: str = "Privacy Policy") -> Reading:
    return read(body, PAGE, terms_type)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_body_gives_the_expected_reading(case):
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert expected == as_text(reading_of(case.read_text(encoding="utf-8")))


def test_every_case_is_a_pair():
    assert {case.stem for case in CASES} == {case.stem for case in CASES[0].parent.glob("*.txt")}


@pytest.mark.parametrize("body", ["\ufffd" * 300, "a" * 300 + "\ufffd", f"{'a' * 300}s\u2026 data"])
def test_a_place_where_characters_were_lost_is_named_by_a_few_of_those_before_it(body):
    lengths = {len(flag.text) for placed in reading_of(body).placed() for flag in placed.passage.flags}
    assert 80 < max(lengths) < 90


def test_a_place_where_characters_were_lost_is_named_by_its_own_line():
    (placed,) = reading_of("One  \n\ufffd two").placed()
    assert ["\ufffd"] == [flag.text for flag in placed.passage.flags]
