"""What a git archive says happened: the common ground of its layouts, which turn each `Commit` into these events.

    ArchivedRecord("X", "Terms of Service", "X/Terms of Service.md", 2024-02-06 12:40:22 UTC, "76d0228...", ...)
    TrackingEnded("Expedia", "Privacy Policy", "Expedia/Privacy Policy.md", 2022-10-19 13:39:09 UTC, "bcd471e...", ...)

A history cannot be mended by whoever reads it, so what is wrong with a single record is a warning and left out.
"""

from collections.abc import Iterator
from datetime import datetime

from palimpsest.model import RecordedCause
from palimpsest.plaintext import quoted
from palimpsest.problems import Location, Problem
from palimpsest.sources.commits import Commit, PathChange
from palimpsest.values import Frozen

NOT_OURS = "It stays in the archive; this site shows the records before and after it."


class ArchivedRecord(Frozen):
    """One text of one document as a commit recorded it; where the bytes lie, not the bytes.

    `filed_under` is the service or domain as the archive writes it. `recorded_at`: the commit's author time, in UTC, to
    the second. `position`: the commit's place in the history, from 1: times may run backwards, positions do not.
    `source_snapshots`: records of the pages the text was extracted from, as addresses or bare ids; `source_pages`: how
    many pages it was assembled from, 0 where that is not said.
    """

    filed_under: str
    terms_type: str
    path: str
    recorded_at: datetime
    commit: str
    position: int
    blob: str
    cause: RecordedCause = "unstated"
    source_snapshots: tuple[str, ...] = ()
    source_pages: int = 0

    @property
    def name(self) -> str:
        """What `--explain` calls it."""
        return f"{self.commit[:12]}:{shown_in_repository(self.path)}"


class TrackingEnded(Frozen):
    """The archive removed a document: it is recorded no longer. That says nothing about the document itself."""

    filed_under: str
    terms_type: str
    path: str
    ended_at: datetime
    commit: str
    position: int


Event = ArchivedRecord | TrackingEnded | Problem


def place(shown: str, commit: str, path: str) -> Location:
    """Where a record stands, as `git show` takes it.

    >>> str(place("pga.git", "76d02285aabbccdd", "X/Terms of Service.md"))
    'pga.git/76d02285aabb:X/Terms of Service.md:1'
    """
    return Location(f"{shown}/{commit[:12]}:{shown_in_repository(path)}")


def shown_in_repository(path: str) -> str:
    """The path of a record as it can be shown."""
    return quoted(path, 500)[1:-1]


def unusable(commit: Commit, change: PathChange, shown: str) -> Iterator[Problem]:
    """Why a document's change is no record: a link, a repository in the repository, a text a merge made up."""
    if change.kind != "file":
        what = "a symbolic link" if change.kind == "link" else "another repository"
        message = f"{what} in place of a text: left out"
        yield Problem(place(shown, commit.id, change.path), "warning", message, NOT_OURS)
    elif commit.is_merge:
        message = "a merge has a text of its own, which nobody recorded: left out"
        yield Problem(place(shown, commit.id, change.path), "warning", message, NOT_OURS)
