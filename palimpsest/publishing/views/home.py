"""The catalogue -> its first page: `home.html`. What this is, how much it holds, from when to when; the ways in."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue, DocumentSummary, OpenWordings
from palimpsest.publishing.metadata.pages import for_home
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.changes_index import newest_changes
from palimpsest.publishing.views.charts import age_of
from palimpsest.publishing.views.companies import CompanyRow, some_companies
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import extent_of, together
from palimpsest.publishing.views.steps import Step
from palimpsest.publishing.views.topics import Category, categories
from palimpsest.values import Frozen

_RECENT = 6
_COMPANIES = 12
_CORE = 260  # pixels of all layers together
_LEAST_LAYER = 22  # a line of text stands beside each


class CorePart(Frozen):
    """A part of a year's layer, across, in per cent."""

    x: float
    width: float
    age: int


class CoreRow(Frozen):
    """A year's layer in the core drawn through the archive: `height` pixels for its words, parted by the age of the
    words. `gap` says how many years without a capture lie below it."""

    year: int
    url: str
    captures: str
    words: str
    height: int
    parts: tuple[CorePart, ...]
    gap: str


class HomePage(Frozen):
    """`holdings` are the counts in words; `more_companies` says how many are not named here."""

    url: str
    frame: Frame
    metadata: Metadata
    description: str
    holdings: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    core: tuple[CoreRow, ...]
    recent: tuple[Step, ...]
    companies: tuple[CompanyRow, ...]
    companies_link: Link
    categories: tuple[Category, ...]
    template: str = "home.html"


def home_page(catalogue: Catalogue, open_wordings: OpenWordings) -> HomePage:
    """The first page."""
    settings = catalogue.settings
    documents = [document for holding in catalogue.companies for document in holding.documents]
    companies = counted(len(catalogue.companies), "company", "companies")
    extent = extent_of(document.captures for document in documents)
    holdings = (
        companies,
        counted(len(documents), "document"),
        counted(sum(document.versions for document in documents), "version"),
        counted(sum(len(document.captures) for document in documents), "capture"),
        counted(sum(document.words for document in documents), "word"),
    )
    return HomePage(
        url=urls.HOME,
        frame=frame(settings),
        metadata=for_home(settings),
        description=settings.description,
        holdings=holdings,
        first=extent[0] if extent else None,
        last=extent[1] if extent else None,
        core=_core(documents),
        recent=tuple(newest_changes(catalogue, open_wordings, _RECENT)),
        companies=some_companies(catalogue, _COMPANIES),
        companies_link=Link(f"All {companies}", urls.COMPANIES),
        categories=categories(catalogue),
    )


def _core(documents: Sequence[DocumentSummary]) -> tuple[CoreRow, ...]:
    """The years with captures, newest on top, as layers of one core."""
    captures = Counter(instant.year for document in documents for instant in document.captures)
    words = together(document.layers for document in documents)
    every = sum(sum(counter.values()) for counter in words.values()) or 1
    rows, below = [], None
    for year in sorted(captures):
        counter = words.get(year, Counter())
        own = sum(counter.values())
        gap = year - below - 1 if below is not None else 0
        rows.append(
            CoreRow(
                year=year,
                url=f"{urls.CHANGES}#y{year}",
                captures=counted(captures[year], "capture"),
                words=counted(own, "word"),
                height=max(_LEAST_LAYER, round(_CORE * own / every)),
                parts=_parts(counter),
                gap=f"{counted(gap, 'year')} without a capture" if gap else "",
            )
        )
        below = year
    return tuple(reversed(rows))


def _parts(counter: Counter[int]) -> tuple[CorePart, ...]:
    """Words by the year they were first seen, side by side, oldest first."""
    total = sum(counter.values()) or 1
    parts, x = [], 0.0
    for year, words in sorted(counter.items()):
        parts.append(CorePart(round(x, 2), round(100 * words / total, 2), age_of(year)))
        x += 100 * words / total
    return tuple(parts)
