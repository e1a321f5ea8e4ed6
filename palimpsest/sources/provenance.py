"""One source file -> one snapshot: the format is told by the first line, each format has its own file.

SourceFile("content/snapshots/mono.net/2013-11-06.md", Blob(...), b"> *The following text ...")
-> Snapshot("mono.net", ...), which holds the digests of the text, not the text
"""

from palimpsest.addresses import is_domain
from palimpsest.model import Provenance, Snapshot
from palimpsest.plaintext import decode, quoted
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.sources import front_matter, princeton_leuven
from palimpsest.sources.folder import SourceFile
from palimpsest.sources.record import DividedText
from palimpsest.sources.texts import digest

FORMATS = (front_matter, princeton_leuven)


def read_snapshot(file: SourceFile) -> tuple[Snapshot | None, list[Problem]]:
    """The snapshot of one file, or None and every reason why not."""
    try:
        divided = _divided(decode(file.source, file.path), file.path)
    except ContentError as error:
        return None, [error.problem]
    problems = list(divided.problems)
    record = divided.record
    if record is None:
        return None, problems
    if not divided.body.strip():
        message = "no text follows the provenance"
        location = Location(file.path, divided.body_line)
        return None, [*problems, Problem(location, "error", message, "Add the text, or remove the file.")]
    snapshot = Snapshot(
        filed_under=record.filed_under,
        terms_type=record.terms_type,
        captured_at=record.captured_at,
        original_url=record.original_url,
        memento_url=record.memento_url,
        language=record.language,
        sha256=digest(file.source),
        body_digest=digest(divided.body.encode()),
        size=len(file.source),
        body_line=divided.body_line,
        blob=file.blob,
        provenance=Provenance(record.collection, file.path),
        location=Location(file.path),
    )
    return snapshot, problems + _contradicted_by_folder(snapshot)


def _divided(text: str, path: str) -> DividedText:
    first_line, _, _ = text.partition("\n")
    for provenance_format in FORMATS:
        if provenance_format.is_meant(first_line):
            return provenance_format.divide(text, path)
    begins = f"it begins {quoted(first_line)}" if text.strip() else "the file is empty"
    remedy = "Start the file with front matter (---) or a Princeton-Leuven line, as docs/curating.md shows."
    raise ContentError(Location(path), f"no provenance: {begins}", remedy)


def _contradicted_by_folder(snapshot: Snapshot) -> list[Problem]:
    """A file that lies in the folder of another domain: one of the two is probably a slip."""
    folder = snapshot.location.path.split("/")[-2:-1]
    if not folder or not is_domain(folder[0]) or not is_domain(snapshot.filed_under):
        return []
    if folder[0] == snapshot.filed_under:
        return []
    message = f"filed under {snapshot.filed_under}, but lies in the folder {folder[0]}"
    return [Problem(snapshot.location, "warning", message, "Move the file, or correct its provenance.")]
