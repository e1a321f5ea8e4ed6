"""A version's reading -> its text as a template can loop over it: sections, and in them paragraphs and nested lists.

    items of depth 1, 2, 2, 1  ->  a list of two items, the first with a list of two

Every passage stays one line with its anchor, and takes its notes along: topics, repairs, flags.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from palimpsest.model import Label, Passage, Placed, Section, Topic, Version
from palimpsest.publishing.views.lines import Line, Repeated, line_of
from palimpsest.values import Frozen, Growing, field

_NONE: tuple[Label, ...] = ()
_Lines = Mapping[int, Line]  # of a section's passages, by identity
# A mark that an item's own text begins with: a bullet before it would be a second one.
_OWN_MARK = re.compile(r"[•◦▪●○‣·]|[–-]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})[.)]\s")
_BASES = {
    "bold": "bold type",
    "numbered": "its number",
    "series": "the numbers of those above and below",
    "short": "a short line of its own",
}


class Item(Frozen):
    """An item of a list with what is nested in it; `line` is None where it begins with a list."""

    marker: str
    line: Line | None
    blocks: tuple["Block", ...]


class Block(Frozen):
    """A passage, or (`line` is None) a list of items or a table of rows. `kind`: the passage's kind, "list", "numbered
    list" or "table"."""

    kind: str
    line: Line | None
    items: tuple[Item, ...] = ()
    rows: tuple[Line, ...] = ()


class Heading(Frozen):
    """A heading of the outline. `rank` is that of the HTML element (2 to 6). `number` is the text's own label of it,
    hung in the margin, and `html` (or `label`, where it is empty) the rest. `inferred_from` is empty for a heading that
    was marked as one."""

    anchor: str
    rank: int
    number: str
    html: str
    label: str
    inferred_from: str
    line: Line

    @property
    def is_noted(self) -> bool:
        """Whether anything stands in the margin beside it."""
        return bool(self.line.chips or self.line.notes)


class Run(Frozen):
    """Passages in a row that are the policy's own text ("text"), its title as published, or page furniture."""

    role: str
    blocks: tuple[Block, ...]


class TextSection(Frozen, eq=False):
    """A heading (None where the text starts without, or with a title) and the runs of passages below it. One object
    for all versions that repeat the section, with what is rendered of it, as a line's."""

    heading: Heading | None
    runs: tuple[Run, ...]
    rendered: dict[tuple, Any] = field(default_factory=dict)


class Shown(Frozen):
    """A section with its labels, and what pages say of it: its text, the topics given in it (to how many passages, and
    the anchor of the first of them), the passages in which anything was mended or noticed, and those of the policy that
    stand further up as well."""

    section: Section
    anchors: tuple[str, ...]
    labels: tuple[tuple[Label, ...] | None, ...]
    text: TextSection
    topics: Mapping[str, tuple[int, str]]
    remarked: tuple[Passage, ...]
    again: tuple[Placed, ...]


class Sections(Growing):
    """The sections and lines of a document's texts as they are shown, made once for all versions that repeat them.

    The reading room gives equal sections of a document as one object: they are known by their identity, and held in
    `shown`, so that none can be given to another. A section has an entry for each set of labels it was met with. What a
    version lists below its text is often what the version before listed: `listed` has one object for equal lists.
    """

    topics: Mapping[str, Topic]
    chip_urls: Mapping[str, str]
    shown: dict[int, list[Shown]] = field(default_factory=dict)
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)
    listed: dict[tuple, Repeated] = field(default_factory=dict)


def shown_sections(version: Version, labels: Mapping[str, tuple[Label, ...]], made: Sections) -> list[Shown]:
    """The whole text of a version; `labels` are those of its findings."""
    return [_known(section, labels, made) or _shown(section, labels, made) for section in version.reading.sections]


def _known(section: Section, labels: Mapping[str, tuple[Label, ...]], made: Sections) -> Shown | None:
    for one in made.shown.get(id(section), ()):
        if one.labels == tuple(map(labels.get, one.anchors)):
            return one
    return None


def _shown(section: Section, labels: Mapping[str, tuple[Label, ...]], made: Sections) -> Shown:
    whole = section.whole
    anchors = tuple([one.anchor for one in whole])
    own = tuple(map(labels.get, anchors))
    places = list(map(id, whole))
    known = map(made.lines.get, zip(places, map(id, own), strict=True))
    lines = [line or _new_line(placed, of, made) for line, placed, of in zip(known, whole, own, strict=True)]
    shown = Shown(
        section,
        anchors,
        own,
        _section(section, dict(zip(places, lines, strict=True))),
        _topics(anchors, own),
        tuple([one.passage for one in whole if one.passage.repairs or one.passage.flags]),
        tuple([one for one in section.text if one.stands_again]),
    )
    made.shown.setdefault(id(section), []).append(shown)
    return shown


