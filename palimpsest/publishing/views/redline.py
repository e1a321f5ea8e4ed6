"""The changes of a revision -> rows of a redline: by section, each change numbered, what is unchanged folded.

kept, kept, edited, kept (40 times), added  ->  a fold "2 passages unchanged, 61 words", change 1, a fold that says how
much is unchanged and leads to it, change 2

A few unchanged passages stay in their fold. Of more only the first and the last do: the page shows what changed, and
the whole text is on the page of its version. Passages in a row that came and were already there, or went and are still
there, have a fold as well, with all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from palimpsest.comparing.elsewhere import NOWHERE, Elsewhere
from palimpsest.english import counted
from palimpsest.model import Change, KeptRun, Placed, Revision, Version
from palimpsest.publishing.views.change_row import ChangeRow, Homes, Quoted, change_row, quoted
from palimpsest.publishing.views.wording import in_sentence
from palimpsest.values import Frozen, Growing, field

_FOLDED_PASSAGES = 3  # and words: so much unchanged text is shown whole in its fold
_FOLDED_WORDS = 120
_FEWEST_DOUBLES = 2  # in a row


class Fold(Frozen):
    """Unchanged passages in a row, with what they amount to. Of a long run only what stands next to the changes is in
    `above` and `below`; `between` says how much is not shown, and `anchor` where it is read in the later version.
    `between` is empty for a short run, which is all `above`."""

    summary: str
    above: tuple[Quoted, ...]
    between: str
    below: tuple[Quoted, ...]
    anchor: str


class Doubles(Frozen):
    """Changes in a row of passages that stand in both texts, with what they amount to."""

    summary: str
    changes: tuple[ChangeRow, ...]


class Row(Frozen):
    """A change, a fold or doubles: the others are None."""

    change: ChangeRow | None = None
    fold: Fold | None = None
    doubles: Doubles | None = None


class ChangedSection(Frozen):
    """The changes in one section of the later text, or (`is_gone`) of a section that only the earlier one has. What is
    unchanged between such sections is an interval: one fold, without a label."""

    label: str
    is_gone: bool
    is_interval: bool
    rows: tuple[Row, ...]


class KeptHomes(Growing):
    """What the redlines of a document ask for again: the homes of the two versions last asked for (there can be
    thousands), by digest, and the labels that each section gives, by identity: versions share what they repeat."""

    versions: dict[str, Homes] = field(default_factory=dict)
    sections: dict[int, dict[str, str]] = field(default_factory=dict)


_Home = tuple[str, bool]


def redline(
    revision: Revision,
    before: Version,
    after: Version,
    most: int,
    homes: KeptHomes | None = None,
    away: Elsewhere = NOWHERE,
) -> Iterator[ChangedSection]:
    """The changes by section, in the order of the revision, up to the change numbered `most`. `homes` are kept for the
    next redline of the document, where the later version is most often the earlier one. `away`: what of the step
    stands elsewhere."""
    kept = homes or KeptHomes()
    earlier, later = (_kept_homes(version, kept) for version in (before, after))
    like = {one.number: one for one in revision.like}
    last = min(max((change.number or 0 for change in revision.changed), default=0), most)
    home: _Home | None = None
    rows: list[Row] = []
    for own, part in _with_homes(revision, earlier, later):
        if isinstance(part, Change) and (part.number or 0) > most:
            break
        if home is not None and own != home:
            yield _section(home, rows)
            rows = []
        home = own
        rows.append(
            Row(change_row(part, earlier, later, last, away, like)) if isinstance(part, Change) else _fold(part, later)
        )
    if home is not None:
        yield _section(home, rows)


def _section(home: _Home, rows: list[Row]) -> ChangedSection:
    label, is_gone = home
    is_interval = not label and all(row.fold for row in rows)
    label = "" if _opens_with_heading(rows) else label
    return ChangedSection(label, is_gone, is_interval, tuple(_with_doubles(rows)))


def _with_doubles(rows: Iterable[Row]) -> Iterator[Row]:
    for label, group in groupby(rows, lambda row: row.change.label if row.change and row.change.is_in_both else ""):
        alike = list(group)
        changes = tuple([row.change for row in alike if row.change])
        if not label or len(changes) < _FEWEST_DOUBLES:
            yield from alike
        else:
            passages = counted(len(changes), "passage")
            said = f"Changes {changes[0].number:,} to {changes[-1].number:,}: {passages}, {in_sentence(label)}"
            yield Row(doubles=Doubles(said, changes))


def _opens_with_heading(rows: list[Row]) -> bool:
    """Whether the section's heading is itself the first change: it need not be said twice."""
    first = rows[0].change
    return first is not None and "heading" in (first.before and first.before.kind, first.after and first.after.kind)


