"""Versions -> each wording through time, and for each version how old its words are.

    a passage in the captures of 2004 and 2011, not in 2017  ->  first seen 2004, last seen 2011

A wording that leaves and comes back has one lineage, from its first capture to its last.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palimpsest.comparing.words import count_words
from palimpsest.model import Document, Lineage, Version


@dataclass(frozen=True, slots=True)
class Stratum:
    """One layer of a version: how many of its words stand in passages first seen in a year. `version` counts from 0."""

    version: int
    year: int
    words: int


def lineages(versions: Sequence[Version]) -> dict[str, Lineage]:
    """For every passage of the policy's text, by id: the instants of its first and last capture."""
    seen: dict[str, Lineage] = {}
    for version in versions:
        instants = [snapshot.captured_at for snapshot in version.snapshots]
        first, last = min(instants), max(instants)
        for placed in version.reading.text():
            known = seen.get(placed.passage.id)
            seen[placed.passage.id] = (
                Lineage(min(first, known.first_seen), max(last, known.last_seen)) if known else Lineage(first, last)
            )
    return seen


def strata(versions: Sequence[Version], seen: Mapping[str, Lineage]) -> tuple[Stratum, ...]:
    """The layers of every version, oldest year first; together they hold all words of the version's text."""
    layers = []
    for number, version in enumerate(versions):
        words: Counter[int] = Counter()
        for placed in version.reading.text():
            words[seen[placed.passage.id].first_seen.year] += count_words(placed.passage.text)
        layers += [Stratum(number, year, words[year]) for year in sorted(words)]
    return tuple(layers)


def document_strata(document: Document) -> tuple[Stratum, ...]:
    """`strata` of a document's own versions."""
    return strata(document.versions, document.lineages)
