"""Looks of a text in order -> the same, where others of their kind tell what one of them is.

    1. Services / We offer ... / 2. Payment / You pay ... / 3. Law / ...   -> three headings
    1. Services / 2. Payment / 3. Law                                      -> none: a list of contents, or of steps
    H. Fees / I. Law                                                       -> "I" is a letter here
    I. Fees / II. Law                                                      -> "I" is a number here

A line with a number is a title where lines with the numbers before and after it are, and a text stands below them.
"""

from collections.abc import Iterable, Iterator
from itertools import compress
from operator import attrgetter

from palimpsest.reading.looks import ROMAN, Look

_FEWEST = 3  # of a series
_MOST_WITHOUT_TEXT = 4  # one in so many may stand right above another heading
_MIN_WORDS_BELOW = 4
_BESIDE = {"I": ("II",), "V": ("IV", "VI"), "X": ("IX", "XI")}
_is_beside = attrgetter("is_beside")

Numbers = tuple[int, ...]


def settled(looks: list[Look]) -> list[Look]:
    """The looks of a whole text, each as those around it make it."""
    places = list(compress(range(len(looks)), map(_is_beside, looks)))
    if not any(looks[place].otherwise for place in places):
        return looks
    changed = list(looks)
    for place, level in _titles(looks, places):
        changed[place] = looks[place].other(level)
    for place in _letters(looks, places):
        changed[place] = looks[place].other(looks[place].level)
    return changed


def _letters(looks: list[Look], places: Iterable[int]) -> list[int]:
    """Headings whose number is a letter, as no number beside it is Roman."""
    lone = [place for place in places if looks[place].number in _BESIDE]
    if not lone:
        return []
    roman = {match[1] for place in places if (match := ROMAN.match(looks[place].passage.text))}
    return [place for place in lone if roman.isdisjoint(_BESIDE[looks[place].number])]


def _titles(looks: list[Look], places: Iterable[int]) -> list[tuple[int, int]]:
    """Numbered lines that are titles: those of a series with texts below them; and their levels."""
    series: dict[tuple[bool, int], list[int]] = {}  # the last one of its kind, whose next line may still come
    found: list[tuple[int, int]] = []
    for place in places:
        numbers = looks[place].in_series
        if not numbers or _goes_on(looks, place):
            continue
        kind = looks[place].passage.marker != "", len(numbers)
        line = series.setdefault(kind, [])
        if line and not _follows(looks[line[-1]].in_series, numbers):
            found += _levelled(looks, _with_text(looks, line))
            line = series[kind] = []
        line.append(place)
    for line in series.values():
        found += _levelled(looks, _with_text(looks, line))
    return found


def _follows(before: Numbers, after: Numbers) -> bool:
    """
    >>> _follows((2, 3), (2, 4)), _follows((2, 3), (3, 1)), _follows((2,), (4,))
    (True, True, False)
    """
    if before[:-1] == after[:-1]:
        return after[-1] == before[-1] + 1
    return after[-1] == 1 and after[:-1] > before[:-1]


def _with_text(looks: list[Look], line: list[int]) -> list[int]:
    """The places of a series, none where too few of its lines have a text below them or all are the same. Beside those
    that are marked as headings each needs one."""
    if len(line) < _FEWEST or len({looks[place].passage.id for place in line}) < _FEWEST:
        return []
    above = [place for place in line if looks[place].basis or _is_above_text(looks, place)]
    if any(looks[place].basis for place in line):
        return above
    return line if len(above) >= max(_FEWEST, len(line) - len(line) // _MOST_WITHOUT_TEXT) else []


def _levelled(looks: list[Look], line: list[int]) -> Iterator[tuple[int, int]]:
    """The lines that are not marked yet, each with the level of the heading before it (or else of the first), 0 where
    none has one."""
    level = next((looks[place].level for place in line if looks[place].level), 0)
    for place in line:
        if looks[place].basis:
            level = looks[place].level
        else:
            yield place, level


def _is_above_text(looks: list[Look], place: int) -> bool:
    if place + 1 == len(looks):
        return False
    below, numbers = looks[place + 1], looks[place].in_series
    if below.in_series:
        return below.in_series[: len(numbers)] == numbers != below.in_series
    return not below.basis and (below.words > _MIN_WORDS_BELOW or below.leads_in)


def _goes_on(looks: list[Look], place: int) -> bool:
    """Whether a line is only the first of a sentence, as where the lines of a page became paragraphs."""
    below = looks[place + 1].passage if place + 1 < len(looks) else None
    return below is not None and below.kind == "paragraph" and below.text[:2].isalpha() and below.text[:2].islower()
