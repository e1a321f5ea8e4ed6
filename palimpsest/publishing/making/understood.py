"""What was understood of a document <-> the folder it is kept in, for those who make its files and for the next build.

    (Document, {digest: Findings}) -> ".document" and ".understood-with" in the folder of the document's task

The process that wrote it there has it at hand until it writes the next. The next build takes from there what still
holds: a document with one capture more is mostly what it was.
"""

import pickle
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from palimpsest.memo.asked import digest as digest_of
from palimpsest.memo.made import Made, write_digests
from palimpsest.model import Document, Findings
from palimpsest.publishing.making.document_tasks import DocumentTask, UnderstoodTask
from palimpsest.understanding.vocabulary import Prepared
from palimpsest.values import Frozen, replace

DOCUMENT = ".document"  # a document with what was understood of it
_WITH = ".understood-with"  # the digest of all that it was understood with, beside its texts

Understood = tuple[Document, Mapping[str, Findings]]  # findings by the digest of a version

_at_hand: dict[str, Understood] = {}  # the last document that this process wrote, by the digest of the file


class UnderstoodBefore(Frozen):
    """What a build before understood of a document, and whether it would understand the same of the same text now."""

    document: Document | None = None
    findings: Mapping[str, Findings] = {}
    is_alike: bool = False

    def findings_of(self, document: Document) -> dict[str, Findings]:
        """What still holds, by the digest of a version: of texts that were taken over from the earlier document and are
        in the same language as then, and without the signals of the steps that led to them then."""
        if not self.document or not self.is_alike:
            return {}
        known = {version.digest: (id(version.reading), version.language) for version in self.document.versions}
        same = [one.digest for one in document.versions if (id(one.reading), one.language) == known.get(one.digest)]
        return {digest: replace(self.findings[digest], signals=()) for digest in same}


def understood_before(task: DocumentTask, vocabulary: Prepared, folder: Path | None) -> UnderstoodBefore:
    """What lies in the folder that the build before left for the document, if there is one."""
    if folder is None:
        return UnderstoodBefore()
    document, findings = pickle.loads((folder / DOCUMENT).read_bytes())
    return UnderstoodBefore(document, findings, (folder / _WITH).read_bytes() == _understood_with(task, vocabulary))


def write_document(folder: Path, understood: Understood, task: DocumentTask, vocabulary: Prepared) -> None:
    """Keep a document with what was understood of each version."""
    pickled = pickle.dumps(understood, protocol=5)
    (folder / DOCUMENT).write_bytes(pickled)
    (folder / _WITH).write_bytes(_understood_with(task, vocabulary))
    digest = sha256(pickled).hexdigest()
    write_digests(folder, {DOCUMENT: digest})
    _at_hand.clear()
    _at_hand[digest] = understood


def read_document(task: UnderstoodTask) -> Understood:
    """What is kept of a document (`Memo` has checked that it is as this program left it)."""
    return _at_hand.get(task.digest) or pickle.loads((task.folder / DOCUMENT).read_bytes())


def is_at_hand(task: UnderstoodTask) -> bool:
    """Whether this process wrote it last, and has it in memory."""
    return task.digest in _at_hand


def take_document(task: UnderstoodTask) -> Understood:
    """The same, for who is the last to ask: two documents in memory are twice as many as need be."""
    return _at_hand.pop(task.digest, None) or read_document(task)


def understood_task(task: DocumentTask, made: Made[Any]) -> UnderstoodTask:
    """The document whose pages are to be made, now that it is understood."""
    return UnderstoodTask(task.company, task.name, task.size, made.folder, made.notes[DOCUMENT])


def _understood_with(task: DocumentTask, vocabulary: Prepared) -> bytes:
    return digest_of((task.company, task.overrides, vocabulary.content))
