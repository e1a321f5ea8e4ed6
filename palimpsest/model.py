"""The nouns of the house: plain frozen data that the five rooms hand to each other.

    gather      files, git           -> Snapshot
    read        Snapshot             -> Reading (sections of placed passages)
    compare     Snapshots, Readings  -> Document (versions, revisions, lineages)
    understand  Version              -> Findings (topic labels, stated dates)
    publish     Archive              -> pages

Three texts are never mixed: the source bytes, which a `Snapshot` names by digest and place, are the evidence;
`Passage.text` is for reading; `Passage.id` is the digest of the comparison text, which is never displayed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, repeat
from typing import Literal
from urllib.parse import urlsplit

from palimpsest.problems import Location, Problem
from palimpsest.timestamps import format_timestamp

# --- gather ----------------------------------------------------------------------------------------------------------

RecordedCause = Literal["first record", "change", "technical", "unstated"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """From which collection a snapshot comes and by what record (a path, a commit).

    Only a git archive says the rest. `cause`: why its collection recorded the text ("technical": extracted anew).
    `source_snapshots`: records of its pages, as addresses or bare ids; `source_pages`: how many (0: not said).
    `position`: place in the history from 1 (0: no history), which is the order, whatever the dates say."""

    collection: str
    record: str
    cause: RecordedCause = "unstated"
    source_snapshots: tuple[str, ...] = ()
    source_pages: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Blob:
    """Where bytes can be read again: a path in a folder, an id in a repository. `container` never gets on a page."""

    kind: Literal["file", "git"]
    container: str
    name: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One archived copy of a document at an instant (RFC 7089: memento); it names its text and does not hold it.

    `filed_under` is the domain (or company) its collection files it under; the host it was captured at can differ.
    `sha256` and `size` are of the bytes as received. `body_digest` is of the text without its provenance, in UTF-8:
    equal digests are one version; it starts on `body_line`. `language`: BCP 47. Addresses are empty if not known."""

    filed_under: str
    terms_type: str
    captured_at: datetime
    original_url: str
    memento_url: str
    language: str
    sha256: str
    body_digest: str
    size: int
    body_line: int
    blob: Blob = field(repr=False)
    provenance: Provenance
    location: Location

    @property
    def timestamp(self) -> str:
        """`captured_at` in its 14-digit form."""
        return format_timestamp(self.captured_at)

    @property
    def captured_host(self) -> str:
        """Host of the original address, `""` where none is known."""
        return urlsplit(self.original_url).hostname or ""


# --- read ------------------------------------------------------------------------------------------------------------

