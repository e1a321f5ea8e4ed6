"""Versions and their layers -> the geometry of the strata chart, as plain data a template draws.

A column is a version's words, cut into bands by the year in which each passage was first seen: the deepest band is the
oldest. Across, positions are percentages, so that a chart fits any page without scaling its letters; down, pixels.

    columns at 2004 (919 words of 2004) and 2017 (231 of 2004, 2,099 of 2017)  ->  two columns, one and two bands
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from palimpsest.timestamps import day_in_words
from palimpsest.values import Frozen

# Fixed years, not shares of the archive's span: a passage of 2004 has one colour on every page, for ever. The steps get
# shorter towards today, since most of what archives hold was captured in the last years.
AGE_BOUNDS = (2008, 2013, 2017, 2020, 2022, 2024, 2026)
AGES = (
    "before 2008", "2008 to 2012", "2013 to 2016", "2017 to 2019",
    "2020 to 2021", "2022 to 2023", "2024 to 2025", "since 2026",
)  # fmt: skip

_TICK_ROOM = 14  # per cent of the width: a year's name and as much air on a phone


class Layer(Frozen):
    """The words of one version that were first seen in one year."""

    year: int
    words: int


class Stack(Frozen):
    """A version to be drawn: when it was captured, its layers, and whether it is the page's own."""

    captured_at: datetime
    layers: tuple[Layer, ...]
    is_current: bool = False

    @property
    def words(self) -> int:
        """All its words."""
        return sum([layer.words for layer in self.layers])


class Band(Frozen):
    """A part of a column: pixels from the top, and its age from 1 (oldest) to 8."""

    y: float
    height: float
    age: int


class Column(Frozen):
    """A version's column: its middle in per cent of the width, its width in pixels."""

    x: float
    width: float
    bands: tuple[Band, ...]
    is_current: bool


class Tick(Frozen):
    """A year named under the chart."""

    x: float
    label: str


class StrataChart(Frozen):
    """A drawn chart: `height` is that of the columns, `new_years` mark where years begin and `ticks` name some of them;
    `title` and `description` say in words what it shows. `key` makes its ids unique on a page."""

    key: str
    height: int
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    new_years: tuple[float, ...]
    title: str
    description: str


class Age(Frozen):
    """An entry of the legend."""

    age: int
    label: str


def age_of(year: int) -> int:
    """A year to its place on the age scale.

    >>> [age_of(year) for year in (1998, 2004, 2017, 2026)]
    [1, 1, 4, 8]
    """
    return 1 + bisect_right(AGE_BOUNDS, year)


def legend(stacks: Sequence[Stack]) -> tuple[Age, ...]:
    """The ages that occur, oldest first."""
    ages = sorted({age_of(layer.year) for stack in stacks for layer in stack.layers})
    return tuple(Age(age, AGES[age - 1]) for age in ages)


def strata_chart(
    key: str,
    stacks: Sequence[Stack],
    title: str,
    height: int = 40,
    widest: int = 14,
    tallest: int = 0,
    extent: tuple[datetime, datetime] | None = None,
    *,
    names_years: bool = True,
) -> StrataChart:
    """The chart of a document's versions, `height` pixels high and with columns of at most `widest` pixels; years are
    named and marked below it only if `names_years`.

    `tallest` is the number of words that fills the height, 0 for that of the largest version; `extent` is the time that
    fills the width, None for that of the versions themselves.
    """
    tallest = tallest or max((stack.words for stack in stacks), default=0) or 1
    places = _places([stack.captured_at for stack in stacks], extent)
    width = _column_width(places, widest)
    columns = tuple(
        Column(place, width, _bands(stack.layers, height / tallest, height), stack.is_current)
        for place, stack in zip(places, stacks, strict=True)
    )
    years = _new_years(stacks) if names_years else {}
    ticks = _ticks(stacks, places, years) if names_years else ()
    return StrataChart(key, height, columns, ticks, tuple(years.values()), title, description(stacks))


def description(stacks: Sequence[Stack]) -> str:
    """The chart in words, one sentence for each version; long histories say the first and the last.

    >>> from datetime import UTC
    >>> description([Stack(datetime(2004, 12, 7, tzinfo=UTC), (Layer(2004, 919),))])
    '7 December 2004: 919 words, all first seen in 2004.'
    """
    told = stacks if len(stacks) <= 6 else (stacks[0], stacks[-1])
    return " ".join(f"{day_in_words(stack.captured_at)}: {stack.words:,} words, {_ages(stack)}." for stack in told)


def _ages(stack: Stack) -> str:
    if len(stack.layers) == 1:
        return f"all first seen in {stack.layers[0].year}"
    return ", ".join(f"{layer.words:,} first seen in {layer.year}" for layer in stack.layers)


@lru_cache(maxsize=1024)  # a version is drawn on the pages of those above it, most often on one scale
def _bands(layers: tuple[Layer, ...], scale: float, height: int) -> tuple[Band, ...]:
    """Oldest at the bottom. Every layer keeps at least a pixel: a single old sentence must not vanish."""
    bands: list[Band] = []
    floor = float(height)
    for layer in sorted(layers, key=attrgetter("year")):
        tall = max(layer.words * scale, 1.0)
        floor -= tall
        seam = 1.0 if bands and tall > 3 else 0.0
        bands.append(Band(round(floor, 1), round(tall - seam, 1), age_of(layer.year)))
    return tuple(bands)


def _places(instants: Sequence[datetime], extent: tuple[datetime, datetime] | None = None) -> list[float]:
    """Positions along time, between 6 and 94 per cent; a single instant stands in the middle."""
    if not instants:
        return []
    start, end = extent or (min(instants), max(instants))
    span = (end - start).total_seconds()
    return [round(6 + 88 * (instant - start).total_seconds() / span, 2) if span else 50.0 for instant in instants]


def _column_width(places: Sequence[float], widest: int) -> float:
    gaps = [later - earlier for earlier, later in pairwise(places)]
    return round(min(max(min(gaps, default=100.0) * 2.4, 1.5), widest), 1)  # 2.4 px: a per cent of a phone's chart


def _new_years(stacks: Sequence[Stack]) -> dict[int, float]:
    """Where each year begins, for spans that leave room for it."""
    if len(stacks) < 2:
        return {}
    first, last = stacks[0].captured_at, stacks[-1].captured_at
    years = range(first.year + 1, last.year + 1)
    if not 1 <= len(years) <= 40:
        return {}
    return dict(zip(years, _places([first, *(first.replace(year, 1, 1) for year in years), last])[1:-1], strict=True))


def _ticks(stacks: Sequence[Stack], places: Sequence[float], years: Mapping[int, float]) -> tuple[Tick, ...]:
    """Names where years begin: of each, or of as many as have room (every second, fifth, tenth). The year in which the
    chart begins is named at its first column, if there is room before the next."""
    apart = min((later - earlier for earlier, later in pairwise(years.values())), default=100.0)
    step = next((step for step in (1, 2, 5) if step * apart >= _TICK_ROOM), 10)
    named = [Tick(place, str(year)) for year, place in years.items() if year % step == 0]
    first = Tick(places[0], str(stacks[0].captured_at.year)) if stacks else None
    return (first, *named) if first and (not named or named[0].x - first.x >= _TICK_ROOM) else tuple(named)
