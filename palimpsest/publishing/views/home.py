"""The archive -> its first page: `home.html`. What this is, how much it holds, from when to when; then the ways in."""

from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Document
from palimpsest.publishing import urls
from palimpsest.publishing.charts import Age, Layer, Stack, StrataChart, legend, strata_chart
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.views.changes_index import Step, steps
from palimpsest.publishing.views.companies import CompanyRow, company_rows
from palimpsest.publishing.views.frame import Frame, Link, frame, metadata
from palimpsest.publishing.views.layers import year_stacks
from palimpsest.publishing.views.topics import Category, categories
from palimpsest.publishing.views.wording import counted

_RECENT = 6
_COMPANIES = 12


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year with captures: their number, the words they hold, and where that year is listed."""

    year: int
    url: str
    captures: str
    words: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """`holdings` are the counts in words; `more_companies` says how many are not named here."""

    url: str
    frame: Frame
    metadata: Metadata
    description: str
    holdings: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    chart: StrataChart
    legend: tuple[Age, ...]
    years: tuple[YearRow, ...]
    recent: tuple[Step, ...]
    companies: tuple[CompanyRow, ...]
    companies_link: Link
    categories: tuple[Category, ...]
    template: str = "home.html"


def home_page(archive: Archive) -> HomePage:
    """The first page."""
    settings = archive.settings
    documents = [document for company in archive.companies for document in company.documents]
    captures = sorted(snapshot.captured_at for document in documents for snapshot in document.snapshots)
    stacks = _stacks(documents)
    holdings = (
        counted(len(archive.companies), "company", "companies"),
        counted(len(documents), "document"),
        counted(sum(len(document.versions) for document in documents), "version"),
        counted(len(captures), "capture"),
        counted(sum(v.reading.words for document in documents for v in document.versions), "word"),
    )
    rows = company_rows(archive)
    featured = [row for slug in settings.featured for row in rows if row.slug == slug]
    others = [row for row in rows if row not in featured]
    return HomePage(
        url=urls.HOME,
        frame=frame(archive),
        metadata=metadata(archive, urls.HOME, settings.title, settings.description),
        description=settings.description,
        holdings=holdings,
        first=captures[0] if captures else None,
        last=captures[-1] if captures else None,
        chart=strata_chart("strata", stacks, "Words captured in each year, by the year they were first seen", 120, 36),
        legend=legend(stacks),
        years=_years(documents),
        recent=tuple(step for step in steps(archive) if step.kind == "wording")[:_RECENT],
        companies=tuple((*featured, *others)[:_COMPANIES]),
        companies_link=Link(f"All {counted(len(rows), 'company', 'companies')}", urls.COMPANIES),
        categories=categories(archive),
    )


def _stacks(documents: list[Document]) -> list[Stack]:
    years = year_stacks(documents)
    captured = {v.captured_at.year: v.captured_at for document in documents for v in document.versions}
    return [
        Stack(
            captured[year].replace(month=7, day=1), tuple(Layer(seen, words) for seen, words in sorted(counter.items()))
        )
        for year, counter in years.items()
    ]


def _years(documents: list[Document]) -> tuple[YearRow, ...]:
    captures: dict[int, int] = {}
    for document in documents:
        for snapshot in document.snapshots:
            captures[snapshot.captured_at.year] = captures.get(snapshot.captured_at.year, 0) + 1
    words = year_stacks(documents)
    return tuple(
        YearRow(year, f"{urls.CHANGES}#y{year}", counted(count, "capture"), sum(words.get(year, {}).values()))
        for year, count in sorted(captures.items())
    )
