"""One version -> the page on which it is read: `version.html`.

Monoprice's privacy policy captured on 7 October 2017 -> "Monoprice: Privacy Policy, captured 7 October 2017", its
outline, its text with the notes beside it, where it comes from, and how to cite it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.model import Archive, Company, Document, Fact, Version
from palimpsest.publishing import urls
from palimpsest.publishing.data.citations import Citations, citations
from palimpsest.publishing.languages import foreign_language, language_in_words
from palimpsest.publishing.metadata.pages import for_version
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.charts import StrataChart
from palimpsest.publishing.views.entries import verdict_sentence
from palimpsest.publishing.views.facts import FactGroup, fact_groups
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.history import History, Station, stack_of
from palimpsest.publishing.views.layers import MOST_BELOW, small_chart, thinned
from palimpsest.publishing.views.lines import Repeated
from palimpsest.publishing.views.provenance import ProvenancePanel, provenance
from palimpsest.publishing.views.text import Sections, Shown, TextSection, shown_sections
from palimpsest.timestamps import day_in_words, span_in_words
from palimpsest.values import Frozen

_MUCH = 0.1  # of the words of a text, repeated in it


class Neighbour(Frozen):
    """The version before or after: its day, how far away it is, where it is read."""

    captured_at: datetime
    distance: str
    url: str


class WhatChanged(Frozen):
    """The step that led to this version, in words, the way to its redline, and to one against any other version."""

    verdict: str
    summary: str
    topics: tuple[Link, ...]
    url: str
    compare: str


class TopicCount(Frozen):
    """A topic of this version with the number of passages; `first` is the anchor of the first of them."""

    label: str
    url: str
    count: int
    first: str


class Download(Frozen):
    """A file beside the page."""

    label: str
    url: str


class Again(Frozen):
    """Passages of a version that stand further up as well, in counts; `first` is the anchor of the first of them."""

    words: str
    passages: str
    first: str


class VersionPage(Frozen):
    """`language` is empty unless the text is in another language than the site; `said_in` is the same in words. `depth`
    is the number of older layers below this one, at most 3, for the drawn edges of the sheet. `shared_counts` is the
    file from which the page learns, when it is opened, which of its passages other companies' texts have: what they say
    changes nothing here."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    document: Link
    captured_at: datetime
    captures: str
    words: str
    again: Again | None
    language: str
    said_in: str
    depth: int
    chart: StrataChart
    previous: Neighbour | None
    following: Neighbour | None
    what_changed: WhatChanged | None
    sections: tuple[TextSection, ...]
    has_outline: bool
    provenance: ProvenancePanel
    facts: Repeated[FactGroup]
    topics: Repeated[TopicCount]
    is_unlabelled: bool
    shared: Link
    shared_counts: str
    citations: Citations
    downloads: tuple[Download, ...]
    shared_wordings: str = urls.SHARED
    template: str = "version.html"


def title(owner: Company, document: Document, version: Version) -> str:
    """The built title of a version; later versions of one day name the time too."""
    day = day_in_words(version.captured_at)
    is_later_that_day = len(version.name) > len("2017-10-07")
    when = f"{day}, {version.captured_at:%H:%M:%S} UTC" if is_later_that_day else day
    return f"{owner.name}: {document.terms_type}, captured {when}"


def sections_of(archive: Archive, owner: Company) -> Sections:
    """What the versions of a company's document share: labels lead to the company's history of the topic."""
    topics = {topic.slug: topic for topic in archive.topics}
    return Sections(topics, {topic.slug: urls.topic_company(topic, owner) for topic in archive.topics})


