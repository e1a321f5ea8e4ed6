"""Snapshots -> their texts, read again from where they lie: a snapshot names its text and does not hold it.

    read_sources([Snapshot(blob=Blob("git", ..., "170c7b6..."), ...)]) -> (Snapshot(...), b"# Terms\\r\\n..."), ...
    body_of(Snapshot(...), b"# Terms\\r\\n...") -> b"# Terms\\n..."

What is read again must be what was gathered. A file that has changed in between is an error: its digest stands on
pages, and a version is what its digest says. What was read last is still at hand: a document's texts are read to be
understood, and soon again to be published.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from hashlib import sha256
from pathlib import Path

from palimpsest.model import Snapshot
from palimpsest.plaintext import decode
from palimpsest.problems import ContentError, Location
from palimpsest.sources.git import Blobs, read_blobs
from palimpsest.sources.git_process import Repository

_MOST_AT_HAND = 6_000_000  # bytes; of 133 documents of the Platform Governance Archive, 127 have less


class _AtHand(dict[str, bytes]):
    """Texts by their digests, those that were read last; `size` is how many bytes they are."""

    size = 0

    def keep(self, sha256: str, source: bytes) -> None:
        if sha256 not in self:
            self[sha256] = source
            self.size += len(source)
        while self.size > _MOST_AT_HAND:
            self.size -= len(self.pop(next(iter(self))))


_at_hand = _AtHand()


def digest(content: bytes) -> str:
    """The hexadecimal SHA-256 of some bytes."""
    return sha256(content).hexdigest()


def read_sources(snapshots: Iterable[Snapshot]) -> Iterator[tuple[Snapshot, bytes]]:
    """Each snapshot with its source bytes, in the order given, no more in memory than is at hand.

    One git process for each repository serves them all. `ContentError` at a text that is gone or another one now.
    """
    wanted = [(one, _at_hand.get(one.sha256)) for one in snapshots]
    unread = _read_again([one for one, known in wanted if known is None])
    for snapshot, known in wanted:
        yield snapshot, next(unread) if known is None else known


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


def _read_again(snapshots: Sequence[Snapshot]) -> Iterator[bytes]:
    """Their source bytes, from where they lie."""
    ids: dict[str, list[str]] = {}
    for snapshot in snapshots:
        if snapshot.blob.kind == "git":
            ids.setdefault(snapshot.blob.container, []).append(snapshot.blob.name)
    with ExitStack() as running:
        streams: dict[str, Blobs] = {}
        for snapshot in snapshots:
            container = snapshot.blob.container
            if snapshot.blob.kind == "file":
                source = _read_file(snapshot)
            else:
                if container not in streams:
                    blobs = read_blobs(_repository(snapshot), ids[container])
                    streams[container] = running.enter_context(closing(blobs))
                _, source = next(streams[container])
            if source is None or not _is_as_gathered(snapshot, source):
                raise _changed(snapshot.location)
            _at_hand.keep(snapshot.sha256, source)
            yield source


def _is_as_gathered(snapshot: Snapshot, source: bytes) -> bool:
    """An object of git is what its id says; a file can be another one by now."""
    is_object = snapshot.blob.kind == "git"
    return len(source) == snapshot.size and (is_object or digest(source) == snapshot.sha256)


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
