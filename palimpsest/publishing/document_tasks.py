"""Holdings -> the tasks that know one document alone: to understand it, and to make its pages.

    a holding with two terms types -> DocumentTask("a.example/Privacy Policy"), DocumentTask("a.example/Terms of Use")

What is understood of a document lies in the folder of the first task, from where the second takes it. The process that
wrote it there has it at hand until it writes the next.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from palimpsest.made import Made, write_digests
from palimpsest.model import Company, Document, Findings, Override, Snapshot
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.companies import Holding

DOCUMENT = ".document"  # a document with what was understood of it, for the stages that make its files

Understood = tuple[Document, Mapping[str, Findings]]  # findings by the digest of a version

_at_hand: dict[str, Understood] = {}  # the last document that this process wrote, by the digest of the file


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """One document to be read, compared and understood: a company's terms of one type, as captured, and when its
    tracking ended. Its texts are read where it is done."""

    company: Company
    terms_type: str
    snapshots: tuple[Snapshot, ...]
    ended: tuple[TrackingEnded, ...] = ()
    overrides: tuple[Override, ...] = ()

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return f"{self.company.slug}/{self.terms_type}"

    @property
    def content(self) -> Any:
        """What is understood of it depends on nothing else."""
        captures = [snapshot.content for snapshot in self.snapshots]
        return self.company, self.terms_type, captures, self.ended, self.overrides

    @property
    def size(self) -> int:
        """How much work it is: the bytes of its texts."""
        return sum(snapshot.size for snapshot in self.snapshots)


@dataclass(frozen=True, slots=True)
class UnderstoodTask:
    """One document whose pages and files are to be made: it lies in a folder, where its digest is `digest`."""

    company: Company
    name: str
    size: int
    folder: Path
    digest: str

    @property
    def content(self) -> Any:
        """What its pages and files depend on."""
        return self.company, self.digest


def write_document(folder: Path, understood: Understood) -> None:
    """Keep a document with what was understood of each version."""
    pickled = pickle.dumps(understood, protocol=5)
    (folder / DOCUMENT).write_bytes(pickled)
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


def document_tasks(holding: Holding) -> list[DocumentTask]:
    """A company's documents, in the order of their types."""
    return [
        DocumentTask(
            holding.company,
            terms,
            captures,
            holding.ended_by_terms.get(terms, ()),
            holding.overrides_by_terms.get(terms, ()),
        )
        for terms, captures in holding.snapshots_by_terms.items()
    ]


def understood_task(task: DocumentTask, made: Made[None]) -> UnderstoodTask:
    """The document whose pages are to be made, now that it is understood."""
    return UnderstoodTask(task.company, task.name, task.size, made.folder, made.notes[DOCUMENT])
