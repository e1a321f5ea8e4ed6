"""The step that led to a version -> what is said of the passages that other texts have, or both of these
(`elsewhere.py`).

    "Of 510 passages added, 479 stood in an earlier version, last seen on 25 February 2026. The others: 24, 25, 31."

Who reads of a section that came sees whether it is new, and of one that went, whether it stayed away.
"""

from typing import assert_never

from palimpsest.comparing.elsewhere import MANY, WHERE_OF, Elsewhere, Where
from palimpsest.english import counted
from palimpsest.model import ChangeKind
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, Station
from palimpsest.timestamps import day_in_words
from palimpsest.values import Frozen

_MOST_OTHERS = 12  # ways to changes in a row


class AwayRow(Frozen):
    """What of a step other versions have as well, in words, and the ways to the changes that none of them has."""

    text: str
    others: tuple[Link, ...]
    more: str


def away_rows(history: History, station: Station, most: int) -> tuple[AwayRow, ...]:
    """A row for many passages that came and stand elsewhere, one for many that went, and one where the step was taken
    back. Of its changes, the first `most` can be led to."""
    rows = [row for kind in WHERE_OF if (row := _row(station, most, kind))]
    if station.kind == "wording" and (back := history.taken_back.get(station.version.digest)):
        rows.append(AwayRow(f"The earlier wording was recorded again on {day_in_words(back)}.", (), ""))
    return tuple(rows)


def _row(station: Station, most: int, kind: ChangeKind) -> AwayRow | None:
    counts = station.away.counts()
    told = [where for where in WHERE_OF[kind] if counts[where] >= MANY]
    if not told:
        return None
    numbers = [one.number or 0 for one in station.changed if one.kind == kind]
    others = [number for number in numbers if station.away.where.get(number) not in told]
    passages = counted(len(numbers), "passage")
    if len(told) == 1 and not others:
        text = f"All {passages} {kind} {_said(told[0], station.away)}."
    else:
        said = ", and ".join([f"{counts[one]:,} {_said(one, station.away)}" for one in told])
        text = f"Of {passages} {kind}, {said}."
    shown = [number for number in others if number <= most][:_MOST_OTHERS]
    more = f" and {len(others) - len(shown):,} more" if shown and len(others) > len(shown) else ""
    return AwayRow(text, tuple([Link(f"{one:,}", f"#change-{one}") for one in shown]), more)


def _said(where: Where, away: Elsewhere) -> str:
    match where:
        case "again":
            assert away.last_seen
            return f"stood in an earlier version, last seen on {day_in_words(away.last_seen)}"
        case "already there":
            return "stand in the version before, too, at another place"
        case "for a time":
            assert away.seen_again
            return f"stand in a later version again, first seen on {day_in_words(away.seen_again)}"
        case "still there":
            return "still stand in the later version, at another place"
        case _:
            assert_never(where)
