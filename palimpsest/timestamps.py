"""Instants and days <-> text: the 14-digit Wayback form, ISO 8601, and plain English.

    "20171007104252" <-> datetime(2017, 10, 7, 10, 42, 52, tzinfo=UTC) -> "7 October 2017, 10:42:52 UTC"

No locale and no clock is read here: the same input gives the same text on any machine.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from palimpsest.english import counted

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(Z|[+-][0-9]{2}:[0-9]{2})")
_TIMESTAMP = re.compile(r"[0-9]{14}")


def parse_timestamp(text: str) -> datetime:
    """14 digits to a UTC instant; `ValueError` on anything else, impossible dates included.

    >>> format_timestamp(parse_timestamp("20171007104252"))
    '20171007104252'
    """
    if not _TIMESTAMP.fullmatch(text):
        raise ValueError(f"{text!r} is not a 14-digit timestamp")
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def format_timestamp(instant: datetime) -> str:
    """A UTC instant to its 14-digit form (years before 1000 keep their four digits)."""
    return f"{instant:%Y}".rjust(4, "0") + f"{instant:%m%d%H%M%S}"


def parse_day(text: str) -> date:
    """`YYYY-MM-DD` to a date; `ValueError` on anything else (`fromisoformat` alone also takes week dates)."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a date of the form YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as error:  # its wording differs between Python versions
        raise ValueError(f"{text!r} is not a day of the calendar") from error


def parse_instant(text: str) -> datetime:
    """ISO 8601 with an offset to a UTC instant; `ValueError` on anything else, a day included.

    >>> parse_instant("2017-10-07T12:42:52+02:00")
    datetime.datetime(2017, 10, 7, 10, 42, 52, tzinfo=datetime.timezone.utc)
    """
    if match := _INSTANT.fullmatch(text):
        try:
            instant = datetime.fromisoformat("T".join(match.group(1, 2)) + match.group(3).replace("Z", "+00:00"))
            return instant.astimezone(UTC)
        except (ValueError, OverflowError) as error:  # the latter: before the year 1 or after 9999 in UTC
            raise ValueError(f"{text!r} is not a possible instant") from error
    if is_without_offset(text):
        raise ValueError(f"{text!r} has no offset from UTC")
    if _DAY.fullmatch(text):
        raise ValueError(f"{text!r} names a day, not the time of the capture")
    raise ValueError(f"{text!r} is not an instant with its offset (2017-10-07T10:42:52Z)")


def is_without_offset(text: str) -> bool:
    """Whether a time is complete but for its offset from UTC.

    >>> is_without_offset("2017-10-07T10:42:52"), is_without_offset("2017-10-07")
    (True, False)
    """
    return bool(_INSTANT.fullmatch(f"{text}Z"))


@lru_cache(maxsize=4096)  # a capture is told dozens of times in the files of its document
def iso(instant: datetime) -> str:
    """A UTC instant in ISO 8601, to the second, with `Z`."""
    return f"{(instant if instant.tzinfo is UTC else instant.astimezone(UTC)).isoformat()[:19]}Z"


def day_in_words(day: date) -> str:
    """
    >>> day_in_words(date(2017, 10, 7))
    '7 October 2017'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=1024)
def instant_in_words(instant: datetime) -> str:
    """
    >>> instant_in_words(parse_timestamp("20171007104252"))
    '7 October 2017, 10:42:52 UTC'
    """
    return f"{day_in_words(instant)}, {instant:%H:%M:%S} UTC"


def partial_date_in_words(text: str) -> str:
    """A day, month or year in ISO form to words of the same precision.

    >>> [partial_date_in_words(text) for text in ("2017-03-28", "2013-03", "2013")]
    ['28 March 2017', 'March 2013', '2013']
    """
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) == 2:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


def span_in_words(start: date, end: date) -> str:
    """The time from one day to a later one, in the two largest units that matter.

    >>> span_in_words(date(2004, 12, 7), date(2017, 10, 7))
    '12 years and 10 months'
    >>> span_in_words(date(2017, 3, 28), date(2017, 4, 1))
    '4 days'
    """
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months < 1:
        return counted((date(end.year, end.month, end.day) - date(start.year, start.month, start.day)).days, "day")
    years, months = divmod(months, 12)
    return " and ".join(counted(count, unit) for count, unit in ((years, "year"), (months, "month")) if count)
