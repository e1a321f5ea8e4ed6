"""All documents -> the portions of them that single pages are about, which decide whether a page is made anew.

    YearCatalogue, TopicCatalogue ...: each the root of its page, as `Catalogue` is of what speaks of all
    newest_by_topic(catalogue)  ->  {"cookies": (Chosen(...), ...)}: no further headline is in the topic's feed
    held_by_year(catalogue)     ->  {2004: {("monoprice.com", "privacy-policy"): YearHeld(...)}}

Every build goes through these, so nothing is imported here that makes pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from heapq import nsmallest

from palimpsest.model import Company, Party, Settings, Topic
from palimpsest.publishing.making.catalogue import (
    Catalogue,
    Chosen,
    CompanyHolding,
    PartyHolding,
    Then,
    TopicHolding,
    YearHeld,
)
from palimpsest.values import Frozen

NEWEST = 50  # entries in a feed


class YearCatalogue(Frozen):
    """The changes of a year: the documents that have any, by the slugs of company and document; and all years that have
    a page, which change once a year. The root of its page."""

    settings: Settings
    year: int
    years: tuple[int, ...]
    held: Mapping[tuple[str, str], YearHeld]


class TopicAtCompany(Frozen):
    """What a company's documents hold on a topic, by the slug of the document; nothing where no passage was found."""

    company: Company
    held: Mapping[str, TopicHolding]


class TopicCatalogue(Frozen):
    """One topic at all companies, and the years whose ends are told, oldest first: the root of its page, and of nothing
    else."""

    settings: Settings
    topics: tuple[Topic, ...]
    topic: Topic
    companies: tuple[TopicAtCompany, ...]
    years: tuple[int, ...]


class TopicYearsCatalogue(Frozen):
    """One topic at the ends of the years that are told, oldest first: of each company by the slug of the document. The
    root of the pages of these years."""

    settings: Settings
    topic: Topic
    companies: tuple[tuple[Company, Mapping[str, Mapping[int, Then]]], ...]
    years: tuple[int, ...]


class PartyAtCompany(Frozen):
    """What a company's documents have on a party, by the slug of the document."""

    company: Company
    held: Mapping[str, PartyHolding]


class PartyCatalogue(Frozen):
    """One party at the companies that mention it: the root of its page. `owner` is None where it has no page."""

    settings: Settings
    party: Party
    owner: Party | None
    companies: tuple[PartyAtCompany, ...]


def newest(holdings: Iterable[CompanyHolding]) -> tuple[Chosen, ...]:
    """The newest headlines of these companies; of one instant, in the order of their addresses."""
    return tuple(nsmallest(NEWEST, _headlines(holdings), key=_newest_first))


def newest_by_topic(catalogue: Catalogue) -> dict[str, tuple[Chosen, ...]]:
    """The newest headlines that touch each topic, in one walk over all."""
    chosen: dict[str, list[Chosen]] = {topic.slug: [] for topic in catalogue.topics}
    for one in sorted(_headlines(catalogue.companies), key=_newest_first):
        for topic in one.headline.topics:
            if topic in chosen and len(chosen[topic]) < NEWEST:
                chosen[topic].append(one)
    return {topic: tuple(headlines) for topic, headlines in chosen.items()}


def _headlines(holdings: Iterable[CompanyHolding]) -> Iterator[Chosen]:
    for holding in holdings:
        for document in holding.documents:
            for headline in document.headlines:
                yield Chosen(headline, holding.company.slug, document.slug)


def _newest_first(chosen: Chosen) -> tuple[float, str]:
    return -chosen.headline.instant.timestamp(), chosen.headline.url


def held_by_year(catalogue: Catalogue) -> dict[int, dict[tuple[str, str], YearHeld]]:
    """For each year with a first capture or a change of wording, newest first, what the documents have of it."""
    found: dict[int, dict[tuple[str, str], YearHeld]] = {}
    for holding in catalogue.companies:
        for document in holding.documents:
            for year, held in document.years.items():
                found.setdefault(year, {})[holding.company.slug, document.slug] = held
    return dict(sorted(found.items(), reverse=True))


def newest_year(companies: Iterable[CompanyHolding]) -> int:
    """The year of the newest capture of all: its end is not told, since the page of the topic tells of the newest
    texts, and every capture would change it."""
    return max((document.captures[-1].year for one in companies for document in one.documents), default=0)


def years_told(held: Iterable[Mapping[int, Then]]) -> dict[int, datetime]:
    """The years whose end is told, with the newest text each shows: those with a capture and a wording that stood."""
    holdings = list(held)
    told: dict[int, datetime] = {}
    years = sorted({year for holding in holdings for year in holding})
    for holding in holdings:
        then = None
        for year in years:
            then = holding.get(year, then)
            if then and then.wordings:
                told[year] = max(then.captured_at, told.get(year, then.captured_at))
    return dict(sorted(told.items()))
