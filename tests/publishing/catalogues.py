"""An archive that is held whole -> its catalogue, as the build makes it document by document, and every page and file
over many documents."""

from collections.abc import Iterator
from dataclasses import replace

from palimpsest.model import Archive
from palimpsest.publishing.catalogue import Catalogue, CompanyHolding, OpenWordings, Wordings
from palimpsest.publishing.feeds import company_feeds, site_feeds, topic_feeds
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.outputs import shared_outputs
from palimpsest.publishing.summary import summarise
from palimpsest.publishing.tasks import CatalogueTask, topic_tasks
from palimpsest.publishing.views import company_views, shared_views
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.topic import topic_page


def catalogue_of(archive: Archive) -> tuple[Catalogue, OpenWordings]:
    held: dict[tuple[str, str], Wordings] = {}
    holdings = []
    for owner in archive.companies:
        summaries = []
        for document in owner.documents:
            summary, held[owner.slug, document.slug] = summarise(history_of(archive, owner, document))
            summaries.append(summary)
        holdings.append(CompanyHolding(replace(owner, documents=()), tuple(summaries)))
    catalogue = Catalogue(archive.settings, archive.topics, tuple(holdings), archive.problems)
    return catalogue, lambda company, document: held[company, document]


def catalogue_views(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[View]:
    for holding in catalogue.companies:
        yield from company_views(catalogue.settings, catalogue.topics, holding, open_wordings)
    for task in topic_tasks(CatalogueTask(catalogue, {})):
        yield topic_page(task.catalogue, open_wordings)
    yield from shared_views(catalogue)


def feeds(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    for holding in catalogue.companies:
        yield from company_feeds(catalogue.settings, catalogue.topics, holding, open_wordings)
    yield from site_feeds(catalogue, open_wordings)
    for task in topic_tasks(CatalogueTask(catalogue, {})):
        yield from topic_feeds(task.catalogue, open_wordings)


def catalogue_outputs(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    yield from feeds(catalogue, open_wordings)
    yield from (file for file in shared_outputs(catalogue, open_wordings) if not file.path.startswith("feed."))
