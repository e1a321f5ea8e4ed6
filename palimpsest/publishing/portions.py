"""All documents -> the portions of them that single pages are about, which decide whether a page is made anew.

    newest_by_topic(catalogue)  ->  {"cookies": (Chosen(...), ...)}: no further headline is in the topic's feed
    held_by_year(catalogue)     ->  {2004: {("monoprice.com", "privacy-policy"): YearHeld(...)}}

Every build goes through these, so nothing is imported here that makes pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import nsmallest

from palimpsest.publishing.catalogue import Catalogue, Chosen, CompanyHolding, TopicHolding, YearHeld

NEWEST = 50  # entries in a feed


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


def before_year(holding: TopicHolding, year: int) -> TopicHolding:
    """The same without the end of that year."""
    return replace(holding, then={each: then for each, then in holding.then.items() if each < year})
