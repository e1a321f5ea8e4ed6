"""An archive that is held whole -> its catalogue, as the build makes it document by document, and every page and file
over many documents."""

from collections.abc import Iterator
from pathlib import Path

from palimpsest.model import Archive, SharedPlace, SharedWording
from palimpsest.publishing.feeds.feed import feed_entries, feed_files
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding, OpenWordings, Wordings
from palimpsest.publishing.making.feed_tasks import feed_tasks
from palimpsest.publishing.making.party_tasks import party_tasks
from palimpsest.publishing.making.shared import at_company, found_of, line_of
from palimpsest.publishing.making.shared_finding import AllFound
from palimpsest.publishing.making.sharing import shared_at_tasks, wordings_tasks
from palimpsest.publishing.making.summary import summarise
from palimpsest.publishing.making.tasks import CatalogueTask, TopicTask, topic_tasks, year_tasks
from palimpsest.publishing.outputs import shared_outputs
from palimpsest.publishing.search.records import Searched, records_of
from palimpsest.publishing.search.staging import digest, layers
from palimpsest.publishing.views import company_views, shared_views
from palimpsest.publishing.views.changes_index import changes_year_page
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.party import party_page
from palimpsest.publishing.views.shared_company import shared_company_page
from palimpsest.publishing.views.shared_wording import shared_wording_page
from palimpsest.publishing.views.topic import topic_page
from palimpsest.publishing.views.topic_year import topic_year_pages
from palimpsest.values import replace


def catalogue_of(archive: Archive) -> tuple[Catalogue, OpenWordings]:
    held: dict[tuple[str, str], Wordings] = {}
    holdings = []
    for owner in archive.companies:
        summaries = []
        for document in owner.documents:
            summary, held[owner.slug, document.slug] = summarise(history_of(archive, owner, document))
            summaries.append(summary)
        holdings.append(CompanyHolding(replace(owner, documents=()), tuple(summaries)))
    lines = tuple(map(line_of, shared_by_all(archive)))
    catalogue = Catalogue(archive.settings, archive.topics, tuple(holdings), archive.problems, archive.parties, lines)
    return catalogue, lambda company, document: held[company, document]


def searched_of(archive: Archive) -> tuple[Searched, ...]:
    """As the build tells it, held in memory."""
    return tuple(
        Searched(owner.slug, layer, len(own), digest(own), lambda own=own: own)
        for owner in archive.companies
        for document in owner.documents
        for layer, own in layers(records_of(archive, owner, document)).items()
    )


def shared_by_all(archive: Archive) -> tuple[SharedWording, ...]:
    """As if the first passages of all companies' texts had their first words in common, and all others too."""
    places = [
        SharedPlace(
            owner.slug,
            owner.slug,
            document.slug,
            version.name,
            placed.anchor,
            version.snapshots[0].language,
            version.captured_at,
            None if number else version.captured_at,
            placed.passage.text,
            ((0, (len(placed.passage.text) + 1) // 2), (len(placed.passage.text) - 1, len(placed.passage.text))),
        )
        for owner in archive.companies
        for document in owner.documents
        for number, version in enumerate(document.versions)
        for placed in version.reading.text()[:1]
    ]
    if len({place.company for place in places}) < 2:
        return ()
    return (SharedWording("0123456789ab", places[0].text, 14, 12, tuple(sorted(places, key=lambda p: p.first_seen))),)


def sharing_views(archive: Archive, catalogue: Catalogue) -> Iterator[View]:
    whole = {wording.id: wording for wording in shared_by_all(archive)}
    everything = AllFound(tuple(found_of(wording)[0] for wording in whole.values()), dict.fromkeys(whole, Path()))
    for task in wordings_tasks(catalogue, everything):
        for found in task.found.wordings:
            yield shared_wording_page(task.settings, task.sharers, whole[found.line.id])
    for task in shared_at_tasks(catalogue, everything):
        yield shared_company_page(at_company(task.settings, task.sharer, task.sharers, task.wordings))


def catalogue_views(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[View]:
    for holding in catalogue.companies:
        yield from company_views(catalogue.settings, catalogue.topics, holding, open_wordings, catalogue.parties)
    for task in topic_tasks(CatalogueTask(catalogue, {})):
        if isinstance(task, TopicTask):
            yield topic_page(task.catalogue, open_wordings)
        else:
            yield from topic_year_pages(task.catalogue, open_wordings)
    for task in party_tasks(CatalogueTask(catalogue, {})):
        yield party_page(task.catalogue, open_wordings)
    for task in year_tasks(CatalogueTask(catalogue, {})):
        yield changes_year_page(task.catalogue, open_wordings)
    yield from shared_views(catalogue, open_wordings)


def feeds(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    for task in feed_tasks(CatalogueTask(catalogue, {})):
        entries = feed_entries(task.settings, task.topics, task.plan, open_wordings)
        yield from feed_files(task.settings, task.plan, tuple(entries.values()))


def catalogue_outputs(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    yield from feeds(catalogue, open_wordings)
    yield from shared_outputs(catalogue, open_wordings)
