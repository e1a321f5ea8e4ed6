"""Dates as people write them -> ISO dates in their own precision.

"March 28, 2017" · "28 March 2017" · "1st of May 2018" · "2017-03-28" · "28.03.2017" · "March 2013" · "04/2021" · "2013"
"""

import re
from datetime import date
from typing import Literal

from palimpsest.timestamps import MONTHS

Order = Literal["day first", "month first"]

_FIRST_YEAR, _LAST_YEAR = 1993, 2099  # before the web no site had a policy
_PIVOT = 50  # two-digit years below it are of this century

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("May(?:)?", "May") + "|Sept"

WRITTEN_DATE = re.compile(
    rf"""(?=[0-9JFMASOND])(?<![\w/.-])(?:
      (?P<month_a>{_MONTH})\.?,?[\s/-]+(?:(?P<day_a>[0-3]?[0-9])\s?(?:st|nd|rd|th)?[,.]?\s+(?:of\s+)?)?(?P<year_a>[0-9]{{4}})
    | (?P<day_b>[0-3]?[0-9])\s?(?:st|nd|rd|th|\.)?[\s-]+(?:day\s+of\s+|of\s+)?
      (?P<month_b>{_MONTH})\.?,?[\s-]+(?P<year_b>[0-9]{{4}})
    | (?P<year_c>[0-9]{{4}})(?P<mark_c>[-/.])(?P<month_c>[0-1]?[0-9])(?P=mark_c)(?P<day_c>[0-3]?[0-9])
    | (?P<year_g>[0-9]{{4}})\s(?P<month_g>{_MONTH})\s(?P<day_g>[0-3]?[0-9])(?!(?:st|nd|rd|th)?,?\s[0-9]{{4}})
    | (?P<first>[0-3]?[0-9])(?P<mark>[-/.])(?P<second>[0-3]?[0-9])(?:(?P=mark)|,\s)(?P<year_d>[0-9]{{4}}|[0-9]{{2}})
    | (?P<month_f>[0-1]?[0-9])\s?[-/.]\s?(?P<year_f>(?:19|20)[0-9]{{2}})
    | (?P<year_e>[0-9]{{4}})
    )(?![0-9_/]|(?-i:[^\W\d_A-Z])|[.-][0-9])""",
    re.VERBOSE | re.IGNORECASE,
)


def iso_date(match: re.Match[str], order: Order | None = None) -> str | None:
    """A match of `WRITTEN_DATE` as a day, a month or a year in ISO form; None where it is no date, or not a clear one.
    `order` is that of day and month in the numeric dates of the text, as far as it is known (order.py).

    >>> [iso_date(WRITTEN_DATE.search(text)) for text in ("March 28, 2017", "1st of May 2018", "28.03.2017", "3/28/04")]
    ['2017-03-28', '2018-05-01', '2017-03-28', '2004-03-28']
    >>> [iso_date(WRITTEN_DATE.search(text)) for text in ("2009 September 09", "01/28, 2019", "04.05.2017", "4.5.2017")]
    ['2009-09-09', '2019-01-28', '2017-05-04', None]
    >>> [iso_date(WRITTEN_DATE.search(text)) for text in ("Sept. 2013", "2013", "03/04/2017", "31 February 2017")]
    ['2013-09', '2013', None, None]
    >>> match = WRITTEN_DATE.search("03/04/2017")
    >>> iso_date(match, "day first"), iso_date(match, "month first")
    ('2017-04-03', '2017-03-04')
    """
    parts = match.groupdict()
    if parts["year_e"]:
        return parts["year_e"] if _FIRST_YEAR <= int(parts["year_e"]) <= _LAST_YEAR else None
    if parts["month_a"] and not parts["day_a"]:
        return _month_of_year(parts["year_a"], _month(parts["month_a"]))
    if parts["month_f"]:
        return _month_of_year(parts["year_f"], int(parts["month_f"]))
    for form in "abg":
        if month := parts[f"month_{form}"]:
            return day_of(parts[f"year_{form}"], _month(month), parts[f"day_{form}"])
    if parts["year_c"]:
        return day_of(parts["year_c"], int(parts["month_c"]), parts["day_c"])
    return _numeric(parts["first"], parts["second"], parts["mark"], parts["year_d"], order)


def _numeric(one: str, other: str, mark: str, year: str, order: Order | None) -> str | None:
    first, second = int(one), int(other)
    if len(year) == len("04"):
        year = f"20{year}" if int(year) < _PIVOT else f"19{year}"
    # where full stops are in use the day comes first, in two digits; "6.5.2023" is how some Americans write June 5
    is_day_first = order == "day first" or (order is None and mark == "." and len(one) == len(other) == len("04"))
    if first > 12 or (is_day_first and second <= 12):
        return day_of(year, second, first)
    if second > 12 or first == second or order == "month first":
        return day_of(year, first, second)
    return None


def _month_of_year(year: str, month: int) -> str | None:
    return f"{year}-{month:02}" if _FIRST_YEAR <= int(year) <= _LAST_YEAR and 1 <= month <= 12 else None


def day_of(year: str, month: int, day: str | int) -> str | None:
    """A day in ISO form, None where there is no such day or no policy was of that time."""
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found.isoformat() if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _month(name: str) -> int:
    return [known[:3].lower() for known in MONTHS].index(name[:3].lower()) + 1
