"""The arranged archive -> the view of every page: one module for each page kind, a dataclass and its builder.

all_pages(archive)  ->  HomePage, CompaniesPage, CompanyPage("companies/monoprice.com/") ... NotFoundPage
"""

from collections.abc import Iterator

from palimpsest.model import Archive, Company
from palimpsest.publishing.views.about import about_page
from palimpsest.publishing.views.changes import changes_page
from palimpsest.publishing.views.changes_index import changes_index_page
from palimpsest.publishing.views.companies import companies_page
from palimpsest.publishing.views.company import company_page, topics_held
from palimpsest.publishing.views.concordance import Concordance, concordance_of
from palimpsest.publishing.views.document import document_page
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.home import home_page
from palimpsest.publishing.views.methods import methods_page
from palimpsest.publishing.views.not_found import not_found_page
from palimpsest.publishing.views.report import report_page
from palimpsest.publishing.views.search import search_page
from palimpsest.publishing.views.topic import topic_page
from palimpsest.publishing.views.topic_company import topic_company_page
from palimpsest.publishing.views.topics import topics_page
from palimpsest.publishing.views.version import sections_of, version_page


def all_pages(archive: Archive) -> Iterator[View]:
    """Every page's view in a fixed order: from the general to the particular, then what is about the site itself."""
    concordance = concordance_of(archive)
    yield home_page(archive, concordance)
    yield companies_page(archive, concordance)
    for company in archive.companies:
        yield from company_pages(archive, concordance, company)
    yield changes_index_page(archive, concordance)
    yield topics_page(archive, concordance)
    for topic in archive.topics:
        yield topic_page(archive, concordance, topic)
    yield search_page(archive)
    yield about_page(archive)
    yield methods_page(archive)
    yield report_page(archive)
    yield not_found_page(archive)


def company_pages(archive: Archive, concordance: Concordance, company: Company) -> Iterator[View]:
    """The pages of one company: itself, its documents with their versions and changes, its topics."""
    yield company_page(archive, concordance, company)
    for document in company.documents:
        yield document_page(archive, concordance, company, document)
        made = sections_of(archive, company)
        for place, version in enumerate(document.versions):
            yield version_page(archive, concordance, company, document, version, made)
            if place:
                yield changes_page(archive, concordance, company, document, version)
    for topic in topics_held(archive, company.documents):
        yield topic_company_page(archive, concordance, topic, company)
