"""One topic -> the passages of all companies by date, each with its evidence marked: `topic.html`.

Cookies: Monoprice 2004 "does not use cookies" (says it does not) beside Monoprice 2017 "We use cookies".
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Archive, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_topic
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip
from palimpsest.publishing.views.wording import counted


@dataclass(frozen=True, slots=True)
class OutsideTerm:
    """The name of the topic in another vocabulary; `href` is empty where it has no address."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class CompanyCell:
    """A company in the overview: how many wordings, since when, and whether some say that it does not happen."""

    name: str
    url: str
    wordings: int
    denials: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class SlipGroup:
    """The wordings first captured together in one version."""

    anchor: str
    company: Link
    document: Link
    captured_at: datetime
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """`without` are the companies of which no passage was found; `parent` is None for a category."""

    url: str
    frame: Frame
    metadata: Metadata
    label: str
    description: str
    parent: Link | None
    below: tuple[Link, ...]
    summary: str
    companies: tuple[CompanyCell, ...]
    without: tuple[Link, ...]
    groups: tuple[SlipGroup, ...]
    terms: tuple[OutsideTerm, ...]
    feed: Link
    template: str = "topic.html"


_DPV = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "tech": "https://w3id.org/dpv/tech#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
}


def topic_page(archive: Archive, concordance: Concordance, topic: Topic) -> TopicPage:
    """The page of one topic or category."""
    url = urls.topic(topic)
    by_company = concordance.slips.get(topic.slug, {})
    cells = [
        CompanyCell(
            company.name,
            urls.topic_company(topic, company),
            len(own),
            sum(slip.denies for slip in own),
            min(slip.captured_at for slip in own),
            max(slip.last_seen for slip in own),
        )
        for company in archive.companies
        if (own := by_company.get(company.slug))
    ]
    every = sorted((slip for own in by_company.values() for slip in own), key=lambda s: (s.captured_at, s.document.url))
    summary = (
        f"{counted(len(every), 'passage')} of {counted(len(cells), 'company', 'companies')}"
        if every
        else "No passage found"
    )
    parent = next((other for other in archive.topics if other.slug == topic.parent), None)
    return TopicPage(
        url=url,
        frame=frame(archive, Link("Topics", urls.TOPICS)),
        metadata=for_topic(archive, topic),
        label=topic.label,
        description=topic.description,
        parent=Link(parent.label, urls.topic(parent)) if parent else None,
        below=tuple(Link(other.label, urls.topic(other)) for other in archive.topics if other.parent == topic.slug),
        summary=summary,
        companies=tuple(sorted(cells, key=lambda cell: cell.name.casefold())),
        without=tuple(Link(c.name, urls.company(c)) for c in archive.companies if c.slug not in by_company),
        groups=tuple(_group(list(group)) for _, group in groupby(every, key=lambda slip: slip.document.url)),
        terms=_terms(topic),
        feed=Link(f"Feed of changes on {topic.label}", urls.feed(url)),
    )


def _group(together: list[Slip]) -> SlipGroup:
    first = together[0]
    return SlipGroup(urls.slug(first.document.url), first.company, first.document, first.captured_at, tuple(together))


def _terms(topic: Topic) -> tuple[OutsideTerm, ...]:
    """The topic in the W3C Data Privacy Vocabulary and in the OPP-115 corpus."""
    terms = []
    for term in topic.dpv:
        prefix, _, name = term.partition(":")
        terms.append(OutsideTerm(term, f"{_DPV[prefix]}{name}" if prefix in _DPV and name else ""))
    return (*terms, *((OutsideTerm(f"OPP-115: {topic.opp115}", ""),) if topic.opp115 else ()))
