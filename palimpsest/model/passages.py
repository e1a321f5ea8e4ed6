"""A text as read: sections of placed passages, with what was mended in them and what was noticed."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from palimpsest.values import Frozen, force_setattr

PassageKind = Literal["paragraph", "item", "heading", "quote", "row", "code"]
Role = Literal["text", "title", "furniture"]
HeadingBasis = Literal["marked", "bold", "numbered", "series", "short"]


class Repair(Frozen):
    """One mending of the reading text: `kind` names the rule (reading/repairs.py explains each), then what and how."""

    kind: str
    before: str
    after: str


class Flag(Frozen):
    """One oddity of the source that is shown as it is: `kind` names the check, `text` quotes the place."""

    kind: str
    text: str


class TextLink(Frozen):
    """A link in a passage: its words and its safe, final address."""

    text: str
    href: str


class Passage(Frozen):
    """The smallest block a reader would quote, the same value wherever its text occurs.

    `id`: 16 hex digits, digest of the comparison text. `text`: reading text, plain, `\\n` at hard breaks, cells of a
    table's row separated by ` | `. `html`: the same as safe HTML, without the enclosing element (for a row: its cells,
    `<th>` in the one that names the columns). `depth` and `marker`: for list items, nesting from 1 and `"•"` or
    `"3."`, or `"3. •"` where item 3 begins with a list; a paragraph that continues an item has its depth and no marker;
    0 and `""` elsewhere. Quotations carry `kind` "quote".
    """

    id: str
    kind: PassageKind
    text: str
    html: str
    depth: int = 0
    marker: str = ""
    links: tuple[TextLink, ...] = ()
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()
    words: int = 0  # worked out, whatever is given

    def __post_init__(self) -> None:
        """Counts the words of the reading text once: every page that shows the passage asks for them."""
        force_setattr(self, "words", len(self.text.split()))


class Placed(Frozen):
    """A passage where it stands in one version. `anchor`: `p-` and 8 hex digits of its id, with `-2` and so on for a
    text repeated on the page. Titles and furniture are shown, but are not the policy's own text."""

    passage: Passage
    anchor: str
    role: Role = "text"

    @property
    def stands_again(self) -> bool:
        """Whether the same passage stands further up in its text."""
        return "-" in self.anchor[2:]


class Section(Frozen):
    """A heading with the passages below it, up to the next heading of any level.

    The first section of a text has no heading when passages come before the first one. `level` is the outline depth
    from 1, never skipping one. `number` is the label the text gives itself ("2a", "" if none) and `label` the heading
    without it. `basis` says how the heading was recognised; everything but "marked" is inferred.
    """

    heading: Placed | None
    level: int
    number: str
    label: str
    basis: HeadingBasis | None
    placed: tuple[Placed, ...]
    whole: tuple[Placed, ...] = ()  # this and what follows: worked out, whatever is given
    text: tuple[Placed, ...] = ()
    words: int = 0

    def __post_init__(self) -> None:
        """Once for each section, though many versions share it: `whole` with its heading, its `text` and the words of
        that, as `Reading` has them."""
        whole = (self.heading, *self.placed) if self.heading else self.placed
        text = [placed for placed in whole if placed.role == "text"]
        force_setattr(self, "whole", whole)
        force_setattr(self, "text", whole if len(text) == len(whole) else tuple(text))
        force_setattr(self, "words", sum([placed.passage.words for placed in text]))

    @property
    def anchor(self) -> str:
        """Where a link to this section goes: its heading's anchor, `""` for the part before the first heading."""
        return self.heading.anchor if self.heading else ""


class Reading(Frozen):
    """The reading text of one body: title as published, sections in order, what was mended or noticed.

    `repairs` and `flags` hold those of the document (dropped layout residue, a numbering gap); those of single
    passages stand with the passage.
    """

    title: str
    sections: tuple[Section, ...]
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()

    def placed(self) -> Iterator[Placed]:
        """Every passage in reading order, headings included."""
        return chain.from_iterable([section.whole for section in self.sections])

    def text(self) -> list[Placed]:
        """Every passage of the policy itself: titles and furniture left out."""
        return list(chain.from_iterable([section.text for section in self.sections]))

    @property
    def words(self) -> int:
        """Number of words of the policy itself."""
        return sum(section.words for section in self.sections)
