"""A version's reading -> its text as a template can loop over it: sections, and in them paragraphs and nested lists.

    items of depth 1, 2, 2, 1  ->  a list of two items, the first with a list of two

Every passage stays one line with its anchor, and takes its notes along: topics, repairs, flags.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from palimpsest.model import Label, Placed, Section, Topic, Version
from palimpsest.publishing.views.wording import counted, flag_sentence, repair_sentence

_NONE: tuple[Label, ...] = ()
_BASES = {"bold": "bold type", "numbered": "its number", "short": "a short line of its own"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A topic label beside a passage. `is_sure` and `denies` are said in words too. `note`: why a curator set it."""

    label: str
    url: str
    is_sure: bool
    denies: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What was mended or noticed: how often by which rule, what the rule does, and where exactly."""

    headline: str
    sentence: str
    particulars: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Line:
    """A passage as it is shown, `html` being safe. One object for all sections that repeat it (see TextSection)."""

    anchor: str
    kind: str
    html: str
    chips: tuple[Chip, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with what is nested in it."""

    marker: str
    line: Line
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage, or (`line` is None) a list of items. `kind`: the passage's kind, "list" or "numbered list"."""

    kind: str
    line: Line | None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline. `rank` is that of the HTML element (2 to 6). `number` is the text's own label of it,
    hung in the margin, and `html` the rest. `inferred_from` is empty for a heading that was marked as one."""

    anchor: str
    rank: int
    number: str
    html: str
    label: str
    inferred_from: str
    line: Line


@dataclass(frozen=True, slots=True)
class Run:
    """Passages in a row that are the policy's own text ("text"), its title as published, or page furniture."""

    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class TextSection:
    """A heading (None where the text starts without, or with a title) and the runs of passages below it.

    One object for all versions that repeat the section: what is rendered of it is remembered by identity (render.py).
    """

    heading: Heading | None
    runs: tuple[Run, ...]


@dataclass(slots=True)
class Sections:
    """The sections and lines of a document's texts as they are shown, made once for all versions that repeat them.

    A section is the same when its passages and their labels are the same objects, which the reading room and the
    understanding room see to. `kept` holds what the identities speak of, so that none can be given to another.
    """

    topics: Mapping[str, Topic]
    chip_urls: Mapping[str, str]
    shown: dict[tuple[int, ...], TextSection] = field(default_factory=dict)
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)
    kept: list[tuple[Section, tuple[tuple[Label, ...], ...]]] = field(default_factory=list)


def text_sections(version: Version, labels: Mapping[str, tuple[Label, ...]], made: Sections) -> tuple[TextSection, ...]:
    """The whole text of a version; `labels` are those of its findings."""
    return tuple([_shown(section, labels, made) for section in version.reading.sections])


def _shown(section: Section, labels: Mapping[str, tuple[Label, ...]], made: Sections) -> TextSection:
    placed = (section.heading, *section.placed) if section.heading else section.placed
    own = tuple([labels.get(one.anchor, _NONE) for one in placed])
    key = (section.level, id(section.heading), *map(id, placed), *map(id, own))
    shown = made.shown.get(key)
    if shown is None:
        shown = made.shown[key] = _section(section, lambda one: _kept_line(one, labels.get(one.anchor, _NONE), made))
        made.kept.append((section, own))
    return shown


def _kept_line(placed: Placed, labels: tuple[Label, ...], made: Sections) -> Line:
    key = id(placed), id(labels)
    line = made.lines.get(key)
    if line is None:
        line = made.lines[key] = _line(placed, labels, made)
    return line


def _line(placed: Placed, labels: tuple[Label, ...], made: Sections) -> Line:
    own = [label for label in labels if label.topic in made.topics]
    covered = {made.topics[label.topic].parent for label in own}  # a category goes without saying beside its topic
    chips = tuple(_chip(label, made) for label in own if label.topic not in covered)
    return Line(placed.anchor, placed.passage.kind, placed.passage.html, chips, notes(placed))


