"""The catalogue -> the search page: `search.html`; assets/search.js does the searching."""

from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.values import Frozen


class Choice(Frozen):
    """One value of a filter, and its words."""

    value: str
    label: str


class Facet(Frozen):
    """One way to narrow a search: its parameter's name, its label, the words for "no filter", its values."""

    name: str
    label: str
    everything: str
    choices: tuple[Choice, ...]


class SearchPage(Frozen):
    """The search form. `root`, `bundle` and `earlier` are where the script finds the site, Pagefind with the latest
    texts, and the index of earlier layers."""

    url: str
    frame: Frame
    metadata: Metadata
    facets: tuple[Facet, ...]
    root: str = urls.HOME
    bundle: str = urls.PAGEFIND
    earlier: str = urls.PAGEFIND_EARLIER
    style: str = urls.asset("search.css")
    script: str = urls.asset("search.js")
    companies_index: str = urls.COMPANIES
    topics_index: str = urls.TOPICS
    changes_index: str = urls.CHANGES
    template: str = "search.html"


def search_page(catalogue: Catalogue) -> SearchPage:
    """The search page."""
    return SearchPage(
        url=urls.SEARCH,
        frame=frame(catalogue.settings, here=urls.SEARCH),
        metadata=for_page(catalogue.settings, urls.SEARCH, "Search", "Search every wording of every archived policy."),
        facets=_facets(catalogue),
    )


def _facets(catalogue: Catalogue) -> tuple[Facet, ...]:
    documents = [document for holding in catalogue.companies for document in holding.documents]
    owners = [holding.company for holding in catalogue.companies]
    companies = sorted((company.name.casefold(), company.name, company.slug) for company in owners)
    terms = sorted({(document.terms_type, document.slug) for document in documents})
    years = sorted({captured_at.year for document in documents for captured_at in document.captures}, reverse=True)
    return (
        Facet("company", "Company", "All companies", tuple(Choice(slug, name) for _, name, slug in companies)),
        Facet("terms", "Document", "All documents", tuple(Choice(slug, name) for name, slug in terms)),
        Facet("topic", "Topic", "All topics", tuple(Choice(topic.slug, topic.label) for topic in catalogue.topics)),
        Facet("year", "Year of capture", "All years", tuple(Choice(str(year), str(year)) for year in years)),
    )
