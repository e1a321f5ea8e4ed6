"""A document with all its versions -> what is kept of it for the pages and files over many documents.

    Archive of one document  ->  DocumentSummary (its counts, its changes of wording), Wordings (its passages by topic)

The summary is light and held for every document; the wordings are opened one document at a time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from palimpsest.model import Archive, Document, Flag, Repair, Version
from palimpsest.publishing.catalogue import (
    Catalogue,
    CompanyHolding,
    DocumentSummary,
    Headline,
    Mended,
    OpenWordings,
    TopicHolding,
    Wordings,
)
from palimpsest.publishing.discovery import days_of
from palimpsest.publishing.news import news_of
from palimpsest.publishing.search import records_of
from palimpsest.publishing.views.entries import entries_of
from palimpsest.publishing.views.history import History, history_of, stack_of
from palimpsest.publishing.views.layers import thinned, words_by_year
from palimpsest.publishing.views.passages import Slip, slips_of
from palimpsest.publishing.views.steps import steps_of


def summarise(history: History) -> tuple[DocumentSummary, Wordings]:
    """What is kept of one document: the light part and the large part."""
    archive, owner, document = history.archive, history.owner, history.document
    slips = slips_of(history)
    news = news_of(archive, owner, document)
    snapshots = document.snapshots
    stacks = tuple(stack_of(station) for station in history.stations)
    repairs, flags, mended = _mended(history)
    summary = DocumentSummary(
        terms_type=document.terms_type,
        slug=document.slug,
        filed_under=tuple(sorted({snapshot.filed_under for snapshot in snapshots})),
        collections=tuple(sorted({snapshot.provenance.collection for snapshot in snapshots})),
        languages=_languages(archive, document),
        versions=len(document.versions),
        captures=tuple(sorted(snapshot.captured_at for snapshot in snapshots)),
        words=sum(station.words for station in history.stations),
        stacks=tuple(thinned(stacks)),
        layers={year: dict(sorted(counter.items())) for year, counter in words_by_year(stacks).items()},
        entries=entries_of(history, only_news=True),
        steps=steps_of(history),
        headlines=tuple(Headline(item.instant, item.url, tuple(sorted(item.topics()))) for item in news),
        topics={slug: _held(own) for slug, own in slips.items()},
        topic_days=_topic_days(slips),
        repairs=repairs,
        flags=flags,
        classes=dict(sorted(Counter(station.kind for station in history.stations if station.revision).items())),
        mended=mended,
        days=days_of(archive, owner, document),
    )
    return summary, Wordings(slips, tuple(records_of(archive, owner, document)), {item.url: item for item in news})


def _languages(archive: Archive, document: Document) -> Mapping[str, int]:
    """How many captures are in each language; the site's own is that of those that do not say."""
    found = Counter(snapshot.language or archive.settings.language for snapshot in document.snapshots)
    return dict(sorted(found.items()))


def _held(slips: Iterable[Slip]) -> TopicHolding:
    own = list(slips)
    return TopicHolding(
        len(own),
        sum(slip.stands for slip in own),
        sum(slip.denies for slip in own),
        min(slip.captured_at for slip in own),
        max(slip.last_seen for slip in own),
    )


def _topic_days(slips: Mapping[str, tuple[Slip, ...]]) -> Mapping[str, date]:
    """When what a topic's pages show last changed: a wording came, or was seen for the last time."""
    return {
        slug: max(slip.captured_at if slip.stands else max(slip.captured_at, slip.last_seen) for slip in own).date()
        for slug, own in slips.items()
    }


def _mended(history: History) -> tuple[Mapping[str, int], Mapping[str, int], tuple[Mended, ...]]:
    """Repairs and flags by kind, and the versions that have any."""
    repaired: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    versions = []
    for station in history.stations:
        repairs, flags = _apparatus(station.version)
        repaired.update(repair.kind for repair in repairs)
        noticed.update(flag.kind for flag in flags)
        if repairs or flags:
            name = station.url.rstrip("/").rsplit("/", 1)[1]
            label = f"{history.owner.name}: {history.document.terms_type}, {name}"
            versions.append(Mended(label, station.url, len(repairs), len(flags)))
    return dict(sorted(repaired.items())), dict(sorted(noticed.items())), tuple(versions)


def _apparatus(version: Version) -> tuple[list[Repair], list[Flag]]:
    repairs, flags = list(version.reading.repairs), list(version.reading.flags)
    for placed in version.reading.placed():
        if placed.passage.repairs or placed.passage.flags:
            repairs += placed.passage.repairs
            flags += placed.passage.flags
    return repairs, flags


def catalogue_of(archive: Archive) -> tuple[Catalogue, OpenWordings]:
    """The catalogue of an archive that is held whole, and its wordings."""
    held: dict[tuple[str, str], Wordings] = {}
    holdings = []
    for owner in archive.companies:
        summaries = []
        for document in owner.documents:
            summary, held[owner.slug, document.slug] = summarise(history_of(archive, owner, document))
            summaries.append(summary)
        holdings.append(CompanyHolding(replace(owner, documents=()), tuple(summaries)))
    catalogue = Catalogue(archive.settings, archive.topics, tuple(holdings), archive.problems)
    return catalogue, lambda holding, document: held[holding.company.slug, document.slug]