def _chip(label: Label, made: Sections) -> Chip:
    topic = made.topics[label.topic]
    url, is_sure = made.chip_urls[topic.slug], label.certainty != "possible"
    return Chip(topic.label, url, is_sure, label.polarity == "denies", label.note)


def notes(placed: Placed) -> tuple[Note, ...]:
    """The apparatus of one passage, one note for each kind of repair or flag."""
    passage = placed.passage
    found: dict[tuple[str, str, str], list[str]] = {}
    for repair in passage.repairs:
        particulars = _particulars(repair.before, repair.after)
        found.setdefault(("repair", repair.kind, repair_sentence(repair)), []).append(particulars)
    for flag in passage.flags:
        found.setdefault(("place", flag.kind, flag_sentence(flag)), []).append(f"“{flag.text}”")
    return tuple(
        Note(f"{counted(len(places), noun)}: {kind.replace('-', ' ')}", sentence, tuple(filter(None, places)))
        for (noun, kind, sentence), places in found.items()
    )


def _particulars(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” became “{after}”"
    return f"“{before}” left out" if before.strip() else f"“{after}” put in" if after else ""


def _section(section: Section, line: Callable[[Placed], Line]) -> TextSection:
    heading, placed = None, list(section.placed)
    if section.heading and section.heading.role == "text":
        heading = _heading(section, section.heading, line(section.heading))
    elif section.heading:
        placed.insert(0, section.heading)
    return TextSection(heading, runs(placed, line))


def _heading(section: Section, placed: Placed, line: Line) -> Heading:
    """The number is cut off as it was written ("2a. "), so that no sign of the text is lost or invented."""
    passage = placed.passage
    number, html = "", passage.html
    if section.number and not passage.links and passage.text.endswith(section.label):
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


def runs(placed: Sequence[Placed], line: Callable[[Placed], Line]) -> tuple[Run, ...]:
    """Passages to runs of one role, each a sequence of blocks."""
    grouped: list[tuple[str, list[Placed]]] = []
    for one in placed:
        if not grouped or grouped[-1][0] != one.role:
            grouped.append((one.role, []))
        grouped[-1][1].append(one)
    return tuple(Run(role, _blocks(group, 1, line)) for role, group in grouped)


def _blocks(placed: Sequence[Placed], depth: int, line: Callable[[Placed], Line]) -> tuple[Block, ...]:
    """Passages of at least a depth to blocks: what is deeper becomes a list."""
    blocks: list[Block] = []
    rest = list(placed)
    while rest:
        if rest[0].passage.depth < depth:
            one = rest.pop(0)
            blocks.append(Block(one.passage.kind, line(one)))
        else:
            length = next((i for i, one in enumerate(rest) if one.passage.depth < depth), len(rest))
            blocks += _lists(rest[:length], depth, line)
            del rest[:length]
    return tuple(blocks)


def _lists(placed: Sequence[Placed], depth: int, line: Callable[[Placed], Line]) -> list[Block]:
    """Passages of one list level, deeper ones included, to lists; a numbered list and a bulleted one stay apart."""
    items: list[tuple[Placed, list[Placed]]] = []
    for one in placed:
        if not items or (one.passage.depth == depth and one.passage.kind == "item"):
            items.append((one, []))
        else:
            items[-1][1].append(one)
    lists: list[tuple[str, list[Item]]] = []
    for head, inside in items:
        kind = "numbered list" if any(sign.isalnum() for sign in head.passage.marker) else "list"
        if not lists or lists[-1][0] != kind:
            lists.append((kind, []))
        # What continues the item has its own depth: it is a paragraph inside, only what is deeper is a further list.
        lists[-1][1].append(Item(head.passage.marker, line(head), _blocks(inside, depth + 1, line)))
    return [Block(kind, None, tuple(items)) for kind, items in lists]
