"""The step between two versions -> its redline: `changes.html`.

Monoprice 2004 -> 2017: a summary in words, the sections taken for the same, and every change, numbered; unchanged
passages in a row are folded, never left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Archive, Change, Company, Document, Placed, Revision, Span, Version
from palimpsest.publishing import urls
from palimpsest.publishing.charts import StrataChart
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame, metadata
from palimpsest.publishing.views.layers import small_chart
from palimpsest.publishing.views.provenance import Claim, claims
from palimpsest.publishing.views.timeline import (
    revision_before,
    topics_touched,
    verdict_sentence,
    version_before,
)
from palimpsest.publishing.views.wording import changes_in_words, counted
from palimpsest.timestamps import day_in_words, span_in_words

_PAIR_WORDS = {"heading": "same heading", "alike heading": "alike heading", "wording": "alike wording"}
_KIND_WORDS = {
    "added": "Added",
    "removed": "Not in the later capture",
    "edited": "Edited",
    "rewritten": "Rewritten",
    "moved": "Moved",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions compared."""

    captured_at: datetime
    url: str
    words: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of one of the two versions: its kind, safe HTML, list marker, and where it is read in its place."""

    kind: str
    html: str
    marker: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A numbered change. `spans` is the redline of an edited passage; `moved_from` says from where, in words."""

    number: int
    kind: str
    label: str
    before: Quoted | None
    after: Quoted | None
    spans: tuple[Span, ...]
    moved_from: str
    previous: int | None
    following: int | None


@dataclass(frozen=True, slots=True)
class Fold:
    """Unchanged passages in a row, with what they amount to."""

    summary: str
    passages: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A change or a fold: one of the two is None."""

    change: ChangeRow | None
    fold: Fold | None


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """The changes in one section of the later text, or (`is_gone`) of a section that only the earlier one has."""

    label: str
    is_gone: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two sections taken for the same one, each with its address, and why."""

    before: Link
    after: Link
    basis: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """`language` is empty unless the text is in another language than the site."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    before: Side
    after: Side
    apart: str
    verdict: str
    summary: str
    revision_class: str
    topics: tuple[Link, ...]
    pairs: tuple[PairRow, ...]
    sections: tuple[ChangedSection, ...]
    chart: StrataChart
    language: str
    template: str = "changes.html"


def changes_page(archive: Archive, owner: Company, document: Document, after: Version) -> ChangesPage:
    """The redline of a version (not the first of its document) against the one before."""
    before, revision = version_before(document, after), revision_before(document, after)
    if before is None or revision is None:
        raise ValueError("the first version of a document has nothing to be compared with")
    url = urls.changes(owner, document, after)
    days = day_in_words(before.captured_at), day_in_words(after.captured_at)
    heading = f"{owner.name}: {document.terms_type}, what changed from {days[0]} to {days[1]}"
    sides = urls.version(owner, document, before), urls.version(owner, document, after)
    language = after.snapshots[0].language
    return ChangesPage(
        url=url,
        frame=frame(
            archive,
            Link("Companies", urls.COMPANIES),
            Link(owner.name, urls.company(owner)),
            Link(document.terms_type, urls.document(owner, document)),
            Link(days[1], sides[1]),
        ),
        metadata=metadata(archive, url, heading, f"{verdict_sentence(revision)} {changes_in_words(revision)}."),
        heading=heading,
        before=_side(archive, before, sides[0]),
        after=_side(archive, after, sides[1]),
        apart=_apart(before, after),
        verdict=verdict_sentence(revision),
        summary=f"{changes_in_words(revision)}.",
        revision_class=revision.revision_class,
        topics=topics_touched(archive, document, revision),
        pairs=_pairs(revision, *sides),
        sections=tuple(_sections(revision, before, after, *sides)),
        chart=small_chart(owner, document, after),
        language="" if language == archive.settings.language else language,
    )


def _side(archive: Archive, version: Version, url: str) -> Side:
    return Side(version.captured_at, url, counted(version.reading.words, "word"), claims(archive, version))


def _apart(before: Version, after: Version) -> str:
    """How far apart the two were first captured, and how long nothing was captured before the later one."""
    last = max(s.captured_at for s in before.snapshots if s.captured_at <= after.captured_at)
    apart = span_in_words(before.captured_at.date(), after.captured_at.date())
    unobserved = span_in_words(last.date(), after.captured_at.date())
    if apart == unobserved:
        return f"The two captures are {apart} apart; not observed in between."
    return (
        f"The two texts were first captured {apart} apart. The earlier one was seen again until "
        f"{day_in_words(last)}; then not observed for {unobserved}."
    )


def _pairs(revision: Revision, before_url: str, after_url: str) -> tuple[PairRow, ...]:
    return tuple(
        PairRow(
            Link(pair.before.label, f"{before_url}#{pair.before.anchor}"),
            Link(pair.after.label, f"{after_url}#{pair.after.anchor}"),
            _PAIR_WORDS[pair.basis],
        )
        for pair in revision.pairs
        if pair.before.heading and pair.after.heading
    )


def _sections(
    revision: Revision, before: Version, after: Version, before_url: str, after_url: str
) -> Iterator[ChangedSection]:
    """The changes by section, in the order of the revision."""
    earlier, later = _homes(before, before_url), _homes(after, after_url)
    last = max((change.number or 0 for change in revision.changes), default=0)

    def home(change: Change) -> tuple[str, bool]:
        if change.after:
            return later.labels[change.after.anchor], False
        return earlier.labels[change.before.anchor] if change.before else "", True

    for (label, is_gone), group in groupby(_with_homes(revision, home), key=lambda pair: pair[0]):
        rows: list[Row] = []
        for is_kept, run in groupby((change for _, change in group), key=lambda change: change.kind == "kept"):
            if is_kept:
                rows.append(Row(None, _fold([change.after for change in run if change.after], later)))
            else:
                rows += [Row(_row(change, earlier, later, last), None) for change in run]
        yield ChangedSection("" if _opens_with_heading(rows) else label, is_gone, tuple(rows))


def _opens_with_heading(rows: list[Row]) -> bool:
    """Whether the section's heading is itself the first change: it need not be said twice."""
    first = rows[0].change
    return first is not None and "heading" in (first.before and first.before.kind, first.after and first.after.kind)