PassageKind = Literal["paragraph", "item", "heading", "quote", "table", "code"]
Role = Literal["text", "title", "furniture"]
HeadingBasis = Literal["marked", "bold", "numbered", "short"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One mending of the reading text: `kind` names the rule (reading/repairs.py explains each), then what and how."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One oddity of the source that is shown as it is: `kind` names the check, `text` quotes the place."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link in a passage: its words and its safe, final address."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest block a reader would quote, the same value wherever its text occurs.

    `id`: 16 hex digits, digest of the comparison text. `text`: reading text, plain, `\\n` at hard breaks, cells of a
    table separated by ` | ` and its rows by `\\n`. `html`: the same as safe HTML, without the enclosing element (for a
    table: the rows). `depth` and `marker`: for list items, nesting from 1 and `"•"` or `"3."`; a paragraph that
    continues an item has its depth and no marker; 0 and `""` elsewhere. Quotations carry `kind` "quote".
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
    words: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Counts the words of the reading text once: every page that shows the passage asks for them."""
        object.__setattr__(self, "words", len(self.text.split()))


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage where it stands in one version. `anchor`: `p-` and 8 hex digits of its id, with `-2` and so on for a
    text repeated on the page. Titles and furniture are shown, but are not the policy's own text."""

    passage: Passage
    anchor: str
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Section:
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

    @property
    def anchor(self) -> str:
        """Where a link to this section goes: its heading's anchor, `""` for the part before the first heading."""
        return self.heading.anchor if self.heading else ""


@dataclass(frozen=True, slots=True)
class Reading:
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
        for section in self.sections:
            if section.heading:
                yield section.heading
            yield from section.placed

    def text(self) -> list[Placed]:
        """Every passage of the policy itself: titles and furniture left out."""
        return [placed for placed in self.placed() if placed.role == "text"]

    @property
    def words(self) -> int:
        """Number of words of the policy itself."""
        return sum(placed.passage.words for placed in self.text())


# --- compare ---------------------------------------------------------------------------------------------------------

ChangeKind = Literal["kept", "moved", "edited", "rewritten", "added", "removed"]
SpanKind = Literal["same", "deleted", "inserted"]
RevisionClass = Literal[
    "wording", "date only", "links only", "formatting only", "moved only", "furniture", "extraction", "edition",
    "return",
]  # fmt: skip
"""What the text of a step shows (`comparing/classes.py` has the rules)."""
Cause = Literal["company", "technical", "scope", "first record", "unstated"]
"""Why there is a step, by the records alone (`comparing/history_words.py` has the words)."""


@dataclass(frozen=True, slots=True)
class Version:
    """One distinct text of a document, seen in snapshots in history order. `name` is the last part of its address."""

    snapshots: tuple[Snapshot, ...]
    reading: Reading
    name: str

    @property
    def digest(self) -> str:
        """Digest of the body: what makes this version this version."""
        return self.snapshots[0].body_digest

    @property
    def captured_at(self) -> datetime:
        """The first capture."""
        return self.snapshots[0].captured_at


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words of an edited passage, in reading order. `earlier`: the characters the earlier text has for a run
    that is the same but for its quotes, dashes or kinds of space; `""` where they are those of `text`."""

    kind: SpanKind
    text: str
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Change:
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


@dataclass(frozen=True, slots=True)
class KeptRun:
    """Passages in a row that stand in both texts with the same wording, each of `before` as one of `after`."""

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]


def every_change(parts: Iterable[Change | KeptRun]) -> tuple[Change, ...]:
    """The parts of a revision with one change of the kind "kept" for each passage that was."""
    rows = (map(Change, repeat("kept"), p.before, p.after) if isinstance(p, KeptRun) else [p] for p in parts)
    return tuple(chain.from_iterable(rows))


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Two sections taken for the same one, and why: an equal heading, an alike heading, or alike wording."""

    before: Section
    after: Section
    basis: Literal["heading", "alike heading", "wording"]


@dataclass(frozen=True, slots=True)
class Revision:
    """The step between two consecutive versions (digests `before` and `after`). `parts` follow the later text's order,
    with what was removed at the place where it stood. `share_kept` is the share of the longer text's words that stand
    in both, 0 to 1; `verdict` says it in words ("mostly rewritten"). `cause`: what the record says of the step."""

    before: str
    after: str
    revision_class: RevisionClass
    verdict: str
    share_kept: float
    parts: tuple[Change | KeptRun, ...]
    pairs: tuple[SectionPair, ...]
    cause: Cause = "unstated"

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


@dataclass(frozen=True, slots=True)
class LineageStep:
    """A wording that came before another or followed it (its passage id), and the first capture that showed this."""

    kind: ChangeKind | Literal["split", "merged"]
    passage: str
    seen: datetime


@dataclass(frozen=True, slots=True)
class Lineage:
    """A wording through the captures of a document: the instants of the first and last one, and of those of each
    interval in which every capture had it; the wordings that stood there before and after, as far as is known."""

    first_seen: datetime
    last_seen: datetime
    intervals: tuple[tuple[datetime, datetime], ...] = ()
    earlier: tuple[LineageStep, ...] = ()
    later: tuple[LineageStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """A collection stopped recording the document, perhaps for a time. It says nothing about the document itself."""

    ended_at: datetime
    record: str


@dataclass(frozen=True, slots=True)
class Document:
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


# --- understand ------------------------------------------------------------------------------------------------------

Certainty = Literal["sure", "possible"]
Polarity = Literal["says", "denies"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject. `parent` is the slug of its practice category, None for a category itself. `dpv` and `opp115` name
    the matching terms of the W3C Data Privacy Vocabulary and of the OPP-115 corpus."""

    slug: str
    label: str
    description: str
    parent: str | None = None
    dpv: tuple[str, ...] = ()
    opp115: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a label was given: characters `start` to `end` of the passage's reading text, or of its section's heading."""

    where: Literal["passage", "heading"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """One topic of one passage, with its evidence. `denies`: the passage says that it does not happen."""

    topic: str
    certainty: Certainty
    polarity: Polarity
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date the text claims for itself. `date` is ISO in its own precision: a day, a month or a year."""

    claim: Literal["effective", "last updated"]
    date: str
    quote: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was understood of one version: labels by anchor, stated dates in reading order."""

    labels: Mapping[str, tuple[Label, ...]]
    stated_dates: tuple[StatedDate, ...]


# --- arrange ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DatedName:
    """A domain or an operator with the days it is known to hold between (None: open), and a curator's note."""

    name: str
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """Who publishes. `slug` is its address on the site; everything but `documents` comes from companies.yaml. `names`
    are those that collections file its texts under, `renamed_terms` pairs of an old and a new terms type."""

    slug: str
    name: str
    domains: tuple[DatedName, ...] = ()
    operators: tuple[DatedName, ...] = ()
    links: tuple[TextLink, ...] = ()
    documents: tuple[Document, ...] = ()
    names: tuple[DatedName, ...] = ()
    renamed_terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A day worth comparing with, such as the day a law came into force."""

    day: date
    label: str


Layout = Literal["open-terms-archive", "princeton-leuven"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where texts are looked for: `path`, relative to the content folder. `branch` "" is the one checked out, `layout`
    None the one its paths show. `collection`, `licence` and `attribution` are shown with the texts."""

    kind: Literal["folder", "git"]
    path: str
    branch: str = ""
    layout: Layout | None = None
    collection: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """content/archive.yaml. `base_url` ends with a slash; `featured` holds company slugs."""

    title: str
    base_url: str
    description: str
    language: str
    licence: str
    featured: tuple[str, ...]
    sources: tuple[Source, ...]
    baselines: tuple[Baseline, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything, arranged: the one root handed to publishing. `findings` is keyed by the version's digest."""

    settings: Settings
    companies: tuple[Company, ...]
    topics: tuple[Topic, ...]
    findings: Mapping[str, Findings]
    problems: tuple[Problem, ...] = ()

    def findings_of(self, version: Version) -> Findings:
        """What was understood of one version."""
        return self.findings[version.digest]
