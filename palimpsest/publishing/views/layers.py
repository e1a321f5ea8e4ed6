"""A document's versions -> the layers of their text, for the strata charts and their tables.

A version's layers are its words by the year in which each passage was first seen in the document.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from palimpsest.comparing.lineage import strata
from palimpsest.model import Company, Document, Version
from palimpsest.publishing.charts import Layer, Stack, StrataChart, strata_chart


def layers(document: Document, version: Version) -> tuple[Layer, ...]:
    """The words of one version by year of first sight, oldest first. Never empty: a text without words has one layer
    of none."""
    found = tuple(Layer(stratum.year, stratum.words) for stratum in strata((version,), document.lineages))
    return found or (Layer(version.captured_at.year, 0),)


def stacks(document: Document, current: Version | None = None) -> tuple[Stack, ...]:
    """Every version as a stack of layers, in capture order."""
    return tuple(
        Stack(version.captured_at, layers(document, version), version is current) for version in document.versions
    )


def small_chart(
    owner: Company,
    document: Document,
    current: Version | None = None,
    extent: tuple[datetime, datetime] | None = None,
) -> StrataChart:
    """The chart for cards and headers; `extent` sets several charts on one scale of time."""
    key = f"strata-{owner.slug}-{document.slug}"
    return strata_chart(key, stacks(document, current), _title(owner, document), extent=extent)


def extent_of(documents: Iterable[Document]) -> tuple[datetime, datetime] | None:
    """The first and the last capture of all these documents, None without any."""
    instants = [snapshot.captured_at for document in documents for snapshot in document.snapshots]
    return (min(instants), max(instants)) if instants else None


def large_chart(owner: Company, document: Document) -> StrataChart:
    """The chart of the document's own page."""
    return strata_chart("strata", stacks(document), _title(owner, document), height=220, widest=40)


def year_stacks(documents: Iterable[Document]) -> dict[int, Counter[int]]:
    """Words captured in each year by the year in which they were first seen, over many documents."""
    years: dict[int, Counter[int]] = {}
    for document in documents:
        for version in document.versions:
            counter = years.setdefault(version.captured_at.year, Counter())
            for layer in layers(document, version):
                counter[layer.year] += layer.words
    return dict(sorted(years.items()))


def _title(owner: Company, document: Document) -> str:
    return f"{owner.name}, {document.terms_type}: words of each version by the year they were first seen"
