"""All companies -> the index from A to Z: `companies.html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Archive, Company
from palimpsest.publishing import urls
from palimpsest.publishing.charts import Age, StrataChart, legend
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.layers import Layers, extent_of, small_chart, stacks
from palimpsest.publishing.views.wording import counted


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a company with its small chart."""

    label: str
    url: str
    versions: str
    chart: StrataChart


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company with the extent of what is held."""

    slug: str
    name: str
    url: str
    domains: str
    first: datetime | None
    last: datetime | None
    holdings: str
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The companies under a letter; digits and other signs stand under "#"."""

    letter: str
    anchor: str
    rows: tuple[CompanyRow, ...]


@dataclass(frozen=True, slots=True)
class CompaniesPage:
    """The index."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    letters: tuple[Letter, ...]
    legend: tuple[Age, ...]
    template: str = "companies.html"


def companies_page(archive: Archive, concordance: Concordance) -> CompaniesPage:
    """The index from A to Z."""
    laid = concordance.layers
    rows = company_rows(archive, laid)
    documents = sum(len(company.documents) for company in archive.companies)
    summary = f"{counted(len(rows), 'company', 'companies')} with {counted(documents, 'document')}."
    every = [
        stack
        for company in archive.companies
        for document in company.documents
        for stack in stacks(laid, document.versions)
    ]
    return CompaniesPage(
        url=urls.COMPANIES,
        frame=frame(archive, here=urls.COMPANIES),
        metadata=for_page(archive, urls.COMPANIES, "Companies", f"Companies from A to Z: {summary}"),
        summary=summary,
        letters=_letters(rows),
        legend=legend(every),
    )


def company_rows(archive: Archive, laid: Layers) -> tuple[CompanyRow, ...]:
    """Every company by name."""
    ordered = sorted(archive.companies, key=lambda company: (company.name.casefold(), company.slug))
    extent = extent_of(document for company in archive.companies for document in company.documents)
    return tuple(_row(laid, company, extent) for company in ordered)


def domains_in_words(company: Company) -> str:
    """The domains a company's texts are filed under, and its other listed ones."""
    filed = {snapshot.filed_under for document in company.documents for snapshot in document.snapshots}
    return ", ".join(dict.fromkeys((*sorted(filed), *(domain.name for domain in company.domains))))


def _row(laid: Layers, company: Company, extent: tuple[datetime, datetime] | None) -> CompanyRow:
    captures = sorted(s.captured_at for document in company.documents for s in document.snapshots)
    versions = sum(len(document.versions) for document in company.documents)
    one = len(captures) == 1
    return CompanyRow(
        slug=company.slug,
        name=company.name,
        url=urls.company(company),
        domains=domains_in_words(company),
        first=captures[0] if captures else None,
        last=captures[-1] if captures else None,
        holdings="one capture" if one else f"{counted(versions, 'version')}, {counted(len(captures), 'capture')}",
        documents=tuple(
            DocumentRow(
                document.terms_type,
                urls.document(company, document),
                counted(len(document.versions), "version"),
                small_chart(laid, company, document, extent),
            )
            for document in company.documents
        ),
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
