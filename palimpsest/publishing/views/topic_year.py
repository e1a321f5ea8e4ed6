"""A topic at the end of a year -> what the texts captured by then said, company beside company: `topic_year.html`.

Cookies at the end of 2004: Monoprice "We use NO COOKIES", as captured 7 December 2004

Each document is shown as the text that was its newest capture by then. What says that it does not happen comes first.
Nothing is told of what became of a wording later, so that these pages stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.model import Company, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import OpenWordings, Then
from palimpsest.publishing.making.portions import TopicYearsCatalogue
from palimpsest.publishing.metadata.pages import for_topic_year
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip, at_its_time
from palimpsest.publishing.views.wording import in_sentence
from palimpsest.values import Frozen

MOST_THEN = 4  # wordings of a document that are shown
_OPEN = 30  # companies in a list; a longer one is folded


class DocumentThen(Frozen):
    """A document as captured by then, with some of its wordings; `more` says how many there are besides, or `""`."""

    document: Link
    captured_at: datetime
    slips: tuple[Slip, ...]
    more: str


class CompanyThen(Frozen):
    """A company beside the others; its history leads to every wording."""

    company: Link
    history: Link
    documents: tuple[DocumentThen, ...]


class TopicYearPage(Frozen):
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


def year_links(topic: Topic, years: Iterable[int]) -> tuple[Link, ...]:
    """The ways to the ends of the years, the newest first."""
    return tuple(Link(str(year), urls.topic_year(topic, year)) for year in sorted(years, reverse=True))


def topic_year_pages(catalogue: TopicYearsCatalogue, open_wordings: OpenWordings) -> Iterator[TopicYearPage]:
    """The page of each year that is told, oldest first. A document is opened once for all of them; held is only what
    they show of it."""
    told = [_at_ends(company, held, catalogue, open_wordings) for company, held in catalogue.companies]
    for year, found in zip(catalogue.years, zip(*told, strict=True), strict=True):
        yield _page(catalogue, year, found)


def _page(catalogue: TopicYearsCatalogue, year: int, found: Sequence[CompanyThen]) -> TopicYearPage:
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
        years=tuple(
            Link(str(one), "" if one == year else urls.topic_year(topic, one)) for one in reversed(catalogue.years)
        ),
        companies=tuple(shown),
        others=others,
        is_folded=len(others) > _OPEN,
    )


def _at_ends(
    company: Company,
    held: Mapping[str, Mapping[int, Then]],
    catalogue: TopicYearsCatalogue,
    open_wordings: OpenWordings,
) -> list[CompanyThen]:
    """A company at the end of each year."""
    documents: list[list[DocumentThen]] = [[] for _ in catalogue.years]
    for slug, holding in held.items():
        ends = [
            (own, then) for own, year in zip(documents, catalogue.years, strict=True) if (then := _then(holding, year))
        ]
        if any(then.wordings for _, then in ends):
            every = open_wordings(company.slug, slug).slips[catalogue.topic.slug]
            chosen = {place for _, then in ends for place in then.chosen}
            slips = {place: at_its_time(every[place]) for place in chosen}
            for own, then in ends:
                if then.wordings:
                    own.append(_document(company, slug, then, [slips[place] for place in then.chosen]))
    link = Link(company.name, urls.company(company))
    history = Link("All wordings", urls.topic_company(catalogue.topic, company))
    return [CompanyThen(link, history, tuple(own)) for own in documents]


def _then(holding: Mapping[int, Then], year: int) -> Then | None:
    """What the newest text of a document captured by the end of a year has."""
    told = max((each for each in holding if each <= year), default=None)
    return None if told is None else holding[told]


def _document(company: Company, slug: str, then: Then, slips: Sequence[Slip]) -> DocumentThen:
    more = then.wordings - len(slips)
    return DocumentThen(
        document=Link(slips[0].document.label, f"{urls.company(company)}{slug}/"),
        captured_at=then.captured_at,
        slips=tuple(slips),
        more=f"and {counted(more, 'more wording')}" if more else "",
    )
