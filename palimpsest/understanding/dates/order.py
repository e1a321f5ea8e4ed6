"""The numeric dates of a text, and its language -> whether the day comes first in them.

"Logs since 28/03/2017. Last updated 03/04/2017."        ->  "day first"
"Last updated 03/04/2017." in a text in German           ->  "day first"
"Last updated 03/04/2017." in English, and no other date ->  None
"""

import re
from collections.abc import Iterable
from typing import Literal

from palimpsest.understanding.dates.written import Order

Shown = Literal["day first", "month first", "unclear"]
UNCLEAR: Shown = "unclear"

_NUMERIC = re.compile(
    r"(?=[0-3]?[0-9][-/.][0-9])(?<![\w/.-])([0-3]?[0-9])([-/.])([0-3]?[0-9])\2(?:(?:19|20)[0-9]{2}|(?<=/)[0-9]{2})(?![\w/]|[.-][0-9])"
)
_MONTHS = 12
# Where dates of this form are written at all, these languages have the day first. English has both, and others begin
# with the year.
_LANGUAGES = "bg cs da de el es et fi fr ga hr id it lv mt nl no nb nn pl pt ro ru sk sl sv tr uk vi"
_DAY_FIRST = frozenset(re.split(" ", _LANGUAGES))


def orders_shown(text: str) -> frozenset[Shown]:
    """What each numeric date of a text shows of the order in which its writer puts day and month.

    >>> sorted(orders_shown("28/03/2017, 3/28/17, 04/05/2018, 5/5/2018, 04.05.2018"))
    ['day first', 'month first', 'unclear']
    """
    return frozenset(filter(None, map(_shown, _NUMERIC.finditer(text))))


class Orders(dict[str, frozenset[Shown]]):
    """Texts -> what their numeric dates show, for all passages of a document."""

    def __missing__(self, text: str) -> frozenset[Shown]:
        shown = self[text] = orders_shown(text)
        return shown


def _shown(match: re.Match[str]) -> Shown | None:
    first, second = int(match[1]), int(match[3])
    if first == second or not (first and second) or max(first, second) > 31:
        return None
    if max(first, second) <= _MONTHS:
        return UNCLEAR
    return "day first" if first > second else "month first"


def order_of(shown: Iterable[Shown], language: str) -> Order | None:
    """The order that other dates of the text decide, else that of its language; None where they contradict each other
    or nothing tells.

    >>> order_of(["unclear", "month first"], "en"), order_of(["unclear"], "de-AT"), order_of(["unclear"], "en")
    ('month first', 'day first', None)
    """
    decided = set(shown)
    days, months = "day first" in decided, "month first" in decided
    if days or months:
        return None if days and months else "day first" if days else "month first"
    return "day first" if language.partition("-")[0].lower() in _DAY_FIRST else None