def _with_homes(revision: Revision, home) -> Iterator[tuple[tuple[str, bool], Change]]:
    """Each change with its section. A passage removed amid a section stays there; only a run of removed passages under
    a removed heading stands on its own."""
    current: tuple[str, bool] | None = None
    for change in revision.changes:
        own = home(change)
        opens = change.before is not None and change.before.passage.kind == "heading"
        if not own[1] or current is None or opens or (current[1] and own != current):
            current = own
        yield current, change


@dataclass(frozen=True, slots=True)
class _Homes:
    """Where the passages of one version stand: the page that carries them, the label of each one's section by anchor,
    and which of them are headings."""

    page: str
    labels: dict[str, str]
    headings: frozenset[str]


def _homes(version: Version, page: str) -> _Homes:
    labels = {
        placed.anchor: section.label
        for section in version.reading.sections
        for placed in (*((section.heading,) if section.heading else ()), *section.placed)
    }
    return _Homes(page, labels, frozenset(section.anchor for section in version.reading.sections if section.heading))


def _row(change: Change, before: _Homes, after: _Homes, last: int) -> ChangeRow:
    number = change.number or 0
    moved_from = ""
    if change.kind == "moved" and change.before:
        label = before.labels[change.before.anchor]
        moved_from = f"from the section “{label}”" if label else "from the beginning of the text"
    return ChangeRow(
        number=number,
        kind=change.kind,
        label=_KIND_WORDS[change.kind],
        before=_quoted(change.before, before) if change.before else None,
        after=_quoted(change.after, after) if change.after else None,
        spans=change.spans,
        moved_from=moved_from,
        previous=number - 1 if number > 1 else None,
        following=number + 1 if number < last else None,
    )


def _quoted(placed: Placed, side: _Homes) -> Quoted:
    passage = placed.passage
    kind = "heading" if placed.anchor in side.headings else passage.kind
    return Quoted(kind, passage.html, passage.marker, urls.passage(side.page, placed))


def _fold(placed: list[Placed], side: _Homes) -> Fold:
    words = sum(one.passage.words for one in placed)
    summary = f"{counted(len(placed), 'passage')} unchanged, {counted(words, 'word')}"
    return Fold(summary, tuple(_quoted(one, side) for one in placed))
