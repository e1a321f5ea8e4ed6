"""What was captured, where and when: snapshots and their provenance, never the texts themselves."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Literal
from urllib.parse import urlsplit

from palimpsest.packed import packed
from palimpsest.problems import Location
from palimpsest.timestamps import format_timestamp

RecordedCause = Literal["first record", "change", "technical", "unstated"]


@packed
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


@packed
@dataclass(frozen=True, slots=True)
class Blob:
    """Where bytes can be read again: a path in a folder, an id in a repository. `container` never gets on a page."""

    kind: Literal["file", "git"]
    container: str
    name: str


@packed
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

    @property
    def content(self) -> tuple:
        """Everything about the snapshot as one flat tuple, which is digested ten times as fast."""
        return _VALUES(self)


_NESTED = {"blob": Blob, "provenance": Provenance, "location": Location}
_VALUES = attrgetter(
    *(
        f"{one.name}.{below.name}" if below else one.name
        for one in fields(Snapshot)
        for below in (fields(_NESTED[one.name]) if one.name in _NESTED else (None,))
    )
)
