"""The sources of an archive -> on what terms their texts are shown: once for all pages, and for each text.

one source, or several without terms of their own   ->  what archive.yaml says of the whole
several, of which one has a licence or attribution  ->  "The texts come from 2 sources, each on its own terms."

What archive.yaml says of the whole was written of one collection; it must not speak for the texts of another. No page
but those of its own texts has the terms of a source, so that they change nothing elsewhere.
"""

from collections.abc import Iterable
from typing import Any

from palimpsest.curated.sourcespec import source_key
from palimpsest.english import counted
from palimpsest.model import Settings, Source
from palimpsest.values import Frozen


class Terms(Frozen):
    """The terms under which a collection gives its texts, and how it asks to be named."""

    collection: str
    licence: str
    attribution: str


def are_several(settings: Settings) -> bool:
    """Whether the texts are shown on different terms."""
    return len(settings.sources) > 1 and any(map(_says_terms, settings.sources))


def rights(settings: Settings) -> str:
    """What can be said of all texts."""
    if are_several(settings):
        return f"The texts come from {counted(len(settings.sources), 'source')}, each on its own terms."
    return settings.licence


def all_terms(settings: Settings) -> tuple[Terms, ...]:
    """Those of the sources that have any."""
    return tuple(map(_terms, filter(_says_terms, settings.sources)))


def terms_of(settings: Settings, sources: Iterable[str]) -> tuple[Terms, ...]:
    """Those of the sources with these keys, in the order of archive.yaml."""
    wanted = set(sources)
    return tuple(_terms(one) for one in settings.sources if source_key(one) in wanted and _says_terms(one))


def origins(settings: Settings, sources: Iterable[str] | None = None) -> dict[str, int]:
    """The places of sources in the list of those that have terms, by their keys: of all, or of the `sources` alone."""
    having = [source_key(source) for source in settings.sources if _says_terms(source)]
    wanted = having if sources is None else set(sources)
    return {key: place for place, key in enumerate(key for key in having if key in wanted)}


def terms_json(terms: Iterable[Terms]) -> list[dict[str, Any]]:
    """As the JSON files have them."""
    return [{"collection": one.collection, "licence": one.licence, "attribution": one.attribution} for one in terms]


def _says_terms(source: Source) -> bool:
    return bool(source.licence or source.attribution)


def _terms(source: Source) -> Terms:
    return Terms(source.collection, source.licence, source.attribution)
