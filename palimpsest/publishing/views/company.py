"""One company -> the timeline over all its documents: `company.html`.

First captures and changes of wording only: what else was recorded stands in the timeline of each document.
"""

from collections.abc import Iterable, Sequence

from palimpsest.addresses import is_domain
from palimpsest.english import counted
from palimpsest.model import Company, DatedName, Party, Settings, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import CompanyHolding, DocumentSummary
from palimpsest.publishing.metadata.pages import for_company
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.charts import Age, StrataChart, legend
from palimpsest.publishing.views.companies import (
    changes_held,
    changes_in_number,
    domains_in_words,
    held_in_words,
    is_its_name,
)
from palimpsest.publishing.views.entries import Entry
from palimpsest.publishing.views.facts import Mention, first_mentions
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import extent_of, small_chart
from palimpsest.publishing.views.parties import PartyList, party_list
from palimpsest.publishing.views.timeline import Year, timeline
from palimpsest.publishing.views.topic_links import topic_links
from palimpsest.timestamps import day_in_words, span_in_words
from palimpsest.values import Frozen, replace


class DocumentCard(Frozen):
    """A document with its chart and what is held of it."""

    label: str
    url: str
    holdings: str
    chart: StrataChart


class OtherName(Frozen):
    """A name, a domain or an operator with its days and a curator's note, in words."""

    name: str
    when: str
    note: str
    label: str = "Domain"


class OutsideLink(Frozen):
    """A link of companies.yaml that leads away from the site."""

    text: str
    href: str


class CompanyPage(Frozen):
    """`is_single` when one capture is all there is; `left_out` says what the timeline does not tell."""

    url: str
    frame: Frame
    metadata: Metadata
    name: str
    summary: str
    names: tuple[OtherName, ...]
    domains: tuple[OtherName, ...]
    operators: tuple[OtherName, ...]
    links: tuple[OutsideLink, ...]
    documents: tuple[DocumentCard, ...]
    legend: tuple[Age, ...]
    years: tuple[Year, ...]
    left_out: str
    topics: tuple[Link, ...]
    parties: PartyList
    laws: tuple[Mention, ...]
    is_single: bool
    shared: Link
    feed: Link
    template: str = "company.html"


def company_page(
    settings: Settings,
    topics: Sequence[Topic],
    holding: CompanyHolding,
    entries: Sequence[Entry],
    parties: Sequence[Party] = (),
    laws: Sequence[Sequence[Mention]] = (),
) -> CompanyPage:
    """The page of one company, whose documents have passages on these topics, these entries in their timelines, and
    first name these laws."""
    owner, documents = holding.company, holding.documents
    url = urls.company(owner)
    captures = sum(len(document.captures) for document in documents)
    return CompanyPage(
        url=url,
        frame=frame(settings, Link("Companies", urls.COMPANIES)),
        metadata=for_company(settings, holding),
        name=owner.name,
        summary=_summary(holding),
        names=tuple(_named(name) for name in owner.names),
        domains=_domains(holding),
        operators=tuple(_named(name) for name in owner.operators),
        links=tuple(OutsideLink(link.text, link.href) for link in owner.links),
        documents=tuple(_card(holding, document) for document in documents),
        legend=legend([stack for document in documents for stack in document.stacks]),
        years=timeline(together_in_time(entries)),
        left_out=_left_out(captures - len(entries)),
        topics=topic_links(topics, owner),
        parties=party_list(parties, {slug for document in documents for slug in document.parties}),
        laws=first_mentions(laws),
        is_single=captures == 1,
        shared=Link("Wording that others share", urls.shared_company(owner)),
        feed=Link(f"Feed of changes at {owner.name}", urls.feed(url)),
    )


def together_in_time(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of several documents as one timeline: a time without captures is one document's own, and a day worth
    comparing with is marked once, before what follows it first."""
    by_time = sorted(entries, key=lambda entry: entry.captured_at)
    if len({entry.document for entry in by_time}) == 1:
        return by_time
    told: set[str] = set()
    found = []
    for entry in by_time:
        found.append(replace(entry, gap="", baselines=tuple([one for one in entry.baselines if one not in told])))
        told.update(entry.baselines)
    return found


def topics_held(topics: Sequence[Topic], holding: CompanyHolding) -> tuple[Topic, ...]:
    """The topics and categories of which a company's documents have passages, as arranged in the archive."""
    found = {slug for document in holding.documents for slug in document.topics}
    return tuple(topic for topic in topics if topic.slug in found)


def _left_out(captures: int) -> str:
    return f"{counted(captures, 'other capture')}" if captures else ""


def _summary(holding: CompanyHolding) -> str:
    captures = sorted(instant for document in holding.documents for instant in document.captures)
    if not captures:
        return "nothing captured yet."
    if len(captures) == 1:
        return f"one capture, of {day_in_words(captures[0])}."
    versions = sum(document.versions for document in holding.documents)
    changes = changes_in_number(changes_held(holding.documents))
    return (
        f"{changes}, {counted(versions, 'version')} of {counted(len(holding.documents), 'document')} in "
        f"{counted(len(captures), 'capture')}, {day_in_words(captures[0])} to {day_in_words(captures[-1])} "
        f"({span_in_words(captures[0].date(), captures[-1].date())})."
    )


def _domains(holding: CompanyHolding) -> tuple[OtherName, ...]:
    if holding.company.domains:
        return tuple(_named(name) for name in holding.company.domains)
    filed = domains_in_words(holding)
    if not filed or (is_its_name(filed, holding.company) and not is_domain(filed)):
        return ()
    return (OtherName(filed, "", "", "Domain" if is_domain(filed) else "Filed under"),)


def _named(name: DatedName) -> OtherName:
    since = f"from {day_in_words(name.since)}" if name.since else ""
    until = f"until {day_in_words(name.until)}" if name.until else ""
    return OtherName(name.name, " ".join(filter(None, (since, until))), name.note)


def _card(holding: CompanyHolding, document: DocumentSummary) -> DocumentCard:
    owner: Company = holding.company
    extent = extent_of(other.captures for other in holding.documents)
    return DocumentCard(
        document.terms_type,
        urls.document(owner, document),
        held_in_words(changes_held([document]), document.versions, len(document.captures)),
        small_chart(owner, document, document.stacks, extent),
    )
