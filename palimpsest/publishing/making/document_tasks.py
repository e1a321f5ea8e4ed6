"""Holdings -> the tasks that know one document alone: to understand it, and to make its pages.

    a holding with two terms types -> DocumentTask("a.example/Privacy Policy"), DocumentTask("a.example/Terms of Use")

What is understood of a document lies in the folder of the first task, from where the second takes it (understood.py).
"""

from operator import attrgetter
from pathlib import Path
from typing import Any

from palimpsest.model import Company, Override, Snapshot
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.companies import Holding
from palimpsest.values import Frozen

size_of = attrgetter("size")  # bytes of its texts: how much work a task is


class DocumentTask(Frozen):
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
    def of(self) -> tuple[str, str]:
        """Whose document it is, by the slug, and its terms type."""
        return self.company.slug, self.terms_type

    @property
    def content(self) -> Any:
        """What is understood of it depends on nothing else."""
        captures = [snapshot.content for snapshot in self.snapshots]
        return self.company, self.terms_type, captures, self.ended, self.overrides

    @property
    def size(self) -> int:
        """How much work it is: the bytes of its texts."""
        return sum(snapshot.size for snapshot in self.snapshots)


class UnderstoodTask(Frozen):
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
