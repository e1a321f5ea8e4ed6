"""The one way tests make snapshots: of a text, which can lie in a file or nowhere at all.

snapshot("# Title\n", "2017-10-07T10:42:52Z", filed_under="mono.net") -> Snapshot("mono.net", ...)
"""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from palimpsest.model import Blob, Provenance, Snapshot
from palimpsest.problems import Location
from palimpsest.sources.folder import SourceFile
from palimpsest.sources.texts import body_of, read_sources
from palimpsest.timestamps import parse_instant

NOWHERE = Blob("file", "", "")


def snapshot(
    body: str,
    captured_at: str | datetime = "2013-11-06T12:57:02Z",
    *,
    filed_under: str = "a.example",
    terms_type: str = "Privacy Policy",
    path: str = "content/snapshots/a.example/a.md",
    original_url: str = "",
    memento_url: str = "",
    language: str = "en",
    before: str = "",
    folder: Path | None = None,
    provenance: Provenance | None = None,
) -> Snapshot:
    """A capture of a body. `before` stands above it in the source; with `folder` the source is written into a file
    there and can be read again."""
    source = (before + body).encode()
    instant = parse_instant(captured_at) if isinstance(captured_at, str) else captured_at
    return Snapshot(
        filed_under=filed_under,
        terms_type=terms_type,
        captured_at=instant.astimezone(UTC),
        original_url=original_url,
        memento_url=memento_url,
        language=language,
        sha256=sha256(source).hexdigest(),
        body_digest=sha256(body.encode()).hexdigest(),
        size=len(source),
        body_line=before.count("\n") + 1,
        blob=_written(source, folder) if folder else NOWHERE,
        provenance=provenance or Provenance("tests", path),
        location=Location(path),
    )


def _written(source: bytes, folder: Path) -> Blob:
    name = f"{sha256(source).hexdigest()}.md"
    (folder / name).write_bytes(source)
    return Blob("file", str(folder), name)


def source_file(path: str, source: bytes) -> SourceFile:
    """A file that was read from nowhere."""
    return SourceFile(path, NOWHERE, source)


def source_of(one: Snapshot) -> bytes:
    """The bytes of a snapshot, read again."""
    [(_, source)] = read_sources([one])
    return source


def text_of(one: Snapshot) -> str:
    """The body of a snapshot, read again."""
    return body_of(one, source_of(one)).decode()
