"""Snapshots -> their texts, read again from where they lie: a snapshot names its text and does not hold it.

    read_sources([Snapshot(blob=Blob("git", ..., "170c7b6..."), ...)]) -> (Snapshot(...), b"# Terms\\r\\n..."), ...
    body_of(Snapshot(...), b"# Terms\\r\\n...") -> b"# Terms\\n..."

What is read again must be what was gathered. A text that has changed in between is an error: its digest stands on
pages, and a version is what its digest says.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from hashlib import sha256
from pathlib import Path

from palimpsest.model import Snapshot
from palimpsest.plaintext import decode
from palimpsest.problems import ContentError, Location
from palimpsest.sources.git import Repository, read_blobs

Blobs = Iterator[tuple[str, bytes | None]]


def digest(content: bytes) -> str:
    """The hexadecimal SHA-256 of some bytes."""
    return sha256(content).hexdigest()


def read_sources(snapshots: Iterable[Snapshot]) -> Iterator[tuple[Snapshot, bytes]]:
    """Each snapshot with its source bytes, in the order given, one text in memory at a time.

    One git process for each repository serves them all. `ContentError` at a text that is gone or another one now.
    """
    wanted = list(snapshots)  # light: none of them holds a text
    ids: dict[str, list[str]] = {}
    for snapshot in wanted:
        if snapshot.blob.kind == "git":
            ids.setdefault(snapshot.blob.container, []).append(snapshot.blob.name)
    with ExitStack() as running:
        streams: dict[str, Blobs] = {}
        for snapshot in wanted:
            container = snapshot.blob.container
            if snapshot.blob.kind == "file":
                source = _read_file(snapshot)
            else:
                if container not in streams:
                    blobs = read_blobs(_repository(snapshot), ids[container])
                    streams[container] = running.enter_context(closing(blobs))
                _, source = next(streams[container])
            if source is None or len(source) != snapshot.size or digest(source) != snapshot.sha256:
                raise _changed(snapshot.location)
            yield snapshot, source


def body_of(snapshot: Snapshot, source: bytes) -> bytes:
    """The text of a source without its provenance, in UTF-8. The source is as `read_sources` gives it, and its digest
    known to be the right one; `ContentError` where the text is not the one that was gathered."""
    if len(source) != snapshot.size:
        raise _changed(snapshot.location)
    if snapshot.body_digest == snapshot.sha256:  # nearly all are the same bytes, which were looked through back then
        return source
    text = decode(source, snapshot.location.path)
    skipped = snapshot.body_line - 1
    body = (text.split("\n", skipped)[-1] if skipped else text).encode()
    if digest(body) != snapshot.body_digest:
        raise _changed(snapshot.location)
    return body


def _read_file(snapshot: Snapshot) -> bytes | None:
    """The bytes of a file; None where it has grown, of which nobody needs the rest."""
    try:
        with (Path(snapshot.blob.container) / snapshot.blob.name).open("rb") as file:
            source = file.read(snapshot.size + 1)
    except OSError as error:
        message = f"cannot be read any more: {error.strerror}"
        raise ContentError(snapshot.location, message, "Put the file back, or build again without it.") from error
    return source if len(source) <= snapshot.size else None


def _repository(snapshot: Snapshot) -> Repository:
    shown = snapshot.location.path.partition("/")[0]
    return Repository(Path(snapshot.blob.container), "", shown, snapshot.location)


def _changed(location: Location) -> ContentError:
    return ContentError(location, "this text has changed while it was being read", "Build again.")
