"""A change of a revision -> the numbered row of a redline that shows it.

edited  ->  its words, marked; of a row of a table cell by cell
added   ->  the passage, or its words marked against a like one that stands beside it
"""

from collections.abc import Mapping

from palimpsest.comparing.elsewhere import Elsewhere
from palimpsest.model import Change, ChangeKind, Placed, Span
from palimpsest.publishing.views.wording import CHANGE_LABELS
from palimpsest.values import Frozen, replace

_BESIDE: Mapping[ChangeKind, str] = {
    "added": "Marked against a like passage of the earlier version, which still stands",
    "removed": "Marked against a like passage of the later version, which stood there before, too",
}
_BAR = " | "  # between the cells of a row


class Quoted(Frozen):
    """A passage of one of the two versions: its kind, safe HTML, list marker, and its anchor on the version's page."""

    kind: str
    html: str
    marker: str
    anchor: str


class Homes(Frozen):
    """Where the passages of one version stand: the label of each one's section by anchor, and which are headings."""

    labels: dict[str, str]
    headings: set[str]


class ChangeRow(Frozen):
    """A numbered change. `cells` are the redline of an edited passage: of a row of a table cell by cell, of others in
    one. `moved_from` says from where, in words. `beside` says what passage it is marked against where that is no
    partner of it (`like_passages.py`), `is_in_both` that an added or removed one stands in both texts."""

    number: int
    kind: str
    label: str
    before: Quoted | None
    after: Quoted | None
    cells: tuple[tuple[Span, ...], ...]
    moved_from: str
    beside: str
    is_in_both: bool
    previous: int | None
    following: int | None


def change_row(
    change: Change, before: Homes, after: Homes, last: int, away: Elsewhere, like: Mapping[int | None, Change]
) -> ChangeRow:
    """A change of a redline whose last one is numbered `last`; of one in `like`, that edit is shown."""
    number = change.number or 0
    shown = like.get(number, change)
    moved_from = ""
    if change.kind == "moved" and change.before:
        label = before.labels[change.before.anchor]
        moved_from = f"from the section “{label}”" if label else "from the beginning of the text"
    return ChangeRow(
        number=number,
        kind=change.kind,
        label=CHANGE_LABELS[away.where.get(number, change.kind)],
        before=quoted(shown.before, before) if shown.before else None,
        after=quoted(shown.after, after) if shown.after else None,
        cells=_cells(shown),
        moved_from=moved_from,
        beside=_BESIDE.get(change.kind, "") if number in like else "",
        is_in_both=away.is_in_both(number),
        previous=number - 1 if number > 1 else None,
        following=number + 1 if number < last else None,
    )


def _cells(change: Change) -> tuple[tuple[Span, ...], ...]:
    """The redline, divided where both wordings of a row have a bar."""
    if not change.spans or not change.after or change.after.passage.kind != "row":
        return (change.spans,) if change.spans else ()
    cells: list[list[Span]] = [[]]
    for span in change.spans:
        first, *others = span.text.split(_BAR) if span.kind == "same" else [span.text]
        cells[-1] += [replace(span, text=first, earlier="")] if first else []
        cells += [[replace(span, text=text, earlier="")] for text in others]
    return tuple(map(tuple, cells))


def quoted(placed: Placed, side: Homes) -> Quoted:
    """A passage of the version that a side is."""
    passage = placed.passage
    kind = "heading" if placed.anchor in side.headings else passage.kind
    return Quoted(kind, passage.html, passage.marker, placed.anchor)
