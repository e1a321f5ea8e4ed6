"""Counts, shares and kinds -> the plain English that pages say them in.

Revision(9 rewritten, 30 added ...)  ->  "30 passages added, 9 rewritten"
0.098                                ->  "about a tenth of the words stand in both"
"""

from collections import Counter
from collections.abc import Mapping

from palimpsest.comparing.elsewhere import MANY, NOWHERE, WHERE_OF, Elsewhere, Where
from palimpsest.english import counted
from palimpsest.model import ChangeKind, Flag, Repair, Revision
from palimpsest.reading.repairs import FLAGS, REPAIRS

_TOLD: tuple[ChangeKind, ...] = ("added", "removed", "edited", "rewritten", "moved")
CHANGE_LABELS: Mapping[ChangeKind | Where, str] = {
    "added": "Added",
    "removed": "Not in the later capture",
    "edited": "Edited",
    "rewritten": "Rewritten",
    "moved": "Moved",
    "again": "Added again",
    "already there": "Added, already there",
    "for a time": "Gone for a time",
    "still there": "Removed, still there",
}
"""What a change is called where it is shown."""

_SHARES = (
    (0.02, "hardly any of the words stand"),
    (0.07, "about a twentieth of the words stand"),
    (0.13, "about a tenth of the words stand"),
    (0.22, "about a fifth of the words stand"),
    (0.29, "about a quarter of the words stand"),
    (0.42, "about a third of the words stand"),
    (0.58, "about half of the words stand"),
    (0.71, "about two thirds of the words stand"),
    (0.85, "about three quarters of the words stand"),
    (0.97, "nine tenths of the words stand"),
    (0.9999, "nearly all words stand"),
    (2.0, "all words stand"),
)


def capitalised(text: str) -> str:
    """The first letter large, the others as they are.

    >>> capitalised("mostly rewritten in the EU")
    'Mostly rewritten in the EU'
    """
    return text[:1].upper() + text[1:]


def in_sentence(label: str) -> str:
    """A label as it stands amid a sentence: proper names keep their capitals.

    >>> in_sentence("Cookies and tracking"), in_sentence("Do Not Track")
    ('cookies and tracking', 'Do Not Track')
    """
    return label[:1].lower() + label[1:] if label[1:].islower() else label


def share_in_words(share: float) -> str:
    """
    >>> share_in_words(0.098)
    'about a tenth of the words stand in both'
    """
    return next(words for bound, words in _SHARES if share < bound) + " in both"


def changes_in_words(revision: Revision, away: Elsewhere = NOWHERE) -> str:
    """How many passages changed in which way; of many that stand in other versions too, or in both, that they do.

    >>> from types import SimpleNamespace as Thing
    >>> step = Thing(changed=[Thing(kind="added"), *[Thing(kind="removed")] * 6])
    >>> changes_in_words(step), changes_in_words(step, Elsewhere(dict.fromkeys(range(2, 7), "for a time")))
    ('1 passage added, 6 removed', '1 passage added, 6 removed (5 for a time)')
    """
    kinds = Counter(change.kind for change in revision.changed)
    counts = away.counts()
    parts = []
    for kind in _TOLD:
        many = [where for where in WHERE_OF.get(kind, ()) if counts[where] >= MANY]
        said = ", ".join([f"{'all' if counts[one] == kinds[kind] else f'{counts[one]:,}'} {one}" for one in many])
        parts += [f"{kinds[kind]:,} {kind}{f' ({said})' if said else ''}"] if kinds[kind] else []
    if not parts:
        return "No passage changed"
    first, space, rest = parts[0].partition(" ")
    return ", ".join([f"{first} {'passage' if first == '1' else 'passages'}{space}{rest}", *parts[1:]])


def distance_in_words(stated: str, captured_days: int) -> str:
    """How far a stated day, month or year lies from the capture: no days where the capture lies within it.

    >>> distance_in_words("2017-03-28", 193), distance_in_words("2013-03", 250), distance_in_words("2018-01-01", -3)
    ('193 days before capture', 'about 8 months before capture', '3 days after capture')
    """
    side = "before" if captured_days >= 0 else "after"
    days = abs(captured_days)
    if len(stated) == 10:
        return "on the day of capture" if days == 0 else f"{counted(days, 'day')} {side} capture"
    if len(stated) == 7:
        months = max(1, round(days / 30.44))
        return "in the month of capture" if days == 0 else f"about {counted(months, 'month')} {side} capture"
    years = max(1, round(days / 365.25))
    return "in the year of capture" if days == 0 else f"about {counted(years, 'year')} {side} capture"


def repair_sentence(repair: Repair) -> str:
    """What was mended, in one sentence without the places."""
    return REPAIRS.get(repair.kind, repair.kind)


def flag_sentence(flag: Flag) -> str:
    """What was noticed and left as it is."""
    return FLAGS.get(flag.kind, flag.kind)
