"""Old addresses of companies and documents -> small pages that lead on to the present ones: `moved.html`.

    entry x with the names Twitter and X  ->  companies/twitter/ leads to companies/x/, and so does each document's

Addresses are promises: a renamed company or type keeps its old one. What stands below a document (its versions) is
reached from there, and by rules (`redirects.py`).
"""

from collections.abc import Iterator

from palimpsest.addresses import slug_of
from palimpsest.model import Company, Settings
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding, DocumentSummary
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.sources.names import former_terms, moved_companies, slug_of_name
from palimpsest.values import Frozen, replace


class MovedPage(Frozen):
    """`target` is where it stands today; `former` says what was renamed."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    former: str
    target: Link
    template: str = "moved.html"


def moved_pages(catalogue: Catalogue) -> Iterator[MovedPage]:
    """A page at every old address that nothing else stands at, in the order of the addresses."""
    present = {holding.company.slug: holding for holding in catalogue.companies}
    pages: list[MovedPage] = []
    for holding in present.values():
        pages += _renamed_terms(catalogue.settings, holding, holding.company)
    for old, slug in moved_companies([holding.company for holding in present.values()]).items():
        if former := _former_name(present[slug], old):
            pages += _renamed_company(catalogue.settings, present[slug], old, former)
    yield from sorted(pages, key=lambda page: page.url)


def moved_versions(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The former and the present address of each version that a renaming calls otherwise."""
    companies = {holding.company.slug: holding.company for holding in catalogue.companies}
    moved = moved_companies(list(companies.values()))
    for holding in catalogue.companies:
        for document in holding.documents:
            for one in document.rejoined:
                slug = slug_of_name(one.filed_under)
                if moved.get(slug, slug) == holding.company.slug:
                    there = replace(holding.company, slug=slug), replace(document, slug=slug_of(one.terms_type))
                    now = urls.document(holding.company, document)
                    yield f"{urls.document(*there)}{one.former}/", f"{now}{one.name}/"


def _renamed_company(settings: Settings, holding: CompanyHolding, old: str, name: str) -> Iterator[MovedPage]:
    company = holding.company
    there = replace(company, slug=old)
    former = f"What was filed under {name} is kept under {company.name}."
    yield _page(settings, urls.company(there), former, Link(company.name, urls.company(company)))
    for document in holding.documents:
        yield _page(settings, urls.document(there, document), former, _link(company, document))
    yield from _renamed_terms(settings, holding, there, f"{former} ")


def _renamed_terms(
    settings: Settings, holding: CompanyHolding, there: Company, former: str = ""
) -> Iterator[MovedPage]:
    """The old types of a company's documents, below its address or an old one."""
    documents = {document.slug: document for document in holding.documents}
    called = {slug_of(old): old for old, _ in holding.company.renamed_terms}
    for old, new in former_terms(holding.company):
        if old not in documents and new in documents:
            words = f"{former}{called[old]} is kept under {documents[new].terms_type}."
            url = urls.document(there, replace(documents[new], slug=old))
            yield _page(settings, url, words, _link(holding.company, documents[new]))


def _former_name(holding: CompanyHolding, slug: str) -> str:
    """What the texts at an old address were filed under, `""` where none can have been: a title alone is no address."""
    names = [known.name for known in (*holding.company.names, *holding.company.domains)]
    names += sorted({name for document in holding.documents for name in document.filed_under})
    return next((name for name in names if slug_of_name(name) == slug), "")


def _link(company: Company, document: DocumentSummary) -> Link:
    return Link(f"{company.name}: {document.terms_type}", urls.document(company, document))


def _page(settings: Settings, url: str, former: str, target: Link) -> MovedPage:
    canonical = urls.absolute(target.url, settings.base_url)
    heading = f"Moved to {target.label}"
    return MovedPage(
        url=url,
        frame=frame(settings, Link("Companies", urls.COMPANIES)),
        metadata=Metadata(heading, former, canonical, tags=(("name", "robots", "noindex"),)),
        heading=heading,
        former=former,
        target=target,
    )
