"""The archive -> the search page: `search.html`; assets/search.js does the searching."""

from dataclasses import dataclass

from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.search import languages
from palimpsest.publishing.views.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search: its parameter's name, its label, the words for "no filter", its values."""

    name: str
    label: str
    everything: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search form. `languages` are those of the search index, the one that loads by itself first; `root` and
    `bundle` are where the script finds the site and Pagefind's files."""

    url: str
    frame: Frame
    metadata: Metadata
    facets: tuple[Facet, ...]
    languages: tuple[str, ...]
    root: str = urls.HOME
    bundle: str = urls.PAGEFIND
    style: str = urls.asset("search.css")
    script: str = urls.asset("search.js")
    companies_index: str = urls.COMPANIES
    topics_index: str = urls.TOPICS
    changes_index: str = urls.CHANGES
    template: str = "search.html"


def search_page(catalogue: Catalogue) -> SearchPage:
    """The search page."""
    settings = catalogue.settings
    return SearchPage(
        url=urls.SEARCH,
        frame=frame(settings, here=urls.SEARCH),
        metadata=for_page(settings, urls.SEARCH, "Search", "Search every wording of every archived policy."),
        facets=_facets(catalogue),
        languages=languages(catalogue),
    )


def _facets(catalogue: Catalogue) -> tuple[Facet, ...]:
    documents = [document for holding in catalogue.companies for document in holding.documents]
    owners = [holding.company for holding in catalogue.companies]
    companies = sorted((company.name.casefold(), company.name, company.slug) for company in owners)
    terms = sorted({(document.terms_type, document.slug) for document in documents})
    years = sorted({f"{instant:%Y}" for document in documents for instant in document.captures})
    return (
        Facet("company", "Company", "All companies", tuple(Choice(slug, name) for _, name, slug in companies)),
        Facet("terms", "Document", "All documents", tuple(Choice(slug, name) for name, slug in terms)),
        Facet("topic", "Topic", "All topics", tuple(Choice(topic.slug, topic.label) for topic in catalogue.topics)),
        Facet("year", "Year of capture", "All years", tuple(Choice(year, year) for year in reversed(years))),
    )