def _topics(anchors: Sequence[str], labels: Sequence[tuple[Label, ...] | None]) -> Mapping[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for anchor, own in zip(anchors, labels, strict=True):
        for label in own or _NONE:
            count, first = found.get(label.topic, (0, anchor))
            found[label.topic] = count + 1, first
    return found


def _new_line(placed: Placed, labels: tuple[Label, ...] | None, made: Sections) -> Line:
    line = made.lines[id(placed), id(labels)] = line_of(placed, labels or _NONE, made.topics, made.chip_urls)
    return line


def _section(section: Section, lines: _Lines) -> TextSection:
    heading, placed = None, section.placed
    if section.heading and section.heading.role == "text":
        heading = _heading(section, section.heading, lines[id(section.heading)])
    elif section.heading:
        placed = (section.heading, *placed)
    return TextSection(heading, runs_of(placed, lines, _list_depth(section)))


def _list_depth(section: Section) -> int:
    """From which depth on passages are those of a list: what goes on with an item that is a heading stands below it as
    below any other, but not the next item."""
    below = section.heading.passage.depth + 1 if section.heading else 1
    if below == 1:
        return 1
    return min([below, *(placed.passage.depth for placed in section.placed if placed.passage.marker)])


def _heading(section: Section, placed: Placed, line: Line) -> Heading:
    """The number is cut off as it was written ("2a. "), so that no sign of the text is lost or invented; before an item
    of a list it stands as its marker."""
    passage = placed.passage
    number, html = "", passage.html
    if passage.marker[:1].isdigit() and passage.text == section.label:
        number = passage.marker
    elif section.number and not passage.links and passage.text.endswith(section.label):
        number = passage.text.removesuffix(section.label).strip()
        html = ""
    return Heading(
        anchor=placed.anchor,
        rank=min(section.level + 1, 6),
        number=number,
        html=html,
        label=section.label,
        inferred_from="" if section.basis in (None, "marked") else _BASES.get(section.basis, section.basis),
        line=line,
    )


def runs_of(placed: Sequence[Placed], lines: _Lines, depth: int = 1) -> tuple[Run, ...]:
    """Passages to runs of one role, each a sequence of blocks; lists are those of at least a depth."""
    return tuple([Run(role, _blocks(group, depth, lines)) for role, group in groupby(placed, attrgetter("role"))])


def _blocks(placed: Iterable[Placed], depth: int, lines: _Lines) -> tuple[Block, ...]:
    """Passages of at least a depth to blocks: what is deeper becomes a list, and rows become tables."""
    blocks: list[Block] = []
    for shape, group in groupby(placed, lambda one: _shape(one.passage, depth)):
        match shape:
            case "item":
                blocks += _lists(list(group), depth, lines)
            case "row":
                blocks += _tables(group, lines)
            case _:
                blocks += [Block(one.passage.kind, lines[id(one)]) for one in group]
    return tuple(blocks)


def _shape(passage: Passage, depth: int) -> str:
    return "item" if passage.depth >= depth else "row" if passage.kind == "row" else "passage"


def _tables(placed: Iterable[Placed], lines: _Lines) -> list[Block]:
    """Rows to tables: one begins with the names of its columns, or else where rows have another number of cells."""
    tables: list[list[Line]] = []
    for one in placed:
        row = lines[id(one)]
        if not tables or row.html.startswith("<th>") or row.cells != tables[-1][-1].cells:
            tables.append([])
        tables[-1].append(row)
    return [Block("table", None, rows=tuple(rows)) for rows in tables]


def _lists(placed: Sequence[Placed], depth: int, lines: _Lines) -> list[Block]:
    """Passages of one list level, deeper ones included, to lists; a numbered list and a bulleted one stay apart."""
    items: list[tuple[str, Placed | None, list[Placed]]] = []
    for one in placed:
        own = one.passage.depth == depth
        marker = _marker(one.passage, depth)
        if not items or marker or (own and one.passage.kind == "item"):
            items.append((marker, one if own else None, [] if own else [one]))
        else:
            items[-1][2].append(one)
    lists: list[tuple[str, list[Item]]] = []
    for marker, head, inside in items:
        kind = "numbered list" if any(map(str.isalnum, marker)) else "list"
        if not lists or lists[-1][0] != kind:
            lists.append((kind, []))
        # What continues the item has its own depth: it is a paragraph inside, only what is deeper is a further list.
        nested = _blocks(inside, depth + 1, lines) if inside else ()
        shown = "" if head and marker == "•" and _OWN_MARK.match(head.passage.text) else marker
        lists[-1][1].append(Item(shown, lines[id(head)] if head else None, nested))
    return [Block(kind, None, tuple(items)) for kind, items in lists]


def _marker(passage: Passage, depth: int) -> str:
    """The marker that a passage begins an item of a depth with: "1. •", of depth 2, begins one of depth 1, too."""
    marks = passage.marker.split(" ")
    place = depth - passage.depth + len(marks) - 1
    return marks[place] if 0 <= place < len(marks) else ""
