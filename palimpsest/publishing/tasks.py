"""What there is to make -> tasks: one for each document, for each company, and one for what speaks of all.

    a holding with two terms types -> DocumentTask("a.example/Privacy Policy"), DocumentTask("a.example/Terms of Use")

A task is what a stage of build.py is given, on whatever core it runs: light, and complete but for the texts, which are
read where they are needed, and the wordings, which a made document keeps beside its files.
"""

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from palimpsest.made import Made
from palimpsest.model import Company, Override, Settings, Snapshot, Topic
from palimpsest.problems import Problem
from palimpsest.publishing.catalogue import Catalogue, CompanyHolding, DocumentSummary, Wordings
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.companies import Holding

WORDINGS = ".wordings"  # what few pages ask for of a document, kept beside its files and never published


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """One document to be made: a company's terms of one type, as captured, and when its tracking ended. Its texts are
    read where it is made."""

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
    def size(self) -> int:
        """How much work it is: the bytes of its texts."""
        return sum(snapshot.size for snapshot in self.snapshots)


@dataclass(frozen=True, slots=True)
class CompanyTask:
    """One company whose documents are made: their summaries, and the folders that keep their wordings."""

    settings: Settings
    topics: tuple[Topic, ...]
    holding: CompanyHolding
    folders: tuple[Path, ...]

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.holding.company.slug


@dataclass(frozen=True, slots=True)
class CatalogueTask:
    """All documents as made: the root of what speaks of many of them, and the folders that keep their wordings."""

    catalogue: Catalogue
    folders: Mapping[tuple[str, str], Path]
    name: str = "catalogue"

    def open_wordings(self, holding: CompanyHolding, document: DocumentSummary) -> Wordings:
        """The large part of one document; it is not kept."""
        return read_wordings(self.folders[holding.company.slug, document.slug])


def write_wordings(folder: Path, wordings: Wordings) -> None:
    """Keep the large part of a document beside its files."""
    (folder / WORDINGS).write_bytes(pickle.dumps(wordings, protocol=5))


def read_wordings(folder: Path) -> Wordings:
    """What a made document keeps beside its files (`Memo` has checked that they are as this program left them)."""
    return pickle.loads((folder / WORDINGS).read_bytes())


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


def catalogue_task(
    settings: Settings,
    topics: tuple[Topic, ...],
    holdings: Iterable[Holding],
    made: Mapping[str, Made[DocumentSummary]],
    problems: tuple[Problem, ...],
) -> CatalogueTask:
    """The documents as made, company by company; what could not be made is left out."""
    held_by_company, folders = [], {}
    for holding in holdings:
        held = [made[task.name] for task in document_tasks(holding) if task.name in made]
        folders |= {(holding.company.slug, one.result.slug): one.folder for one in held}
        if held:
            held_by_company.append(CompanyHolding(holding.company, tuple(one.result for one in held)))
    return CatalogueTask(Catalogue(settings, topics, tuple(held_by_company), problems), folders)


def company_tasks(task: CatalogueTask) -> list[CompanyTask]:
    """Each company on its own: what changes at one is made anew for that one alone."""
    return [
        CompanyTask(
            task.catalogue.settings,
            task.catalogue.topics,
            holding,
            tuple(task.folders[holding.company.slug, document.slug] for document in holding.documents),
        )
        for holding in task.catalogue.companies
    ]
