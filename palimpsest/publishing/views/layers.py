"""A document's versions -> the layers of their text, for the strata charts and their tables.

A version's layers are its words by the year in which each passage was first seen in the document.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from palimpsest.comparing.lineage import document_strata
from palimpsest.model import Company, Document, Version
from palimpsest.problems import Location
from palimpsest.publishing.charts import Layer, Stack, StrataChart, strata_chart

# The layers of each version, by the place of its first capture: two documents can hold the same text, which is then of
# another age in each.
Layers = Mapping[Location, tuple[Layer, ...]]

_MOST_COLUMNS = 24  # of a small chart: more would be a smear, and would make every page of a long history long


def every_layer(documents: Iterable[Document]) -> Layers:
    """The words of every version by year of first sight, oldest first. Never empty: a text without words has one layer
    of none."""
    found: dict[Location, tuple[Layer, ...]] = {}
    for document in documents:
        layers: dict[int, list[Layer]] = {}
        for stratum in document_strata(document):
            layers.setdefault(stratum.version, []).append(Layer(stratum.year, stratum.words))
        for number, version in enumerate(document.versions):
            none = (Layer(version.captured_at.year, 0),)
            found[version.snapshots[0].location] = tuple(layers.get(number, none))
    return found


def layers_of(laid: Layers, version: Version) -> tuple[Layer, ...]:
    """The layers of one version."""
    return laid[version.snapshots[0].location]


def stacks(laid: Layers, versions: Iterable[Version], current: Version | None = None) -> tuple[Stack, ...]:
    """Versions as stacks of layers, in their order."""
    return tuple(Stack(version.captured_at, layers_of(laid, version), version is current) for version in versions)


def small_chart(
    laid: Layers, owner: Company, document: Document, extent: tuple[datetime, datetime] | None = None
) -> StrataChart:
    """The chart for cards and indexes; `extent` sets several charts on one scale of time."""
    drawn = stacks(laid, _thinned(document.versions))
    return strata_chart(f"strata-{owner.slug}-{document.slug}", drawn, _title(owner, document), extent=extent)


def chart_up_to(laid: Layers, owner: Company, document: Document, current: Version) -> StrataChart:
    """The chart for a version's own page: itself and what lies below it, so that a later version changes nothing."""
    below = document.versions[: document.versions.index(current) + 1]
    drawn = stacks(laid, _thinned(below), current)
    return strata_chart(f"strata-{owner.slug}-{document.slug}", drawn, _title(owner, document))


def chart_of_step(laid: Layers, owner: Company, document: Document, before: Version, after: Version) -> StrataChart:
    """The chart of two versions."""
    drawn = stacks(laid, (before, after), after)
    return strata_chart(f"strata-{owner.slug}-{document.slug}", drawn, _title(owner, document))


def large_chart(laid: Layers, owner: Company, document: Document) -> StrataChart:
    """The chart of the document's own page."""
    return strata_chart("strata", stacks(laid, document.versions), _title(owner, document), height=220, widest=40)


def extent_of(documents: Iterable[Document]) -> tuple[datetime, datetime] | None:
    """The first and the last capture of all these documents, None without any."""
    instants = [snapshot.captured_at for document in documents for snapshot in document.snapshots]
    return (min(instants), max(instants)) if instants else None


def year_stacks(laid: Layers, documents: Iterable[Document]) -> dict[int, Counter[int]]:
    """Words captured in each year by the year in which they were first seen, over many documents."""
    years: dict[int, Counter[int]] = {}
    for document in documents:
        for version in document.versions:
            counter = years.setdefault(version.captured_at.year, Counter())
            for layer in layers_of(laid, version):
                counter[layer.year] += layer.words
    return dict(sorted(years.items()))


def _thinned(versions: Sequence[Version]) -> Sequence[Version]:
    """At most so many versions as a small chart can show, evenly chosen, the first and the last among them."""
    if len(versions) <= _MOST_COLUMNS:
        return versions
    step = (len(versions) - 1) / (_MOST_COLUMNS - 1)
    return [versions[round(number * step)] for number in range(_MOST_COLUMNS)]


def _title(owner: Company, document: Document) -> str:
    return f"{owner.name}, {document.terms_type}: words of each version by the year they were first seen"
