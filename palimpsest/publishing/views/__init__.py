"""One document, or the catalogue of all -> the views of their pages: a module for each page kind, a dataclass and its
builder.

document_views(history_of(archive, owner, document))  ->  DocumentPage, VersionPage, ChangesPage ... of one document
catalogue_views(catalogue, open_wordings)  ->  HomePage, CompaniesPage, CompanyPage ... NotFoundPage
"""

from collections.abc import Iterator

from palimpsest.publishing.catalogue import Catalogue, CompanyHolding, OpenWordings, Wordings
from palimpsest.publishing.views.about import about_page
from palimpsest.publishing.views.changes import changes_page
from palimpsest.publishing.views.changes_index import changes_index_page, changes_year_pages
from palimpsest.publishing.views.companies import companies_page
from palimpsest.publishing.views.company import company_page, topics_held
from palimpsest.publishing.views.document import document_page
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.history import History
from palimpsest.publishing.views.home import home_page
from palimpsest.publishing.views.methods import methods_page
from palimpsest.publishing.views.moved import moved_pages
from palimpsest.publishing.views.not_found import not_found_page
from palimpsest.publishing.views.passages import Slip
from palimpsest.publishing.views.report import report_page
from palimpsest.publishing.views.search import search_page
from palimpsest.publishing.views.topic import rooms, standing, topic_page
from palimpsest.publishing.views.topic_company import topic_company_page
from palimpsest.publishing.views.topics import topics_page
from palimpsest.publishing.views.version import sections_of, version_page


def document_views(history: History) -> Iterator[View]:
    """The pages of one document: its own, then for each version the text and what changed."""
    yield document_page(history)
    made = sections_of(history.archive, history.owner)
    for station in history.stations:
        yield version_page(history, station, made)
        if station.revision:
            yield changes_page(history, station)


def catalogue_views(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[View]:
    """Every other page: those of each company, then those that speak of all."""
    for holding in catalogue.companies:
        yield from company_views(catalogue, holding, [open_wordings(holding, one) for one in holding.documents])
    yield from shared_views(catalogue, open_wordings)


def shared_views(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[View]:
    """The pages that speak of all companies, in a fixed order. Each document's wordings are opened once, and only what
    the pages of topics have room for is kept of them."""
    yield home_page(catalogue)
    yield companies_page(catalogue)
    yield changes_index_page(catalogue)
    yield from changes_year_pages(catalogue)
    yield topics_page(catalogue)
    room = rooms(catalogue)
    shown: dict[str, dict[str, tuple[Slip, ...]]] = {topic.slug: {} for topic in catalogue.topics}
    for holding in catalogue.companies:
        opened = [open_wordings(holding, document) for document in holding.documents]
        for slug, slips in standing(opened, room).items():
            shown[slug][holding.company.slug] = slips
    for topic in catalogue.topics:
        yield topic_page(catalogue, shown, topic)
    yield search_page(catalogue)
    yield about_page(catalogue)
    yield methods_page(catalogue)
    yield report_page(catalogue)
    yield from moved_pages(catalogue)
    yield not_found_page(catalogue.settings)


def company_views(catalogue: Catalogue, holding: CompanyHolding, opened: list[Wordings]) -> Iterator[View]:
    """The pages of one company that are not its documents': itself, and its history of each topic. Of the catalogue
    they ask for the settings and the topics alone."""
    yield company_page(catalogue, holding)
    for topic in topics_held(catalogue, holding):
        slips = [slip for wordings in opened for slip in wordings.slips.get(topic.slug, ())]
        yield topic_company_page(catalogue.settings, topic, holding.company, slips)
