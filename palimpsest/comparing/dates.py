"""A text -> the text without its dates, and whether a line is nothing but a date with its label.

    "Effective: 12 January 2026 (previous version)"  ->  "Effective:   (previous version)"

Dates are taken out rather than read: a step in which nothing but dates differs is known by the rest being the same,
whichever way round a country writes them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

# Month names of the languages that `comparing/languages.py` tells apart and that real archives hold, by first letters.
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"  # English, and what others share with it
    r"|jän|mär|mai|okt|dez"  # German
    r"|janv|fév|avr|juin|juil|août|déc"  # French
    r"|ene|abr|ago|dic"  # Spanish
    r"|gen|mag|giu|lug|set|ott"  # Italian
    r"|fev|mar|out"  # Portuguese
    r"|mrt|mei|maj|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru)"  # Dutch, Nordic, Polish
    r"[a-zà-ž]{0,8}\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|º|er|\.)?"
_WRITTEN_MONTH = r"(?:(?:jan|febr)uary|march|april|june|july|august|(?:sept|nov|dec)ember|october)"
# A date begins with a figure or with a month right before one, or it is a time ago. That is asked first, at every
# character: which month it could be is asked of few.
_DATE = re.compile(
    "|".join(
        (
            r"(?=\d)(?:"
            rf"{_YEAR}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
            rf"{_YEAR}年\s*\d{{1,2}}月\s*(?:\d{{1,2}}日)?",
            rf"\b{_DAY}\s+(?:de |of )?{_MONTH},?(?:\s+(?:de |of )?{_YEAR})",
            rf"\b{_DAY}\s+{_WRITTEN_MONTH}\b",
            rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)\b",
            r"\b\d+\s+(?:second|minute|hour|day|week|month|year)s?\s+ago\b)",
            r"\b(?=[a-zà-ž]{3,12}+\.?\s+(?:de )?\d)(?:"
            rf"{_MONTH}\s+{_DAY},?\s*{_YEAR}",
            rf"{_MONTH}\s+(?:de )?{_YEAR}",
            rf"{_WRITTEN_MONTH}\s+{_DAY})",
            r"\b(?:an?\s+(?:second|minute|hour|day|week|month|year)s?\s+ago\b"
            r"|vor\s+\d+\s+(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)(?:e?n)?\b"
            r"|il y a\s+\d+\s+(?:seconde|minute|heure|jour|semaine|mois|an)s?\b)",
        )
    ),
    re.IGNORECASE,
)
# Days that are counted from the day of the capture: a date only where nothing but a label stands beside it.
_LABELLED_DAY = re.compile(r"(?<=\w[: ])\s*(?:yesterday|today|just now)\W*$", re.IGNORECASE)
# A time of day with its zone is a clock of the page or of a recording, not a date that a policy states.
_CLOCK = re.compile(
    r"\b\d{1,2}:\d\d:\d\d\s*(?:GMT|UTC|[ap]\.?m\.?)|\d{4}-\d\d-\d\dT\d\d:\d\d|\b\d{1,2}:\d\d / \d", re.I
)
# What stands beside a date that a text states for itself, in the languages of the archives; at most twelve such words.
_LABEL_WORDS = (
    "last updated update updates latest effective effect date dates dated since as of on from modified modification "
    "revised revision amended posted published issued version versions previous prior released release created in "
    "force takes take taking entry into starting valid until this policy policies terms was is the and archived see "
    "current following new will come comes go goes service services agreement notice statement guidelines privacy use "
    "stand gültig ab letzte aktualisierung aktualisiert zuletzt geändert datum inkrafttreten vom am "
    "dernière mise à jour entrée en vigueur le du de "
    "última actualización fecha vigencia vigente desde a partir del "
    "ultimo aggiornamento data vigore dal laatst bijgewerkt ingangsdatum "
    "ostatnia aktualizacja obowiązuje od senast uppdaterad gäller från sidst opdateret"
)
_LABEL = frozenset(_LABEL_WORDS.split())
_YEAR_ANYWHERE = re.compile(_YEAR)
_WORD = re.compile(r"[^\W\d_]+")
_MAX_LABEL_WORDS = 12
_MAX_LINE_LENGTH = 120

# Every date has a figure, or is a time ago. Five of six passages have neither, which is known in a thirtieth of the
# time that looking for months takes (5 and 165 microseconds for a long one).
_HINT = re.compile(r"\d|ago", re.IGNORECASE)


@lru_cache(maxsize=1024)
def without_dates(text: str) -> str:
    """The text with a space for each date.

    >>> without_dates("Effective January 12, 2026"), without_dates("Effective 12 January 2026")
    ('Effective  ', 'Effective  ')
    >>> without_dates("Updated: 14 hours ago")
    'Updated:  '
    """
    return _DATE.sub(" ", text) if _HINT.search(text) else text


def holds_date(text: str) -> bool:
    """Whether a date stands in a text.

    >>> holds_date("Updated: 2024-05-07"), holds_date("Section 7.1")
    (True, False)
    """
    return bool(_DATE.search(text))


def is_date_line(text: str) -> bool:
    """Whether a line is a date and its label and nothing else.

    >>> is_date_line("Last updated on 3 May 2021"), is_date_line("We keep it until 3 May 2021")
    (True, False)
    >>> is_date_line("Updated: yesterday"), is_date_line("Today")
    (True, False)
    """
    if len(text) > _MAX_LINE_LENGTH:
        return False
    rest = without_dates(text) if holds_date(text) else _LABELLED_DAY.sub(" ", text)
    if rest == text:
        return False
    words = _WORD.findall(rest.casefold())
    return len(words) <= _MAX_LABEL_WORDS and _LABEL.issuperset(words) and not is_clock(text)


def is_clock(text: str) -> bool:
    """Whether a short line shows a time to the second, as a page's clock, a feed or a video player does.

    >>> is_clock("Tue, 12 May 2026 11:58:49 GMT"), is_clock("0:00 / 1:00"), is_clock("Open until 18:00")
    (True, True, False)
    """
    return len(text) <= 60 and bool(_CLOCK.search(text))


def stated_dates(texts: Iterable[str]) -> tuple[str, ...]:
    """The dates of the lines that state one, as written, sorted.

    >>> stated_dates(["Last updated: 3 May 2021", "We keep it until 4 June 2022."])
    ('3 may 2021',)
    """
    return tuple(sorted({date for text in texts if len(text) <= _MAX_LINE_LENGTH for date in _dates_of_line(text)}))


@lru_cache(maxsize=1024)  # two versions have nearly all their lines in common
def _dates_of_line(text: str) -> tuple[str, ...]:
    if not (_YEAR_ANYWHERE.search(text) and is_date_line(text)):
        return ()
    return tuple(match.group().casefold() for match in _DATE.finditer(text))
