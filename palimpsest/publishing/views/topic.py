"""One topic -> what the newest version of each document says of it, company by company: `topic.html`.

Cookies: Monoprice "We use cookies", and the way to its earlier wordings, "We use NO COOKIES" of 2004 among them.
"""

from collections.abc import Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.model import Topic
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import OpenWordings
from palimpsest.publishing.making.portions import TopicAtCompany, TopicCatalogue
from palimpsest.publishing.metadata.pages import for_topic
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip, by_document, few_of
from palimpsest.publishing.views.topic_year import year_links
from palimpsest.values import Frozen, replace

_SLIPS = 600  # on one page, shared out among its companies
_MOST, _LEAST = 40, 2  # of one company
_CONTRARY = 6  # of one company, beside those that stand
_OPEN = 30  # companies in a list; a longer one is folded


class OutsideTerm(Frozen):
    """The name of the topic in another vocabulary; `href` is empty where it has no address."""

    label: str
    href: str


class CompanyCell(Frozen):
    """A company in the overview: how many wordings, in how many something is denied, and the years of first and last
    sight ("first seen 2004", "seen 2004 to 2016"): an archive's first capture is not the day a wording was written."""

    name: str
    url: str
    wordings: int
    denials: int
    when: str


class SlipGroup(Frozen):
    """The wordings of a document's newest version, those beyond the first few `folded`; `seen` says of which capture
    `first_seen` is: the first one with any of them."""

    document: Link
    seen: str
    first_seen: datetime
    slips: tuple[Slip, ...]
    folded: tuple[Slip, ...]


class CompanyGroup(Frozen):
    """What stands in a company's documents, and the `earlier` wordings that said the contrary; `company` leads to the
    history of the topic in its texts, `more` does where some are not shown, None if all are."""

    anchor: str
    company: Link
    documents: tuple[SlipGroup, ...]
    earlier: tuple[Slip, ...]
    more: Link | None


class Without(Frozen):
    """The companies of which no passage was found; `folded` is what a long list is folded behind, else `""`."""

    companies: tuple[Link, ...]
    folded: str


class TopicPage(Frozen):
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
    years: tuple[Link, ...]
    feed: Link
    template: str = "topic.html"


_DPV = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "tech": "https://w3id.org/dpv/tech#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
}


def shown_of(slips: Sequence[Slip]) -> tuple[Slip, ...]:
    """The slips of one document that its topic's page can show: those that stand in its newest version, and the first
    earlier ones that say either. When the newest was last seen is no part of that page, and left out: else it would
    change with every capture."""
    stand = [slip for slip in slips if slip.stands][:_MOST]
    earlier = [slip for slip in slips if not slip.stands]
    said = [slip for denies in (False, True) for slip in [one for one in earlier if one.denies is denies][:_CONTRARY]]
    return (
        *[replace(slip, last_seen=slip.captured_at, redline=()) for slip in stand],
        *[replace(slip, redline=()) if slip.redline else slip for slip in said],
    )


def topic_page(catalogue: TopicCatalogue, open_wordings: OpenWordings) -> TopicPage:
    """The page of one topic or category."""
    topic, topics, settings = catalogue.topic, catalogue.topics, catalogue.settings
    url = urls.topic(topic)
    having = [one for one in catalogue.companies if one.held]
    having.sort(key=lambda one: (one.company.name.casefold(), one.company.slug))
    room = max(_LEAST, min(_MOST, _SLIPS // max(len(having), 1)))
    parent = next((other for other in topics if other.slug == topic.parent), None)
    return TopicPage(
        url=url,
        frame=frame(settings, Link("Topics", urls.TOPICS)),
        metadata=for_topic(settings, topic),
        label=topic.label,
        description=topic.description,
        parent=Link(parent.label, urls.topic(parent)) if parent else None,
        below=tuple(Link(other.label, urls.topic(other)) for other in topics if other.parent == topic.slug),
        summary=_summary(having),
        companies=tuple(_cell(one, topic) for one in having),
        is_folded=len(having) > _OPEN,
        without=_without([one for one in catalogue.companies if not one.held]),
        groups=tuple(_group(one, topic, _shown(one, topic, room, open_wordings)) for one in having),
        terms=_terms(topic),
        years=year_links(topic, catalogue.years),
        feed=Link(f"Feed of changes on {topic.label}", urls.feed(url)),
    )


def _shown(one: TopicAtCompany, topic: Topic, room: int, open_wordings: OpenWordings) -> tuple[Slip, ...]:
    """A company's wordings that stand in its newest versions, as many as there is room for; then some earlier ones that
    said the contrary: a denial that was given up must not be hidden in the history."""
    every = [slip for slug in one.held for slip in open_wordings(one.company.slug, slug).shown[topic.slug]]
    stand = [slip for slip in every if slip.stands]
    said = {slip.denies for slip in stand}
    contrary = [slip for slip in every if not slip.stands and said and slip.denies not in said]
    return (*stand[:room], *contrary[: min(room, _CONTRARY)])


def _summary(having: Sequence[TopicAtCompany]) -> str:
    if not having:
        return "No passage found"
    held = [holding for one in having for holding in one.held.values()]
    passages, stand = sum(one.wordings for one in held), sum(one.standing for one in held)
    earlier = "" if stand == passages else f", {stand:,} of them in newest versions"
    return f"{counted(passages, 'passage')} of {counted(len(having), 'company', 'companies')}{earlier}"


def _cell(one: TopicAtCompany, topic: Topic) -> CompanyCell:
    held = one.held.values()
    first = min(own.first_year for own in held)
    last = None if any(own.standing for own in held) else max(own.last_year or first for own in held)
    return CompanyCell(
        one.company.name,
        urls.topic_company(topic, one.company),
        sum(own.wordings for own in held),
        sum(own.denials for own in held),
        f"first seen {first}" if last is None else f"seen {first}" if first == last else f"seen {first} to {last}",
    )


def _without(companies: Sequence[TopicAtCompany]) -> Without:
    links = tuple(Link(one.company.name, urls.company(one.company)) for one in companies)
    return Without(links, counted(len(links), "company", "companies") if len(links) > _OPEN else "")


def _group(one: TopicAtCompany, topic: Topic, slips: Sequence[Slip]) -> CompanyGroup:
    company, held = one.company, one.held.values()
    more = sum(own.wordings for own in held) - len(slips)
    denials = sum(own.denials for own in held) - sum(slip.denies for slip in slips)
    said = f", {denials:,} with a denial" if denials else ""
    history = Link(f"{counted(more, 'more wording')} in the history{said}", urls.topic_company(topic, company))
    groups = tuple(
        SlipGroup(
            document,
            "first seen" if len(own) == 1 else "the oldest first seen",
            min(slip.captured_at for slip in own),
            *few_of(own),
        )
        for document, own in by_document(slip for slip in slips if slip.stands)
    )
    return CompanyGroup(
        anchor=f"at-{company.slug}",
        company=Link(company.name, urls.topic_company(topic, company)),
        documents=groups,
        earlier=tuple(slip for slip in slips if not slip.stands),
        more=history if more else None,
    )


def _terms(topic: Topic) -> tuple[OutsideTerm, ...]:
    """The topic in the W3C Data Privacy Vocabulary and in the OPP-115 corpus."""
    terms = []
    for term in topic.dpv:
        prefix, _, name = term.partition(":")
        terms.append(OutsideTerm(term, f"{_DPV[prefix]}{name}" if prefix in _DPV and name else ""))
    return (*terms, *((OutsideTerm(f"OPP-115: {topic.opp115}", ""),) if topic.opp115 else ()))
