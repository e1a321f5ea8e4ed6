"""A step of a document's history -> the words that pages say of it.

    an alternation of 40 turns from March to June 2021  ->  "alternated between two texts, 40 times, March to June 2021"

Dates are the archive's: when it recorded, not when a company decided. Nothing says "deleted" or "changed on".
"""

from datetime import datetime

from palimpsest.comparing.history import HistoryStep, StepKind
from palimpsest.model import Cause, RecordedCause, RevisionClass

# not the locale's
_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split()

CAUSES: dict[Cause, str] = {
    "unstated": "",
    "company": "recorded as a change of the page",
    "technical": "recorded while the archive re-extracted the text",
    "scope": "recorded with another number of source pages",
    "first record": "recorded as a first record",
}


def in_words(step: HistoryStep) -> str:
    """One line for a timeline."""
    return _WORDS[step.kind].format(
        day=_day(step.until),
        first_seen=_day(step.first_seen or step.until),
        turns=step.turns,
        period=period(step.since, step.until),
    )


_WORDS: dict[StepKind, str] = {
    "first": "first seen {day}",
    "first again": "recorded as a first record again, {day}",
    "new version": "new text, seen {day}",
    "seen again": "seen again, unchanged, {day}",
    "return": "returned to the text first seen {first_seen}, {day}",
    "alternation": "alternated between two texts, {turns} times, {period}",
    "ended": "tracking ended, {day}",
    "resumed": "tracking resumed, {day}",
}


def period(since: datetime, until: datetime) -> str:
    """From month to month, the year once where it is the same.

    >>> period(datetime(2021, 3, 1), datetime(2021, 6, 9)), period(datetime(2021, 3, 1), datetime(2022, 1, 9))
    ('March to June 2021', 'March 2021 to January 2022')
    """
    one, other = (f"{_MONTHS[instant.month - 1]} {instant.year}" for instant in (since, until))
    if one == other:
        return one
    return f"{_MONTHS[since.month - 1]} to {other}" if since.year == until.year else f"{one} to {other}"


def is_news(revision_class: RevisionClass, cause: Cause) -> bool:
    """Whether a step belongs into feeds, counts and the list of recent changes: wording that no record lays to the
    archive.

    Real wording that arrives in a technical record or with a change of scope stands in the timeline with its cause; as
    news it could be an artefact of the archive.

    >>> is_news("wording", "company"), is_news("wording", "technical"), is_news("return", "company")
    (True, False, False)
    """
    return revision_class == "wording" and cause in ("company", "unstated")


def cause_of(recorded: RecordedCause, pages_before: int, pages_after: int) -> Cause:
    """Why there is a step, by the records alone: another number of source pages (0: not said) outweighs the archive's
    own upgrade, which is what brings it about.

    >>> cause_of("technical", 1, 3), cause_of("technical", 3, 3), cause_of("change", 3, 3), cause_of("change", 0, 3)
    ('scope', 'technical', 'company', 'company')
    """
    if recorded != "first record" and pages_before and pages_after and pages_before != pages_after:
        return "scope"
    return "company" if recorded == "change" else recorded


def _day(instant: datetime) -> str:
    return f"{instant.day} {_MONTHS[instant.month - 1]} {instant.year}"
