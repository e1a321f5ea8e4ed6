"""Documents with their fingerprints -> the stages that find what companies share, and make its pages and files.

    fingerprints of all documents -> families -> SharedWording(...), ... -> /shared/<id>/, /shared/companies/<company>/

A build goes through them after every document is understood; each result is remembered by what it depends on alone.
"""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palimpsest.addresses import slug_of
from palimpsest.made import Made
from palimpsest.publishing.catalogue import Catalogue
from palimpsest.publishing.document_tasks import DocumentTask
from palimpsest.publishing.files import write_all_below
from palimpsest.publishing.parts import Parts, write_parts
from palimpsest.publishing.shared import (
    Found,
    SharedAtCompany,
    SharedWordings,
    at_companies,
    found_of,
    named,
    sharers_of,
)
from palimpsest.publishing.tasks import CatalogueTask
from palimpsest.publishing.theme import Theme

if TYPE_CHECKING:  # what only some builds come to is imported where they do: see making.py
    from palimpsest.understanding.fingerprints import Worded
    from palimpsest.understanding.shared_runs import Held

FINGERPRINTS = ".fingerprints"  # of a document, beside it
_BUCKETS = 64  # of families, and of wordings: what is in one is made together


@dataclass(frozen=True, slots=True)
class SharingTask:
    """All documents that are understood: for each its company's slug, its own, the folder it lies in, and the digest of
    its fingerprints there."""

    documents: tuple[tuple[str, str, Path, str], ...]
    name: str = "shared wording"

    @property
    def content(self) -> Any:
        """What is found depends on nothing else."""
        return [(company, document, digest) for company, document, _, digest in self.documents]


@dataclass(frozen=True, slots=True)
class FamiliesTask:
    """Families of passages that are gone through together, pickled, with a digest that stands for them."""

    name: str
    digest: str
    pickled: bytes = field(repr=False)

    @property
    def content(self) -> Any:
        """What is found in them depends on nothing else."""
        return self.digest


@dataclass(frozen=True, slots=True)
class WordingsTask:
    """Wordings whose pages are made together."""

    name: str
    shared: SharedWordings

    @property
    def content(self) -> Any:
        """What the pages depend on."""
        return self.shared.settings, self.shared.sharers, [found.digest for found in self.shared.wordings]

    @property
    def size(self) -> int:
        """How much work it is: the number of pages."""
        return len(self.shared.wordings)


@dataclass(frozen=True, slots=True)
class SharedAtTask:
    """A company, and what it shares."""

    name: str
    shared: SharedAtCompany


def write_fingerprints(folder: Path, wordings: Sequence["Worded"]) -> None:
    """Keep the wordings of a document beside it, and apart from them their fingerprints."""
    prints = array("Q", sorted({print_ for worded in wordings for print_ in worded.prints}))
    write_parts(folder / FINGERPRINTS, {"prints": prints, "wordings": tuple(wordings)})


def sharing_task(understood: Iterable[tuple[DocumentTask, Made[None]]]) -> SharingTask:
    """All documents that could be read."""
    return SharingTask(
        tuple(
            (task.company.slug, slug_of(task.terms_type), made.folder, made.notes[FINGERPRINTS])
            for task, made in understood
        )
    )


def find_families(task: SharingTask) -> tuple[FamiliesTask, ...]:
    """The passages that share fingerprints across companies; no two documents are held at a time."""
    from palimpsest.understanding.shared_runs import Held
    from palimpsest.understanding.shared_wording import families, shared_prints, sharing

    kept = [(company, document, Parts(folder / FINGERPRINTS)) for company, document, folder, _ in task.documents]
    shared = shared_prints((company, parts["prints"]) for company, _, parts in kept)
    held = (
        Held(company, document, worded)
        for company, document, parts in kept
        for worded in sharing(parts["wordings"], shared)
    )
    apart: dict[int, list[tuple[Held, ...]]] = defaultdict(list)
    for family in families(held, shared):
        apart[int(family[0].worded.id[:4], 16) % _BUCKETS].append(family)
    return tuple(_families_task(number, together) for number, together in sorted(apart.items()))


def _families_task(number: int, together: list[tuple["Held", ...]]) -> FamiliesTask:
    pickled = pickle.dumps(together, protocol=5)
    return FamiliesTask(f"families {number}", blake2b(pickled, digest_size=12).hexdigest(), pickled)


def share_wordings(task: FamiliesTask) -> tuple[Found, ...]:
    """The wordings found in some families."""
    from palimpsest.understanding.shared_wording import shared_wordings

    together = pickle.loads(task.pickled)  # written by this program
    return tuple(found_of(wording) for family in together for wording in shared_wordings(family))


def all_wordings(found: Iterable[tuple[FamiliesTask, Iterable[Found]]]) -> tuple[Found, ...]:
    """Every wording once, in the order in which they became shared."""
    by_id = {wording.line.id: wording for _, wordings in found for wording in wordings}
    return tuple(sorted(by_id.values(), key=lambda wording: (wording.line.since, wording.line.id)))


def with_shared(task: CatalogueTask, wordings: Iterable[Found]) -> CatalogueTask:
    """The task of what speaks of all documents, with a line of each wording."""
    return replace(task, catalogue=replace(task.catalogue, shared=tuple(found.line for found in wordings)))


def wordings_tasks(catalogue: Catalogue, wordings: Iterable[Found]) -> list[WordingsTask]:
    """The wordings in buckets by their ids, so that a change of one leaves most others as they are."""
    sharers = sharers_of(catalogue.companies)
    apart: dict[int, list[Found]] = defaultdict(list)
    for wording in wordings:
        apart[int(wording.line.id[:4], 16) % _BUCKETS].append(wording)
    return [
        WordingsTask(
            f"bucket {number}",
            SharedWordings(catalogue.settings, named(sharers, (one.line for one in own)), tuple(own)),
        )
        for number, own in sorted(apart.items())
    ]


def shared_at_tasks(catalogue: Catalogue, wordings: Iterable[Found]) -> list[SharedAtTask]:
    """Each company, and what it shares, be it nothing."""
    found = at_companies(catalogue.settings, sharers_of(catalogue.companies), wordings)
    return [SharedAtTask(one.sharer.company.slug, one) for one in found]


def make_wordings(task: WordingsTask, folder: Path, theme: Theme) -> int:
    """The pages of some wordings, to their number."""
    from palimpsest.publishing.render import page_file
    from palimpsest.publishing.views.shared_wording import shared_wording_page

    shared = task.shared
    views = (shared_wording_page(shared.settings, shared.sharers, found.open()) for found in shared.wordings)
    return write_all_below(folder, (page_file(view, theme) for view in views))


def make_shared_at(task: SharedAtTask, folder: Path, theme: Theme) -> int:
    """The page of what a company shares, and a file for each of its documents, to their number."""
    from palimpsest.publishing.render import page_file
    from palimpsest.publishing.shared_json import shared_json
    from palimpsest.publishing.views.shared_company import shared_company_page

    page = page_file(shared_company_page(task.shared), theme)
    return write_all_below(folder, [page, *shared_json(task.shared)])
