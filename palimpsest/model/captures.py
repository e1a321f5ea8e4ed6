"""What was captured, where and when: snapshots and their provenance, never the texts themselves."""

from datetime import datetime
from operator import attrgetter
from typing import Literal
from urllib.parse import urlsplit

from palimpsest.problems import Location
from palimpsest.timestamps import format_timestamp
from palimpsest.values import Frozen

RecordedCause = Literal["first record", "change", "technical", "unstated"]


class Provenance(Frozen):
    """From which collection a snapshot comes and by what record (a path, a commit). `source`: the key of the source
    that gave it (`sourcespec.source_key`), for its terms; it can be a path of this machine, and never gets on a page.

    Only a git archive says the rest. `path`: of the record, in its repository. `cause`: why its collection recorded the
    text ("technical": extracted anew).
    `source_snapshots`: records of its pages, as addresses or bare ids; `source_pages`: how many (0: not said).
    `position`: place in the history from 1 (0: no history), which is the order, whatever the dates say."""

    collection: str
    record: str
    cause: RecordedCause = "unstated"
    source_snapshots: tuple[str, ...] = ()
    source_pages: int = 0
    position: int = 0
    path: str = ""
    source: str = ""


class Blob(Frozen):
    """Where bytes can be read again: a path in a folder, an id in a repository. `container` never gets on a page."""

    kind: Literal["file", "git"]
    container: str
    name: str

    def __repr__(self) -> str:  # as little as on a page, `container` gets into a message
        return f"Blob(kind={self.kind!r}, name={self.name!r})"


class Snapshot(Frozen):
    """One archived copy of a document at an instant (RFC 7089: memento); it names its text and does not hold it.

    `filed_under` is the domain (or company) its collection files it under; the host it was captured at can differ.
    `sha256` and `size` are of the bytes as received. `body_digest` is of the text without its provenance, in UTF-8:
    equal digests are one version; it starts on `body_line`. `language`: the BCP 47 tag that a record names. It and the
    addresses are empty where none is named."""

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
    blob: Blob
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
        f"{one}.{below}" if below else one
        for one in Snapshot.__struct_fields__
        for below in (_NESTED[one].__struct_fields__ if one in _NESTED else ("",))
    )
)
