"""A topic at the end of a year -> what the texts captured by then said, company beside company: `topic_year.html`.

Cookies at the end of 2004: Monoprice "We use NO COOKIES", as captured 7 December 2004

Each document is shown as the text that was its newest capture by then. What says that it does not happen comes first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, datetime

from palimpsest.model import Topic
from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import (
    OpenWordings,
    Then,
    TopicAtCompany,
    TopicCatalogue,
    TopicHolding,
)
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_topic_year
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip
from palimpsest.publishing.views.wording import counted, in_sentence

MOST_THEN = 4  # wordings of a document that are shown
_OPEN = 30  # companies in a list; a longer one is folded


@dataclass(frozen=True, slots=True)
class DocumentThen:
    """A document as captured by then, with some of its wordings; `more` says how many there are besides, or `""`."""

    document: Link
    captured_at: datetime
    slips: tuple[Slip, ...]
    more: str


@dataclass(frozen=True, slots=True)
class CompanyThen:
    """A company beside the others; its history leads to every wording."""

    company: Link
    history: Link
    documents: tuple[DocumentThen, ...]


@dataclass(frozen=True, slots=True)
class TopicYearPage:
    """A topic at the end of a year; `others` are the companies of which nothing is shown, folded if they are many."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    topic: Link
    description: str
    summary: str
    years: tuple[Link, ...]
    companies: tuple[CompanyThen, ...]
    others: tuple[Link, ...]
    is_folded: bool
    template: str = "topic_year.html"


def years_told(held: Iterable[TopicHolding], before: int = MAXYEAR) -> dict[int, datetime]:
    """The years (before one) whose end is told, with the newest text each shows: those with a capture and a wording
    that stood."""
    holdings = list(held)
    told = {}
    for year in sorted({year for holding in holdings for year in holding.then if year < before}):
        then = [found for holding in holdings if (found := _then(holding, year)) and found.wordings]
        if then:
            told[year] = max(found.captured_at for found in then)
    return told


def _years(catalogue: TopicCatalogue) -> list[int]:
    return list(years_told(holding for one in catalogue.companies for holding in one.held.values()))


def year_links(catalogue: TopicCatalogue) -> tuple[Link, ...]:
    """The ways to the ends of the years, the newest first."""
    return tuple(Link(str(year), urls.topic_year(catalogue.topic, year)) for year in reversed(_years(catalogue)))


def topic_year_pages(catalogue: TopicCatalogue, open_wordings: OpenWordings) -> Iterator[TopicYearPage]:
    """The page of each year that is told, oldest first. A document is opened once for all of them; held is only what
    they show of it."""
    years = _years(catalogue)
    told = [_at_ends(one, catalogue.topic, years, open_wordings) for one in catalogue.companies]
    for year, found in zip(years, zip(*told, strict=True), strict=True):
        yield _page(catalogue, year, years, found)


def _page(catalogue: TopicCatalogue, year: int, years: Sequence[int], found: Sequence[CompanyThen]) -> TopicYearPage:
    topic, settings = catalogue.topic, catalogue.settings
    shown = sorted((one for one in found if one.documents), key=lambda one: one.company.label.casefold())
    others = tuple(one.company for one in found if not one.documents)
    return TopicYearPage(
        url=urls.topic_year(topic, year),
        frame=frame(settings, Link("Topics", urls.TOPICS), Link(topic.label, urls.topic(topic))),
        metadata=for_topic_year(settings, topic, year),
        heading=f"{topic.label}, end of {year}",
        topic=Link(topic.label, urls.topic(topic)),
        description=topic.description,
        summary=f"What {counted(len(shown), 'company', 'companies')} said of {in_sentence(topic.label)} "
        f"in the newest texts captured by the end of {year}",
        years=tuple(Link(str(one), "" if one == year else urls.topic_year(topic, one)) for one in reversed(years)),
        companies=tuple(shown),
        others=others,
        is_folded=len(others) > _OPEN,
    )


def _at_ends(one: TopicAtCompany, topic: Topic, years: Sequence[int], open_wordings: OpenWordings) -> list[CompanyThen]:
    """A company at the end of each year."""
    documents: list[list[DocumentThen]] = [[] for _ in years]
    for slug, holding in one.held.items():
        ends = [(own, then) for own, year in zip(documents, years, strict=True) if (then := _then(holding, year))]
        if any(then.wordings for _, then in ends):
            slips = open_wordings(one.company.slug, slug).slips[topic.slug]
            for own, then in ends:
                if then.wordings:
                    own.append(_document(one, slug, then, [slips[place] for place in then.chosen]))
    company = Link(one.company.name, urls.company(one.company))
    history = Link("All wordings", urls.topic_company(topic, one.company))
    return [CompanyThen(company, history, tuple(own)) for own in documents]


def _then(holding: TopicHolding, year: int) -> Then | None:
    """What the newest text of a document captured by the end of a year has."""
    for each in reversed(tuple(holding.then)):  # they are in order, and few
        if each <= year:
            return holding.then[each]
    return None


def _document(one: TopicAtCompany, slug: str, then: Then, slips: Sequence[Slip]) -> DocumentThen:
    more = then.wordings - len(slips)
    return DocumentThen(
        document=Link(slips[0].document.label, f"{urls.company(one.company)}{slug}/"),
        captured_at=then.captured_at,
        slips=tuple(slips),
        more=f"and {counted(more, 'more wording')}" if more else "",
    )
