"""The first lines of a text -> the date that stands there alone and says not what it is.

    "Privacy Policy" / "March 3, 2023" / "We value your privacy ..."   ->  StatedDate("dated", "2023-03-03", ...)

Such a line is asked for only where nothing in the text claims a date. That it is the day of the last change, or the
first on which the text holds, is likely and not said: so it is the date of the text and no more.
"""

import re
from collections.abc import Iterable
from itertools import islice

from palimpsest.model import Placed, StatedDate
from palimpsest.understanding.dates.written import WRITTEN_DATE, Order, iso_date

_LINES = 4  # of the head of a text, its title among them
_LONGEST = 60  # characters of a line with nothing but a date
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$", re.IGNORECASE)
_VERSIONS = re.compile(
    r"\s*\((?:view|see)? ?(?:the )?(?:archived|previous|prior|past|older) versions?\)\W*$", re.IGNORECASE
)
# Below such a line the dates are those of other texts.
_OTHERS = re.compile(r"\b(?:previous|prior|past|older|archived?|versions|sunset|history)\b", re.IGNORECASE)


def head_date(placed: Iterable[Placed], order: Order | None = None) -> StatedDate | None:
    """The date that stands alone in one of the first lines; items of lists, rows of tables and bare years are none."""
    for item in islice((one for one in placed if one.role != "furniture"), _LINES):
        text = item.passage.text.strip()
        day = _alone(text, order) if item.passage.kind not in ("item", "row") and len(text) <= _LONGEST else None
        if day:
            return StatedDate("dated", day, text, item.anchor)
        if _OTHERS.search(text):
            return None
    return None


def _alone(text: str, order: Order | None) -> str | None:
    match = WRITTEN_DATE.search(text)
    day = iso_date(match, order) if match else None
    if match is None or day is None or len(day) == len("2017"):
        return None
    before, behind = _WEEKDAY.sub("", text[: match.start()]), _VERSIONS.sub("", text[match.end() :])
    return None if re.search(r"\w", before + behind) else day
