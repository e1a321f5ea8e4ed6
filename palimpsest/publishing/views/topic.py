"""One topic -> what the newest version of each document says of it, company by company: `topic.html`.

Cookies: Monoprice "We use cookies", and the way to its earlier wordings, "We use NO COOKIES" of 2004 among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Topic
from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue, CompanyHolding, TopicHolding, Wordings
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_topic
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip
from palimpsest.publishing.views.wording import counted

_SLIPS = 600  # on one page, shared out among its companies
_MOST, _LEAST = 40, 2  # of one company
_CONTRARY = 6  # of one company, beside those that stand
_OPEN = 30  # companies in a list; a longer one is folded

# The wordings that are shown, by topic and then by company, both by slug.
Standing = Mapping[str, Mapping[str, tuple[Slip, ...]]]


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
    """The wordings of a document's newest version; `since` is the first capture of the oldest of them."""

    document: Link
    since: datetime
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class CompanyGroup:
    """What stands in a company's documents, and the `earlier` wordings that said the contrary; `more` leads to those
    that are not shown, None if all are."""

    anchor: str
    company: Link
    documents: tuple[SlipGroup, ...]
    earlier: tuple[Slip, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Without:
    """The companies of which no passage was found; `folded` is what a long list is folded behind, else `""`."""

    companies: tuple[Link, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    """`parent` is None for a category; `is_folded` when the companies of the overview are many."""

    url: str
    frame: Frame
    metadata: Metadata
    label: str
    description: str
    parent: Link | None
    below: tuple[Link, ...]
    summary: str
    companies: tuple[CompanyCell, ...]
    is_folded: bool
    without: Without
    groups: tuple[CompanyGroup, ...]
    terms: tuple[OutsideTerm, ...]
    feed: Link
    template: str = "topic.html"


_DPV = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "tech": "https://w3id.org/dpv/tech#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
}


def rooms(catalogue: Catalogue) -> dict[str, int]:
    """For each topic, how many standing wordings of a company its page has room for."""
    companies = {topic.slug: 0 for topic in catalogue.topics}
    for holding in catalogue.companies:
        for slug in {slug for document in holding.documents for slug in document.topics} & companies.keys():
            companies[slug] += 1
    return {slug: max(_LEAST, min(_MOST, _SLIPS // max(count, 1))) for slug, count in companies.items()}


def standing(opened: Sequence[Wordings], room: Mapping[str, int]) -> dict[str, tuple[Slip, ...]]:
    """A company's wordings that stand in its newest versions, by topic, as many as there is room for; then some earlier
    ones that said the contrary: a denial that was given up must not be hidden in the history."""
    found = {}
    for slug, most in room.items():
        every = [slip for wordings in opened for slip in wordings.slips.get(slug, ())]
        stand = [slip for slip in every if slip.stands]
        said = {slip.denies for slip in stand}
        contrary = [slip for slip in every if not slip.stands and said and slip.denies not in said]
        found[slug] = (*stand[:most], *contrary[: min(most, _CONTRARY)])
    return {slug: slips for slug, slips in found.items() if slips}


def topic_page(catalogue: Catalogue, shown: Standing, topic: Topic) -> TopicPage:
    """The page of one topic or category."""
    url, settings = urls.topic(topic), catalogue.settings
    held = {holding.company.slug: _held(holding, topic) for holding in catalogue.companies}
    having = sorted(
        (holding for holding in catalogue.companies if held[holding.company.slug]),
        key=lambda holding: (holding.company.name.casefold(), holding.company.slug),
    )
    slips = shown.get(topic.slug, {})
    parent = next((other for other in catalogue.topics if other.slug == topic.parent), None)
    return TopicPage(
        url=url,
        frame=frame(settings, Link("Topics", urls.TOPICS)),
        metadata=for_topic(settings, topic),
        label=topic.label,
        description=topic.description,
        parent=Link(parent.label, urls.topic(parent)) if parent else None,
        below=tuple(Link(other.label, urls.topic(other)) for other in catalogue.topics if other.parent == topic.slug),
        summary=_summary([held[holding.company.slug] for holding in having]),
        companies=tuple(_cell(holding, topic, held[holding.company.slug]) for holding in having),
        is_folded=len(having) > _OPEN,
        without=_without([holding for holding in catalogue.companies if not held[holding.company.slug]]),
        groups=tuple(
            _group(holding, topic, held[holding.company.slug], slips.get(holding.company.slug, ()))
            for holding in having
        ),
        terms=_terms(topic),
        feed=Link(f"Feed of changes on {topic.label}", urls.feed(url)),
    )


def _held(holding: CompanyHolding, topic: Topic) -> list[TopicHolding]:
    return [document.topics[topic.slug] for document in holding.documents if topic.slug in document.topics]


def _summary(held: Sequence[Sequence[TopicHolding]]) -> str:
    if not held:
        return "No passage found"
    passages, stand = (sum(getattr(one, name) for own in held for one in own) for name in ("wordings", "standing"))
    earlier = "" if stand == passages else f", {stand:,} of them in newest versions"
    return f"{counted(passages, 'passage')} of {counted(len(held), 'company', 'companies')}{earlier}"


def _cell(holding: CompanyHolding, topic: Topic, held: Sequence[TopicHolding]) -> CompanyCell:
    return CompanyCell(
        holding.company.name,
        urls.topic_company(topic, holding.company),
        sum(one.wordings for one in held),
        sum(one.denials for one in held),
        min(one.first for one in held),
        max(one.last for one in held),
    )


def _without(holdings: Sequence[CompanyHolding]) -> Without:
    links = tuple(Link(holding.company.name, urls.company(holding.company)) for holding in holdings)
    return Without(links, counted(len(links), "company", "companies") if len(links) > _OPEN else "")


def _group(holding: CompanyHolding, topic: Topic, held: Sequence[TopicHolding], slips: Sequence[Slip]) -> CompanyGroup:
    company = holding.company
    more = sum(one.wordings for one in held) - len(slips)
    denials = sum(one.denials for one in held) - sum(slip.denies for slip in slips)
    said = f", {denials:,} {'says' if denials == 1 else 'say'} it does not" if denials else ""
    history = Link(f"{counted(more, 'more wording')} in the history{said}", urls.topic_company(topic, company))
    groups = tuple(
        SlipGroup(Link(label, f"{urls.company(company)}{slug}/"), min(slip.captured_at for slip in own), own)
        for (label, slug), own in (
            (key, tuple(group))
            for key, group in groupby(
                (slip for slip in slips if slip.stands), key=lambda s: (s.document.label, _document_slug(s))
            )
        )
    )
    return CompanyGroup(
        anchor=f"at-{company.slug}",
        company=Link(company.name, urls.company(company)),
        documents=groups,
        earlier=tuple(slip for slip in slips if not slip.stands),
        more=history if more else None,
    )


def _document_slug(slip: Slip) -> str:
    return slip.document.url.rstrip("/").rsplit("/", 2)[1]


def _terms(topic: Topic) -> tuple[OutsideTerm, ...]:
    """The topic in the W3C Data Privacy Vocabulary and in the OPP-115 corpus."""
    terms = []
    for term in topic.dpv:
        prefix, _, name = term.partition(":")
        terms.append(OutsideTerm(term, f"{_DPV[prefix]}{name}" if prefix in _DPV and name else ""))
    return (*terms, *((OutsideTerm(f"OPP-115: {topic.opp115}", ""),) if topic.opp115 else ()))
