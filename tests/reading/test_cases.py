"""Every pair of files in tests/data/reading: a Markdown body, and the reading it must give."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from palimpsest.model import Provenance, Reading, Snapshot
from palimpsest.problems import Location
from palimpsest.reading.read import read
from tests.reading.as_text import as_text

CASES = sorted((Path(__file__).parent.parent / "data" / "reading").glob("*.md"))


def reading_of(body: str, terms_type: str = "Privacy Policy") -> Reading:
    return read(
        Snapshot(
            filed_under="example.com",
            terms_type=terms_type,
            captured_at=datetime(2013, 11, 6, 12, 57, 2, tzinfo=UTC),
            original_url="http://www.example.com/legal/privacy",
            memento_url="",
            language="en",
            source=body.encode(),
            body=body,
            body_line=1,
            provenance=Provenance("", ""),
            location=Location("example.md"),
        )
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_body_gives_the_expected_reading(case):
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert expected == as_text(reading_of(case.read_text(encoding="utf-8")))


def test_every_case_is_a_pair():
    assert {case.stem for case in CASES} == {case.stem for case in CASES[0].parent.glob("*.txt")}
