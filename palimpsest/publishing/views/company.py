"""One company -> the timeline over all its documents: `company.html`."""

from collections.abc import Iterable
from dataclasses import dataclass

from palimpsest.model import Archive, Company, DatedName, Document, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.charts import Age, StrataChart, legend
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_company
from palimpsest.publishing.views.companies import domains_in_words
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import Layers, extent_of, small_chart, stacks
from palimpsest.publishing.views.timeline import Year, timeline
from palimpsest.publishing.views.wording import counted
from palimpsest.timestamps import day_in_words, span_in_words


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document with its chart and what is held of it."""

    label: str
    url: str
    holdings: str
    chart: StrataChart


@dataclass(frozen=True, slots=True)
class Named:
    """A domain or an operator with its days and a curator's note, in words."""

    name: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A link of companies.yaml that leads away from the site."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """`is_single` when one capture is all there is."""

    url: str
    frame: Frame
    metadata: Metadata
    name: str
    summary: str
    domains: tuple[Named, ...]
    operators: tuple[Named, ...]
    links: tuple[OutsideLink, ...]
    documents: tuple[DocumentCard, ...]
    legend: tuple[Age, ...]
    years: tuple[Year, ...]
    topics: tuple[Link, ...]
    is_single: bool
    feed: Link
    template: str = "company.html"


def company_page(archive: Archive, concordance: Concordance, owner: Company) -> CompanyPage:
    """The page of one company."""
    url = urls.company(owner)
    summary = _summary(owner)
    return CompanyPage(
        url=url,
        frame=frame(archive, Link("Companies", urls.COMPANIES)),
        metadata=for_company(archive, owner),
        name=owner.name,
        summary=summary,
        domains=_domains(owner),
        operators=tuple(_named(name) for name in owner.operators),
        links=tuple(OutsideLink(link.text, link.href) for link in owner.links if link.href.startswith("https://")),
        documents=tuple(_card(concordance.layers, owner, document) for document in owner.documents),
        legend=legend(
            [stack for document in owner.documents for stack in stacks(concordance.layers, document.versions)]
        ),
        years=timeline(archive, concordance.layers, owner, owner.documents),
        topics=topics_of(archive, owner, owner.documents),
        is_single=sum(len(document.snapshots) for document in owner.documents) == 1,
        feed=Link(f"Feed of changes at {owner.name}", urls.feed(url)),
    )


def topics_held(archive: Archive, documents: Iterable[Document]) -> tuple[Topic, ...]:
    """The topics and categories of which these documents have passages, as arranged in the archive."""
    found = {
        label.topic
        for document in documents
        for version in document.versions
        for labels in archive.findings_of(version).labels.values()
        for label in labels
    }
    return tuple(topic for topic in archive.topics if topic.slug in found)


def topics_of(archive: Archive, owner: Company, documents: Iterable[Document]) -> tuple[Link, ...]:
    """Ways to the histories of these topics; a category is left out where one of its topics is named."""
    held = topics_held(archive, documents)
    covered = {topic.parent for topic in held}
    return tuple(Link(topic.label, urls.topic_company(topic, owner)) for topic in held if topic.slug not in covered)


def _summary(owner: Company) -> str:
    captures = sorted(snapshot.captured_at for document in owner.documents for snapshot in document.snapshots)
    if not captures:
        return "nothing captured yet."
    if len(captures) == 1:
        return f"one capture, of {day_in_words(captures[0])}."
    versions = sum(len(document.versions) for document in owner.documents)
    return (
        f"{counted(versions, 'version')} of {counted(len(owner.documents), 'document')} in "
        f"{counted(len(captures), 'capture')}, {day_in_words(captures[0])} to {day_in_words(captures[-1])} "
        f"({span_in_words(captures[0].date(), captures[-1].date())})."
    )


def _domains(owner: Company) -> tuple[Named, ...]:
    if owner.domains:
        return tuple(_named(name) for name in owner.domains)
    filed = domains_in_words(owner)
    return (Named(filed, "", ""),) if filed else ()


def _named(name: DatedName) -> Named:
    since = f"from {day_in_words(name.since)}" if name.since else ""
    until = f"until {day_in_words(name.until)}" if name.until else ""
    return Named(name.name, " ".join(filter(None, (since, until))), name.note)


def _card(laid: Layers, owner: Company, document: Document) -> DocumentCard:
    versions, captures = len(document.versions), len(document.snapshots)
    holdings = "one capture" if captures == 1 else f"{counted(versions, 'version')}, {counted(captures, 'capture')}"
    return DocumentCard(
        document.terms_type,
        urls.document(owner, document),
        holdings,
        small_chart(laid, owner, document, extent_of(owner.documents)),
    )
