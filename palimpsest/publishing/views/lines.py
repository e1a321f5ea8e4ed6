"""A passage where it stands -> the line a page shows of it, with what stands beside it: topics, repairs, flags.

"We use cookies" with the label of a topic  ->  Line("p-1f3a9c20", "paragraph", "We use cookies", one chip, no notes)
"""

from collections.abc import Iterable, Mapping
from typing import Self, TypeVar

from palimpsest.english import counted
from palimpsest.model import Label, Placed, Topic
from palimpsest.publishing.views.wording import flag_sentence, repair_sentence
from palimpsest.values import Frozen, field

T = TypeVar("T")


class Chip(Frozen):
    """A topic label beside a passage. `is_sure` and `denies` are said in words too. `note`: why a curator set it."""

    label: str
    url: str
    is_sure: bool
    denies: bool
    note: str = ""


class Note(Frozen):
    """What was mended or noticed: how often by which rule, what the rule does, and where exactly."""

    headline: str
    sentence: str
    particulars: tuple[str, ...]


class Line(Frozen, eq=False):
    """A passage as it is shown, `html` being safe. One object for all sections that repeat it: what is made of it for
    the pages of its document is kept in `rendered` (render.py), and forgotten with it."""

    anchor: str
    kind: str
    html: str
    chips: tuple[Chip, ...]
    notes: tuple[Note, ...]
    rendered: dict[tuple, str | bytes] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many cells a row of a table has."""
        return self.html.count("</td>") + self.html.count("</th>")


class Repeated(tuple[T, ...]):
    """Rows that many pages of a document repeat, with what is rendered of them, as a line's."""

    rendered: dict[tuple, str | bytes]

    def __new__(cls, rows: Iterable[T] = ()) -> Self:
        """The rows, of which nothing is rendered yet."""
        self = super().__new__(cls, rows)
        self.rendered = {}
        return self


def line_of(
    placed: Placed, labels: tuple[Label, ...], topics: Mapping[str, Topic], chip_urls: Mapping[str, str]
) -> Line:
    """A passage with its labels; `chip_urls` say where the label of a topic leads."""
    passage = placed.passage
    return Line(
        placed.anchor, passage.kind, passage.html, _chips(labels, topics, chip_urls) if labels else (), notes(placed)
    )


def _chips(labels: tuple[Label, ...], topics: Mapping[str, Topic], chip_urls: Mapping[str, str]) -> tuple[Chip, ...]:
    own = [label for label in labels if label.topic in topics]
    covered = {topics[label.topic].parent for label in own}  # a category goes without saying beside its topic
    return tuple([_chip(label, topics, chip_urls) for label in own if label.topic not in covered])


def _chip(label: Label, topics: Mapping[str, Topic], chip_urls: Mapping[str, str]) -> Chip:
    is_sure, denies = label.certainty != "possible", label.polarity == "denies"
    return Chip(topics[label.topic].label, chip_urls[label.topic], is_sure, denies, label.note)


def notes(placed: Placed) -> tuple[Note, ...]:
    """The apparatus of one passage, one note for each kind of repair or flag."""
    passage = placed.passage
    if not passage.repairs and not passage.flags:
        return ()
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
