"""A git archive -> its records in the order of its history, and their texts one at a time.

    Source("git", "../pga.git", layout="open-terms-archive", collection="Platform Governance Archive")
    -> (ArchivedRecord("Facebook", "Live Policy", ...), b"# Live ..."), ..., TrackingEnded("Expedia", ...), ...

`read_history` is light: tens of thousands of records fit into memory, none holds a text. `git_snapshots` streams the
texts `beside` them, one in memory at a time; `read_snapshots` reads some, on any core. `snapshot_of` is the one place
that says what a record means as a snapshot.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from sys import intern
from types import ModuleType
from typing import TypeVar

from palimpsest.curated.sourcespec import source_key
from palimpsest.model import Blob, Layout, Provenance, Snapshot, Source
from palimpsest.plaintext import decode, is_normal, quoted
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.sources import open_terms_archive, princeton_leuven_tree
from palimpsest.sources.archived import NOT_OURS, ArchivedRecord, Event, place, shown_in_repository
from palimpsest.sources.commits import Commit
from palimpsest.sources.folder import MAX_BYTES, SourceFile
from palimpsest.sources.git import open_repository, read_blobs, read_commits, read_paths
from palimpsest.sources.git_process import Repository
from palimpsest.sources.provenance import read_snapshot
from palimpsest.sources.texts import digest
from palimpsest.values import Frozen, replace

T = TypeVar("T")
ReadSnapshot = tuple[Snapshot | None, list[Problem]] | ContentError

LAYOUT_FILES: dict[Layout, ModuleType] = {
    "open-terms-archive": open_terms_archive,
    "princeton-leuven": princeton_leuven_tree,
}


def open_archive(source: Source, content: Path, named_at: Location) -> Repository:
    """The repository of a git source, whose path is relative to the content folder; `ContentError` says what is wrong.

    It is shown by the last part of its path: never by a path that only this machine has.
    """
    folder = (content.resolve() / source.path).resolve()
    return open_repository(folder, source.branch, folder.name, named_at)


def layout_of(source: Source, repository: Repository) -> Layout:
    """The layout a source names, or else the one that more of the branch's Markdown paths have the form of.

    `ContentError` where no path has either form.
    """
    if source.layout:
        return source.layout
    paths = [path for path in read_paths(repository) if path.endswith(".md")]
    counts = {name: sum(map(file.is_document, paths)) for name, file in LAYOUT_FILES.items()}
    best = max(counts, key=lambda name: counts[name])
    if not counts[best]:
        message = f"the source {quoted(repository.shown)} holds no document of a known layout"
        remedy = f"Write 'layout:' with {' or '.join(LAYOUT_FILES)}, or name another branch."
        raise ContentError(repository.named_at, message, remedy)
    return best


class CommitStretch(Frozen):
    """Commits that stand in a row in a history, the first of them at the position `first`, counted from 1."""

    commits: Sequence[Commit]
    first: int = 1


def read_history(source: Source, repository: Repository, stretch: CommitStretch | None = None) -> Iterator[Event]:
    """Every record, every end of tracking and every finding of a stretch, or of all, in the order of the history.

    What is wrong with a path is said once, not at each of its commits.
    """
    layout = LAYOUT_FILES[layout_of(source, repository)]
    said: set[Problem] = set()
    commits, first = (stretch.commits, stretch.first) if stretch else (read_commits(repository), 1)
    for position, commit in enumerate(commits, first):
        for event in layout.events(commit, position, repository.shown):
            if not isinstance(event, Problem):
                yield event
            elif event not in said:
                said.add(event)
                yield event


def beside(
    events: Iterable[Event],
    is_wanted: Callable[[ArchivedRecord], bool],
    read: Callable[[Iterator[ArchivedRecord]], Iterator[T]],
) -> Iterator[tuple[Event, T | None]]:
    """Each event with what `read` gives for it, which is handed the records that are wanted and may ask for some of
    them ahead of its answers; None for what is not wanted and for other events."""
    waiting: deque[tuple[Event, bool]] = deque()

    def wanted() -> Iterator[ArchivedRecord]:
        for event in events:
            is_read = isinstance(event, ArchivedRecord) and is_wanted(event)
            waiting.append((event, is_read))
            if isinstance(event, ArchivedRecord) and is_read:
                yield event

    for answer in read(wanted()):
        event, is_read = waiting.popleft()
        while not is_read:
            yield event, None
            event, is_read = waiting.popleft()
        yield event, answer
    yield from ((event, None) for event, _ in waiting)


def git_snapshots(source: Source, repository: Repository) -> Iterator[tuple[Event, bytes | None]]:
    """Every event of a history, each record with the bytes of its text, of which one is in memory at a time; None where
    it is longer than any text."""

    def read(records: Iterator[ArchivedRecord]) -> Iterator[bytes | None]:
        return (text for _, text in read_blobs(repository, (record.blob for record in records)))

    return beside(read_history(source, repository), lambda _: True, read)


def read_snapshots(records: Sequence[ArchivedRecord], source: Source, repository: Repository) -> list[ReadSnapshot]:
    """The snapshot that each record stands for, read on any core. The last is an error where the repository is broken
    there."""
    read: list[ReadSnapshot] = []
    try:
        for record, (_, text) in zip(records, read_blobs(repository, [one.blob for one in records]), strict=True):
            read.append(snapshot_of(record, text, source, repository))
    except ContentError as error:
        read.append(error)
    return read


def snapshot_of(
    record: ArchivedRecord, text: bytes | None, source: Source, repository: Repository
) -> tuple[Snapshot | None, list[Problem]]:
    """The snapshot a record stands for, or None and why not. There is no text where it is longer than any.

    Everything that is wrong is a warning, because nobody can mend a history. Empty texts stay: they were recorded.
    """
    location = place(repository.shown, record.commit, record.path)
    if text is None:
        return None, [Problem(location, "warning", f"more than {MAX_BYTES:,} bytes: left out", NOT_OURS)]
    blob = Blob("git", str(repository.git_folder), record.blob)
    if princeton_leuven_tree.is_document(record.path):  # its texts carry their own provenance
        snapshot, problems = read_snapshot(SourceFile(location.path, blob, text))
        if snapshot is None:
            return None, [_left_out(problem) for problem in problems]
        provenance = _provenance(record, source, source.collection or snapshot.provenance.collection)
        return replace(snapshot, provenance=provenance), [*problems, *_filed_elsewhere(snapshot, record)]
    try:
        body = decode(text, location.path)
    except ContentError as error:
        return None, [_left_out(error.problem)]
    sha256 = digest(text)
    snapshot = Snapshot(
        filed_under=record.filed_under,
        terms_type=record.terms_type,
        captured_at=record.recorded_at,
        original_url="",
        memento_url="",
        language="",
        sha256=sha256,
        body_digest=sha256 if is_normal(text) else digest(body.encode()),  # nearly all are the same bytes
        size=len(text),
        body_line=1,
        blob=blob,
        provenance=_provenance(record, source, source.collection),
        location=location,
    )
    return snapshot, []


def _provenance(record: ArchivedRecord, source: Source, collection: str) -> Provenance:
    return Provenance(
        collection,
        record.commit,
        record.cause,
        record.source_snapshots,
        record.source_pages,
        record.position,
        intern(shown_in_repository(record.path)),
        intern(source_key(source)),
    )


def _filed_elsewhere(snapshot: Snapshot, record: ArchivedRecord) -> list[Problem]:
    if snapshot.filed_under == record.filed_under:
        return []
    message = f"filed under {snapshot.filed_under}, but recorded as {record.filed_under}"
    return [Problem(snapshot.location, "warning", message, "The text's own first line is believed.")]


def _left_out(problem: Problem) -> Problem:
    return Problem(problem.location, "warning", f"{problem.message}: left out", NOT_OURS)