def version_page(history: History, station: Station, made: Sections) -> VersionPage:
    """The page of one version; the pages of a document share the sections they have `made`. It shows what lies
    below it, and of what lies above only the next version: a further one changes nothing here."""
    archive, owner, document, version = history.archive, history.owner, history.document, station.version
    number, stations = station.number, history.stations
    shown = shown_sections(version, station.findings.labels, made)
    language = foreign_language(history.settings, version)
    return VersionPage(
        url=station.url,
        frame=frame(
            history.settings, Link("Companies", urls.COMPANIES), Link(owner.name, urls.company(owner)), history.link
        ),
        metadata=for_version(archive, owner, document, version, number, station.words),
        heading=title(owner, document, version),
        document=history.link,
        captured_at=version.captured_at,
        captures=counted(len(version.snapshots), "capture"),
        words=counted(station.words, "word"),
        again=_again(shown, station.words),
        language=language,
        said_in=language_in_words(version) if language else "",
        depth=min(number, 3),
        chart=_chart(history, station),
        previous=_neighbour(station, stations[number - 1]) if number else None,
        following=_neighbour(station, stations[number + 1]) if number + 1 < len(stations) else None,
        what_changed=_what_changed(history, station),
        sections=tuple([one.text for one in shown]),
        has_outline=any(one.text.heading for one in shown),
        provenance=provenance(archive, owner, document, version, [one for of in shown for one in of.remarked]),
        facts=_facts(station.findings.facts, made),
        topics=_topics(shown, made),
        is_unlabelled=bool(station.findings.unlabelled_language),
        shared=Link(f"Wording that {owner.name} and others share", urls.shared_company(owner)),
        shared_counts=urls.shared_json(owner.slug, document.slug),
        citations=citations(archive, owner, document, version),
        downloads=_downloads(owner, document),
    )


def _chart(history: History, station: Station) -> StrataChart:
    below = thinned(range(station.number + 1), MOST_BELOW)
    drawn = [stack_of(history.stations[number], is_current=number == station.number) for number in below]
    return small_chart(history.owner, history.document, drawn)


def _neighbour(station: Station, other: Station) -> Neighbour:
    there, here = other.version.captured_at.date(), station.version.captured_at.date()
    if there == here:
        distance = "the same day"
    else:
        distance = f"{span_in_words(*sorted((there, here)))} {'earlier' if there < here else 'later'}"
    return Neighbour(other.version.captured_at, distance, other.url)


def _what_changed(history: History, station: Station) -> WhatChanged | None:
    revision = station.revision
    if revision is None:
        return None
    return WhatChanged(
        verdict_sentence(revision),
        f"{station.changes}.",
        station.touched,
        history.changes_url(station),
        urls.compare(history.owner, history.document, after=station.version.name),
    )


def _again(shown: Iterable[Shown], words: int) -> Again | None:
    """What a text of so many words repeats, where that is much: a heading or a stock phrase stands twice in any."""
    again = [placed for section in shown for placed in section.again]
    repeated = sum(placed.passage.words for placed in again)
    if not again or repeated < _MUCH * words:
        return None
    return Again(f"{repeated:,}", counted(len(again), "passage"), again[0].anchor)


def _topics(shown: Sequence[Shown], made: Sections) -> Repeated[TopicCount]:
    found: dict[str, tuple[int, str]] = {}
    for section in shown:
        for topic, (count, anchor) in section.topics.items():
            before = found.get(topic)
            found[topic] = (before[0] + count, before[1]) if before else (count, anchor)
    key = "topics", tuple(found.items())
    known = made.listed.get(key)
    if known is None:
        having = [(topic, found[slug]) for slug, topic in made.topics.items() if slug in found]
        counts = [TopicCount(topic.label, made.chip_urls[topic.slug], *own) for topic, own in having]
        known = made.listed[key] = Repeated(counts)
    return known


def _facts(facts: tuple[Fact, ...], made: Sections) -> Repeated[FactGroup]:
    key = "facts", facts
    known = made.listed.get(key)
    if known is None:
        known = made.listed[key] = fact_groups(facts)
    return known


def _downloads(owner: Company, document: Document) -> tuple[Download, ...]:
    kinds = (("BibTeX of every version", "bib"), ("RIS of every version", "ris"))
    return tuple(Download(label, urls.citations(owner, document, extension)) for label, extension in kinds)
