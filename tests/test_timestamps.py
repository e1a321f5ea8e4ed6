from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.timestamps import (
    day_in_words,
    format_timestamp,
    iso,
    parse_day,
    parse_instant,
    parse_timestamp,
    partial_date_in_words,
    span_in_words,
)

instants = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59), timezones=st.just(UTC)).map(
    lambda instant: instant.replace(microsecond=0)
)
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(instants)
def test_instant_survives_the_14_digit_form(instant: datetime) -> None:
    assert instant == parse_timestamp(format_timestamp(instant))


@given(instants)
def test_instant_survives_iso_form(instant: datetime) -> None:
    assert instant == parse_instant(iso(instant))


@given(instants.filter(lambda instant: 2 <= instant.year <= 9998), offsets)
def test_instant_is_the_same_from_every_offset(instant: datetime, offset: timezone) -> None:
    assert instant == parse_instant(instant.astimezone(offset).isoformat())


def test_every_year_survives_both_forms() -> None:
    for year in range(1, 10_000):
        instant = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)

        assert (instant, instant) == (parse_timestamp(format_timestamp(instant)), parse_instant(iso(instant)))
        assert (len(format_timestamp(instant)), len(iso(instant))) == (14, 20)


@given(st.dates())
def test_day_survives_iso_form(day: date) -> None:
    assert day == parse_day(day.isoformat())


@given(st.text(max_size=30))
def test_any_other_text_is_a_value_error(text: str) -> None:
    for parse in (parse_timestamp, parse_day, parse_instant):
        try:
            parse(text)
        except ValueError as error:
            assert repr(text) in str(error)


@pytest.mark.parametrize(
    "text",
    ["2017-02-30", "2017-2-3", "2017-W40-6", "20171007", "2017-280", "２０１７-10-07", "0000-01-01", " 2017-10-07"],
)
def test_only_days_of_the_calendar_are_days(text: str) -> None:
    with pytest.raises(ValueError):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2017-10-07",
        "2017-10-07T10:42:52",
        "2017-10-07T25:00:00Z",
        "2017-10-07T10:60:00Z",
        "2017-02-30T10:42:52Z",
        "2017-10-07T10:42:52+25:00",
        "0001-01-01T00:00:00+02:00",
        "9999-12-31T23:59:59-02:00",
    ],
)
def test_only_possible_instants_with_an_offset_are_instants(text: str) -> None:
    with pytest.raises(ValueError):
        parse_instant(text)


@pytest.mark.parametrize(
    "text", ["20170230000000", "2017100710425", "201710071042520", "20171007104260", "00000101000000"]
)
def test_only_possible_times_of_14_digits_are_timestamps(text: str) -> None:
    with pytest.raises(ValueError):
        parse_timestamp(text)


@given(st.dates())
def test_full_partial_date_reads_like_a_day(day: date) -> None:
    assert day_in_words(day) == partial_date_in_words(day.isoformat()).replace(f"{day.year:04}", str(day.year))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2017, 10, 7), date(2017, 10, 7), "0 days"),
        (date(2017, 10, 7), date(2017, 10, 8), "1 day"),
        (date(2017, 1, 31), date(2017, 2, 28), "28 days"),
        (date(2017, 10, 7), date(2017, 11, 7), "1 month"),
        (date(2016, 10, 7), date(2017, 10, 7), "1 year"),
        (date(2004, 12, 7), date(2017, 10, 7), "12 years and 10 months"),
    ],
)
def test_span_is_said_in_its_largest_units(start: date, end: date, expected: str) -> None:
    assert expected == span_in_words(start, end)
