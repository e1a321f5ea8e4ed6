"""A document through time: versions, the revisions between them, the lineage of each passage."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Literal

from palimpsest.model.captures import Snapshot
from palimpsest.model.passages import Placed, Reading, Section
from palimpsest.values import Frozen

ChangeKind = Literal["kept", "moved", "edited", "rewritten", "added", "removed"]
LineageKind = ChangeKind | Literal["split", "merged"]
SpanKind = Literal["same", "deleted", "inserted"]
RevisionClass = Literal[
    "wording", "date only", "links only", "formatting only", "moved only", "furniture", "extraction", "edition",
    "return",
]  # fmt: skip
"""What the text of a step shows (`comparing/classes.py` has the rules)."""
Cause = Literal["company", "technical", "scope", "first record", "unstated"]
"""Why there is a step, by the records alone (`comparing/history_words.py` has the words)."""


class Version(Frozen):
    """One distinct text of a document, seen in snapshots in history order. `name` is the last part of its address,
    `language` its BCP 47 tag: what a record names, else what its words show, `""` where neither does."""

    snapshots: tuple[Snapshot, ...]
    reading: Reading
    name: str
    language: str = ""

    @property
    def digest(self) -> str:
        """Digest of the body: what makes this version this version."""
        return self.snapshots[0].body_digest

    @property
    def captured_at(self) -> datetime:
        """The first capture."""
        return self.snapshots[0].captured_at


class Span(Frozen):
    """A run of words of an edited passage, in reading order. `earlier`: the characters the earlier text has for a run
    that is the same but for its quotes, dashes or kinds of space; `""` where they are those of `text`."""

    kind: SpanKind
    text: str
    earlier: str = ""


class Change(Frozen):
    """One passage kept, moved, edited, rewritten, added or removed.

    `number` counts the changes of a revision from 1 (None for what was kept). `spans` is the redline of an edited
    passage, and of a moved one whose wording changed on the way; empty otherwise. A rewritten one has too little in
    common for a redline and is shown side by side.
    """

    kind: ChangeKind
    before: Placed | None
    after: Placed | None
    spans: tuple[Span, ...] = ()
    number: int | None = None


class KeptRun(Frozen):
    """Passages in a row that stand in both texts with the same wording, each of `before` as one of `after`."""

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]


def every_change(parts: Iterable[Change | KeptRun]) -> tuple[Change, ...]:
    """The parts of a revision with one change of the kind "kept" for each passage that was."""
    return tuple(chain.from_iterable([_kept(part) if isinstance(part, KeptRun) else [part] for part in parts]))


def _kept(run: KeptRun) -> list[Change]:
    return [Change("kept", before, after) for before, after in zip(run.before, run.after, strict=True)]


class SectionPair(Frozen):
    """Two sections taken for the same one, and why: an equal heading, an alike heading, or alike wording."""

    before: Section
    after: Section
    basis: Literal["heading", "alike heading", "wording"]


class Revision(Frozen):
    """The step between two consecutive versions (digests `before` and `after`). `parts` follow the later text's order,
    with what was removed at the place where it stood. `share_kept` is the share of the longer text's words that stand
    in both, 0 to 1; `verdict` says it in words ("mostly rewritten"). `cause`: what the record says of the step. `like`:
    of passages that were added or removed, the edit from or to a like one that stands in both texts, with the number of
    the change."""

    before: str
    after: str
    revision_class: RevisionClass
    verdict: str
    share_kept: float
    parts: tuple[Change | KeptRun, ...]
    pairs: tuple[SectionPair, ...]
    cause: Cause = "unstated"
    like: tuple[Change, ...] = ()

    @property
    def changed(self) -> list[Change]:
        """What was not kept, in order, numbered from 1."""
        return [part for part in self.parts if isinstance(part, Change) and part.kind != "kept"]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every passage of both texts, with one change of the kind "kept" for each that was."""
        return every_change(self.parts)

    def count(self, kind: ChangeKind) -> int:
        """How many passages changed this way."""
        return sum(change.kind == kind for change in (self.changes if kind == "kept" else self.changed))


class LineageStep(Frozen):
    """A wording that came before another or followed it (its passage id), and the first capture that showed this."""

    kind: LineageKind
    passage: str
    seen: datetime


class Lineage(Frozen):
    """A wording through the captures of a document: the instants of the first and last one, and of those of each
    interval in which every capture had it; the wordings that stood there before and after, as far as is known."""

    first_seen: datetime
    last_seen: datetime
    intervals: tuple[tuple[datetime, datetime], ...] = ()
    earlier: tuple[LineageStep, ...] = ()
    later: tuple[LineageStep, ...] = ()


class Ending(Frozen):
    """A collection stopped recording the document, perhaps for a time. It says nothing about the document itself."""

    ended_at: datetime
    record: str


class Document(Frozen):
    """A company's terms of one type: versions in history order, revisions between them, lineages by passage id."""

    terms_type: str
    slug: str
    versions: tuple[Version, ...]
    revisions: tuple[Revision, ...]
    lineages: Mapping[str, Lineage]
    endings: tuple[Ending, ...] = ()

    @property
    def snapshots(self) -> list[Snapshot]:
        """Every capture of every version, in capture order."""
        return sorted(
            (snapshot for version in self.versions for snapshot in version.snapshots), key=lambda s: s.captured_at
        )
