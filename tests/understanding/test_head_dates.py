import pytest

from palimpsest.model import Reading, StatedDate
from palimpsest.understanding.dates.head import head_date
from palimpsest.understanding.understand import Understood, understand

from .conftest import placed, section

TITLE = placed("Privacy Policy", kind="heading", role="title")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 3, 2023", "2023-03-03"),
        ("Friday, March 3, 2023", "2023-03-03"),
        ("June 2020", "2020-06"),
        ("July 29, 2026 (View archived version)", "2026-07-29"),
        ("2023", None),
        ("Founded March 3, 2023", None),
        ("Archived, June 16, 2023", None),
        ("03/04/2023", None),
        ("March 3, 2023, and later", None),
    ],
)
def test_a_date_alone_in_the_head_is_the_texts(line, expected):
    found = head_date([TITLE, placed(line), placed("We value your privacy.")])
    assert expected == (found and found.date)


def test_it_is_never_called_effective():
    line = placed("March 3, 2023")
    assert StatedDate("dated", "2023-03-03", "March 3, 2023", line.anchor) == head_date([TITLE, line])


def test_items_and_what_stands_below_former_versions_are_none():
    assert head_date([TITLE, placed("March 3, 2023", kind="item")]) is None
    assert head_date([TITLE, placed("Previous versions"), placed("March 3, 2023")]) is None


def test_a_date_far_from_the_head_is_none():
    assert head_date([TITLE, *(placed(f"Line {number} of this.") for number in range(4)), placed("May 2020")]) is None


def test_furniture_does_not_count():
    menu = [placed(f"Menu {number}", role="furniture") for number in range(9)]
    assert head_date([*menu, TITLE, placed("May 2020")])


def test_it_is_asked_for_only_where_no_date_is_claimed(lexicon):
    head, claimed = placed("March 3, 2023"), placed("Last updated: May 5, 2024")
    with_both = understand(Reading("", (section("", head, claimed),)), lexicon)
    alone = understand(Reading("", (section("", head),)), lexicon)
    assert [("last updated", "2024-05-05")] == [(one.claim, one.date) for one in with_both.stated_dates]
    assert [("dated", "2023-03-03")] == [(one.claim, one.date) for one in alone.stated_dates]


@pytest.mark.parametrize(
    ("other", "language", "expected"),
    [
        ("Logs are kept since 28/02/2017.", "en", ["2017-04-03"]),
        ("Logs are kept since 2/28/17.", "en", ["2017-03-04"]),
        ("Logs are kept since 2/28/17.", "de", ["2017-03-04"]),
        ("Logs are kept since 28/02/2017 or 2/28/2017.", "de", []),
        ("Logs are kept.", "de-AT", ["2017-04-03"]),
        ("Logs are kept.", "en", []),
        ("Logs are kept.", "ja", []),
    ],
)
def test_another_date_or_the_language_tells_march_from_april(other, language, expected, lexicon):
    text = section("", placed("Last updated: 03/04/2017")), section("Logs", placed(other))
    found = understand(Reading("", text), lexicon, language=language).stated_dates
    assert expected == [one.date for one in found]


def test_what_is_known_of_another_version_does_not_tell_it(lexicon):
    first = section("", placed("Last updated: 03/04/2017"))
    telling = Reading("", (first, section("", placed("Since 28/02/2017."))))
    silent, known = Reading("", (first,)), Understood()
    found = [understand(one, lexicon, known).stated_dates for one in (silent, telling, silent)]
    assert [[], ["2017-04-03"], []] == [[stated.date for stated in dates] for dates in found]


def test_dots_put_the_day_first_unless_the_text_does_not(lexicon):
    first, telling = placed("Last updated: 03.04.2017"), placed("Since 10.19.2016.")
    found = [
        understand(Reading("", (section("", *passages),)), lexicon).stated_dates[0].date
        for passages in ((first,), (first, telling))
    ]
    assert ["2017-04-03", "2017-03-04"] == found
