"""One document, or the catalogue of all -> the views of their pages: a module for each page kind, frozen values and
their builder.

document_views(history_of(archive, owner, document))  ->  DocumentPage, VersionPage, ChangesPage ... of one document
company_views(settings, topics, holding, open_wordings)  ->  CompanyPage, TopicCompanyPage ... of one company
topic_page(topic_catalogue, open_wordings)            ->  TopicPage
topic_year_pages(years_catalogue, open_wordings)      ->  TopicYearPage ... of one topic
party_page(party_catalogue, open_wordings)            ->  PartyPage
changes_year_page(year_catalogue, open_wordings)      -> ChangesYearPage
shared_views(catalogue, open_wordings)                ->  HomePage, CompaniesPage ... NotFoundPage
"""

from collections.abc import Iterator, Sequence

from palimpsest.model import Party, Settings, Topic
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding, OpenWordings
from palimpsest.publishing.views.about import about_page
from palimpsest.publishing.views.changes import changes_page
from palimpsest.publishing.views.changes_index import changes_index_page
from palimpsest.publishing.views.companies import companies_page
from palimpsest.publishing.views.company import company_page, topics_held
from palimpsest.publishing.views.compare import compare_page
from palimpsest.publishing.views.data import data_page
from palimpsest.publishing.views.dates import dates_page
from palimpsest.publishing.views.document import document_page
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.history import History
from palimpsest.publishing.views.home import home_page
from palimpsest.publishing.views.methods import methods_page
from palimpsest.publishing.views.moved import moved_pages
from palimpsest.publishing.views.not_found import not_found_page
from palimpsest.publishing.views.parties import parties_page
from palimpsest.publishing.views.redline import KeptHomes
from palimpsest.publishing.views.report import report_page
from palimpsest.publishing.views.search import search_page
from palimpsest.publishing.views.shared import shared_page
from palimpsest.publishing.views.topic_company import topic_company_page
from palimpsest.publishing.views.topics import topics_page
from palimpsest.publishing.views.version import sections_of, version_page


def document_views(history: History) -> Iterator[View]:
    """The pages of one document: its own and the one that compares, then for each version the text and what changed."""
    yield document_page(history)
    if len(history.stations) > 1:
        yield compare_page(history)
    made, homes = sections_of(history.archive, history.owner), KeptHomes()
    for station in history.stations:
        yield version_page(history, station, made)
        if station.revision:
            yield changes_page(history, station, homes)


def shared_views(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[View]:
    """The pages that speak of all companies but for those of topics, parties and years, in a fixed order."""
    yield home_page(catalogue, open_wordings)
    yield companies_page(catalogue)
    yield changes_index_page(catalogue, open_wordings)
    yield dates_page(catalogue, open_wordings)
    yield topics_page(catalogue)
    yield parties_page(catalogue)
    yield shared_page(catalogue)
    yield search_page(catalogue)
    yield about_page(catalogue)
    yield methods_page(catalogue)
    yield data_page(catalogue)
    yield report_page(catalogue)
    yield from moved_pages(catalogue)
    yield not_found_page(catalogue.settings)


def company_views(
    settings: Settings,
    topics: Sequence[Topic],
    holding: CompanyHolding,
    open_wordings: OpenWordings,
    parties: Sequence[Party] = (),
) -> Iterator[View]:
    """The pages of one company that are not its documents': itself, and its history of each topic."""
    held = topics_held(topics, holding)
    opened = [open_wordings(holding.company.slug, document.slug) for document in holding.documents]
    entries = [entry for one in opened for entry in one.timeline["whole"]]
    yield company_page(settings, held, holding, entries, parties, [one.laws["whole"] for one in opened])
    for topic in held:
        slips = [slip for wordings in opened for slip in wordings.slips.get(topic.slug, ())]
        yield topic_company_page(settings, topic, holding.company, slips)
