"""A revision -> the texts of its changed passages on either side, with what to ask of the kept ones.

    edited "We never sell it." -> "We may sell it."   ->  before: ("p-1f3a9c20", "We never sell it."), after: ...

Passages that merely moved, titles and furniture say nothing new and are left out.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from palimpsest.model import KeptRun, Placed, Revision
from palimpsest.understanding.signals.promises import KnownDenials
from palimpsest.understanding.signals.subjects import KnownSubjects
from palimpsest.values import Frozen, field


class KnownTexts(Frozen):
    """What texts say that stand in several steps of a document. It saves work and changes no result."""

    subjects: KnownSubjects = field(default_factory=KnownSubjects)
    denials: KnownDenials = field(default_factory=KnownDenials)


class StepTexts(Frozen):
    """`before` and `after` hold anchor and text of each changed passage; `pairs` the anchor on the other side of those
    that have one, both ways."""

    revision: Revision
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    pairs: Mapping[str, str]
    known: KnownTexts

    def counterpart(self, anchor: str) -> str:
        """The same passage in the other text, "" where it has none."""
        return self.pairs.get(anchor, "")

    def is_kept(self, sentence: str) -> bool:
        """Whether a sentence also stands in a passage that is the same in both texts."""
        return any(sentence in placed.passage.text for placed in self._kept())

    def says(self, side: Literal["before", "after"], words: str) -> bool:
        """Whether the text of one side has some words, be it in a changed passage or in one that was kept."""
        sought = words.rstrip(".").casefold()
        changed = (text for _, text in (self.before if side == "before" else self.after))
        return any(sought in text.casefold() for text in chain(changed, (one.passage.text for one in self._kept())))

    def keeps(self, subject: str) -> bool:
        """Whether a passage that is the same in both texts names a subject."""
        return any(subject in self.known.subjects[placed.passage.text] for placed in self._kept())

    def _kept(self) -> Iterator[Placed]:
        for part in self.revision.parts:
            if isinstance(part, KeptRun):
                yield from (placed for placed in part.after if placed.role == "text")
            elif part.kind in ("kept", "moved") and part.after and part.after.role == "text":
                yield part.after


def texts_of(revision: Revision, known: KnownTexts) -> StepTexts:
    """The changed passages of a step, in the order of its changes; the steps of a document share a `known`."""
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    pairs: dict[str, str] = {}
    for change in revision.changed:
        if change.kind == "moved" and not change.spans:
            continue
        for placed, side in ((change.before, before), (change.after, after)):
            if placed and placed.role == "text":
                side.append((placed.anchor, placed.passage.text))
        if change.before and change.after:
            pairs[change.before.anchor] = change.after.anchor
            pairs[change.after.anchor] = change.before.anchor
    return StepTexts(revision, tuple(before), tuple(after), pairs, known)
