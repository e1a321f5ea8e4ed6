"""Entries of one or many documents -> a timeline: newest first, by year, with what says nothing new folded away.

    wording, links only, again, again, first  ->  the change, "3 re-recordings without a change of wording", the first

A short timeline stands open. In a long one each year is folded, but for the newest.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from palimpsest.english import counted
from palimpsest.publishing.views.entries import NEWS, Entry
from palimpsest.timestamps import MONTHS
from palimpsest.values import Frozen

_OPEN = 24  # entries: what a reader can look over without folds
_TOLD = 200  # entries told in full; the older ones of a longer timeline are lines
_FEWEST = 3  # quiet ones in a row that are folded into one line
_ALONE = ("uncounted wording", "ended")  # quiet, and never folded among what says nothing
_LINES = 60  # captures in one fold that are a line each; more are counted


class Fold(Frozen):
    """Entries in a row that are told by a line each, newest first; `left_out` more are only counted."""

    summary: str
    entries: tuple[Entry, ...]
    left_out: int


class Row(Frozen):
    """An entry, told in full, or as a line where it is quiet; or a fold: one of the two is None. `gap` and `baselines`
    are what lies below it."""

    entry: Entry | None
    fold: Fold | None
    is_quiet: bool
    gap: str
    baselines: tuple[str, ...]


class Year(Frozen):
    """The rows of a year, newest first. `summary` is empty where the timeline is short enough to stand open."""

    year: int
    summary: str
    is_open: bool
    rows: tuple[Row, ...]


def timeline(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """These entries, newest first, by year."""
    newest = sorted(entries, key=lambda entry: (entry.captured_at, entry.document.label), reverse=True)
    told = {id(entry) for entry in [entry for entry in newest if entry.kind in NEWS][:_TOLD]}
    years = [(year, tuple(group)) for year, group in groupby(newest, key=lambda entry: entry.captured_at.year)]
    return tuple(
        Year(year, _summary(group) if len(newest) > _OPEN else "", not place, tuple(_rows(group, told)))
        for place, (year, group) in enumerate(years)
    )


def _summary(entries: Sequence[Entry]) -> str:
    """
    >>> from types import SimpleNamespace as Entry
    >>> _summary([Entry(kind="wording"), Entry(kind="again"), Entry(kind="links only")])
    '1 change of wording, 2 other captures'
    """
    kinds = ("wording", "first", "uncounted wording", "ended")
    changes, firsts, uncounted, ended = (sum(entry.kind == kind for entry in entries) for kind in kinds)
    others = len(entries) - changes - firsts - uncounted - ended
    says_more = changes or firsts or uncounted
    parts = [
        counted(changes, "change of wording", "changes of wording") if changes else "",
        counted(firsts, "first capture") if firsts else "",
        counted(uncounted, "uncounted difference of words", "uncounted differences of words") if uncounted else "",
        counted(others, "other capture" if says_more else "capture without a change of wording",
                "" if says_more else "captures without a change of wording") if others else "",
        "tracking ended" if ended else "",
    ]  # fmt: skip
    return ", ".join(filter(None, parts))


def _rows(entries: Sequence[Entry], told: set[int]) -> list[Row]:
    """What is told in full stands alone; the others of a year, up to what lies below them, become one row."""
    rows: list[Row] = []
    run: list[Entry] = []
    for place, entry in enumerate(entries):
        if id(entry) in told:
            rows.append(Row(entry, None, False, entry.gap, entry.baselines))
            continue
        if entry.kind in _ALONE:
            rows.append(_line(entry))
            continue
        run.append(entry)
        following = entries[place + 1] if place + 1 < len(entries) else None
        if (
            following is None
            or id(following) in told
            or following.kind in _ALONE
            or _ends_run(entry)
            or _is_news(entry) != _is_news(following)
        ):
            rows += _folded(run) if len(run) >= _FEWEST else [_line(one) for one in run]
            run = []
    return rows


def _is_news(entry: Entry) -> bool:
    return entry.kind in NEWS


def _ends_run(entry: Entry) -> bool:
    """Whether something below it is to be said: time without a capture, or a day worth comparing with."""
    return bool(entry.gap or entry.baselines)


def _line(entry: Entry) -> Row:
    return Row(entry, None, True, entry.gap, entry.baselines)


def _folded(run: Sequence[Entry]) -> list[Row]:
    # A version is reached by the line of its first sight; of its later captures only so many are worth a line.
    later = [entry for entry in run if entry.kind in ("again", "return")]
    left_out = {id(entry) for entry in later[_LINES:]}
    lines = tuple(entry for entry in run if id(entry) not in left_out)
    fold = Fold(_fold_summary(run), lines, len(left_out))
    return [Row(None, fold, True, run[-1].gap, run[-1].baselines)]


def _fold_summary(run: Sequence[Entry]) -> str:
    if _is_news(run[0]):
        return counted(len(run), "earlier change or first capture", "earlier changes and first captures")
    texts = {entry.version.url for entry in run}
    turns = sum(entry.kind == "return" for entry in run)
    if len(texts) == 2 and turns >= _FEWEST and all(entry.kind in ("return", "again") for entry in run):
        return f"Alternated between two texts, {counted(turns, 'time')}, {_between(run[-1], run[0])}"
    return counted(len(run), "re-recording without a change of wording", "re-recordings without a change of wording")


def _between(first: Entry, last: Entry) -> str:
    """
    >>> from types import SimpleNamespace as Entry
    >>> from datetime import date
    >>> _between(Entry(captured_at=date(2021, 3, 1)), Entry(captured_at=date(2021, 6, 9)))
    'March to June 2021'
    """
    months = [MONTHS[entry.captured_at.month - 1] for entry in (first, last)]
    return f"{months[0]} {last.captured_at.year}" if months[0] == months[1] else (
        f"{months[0]} to {months[1]} {last.captured_at.year}"
    )  # fmt: skip
