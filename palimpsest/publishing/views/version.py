"""One version -> the page on which it is read: `version.html`.

Monoprice's privacy policy captured on 7 October 2017 -> "Monoprice: Privacy Policy, captured 7 October 2017", its
outline, its text with the notes beside it, where it comes from, and how to cite it.
"""

from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Company, Document, Version
from palimpsest.publishing import urls
from palimpsest.publishing.charts import StrataChart
from palimpsest.publishing.citations import Citations, citations
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_version
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import chart_up_to
from palimpsest.publishing.views.provenance import ProvenancePanel, foreign_language, provenance
from palimpsest.publishing.views.text import Sections, TextSection, text_sections
from palimpsest.publishing.views.timeline import (
    revision_before,
    topics_touched,
    verdict_sentence,
    version_before,
)
from palimpsest.publishing.views.wording import changes_in_words, counted
from palimpsest.timestamps import day_in_words, span_in_words


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The version before or after: its day, how far away it is, where it is read."""

    captured_at: datetime
    distance: str
    url: str


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """The step that led to this version, in words, and the way to its redline."""

    verdict: str
    summary: str
    topics: tuple[Link, ...]
    url: str


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic of this version with the number of passages; `first` is the anchor of the first of them."""

    label: str
    url: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """`language` is empty unless the text is in another language than the site. `depth` is the number of older layers
    below this one, at most 3, for the drawn edges of the sheet. `years` names the layers of the small chart."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    document: Link
    captured_at: datetime
    captures: str
    words: str
    language: str
    depth: int
    chart: StrataChart
    previous: Neighbour | None
    following: Neighbour | None
    what_changed: WhatChanged | None
    sections: tuple[TextSection, ...]
    provenance: ProvenancePanel
    topics: tuple[TopicCount, ...]
    citations: Citations
    downloads: tuple[Download, ...]
    template: str = "version.html"


def title(owner: Company, document: Document, version: Version) -> str:
    """The built title of a version; later versions of one day name the time too."""
    day = day_in_words(version.captured_at)
    is_later_that_day = len(urls.version_name(document, version)) > 10
    when = f"{day}, {version.captured_at:%H:%M:%S} UTC" if is_later_that_day else day
    return f"{owner.name}: {document.terms_type}, captured {when}"


def sections_of(archive: Archive, owner: Company) -> Sections:
    """What the versions of a company's document share: labels lead to the company's history of the topic."""
    topics = {topic.slug: topic for topic in archive.topics}
    return Sections(topics, lambda topic: urls.topic_company(topic, owner))


def version_page(
    archive: Archive,
    concordance: Concordance,
    owner: Company,
    document: Document,
    version: Version,
    made: Sections,
) -> VersionPage:
    """The page of one version; the pages of a document share the sections they have `made`."""
    url = urls.version(owner, document, version)
    heading = title(owner, document, version)
    place = document.versions.index(version)
    at = Link(owner.name, urls.company(owner)), Link(document.terms_type, urls.document(owner, document))
    words = counted(version.reading.words, "word")
    return VersionPage(
        url=url,
        frame=frame(archive, Link("Companies", urls.COMPANIES), *at),
        metadata=for_version(archive, owner, document, version),
        heading=heading,
        document=at[1],
        captured_at=version.captured_at,
        captures=counted(len(version.snapshots), "capture"),
        words=words,
        language=foreign_language(archive, version),
        depth=min(place, 3),
        chart=chart_up_to(concordance.layers, owner, document, version),
        previous=_neighbour(owner, document, version, place - 1) if place else None,
        following=_neighbour(owner, document, version, place + 1) if place + 1 < len(document.versions) else None,
        what_changed=_what_changed(archive, owner, document, version),
        sections=text_sections(version, archive.findings_of(version).labels, made),
        provenance=provenance(archive, owner, document, version),
        topics=_topics(archive, owner, version),
        citations=citations(archive, owner, document, version),
        downloads=_downloads(owner, document, version),
    )  # fmt: skip


def _neighbour(owner: Company, document: Document, version: Version, place: int) -> Neighbour:
    other = document.versions[place]
    first, second = sorted((other.captured_at.date(), version.captured_at.date()))
    return Neighbour(other.captured_at, span_in_words(first, second), urls.version(owner, document, other))


def _what_changed(archive: Archive, owner: Company, document: Document, version: Version) -> WhatChanged | None:
    revision = revision_before(document, version)
    if revision is None or version_before(document, version) is None:
        return None
    return WhatChanged(
        verdict_sentence(revision),
        f"{changes_in_words(revision)}.",
        topics_touched(archive, revision),
        urls.changes(owner, document, version),
    )


def _topics(archive: Archive, owner: Company, version: Version) -> tuple[TopicCount, ...]:
    labels = archive.findings_of(version).labels
    anchors: dict[str, list[str]] = {}
    for placed in version.reading.placed():
        for label in labels.get(placed.anchor, ()):
            anchors.setdefault(label.topic, []).append(placed.anchor)
    return tuple(
        TopicCount(topic.label, urls.topic_company(topic, owner), len(anchors[topic.slug]), anchors[topic.slug][0])
        for topic in archive.topics
        if topic.slug in anchors
    )


def _downloads(owner: Company, document: Document, version: Version) -> tuple[Download, ...]:
    kinds = (("BibTeX of every version", "bib"), ("RIS of every version", "ris"))
    return tuple(Download(label, urls.citations(owner, document, extension)) for label, extension in kinds)
