from pathlib import Path

import pytest

from palimpsest.model import Reading, StatedDate
from palimpsest.understanding.dates.stated import dates_claimed, stated_dates
from palimpsest.understanding.understand import understand

from .conftest import placed, section

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("stated_dates.tsv").read_text(encoding="utf-8").splitlines()
    if line
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_sentence_claims_its_date(text, expected):
    found = [f"{claim} {day}" for claim, day, _ in dates_claimed(text)]
    assert expected == ("; ".join(found) or "-")


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_a_quote_stands_in_the_text(text):
    surrounded = f"Welcome to our site. {text}\nGoodbye."
    for _, _, quote in dates_claimed(surrounded):
        assert quote in surrounded
        assert "Welcome" not in quote
        assert "Goodbye" not in quote


def test_a_claim_can_stand_on_the_line_above_or_in_the_heading():
    expected = [("last updated", "2015-03-03", "Last updated\nMarch 3, 2015")]
    assert expected == list(dates_claimed("Acme Inc.\nLast updated\nMarch 3, 2015"))
    expected = [("effective", "2018-05-25", "May 25, 2018")]
    assert expected == list(dates_claimed("May 25, 2018", "Effective Date"))


def test_a_claim_can_stand_in_the_passage_above(lexicon):
    date = placed("April 7, 2016")
    reading = Reading("", (section("", placed("Last update of this policy:"), date, placed("April 8, 2016")),))
    (stated,) = understand(reading, lexicon).stated_dates
    expected = StatedDate("last updated", "2016-04-07", "April 7, 2016", date.anchor)
    assert expected == stated


def test_a_date_claimed_twice_is_stated_once_where_it_comes_first():
    first, second = placed("Last updated: March 2013"), placed("This policy was last updated in March 2013.")
    (stated,) = stated_dates([(first, ""), (second, "")], {})
    assert first.anchor == stated.anchor


def test_of_a_log_of_changes_the_newest_date_is_the_texts():
    log = [placed(f"Page updated {day} Feb 2014.") for day in (3, 5, 4)]
    (stated,) = stated_dates([(one, "") for one in log], {})
    assert ("2014-02-05", log[1].anchor) == (stated.date, stated.anchor)


def test_a_hostile_run_of_dates_is_read_in_pieces():
    found = list(dates_claimed("last updated March 2013 " * 500))
    assert found
    assert max(len(quote) for _, _, quote in found) < 1000
