"""The nouns of the house: plain frozen data that the five rooms hand to each other.

    gather      files, git           -> Snapshot
    read        Snapshot             -> Reading (sections of placed passages)
    compare     Snapshots, Readings  -> Document (versions, revisions, lineages)
    understand  Version              -> Findings (topic labels, stated dates)
    publish     Archive              -> pages

Three texts are never mixed: `Snapshot.source` is the evidence, `Passage.text` is for reading, and
`Passage.id` is the digest of the comparison text, which is never displayed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from palimpsest.problems import Location, Problem
from palimpsest.timestamps import format_timestamp

# --- gather ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Provenance:
    """From which collection a snapshot comes and by what record (a path, a commit)."""

    collection: str
    record: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One archived copy of a document at an instant (RFC 7089: memento).

    `filed_under` is the domain (or company) its collection files it under; the host it was captured at can differ.
    `source` is the file as received, `body` its text without the provenance, `body_line` the line the body starts on.
    Addresses are empty where the provenance names none. `language` is a BCP 47 tag.
    """

    filed_under: str
    terms_type: str
    captured_at: datetime
    original_url: str
    memento_url: str
    language: str
    source: bytes = field(repr=False)
    body: str = field(repr=False)
    body_line: int
    provenance: Provenance
    location: Location

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the source bytes."""
        return sha256(self.source).hexdigest()

    @property
    def body_digest(self) -> str:
        """Hexadecimal digest of the text without its provenance: equal digests are one version."""
        return sha256(self.body.encode()).hexdigest()

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

    @property
    def words(self) -> int:
        """Number of words of the reading text."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage where it stands in one version. `anchor` is its id on the version's page: `p-` and 8 hex digits of
    the passage's id, with `-2` and so on for a repeated text. Titles and furniture are shown, but are not the
    policy's own text."""

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
    "wording",
    "date only",
    "links only",
    "formatting only",
    "moved only",
    "furniture",
    "extraction",
    "edition",
    "return",
]
"""What the text of a step shows (`comparing/classes.py` has the rules)."""
Cause = Literal["company", "technical", "scope", "first record"]
"""Why an archive made a record, by the record alone: the page changed, the archive extracted it anew, another number of
source pages, the first record of a path."""


@dataclass(frozen=True, slots=True)
class Version:
    """One distinct text of a document, seen in one or more snapshots (in capture order)."""

    snapshots: tuple[Snapshot, ...]
    reading: Reading

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
class SectionPair:
    """Two sections taken for the same one, and why: an equal heading, an alike heading, or alike wording."""

    before: Section
    after: Section
    basis: Literal["heading", "alike heading", "wording"]


@dataclass(frozen=True, slots=True)
class Revision:
    """The step between two consecutive versions (digests `before` and `after`).

    `changes` follow the later text's order, with what was removed at the place where it stood. `share_kept` is the
    share of the longer text's words that stand in both, 0 to 1; `verdict` says it in words ("mostly rewritten").
    """

    before: str
    after: str
    revision_class: RevisionClass
    verdict: str
    share_kept: float
    changes: tuple[Change, ...]
    pairs: tuple[SectionPair, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many passages changed this way."""
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class Lineage:
    """A wording through the versions of a document: the instants of its first and last capture."""

    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A company's terms of one type: versions in capture order, revisions between them, lineages by passage id."""

    terms_type: str
    slug: str
    versions: tuple[Version, ...]
    revisions: tuple[Revision, ...]
    lineages: Mapping[str, Lineage]

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
    """Who publishes. `slug` is its address on the site; `domains` and `operators` come from companies.yaml."""

    slug: str
    name: str
    domains: tuple[DatedName, ...] = ()
    operators: tuple[DatedName, ...] = ()
    links: tuple[TextLink, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A day worth comparing with, such as the day a law came into force."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Settings:
    """content/archive.yaml. `base_url` ends with a slash; `featured` holds company slugs."""

    title: str
    base_url: str
    description: str
    language: str
    licence: str
    featured: tuple[str, ...]
    sources: tuple[str, ...]
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