def _with_homes(
    revision: Revision, earlier: Homes, later: Homes
) -> Iterator[tuple[_Home, Change | tuple[Placed, ...]]]:
    """Each change and each run of unchanged passages with its section. A passage removed amid a section stays there;
    only a run of removed passages under a removed heading stands on its own."""
    current: _Home | None = None
    for part in _parts(revision):
        if not isinstance(part, Change):
            for home, run in _by_section(part, later, current):
                current = home
                yield home, run
            continue
        own = _home(part, earlier, later)
        opens = part.before is not None and part.before.passage.kind == "heading"
        if not own[1] or current is None or opens or (current[1] and own != current):
            current = own
        yield current, part


def _parts(revision: Revision) -> Iterator[Change | tuple[Placed, ...]]:
    """Changes, and the unchanged passages between them as one run each."""
    kept: list[Placed] = []
    for part in revision.parts:
        if isinstance(part, KeptRun):
            kept += part.after
        elif part.kind == "kept":
            kept += [part.after] if part.after else []
        else:
            if kept:
                yield tuple(kept)
            kept = []
            yield part
    if kept:
        yield tuple(kept)


def _by_section(
    kept: tuple[Placed, ...], later: Homes, current: _Home | None
) -> list[tuple[_Home, tuple[Placed, ...]]]:
    """A run cut where the section of the change before it ends and that of the change after it begins: what lies
    between them, be it many sections, is one piece."""
    labels, last = later.labels, later.labels[kept[-1].anchor]
    head = 0
    while current and not current[1] and head < len(kept) and labels[kept[head].anchor] == current[0]:
        head += 1
    tail = len(kept)
    while tail > head and labels[kept[tail - 1].anchor] == last:
        tail -= 1
    pieces = [(current or ("", False), kept[:head]), (("", False), kept[head:tail]), ((last, False), kept[tail:])]
    return [(home, run) for home, run in pieces if run]


def _home(change: Change, earlier: Homes, later: Homes) -> _Home:
    if change.after:
        return later.labels[change.after.anchor], False
    return earlier.labels[change.before.anchor] if change.before else "", True


def _kept_homes(version: Version, kept: KeptHomes) -> Homes:
    versions = kept.versions
    known = versions.pop(version.digest, None) or _homes(version, kept.sections)
    versions[version.digest] = known
    if len(versions) > 2:
        del versions[next(iter(versions))]
    return known


def _homes(version: Version, known: dict[int, dict[str, str]]) -> Homes:
    labels: dict[str, str] = {}
    headings = set()
    for section in version.reading.sections:
        own = known.get(id(section))
        if own is None:
            own = known[id(section)] = dict.fromkeys([placed.anchor for placed in section.whole], section.label)
        labels |= own
        if section.heading:
            headings.add(section.heading.anchor)
    return Homes(labels, headings)


def _fold(kept: Sequence[Placed], side: Homes) -> Row:
    words = [placed.passage.words for placed in kept]
    summary = f"{counted(len(kept), 'passage')} unchanged, {counted(sum(words), 'word')}"
    anchor = kept[0].anchor
    if len(kept) <= _FOLDED_PASSAGES and sum(words) <= _FOLDED_WORDS:
        return Row(fold=Fold(summary, tuple(quoted(one, side) for one in kept), "", (), anchor))
    above, below = (
        (quoted(kept[place], side),) if len(kept) > 1 and words[place] <= _FOLDED_WORDS else () for place in (0, -1)
    )
    hidden = len(kept) - len(above) - len(below)
    between = f"{counted(hidden, 'passage')}" + (" more" if above or below else "")
    return Row(fold=Fold(summary, above, between if hidden else "", below, anchor))
