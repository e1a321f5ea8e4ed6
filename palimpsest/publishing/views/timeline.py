"""Documents -> a timeline: one entry for each capture, newest first, grouped by year, with the gaps in words.

Monoprice  ->  2017: 7 October, mostly rewritten ... (not observed for 12 years and 10 months) 2004: first capture
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Archive, Company, Document, Placed, Revision, Snapshot, Span, Version
from palimpsest.publishing import urls
from palimpsest.publishing.charts import StrataChart, strata_chart
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.layers import Layers, stacks
from palimpsest.publishing.views.provenance import foreign_language
from palimpsest.publishing.views.wording import (
    capitalised,
    changes_in_words,
    counted,
    in_sentence,
    joined,
    share_in_words,
)
from palimpsest.timestamps import day_in_words, span_in_words

_GAP_DAYS = 60  # Monthly collections are regular; only what is longer than two of their steps is called a gap.
_EXCERPT = 190
_SENTENCE_END = re.compile(r"[.!?]\s+|\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """One capture. `kind` is "first", the class of the revision, "again" or "return" (an earlier text); `changes` leads
    to the redline. `gap` says how long nothing was observed before it, `""` for no time to speak of; `baselines` are
    the days worth comparing with since the capture before."""

    kind: str
    captured_at: datetime
    document: Link
    version: Link
    headline: str
    summary: str
    topics: tuple[Link, ...]
    excerpt: str
    language: str
    words: str
    chart: StrataChart
    changes: Link | None
    gap: str
    baselines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of a year, newest first."""

    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture and the version it carries."""

    snapshot: Snapshot
    version: Version


def timeline(archive: Archive, laid: Layers, owner: Company, documents: Sequence[Document]) -> tuple[Year, ...]:
    """Every capture of these documents, newest first, by year."""
    entries = [entry for document in documents for entry in _entries(archive, laid, owner, document)]
    entries.sort(key=lambda entry: (entry.captured_at, entry.document.label), reverse=True)
    return tuple(Year(year, tuple(group)) for year, group in groupby(entries, key=lambda e: e.captured_at.year))


def revision_before(document: Document, version: Version) -> Revision | None:
    """The step that led to a version, None for the first."""
    digest = version.digest  # made anew each time it is asked for
    return next((revision for revision in document.revisions if revision.after == digest), None)


def version_before(document: Document, version: Version) -> Version | None:
    """The version before, None for the first."""
    place = document.versions.index(version)
    return document.versions[place - 1] if place else None


def topics_touched(archive: Archive, revision: Revision) -> tuple[Link, ...]:
    """The topics of the passages that a revision changed, as arranged in the archive; the most particular ones."""
    before, after = (archive.findings[digest] for digest in (revision.before, revision.after))
    slugs = set()
    for change in revision.changes:
        if change.kind not in ("kept", "moved"):
            for findings, placed in ((before, change.before), (after, change.after)):
                slugs |= {label.topic for label in findings.labels.get(placed.anchor, ())} if placed else set()
    covered = {topic.parent for topic in archive.topics if topic.slug in slugs}  # a category goes without saying
    named = (topic for topic in archive.topics if topic.slug in slugs and topic.slug not in covered)
    return tuple(Link(topic.label, urls.topic(topic)) for topic in named)


def verdict_sentence(revision: Revision) -> str:
    """The verdict with the share in words: "Mostly rewritten: about a tenth of the words stands in both."."""
    return f"{capitalised(revision.verdict)}: {share_in_words(revision.share_kept)}."


def excerpt(archive: Archive, version: Version, revision: Revision | None) -> str:
    """One line of what it says. Of the changed passages (of all, in a first version) the one with most to say: a
    denial before anything else, then the one that surely speaks of most topics; from the sentence that earned it or,
    in an edited passage, from the first that has new words."""
    changed = {
        change.after.anchor: change
        for change in (revision.changes if revision else ())
        if change.kind in ("added", "edited", "rewritten") and change.after
    }
    texts = [
        placed
        for placed in version.reading.text()
        if placed.passage.kind in ("paragraph", "item") and (not changed or placed.anchor in changed)
    ]
    if not texts:
        return ""
    labels = archive.findings_of(version).labels

    def weight(placed: Placed) -> tuple[int, int]:
        sure = [label for label in labels.get(placed.anchor, ()) if label.certainty == "sure"]
        return sum(label.polarity == "denies" for label in sure), len(sure)

    chosen = max(texts, key=weight)
    if chosen.anchor in changed and changed[chosen.anchor].spans:
        return _line(chosen.passage.text, _first_new(changed[chosen.anchor].spans))
    sure = [label for label in labels.get(chosen.anchor, ()) if label.certainty == "sure"]
    telling = next((label for label in sure if label.polarity == "denies"), sure[0] if sure else None)
    evidence = [found.start for found in telling.evidence if found.where == "passage"] if telling else []
    return _line(chosen.passage.text, evidence[0] if evidence else 0)


def _first_new(spans: Sequence[Span]) -> int:
    """Where in the later text the first new words stand; after what was taken out, if nothing is new."""
    at = 0
    for span in spans:
        if span.kind != "same":
            return at
        at += len(span.text)
    return 0


def _line(text: str, at: int) -> str:
    """A line from the beginning of the sentence that holds the character `at`."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, at)), default=0)
    line = " ".join(text[start:].split())
    if len(line) > _EXCERPT:
        line = line[:_EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"… {line}" if start else line


def _entries(archive: Archive, laid: Layers, owner: Company, document: Document) -> list[Entry]:
    captures = sorted(
        (Capture(snapshot, version) for version in document.versions for snapshot in version.snapshots),
        key=lambda capture: capture.snapshot.captured_at,
    )
    drawn = {
        version.digest: stack for version, stack in zip(document.versions, stacks(laid, document.versions), strict=True)
    }
    tallest = max(stack.words for stack in drawn.values())
    return [
        _entry(
            archive,
            owner,
            document,
            capture,
            earlier,
            strata_chart("", (drawn[capture.version.digest],), "Layers of this version", 44, 10, tallest),
        )
        for capture, earlier in zip(captures, [None, *captures], strict=False)
    ]


def _gap(earlier: Snapshot, later: Snapshot) -> str:
    if (later.captured_at - earlier.captured_at).days <= _GAP_DAYS:
        return ""
    return span_in_words(earlier.captured_at.date(), later.captured_at.date())


def _baselines(archive: Archive, earlier: Snapshot, later: Snapshot) -> tuple[str, ...]:
    """What came into force between two captures, each with its day."""
    first, last = earlier.captured_at.date(), later.captured_at.date()
    between = sorted((one for one in archive.settings.baselines if first < one.day <= last), key=lambda one: one.day)
    return tuple(f"{one.label} ({day_in_words(one.day)})" for one in between)


def _entry(
    archive: Archive,
    owner: Company,
    document: Document,
    capture: Capture,
    earlier: Capture | None,
    chart: StrataChart,
) -> Entry:
    snapshot, version = capture.snapshot, capture.version
    is_first_sight = snapshot is version.snapshots[0]
    revision = revision_before(document, version) if is_first_sight else None
    kind = revision.revision_class if revision else "first"
    if not is_first_sight:
        kind = "again" if earlier and earlier.version is version else "return"
    page = urls.version(owner, document, version)
    topics = topics_touched(archive, revision) if revision and kind == "wording" else ()
    return Entry(
        kind=kind,
        captured_at=snapshot.captured_at,
        document=Link(document.terms_type, urls.document(owner, document)),
        version=Link("Read this version", page),
        headline=_headline(kind, version, revision),
        summary=_summary(revision, topics) if revision and kind == "wording" else "",
        topics=topics,
        excerpt=excerpt(archive, version, revision) if is_first_sight else "",
        language=foreign_language(archive, version),
        words=counted(version.reading.words, "word"),
        chart=chart,
        changes=Link("See what changed", urls.changes(owner, document, version)) if revision else None,
        gap=_gap(earlier.snapshot, snapshot) if earlier else "",
        baselines=_baselines(archive, earlier.snapshot, snapshot) if earlier else (),
    )


def _headline(kind: str, version: Version, revision: Revision | None) -> str:
    fixed = {
        "first": "First capture",
        "again": "Seen again, unchanged",
        "return": f"The text first seen on {day_in_words(version.captured_at)} again",
        "formatting only": "Only formatting differs",
        "links only": "Only links differ",
    }
    return fixed[kind] if kind in fixed or not revision else capitalised(revision.verdict)


def _summary(revision: Revision, topics: Sequence[Link]) -> str:
    named = [in_sentence(topic.label) for topic in topics[:4]]
    more = f" and {counted(len(topics) - 4, 'other topic')}" if len(topics) > 4 else ""
    touched = f"; touches {', '.join(named)}{more}" if more else f"; touches {joined(named)}" if named else ""
    return f"{changes_in_words(revision)}{touched}."
