"""All companies -> the index from A to Z: `companies.html`. A long one is folded by letter."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from palimpsest.english import counted
from palimpsest.model import Company
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding, DocumentSummary
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.charts import Age, StrataChart, legend
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.layers import MOST_COLUMNS, extent_of, small_chart
from palimpsest.values import Frozen

_OPEN = 200  # companies; of more, each letter is folded
_COLUMNS = 1500  # of all small charts together
_LEAST_COLUMNS = 4  # fewer in each would not show a history: then there are no charts


class DocumentRow(Frozen):
    """A document of a company with its small chart, None where there are too many to be drawn."""

    label: str
    url: str
    versions: str
    chart: StrataChart | None


class CompanyRow(Frozen):
    """A company with the extent of what is held."""

    slug: str
    name: str
    url: str
    domains: str
    first: datetime | None
    last: datetime | None
    holdings: str
    documents: tuple[DocumentRow, ...]


class Letter(Frozen):
    """The companies under a letter; digits and other signs stand under "#"."""

    letter: str
    anchor: str
    rows: tuple[CompanyRow, ...]


class CompaniesPage(Frozen):
    """The index; its letters are folded where `is_folded`. `legend` is empty without charts."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    is_folded: bool
    letters: tuple[Letter, ...]
    legend: tuple[Age, ...]
    template: str = "companies.html"


def companies_page(catalogue: Catalogue) -> CompaniesPage:
    """The index from A to Z."""
    held = [document for holding in catalogue.companies for document in holding.documents]
    companies = counted(len(catalogue.companies), "company", "companies")
    summary = f"{companies} with {counted(len(held), 'document')}."
    most = min(MOST_COLUMNS, _COLUMNS // max(len(held), 1))
    extent = extent_of(document.captures for document in held)

    def document_row(holding: CompanyHolding, document: DocumentSummary) -> DocumentRow:
        chart = None
        if most >= _LEAST_COLUMNS:
            chart = small_chart(holding.company, document, document.stacks, extent, most)
        versions = counted(document.versions, "version")
        return DocumentRow(document.terms_type, urls.document(holding.company, document), versions, chart)

    rows = [
        _row(holding, tuple(document_row(holding, document) for document in holding.documents))
        for holding in _by_name(catalogue)
    ]
    return CompaniesPage(
        url=urls.COMPANIES,
        frame=frame(catalogue.settings, here=urls.COMPANIES),
        metadata=for_page(
            catalogue.settings, urls.COMPANIES, "Companies", f"Companies from A to Z: {summary}"
        ),
        summary=summary,
        is_folded=len(rows) > _OPEN,
        letters=_letters(rows),
        legend=legend([stack for document in held for stack in document.stacks]) if most >= _LEAST_COLUMNS else (),
    )  # fmt: skip


def some_companies(catalogue: Catalogue, most: int) -> tuple[CompanyRow, ...]:
    """The featured companies, then the others by name, without their documents."""
    ordered = _by_name(catalogue)
    featured = [one for slug in catalogue.settings.featured for one in ordered if one.company.slug == slug]
    others = [one for one in ordered if one not in featured]
    return tuple(_row(holding, ()) for holding in (*featured, *others)[:most])


def domains_in_words(holding: CompanyHolding) -> str:
    """The domains a company's texts are filed under, and its other listed ones."""
    filed = {name for document in holding.documents for name in document.filed_under}
    return ", ".join(dict.fromkeys((*sorted(filed), *(domain.name for domain in holding.company.domains))))


def is_its_name(filed: str, company: Company) -> bool:
    """Whether what texts are filed under says nothing that the company's name does not say."""
    return filed.casefold() == company.name.casefold()


def held_in_words(changes: int, versions: int, captures: int) -> str:
    """What readers came for first: half of the versions of a real archive differ in no word.

    >>> held_in_words(0, 1, 1), held_in_words(1, 3, 4)
    ('one capture', '1 change of wording, 3 versions, 4 captures')
    """
    if captures == 1:
        return "one capture"
    return f"{changes_in_number(changes)}, {counted(versions, 'version')}, {counted(captures, 'capture')}"


def changes_in_number(changes: int) -> str:
    """
    >>> changes_in_number(0), changes_in_number(1), changes_in_number(1075)
    ('no change of wording', '1 change of wording', '1,075 changes of wording')
    """
    return counted(changes, "change of wording", "changes of wording") if changes else "no change of wording"


def changes_held(documents: Iterable[DocumentSummary]) -> int:
    """How many changes of wording the documents went through."""
    return sum(year.changes for document in documents for year in document.years.values())


def _by_name(catalogue: Catalogue) -> list[CompanyHolding]:
    return sorted(catalogue.companies, key=lambda holding: (holding.company.name.casefold(), holding.company.slug))


def _row(holding: CompanyHolding, documents: tuple[DocumentRow, ...]) -> CompanyRow:
    company = holding.company
    extent = extent_of(document.captures for document in holding.documents)
    captures = sum(len(document.captures) for document in holding.documents)
    versions = sum(document.versions for document in holding.documents)
    filed = domains_in_words(holding)
    return CompanyRow(
        slug=company.slug,
        name=company.name,
        url=urls.company(company),
        domains="" if is_its_name(filed, company) else filed,
        first=extent[0] if extent else None,
        last=extent[1] if extent else None,
        holdings=held_in_words(changes_held(holding.documents), versions, captures),
        documents=documents,
    )


def _letters(rows: Sequence[CompanyRow]) -> tuple[Letter, ...]:
    def initial(row: CompanyRow) -> str:
        first = row.name[:1].upper()
        return first if first.isascii() and first.isalpha() else "#"

    ordered = sorted(rows, key=lambda row: (initial(row) != "#", initial(row)))
    return tuple(
        Letter(letter, "other" if letter == "#" else letter.lower(), tuple(group))
        for letter, group in groupby(ordered, key=initial)
    )
