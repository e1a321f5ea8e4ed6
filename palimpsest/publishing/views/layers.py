"""A document's versions -> the layers of their text, for the strata charts and their tables.

A version's layers are its words by the year in which each passage was first seen in the document.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from palimpsest.comparing.lineage import document_strata
from palimpsest.model import Company, Document
from palimpsest.publishing.making.catalogue import DocumentSummary
from palimpsest.publishing.views.charts import Layer, Stack, StrataChart, strata_chart

MOST_COLUMNS = 24  # of a small chart: more would be a smear, and would make every page of a long history long
MOST_BELOW = 8  # of a version's own chart, which is drawn anew for each version

Row = TypeVar("Row")
Named = Document | DocumentSummary
"""What a chart is named by."""


def layers_of(document: Document) -> list[tuple[Layer, ...]]:
    """The words of every version by year of first sight, oldest first. Never empty: a text without words has one layer
    of none."""
    layers: dict[int, list[Layer]] = {}
    for stratum in document_strata(document):
        layers.setdefault(stratum.version, []).append(Layer(stratum.year, stratum.words))
    return [
        tuple(layers.get(number, (Layer(version.captured_at.year, 0),)))
        for number, version in enumerate(document.versions)
    ]


def small_chart(
    owner: Company,
    document: Named,
    stacks: Sequence[Stack],
    extent: tuple[datetime, datetime] | None = None,
    most: int = MOST_COLUMNS,
) -> StrataChart:
    """The chart for cards, indexes and versions; `extent` sets several charts on one scale of time."""
    drawn, key, title = thinned(stacks, most), _key(owner, document), _title(owner, document)
    return strata_chart(key, drawn, title, extent=extent, names_years=False)  # there is no room for them


def large_chart(owner: Company, document: Named, stacks: Sequence[Stack]) -> StrataChart:
    """The chart of the document's own page, of versions that stand apart from each other (`apart`)."""
    return strata_chart("strata", stacks, _title(owner, document), height=220, widest=40)


def extent_of(captures: Iterable[Sequence[datetime]]) -> tuple[datetime, datetime] | None:
    """The first and the last of the captures of several documents, None without any."""
    known = [instants for instants in captures if instants]
    return (min(map(min, known)), max(map(max, known))) if known else None


def words_by_year(stacks: Iterable[Stack]) -> dict[int, Counter[int]]:
    """Words captured in each year by the year in which they were first seen."""
    years: dict[int, Counter[int]] = {}
    for stack in stacks:
        counter = years.setdefault(stack.captured_at.year, Counter())
        for layer in stack.layers:
            counter[layer.year] += layer.words
    return dict(sorted(years.items()))


def together(counted: Iterable[Mapping[int, Mapping[int, int]]]) -> dict[int, Counter[int]]:
    """The words by year of several documents, added up."""
    years: dict[int, Counter[int]] = {}
    for of_document in counted:
        for year, counter in of_document.items():
            years.setdefault(year, Counter()).update(counter)
    return dict(sorted(years.items()))


def thinned(rows: Sequence[Row], most: int = MOST_COLUMNS) -> Sequence[Row]:
    """At most so many, evenly chosen, the first and the last among them.

    >>> thinned(range(11), 3)
    [0, 5, 10]
    """
    if len(rows) <= most:
        return rows
    step = (len(rows) - 1) / (most - 1)
    return [rows[round(number * step)] for number in range(most)]


def apart(instants: Sequence[datetime]) -> list[int]:
    """The places of versions that can be told from each other in a chart, the first and the newest among them: at least
    a fortieth of the time apart, which is seven pixels of a phone's chart.

    >>> apart([datetime(year, month, 1) for year, month in ((2004, 1), (2004, 2), (2010, 1), (2023, 12), (2024, 1))])
    [0, 2, 4]
    """
    least = max((max(instants) - min(instants)) / 40, timedelta.resolution)
    chosen = [len(instants) - 1]
    for place in reversed(range(len(instants))):
        if instants[chosen[-1]] - instants[place] >= least and place != chosen[-1]:
            chosen.append(place)
    if len(chosen) > 1:
        chosen[-1] = 0  # nearer to the one before it than another could be
    return chosen[::-1]


def _key(owner: Company, document: Named) -> str:
    return f"strata-{owner.slug}-{document.slug}"


def _title(owner: Company, document: Named) -> str:
    return f"{owner.name}, {document.terms_type}: words of each version by the year they were first seen"
