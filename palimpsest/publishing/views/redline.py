"""The changes of a revision -> rows of a redline: by section, each change numbered, what is unchanged folded.

kept, kept, edited, added  ->  a fold "2 passages unchanged, 61 words", change 1, change 2
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from palimpsest.model import Change, Placed, Revision, Span, Version
from palimpsest.publishing import urls
from palimpsest.publishing.views.wording import counted

_KIND_WORDS = {
    "added": "Added",
    "removed": "Not in the later capture",
    "edited": "Edited",
    "rewritten": "Rewritten",
    "moved": "Moved",
}


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


def redline(
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


def _with_homes(
    revision: Revision, home: Callable[[Change], tuple[str, bool]]
) -> Iterator[tuple[tuple[str, bool], Change]]:
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
