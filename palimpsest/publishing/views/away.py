"""The step that led to a version -> what is said of the passages that came again, or went for a time (`elsewhere.py`).

    "Of 510 passages added, 479 stood in an earlier version, last seen on 25 February 2026. The others: 24, 25, 31."

Who reads of a section that came sees whether it is new, and of one that went, whether it stayed away.
"""

from collections.abc import Container

from palimpsest.english import counted
from palimpsest.model import ChangeKind
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, Station
from palimpsest.publishing.views.wording import MANY_AWAY
from palimpsest.timestamps import day_in_words
from palimpsest.values import Frozen

_MOST_OTHERS = 12  # ways to changes in a row


class AwayRow(Frozen):
    """What of a step other versions have as well, in words, and the ways to the changes that none of them has."""

    text: str
    others: tuple[Link, ...]
    more: str


def away_rows(history: History, station: Station, most: int) -> tuple[AwayRow, ...]:
    """A row for many passages that came again, one for many that went for a time, and one where the step was taken
    back. Of its changes, the first `most` can be led to."""
    again, gone, rows = station.away.again, station.away.for_a_time, []
    if len(again) >= MANY_AWAY:
        said = f"stood in an earlier version, last seen on {day_in_words(max(again.values()))}"
        rows.append(_row(station, most, "added", again, said))
    if len(gone) >= MANY_AWAY:
        said = f"stand in a later version again, first seen on {day_in_words(min(gone.values()))}"
        rows.append(_row(station, most, "removed", gone, said))
    if station.kind == "wording" and (back := history.taken_back.get(station.version.digest)):
        rows.append(AwayRow(f"The earlier wording was recorded again on {day_in_words(back)}.", (), ""))
    return tuple(rows)


def _row(station: Station, most: int, kind: ChangeKind, away: Container[int], said: str) -> AwayRow:
    numbers = [one.number or 0 for one in station.changed if one.kind == kind]
    others = [number for number in numbers if number not in away]
    passages, some = counted(len(numbers), "passage"), f"{len(numbers) - len(others):,}"
    text = f"Of {passages} {kind}, {some} {said}." if others else f"All {passages} {kind} {said}."
    shown = [number for number in others if number <= most][:_MOST_OTHERS]
    more = f" and {len(others) - len(shown):,} more" if shown and len(others) > len(shown) else ""
    return AwayRow(text, tuple([Link(f"{one:,}", f"#change-{one}") for one in shown]), more)
