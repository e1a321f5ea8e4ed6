"""Documents with their fingerprints -> the stages that find what companies share, and make its pages and files.

    fingerprints of all documents -> families -> SharedWording(...), ... -> /shared/<id>/, /shared/companies/<company>/

A build goes through them after every document is understood; each result is remembered by what it depends on alone.
"""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palimpsest.addresses import slug_of
from palimpsest.asked import digest
from palimpsest.made import Made
from palimpsest.model import Settings, SharedWording
from palimpsest.packed import packed
from palimpsest.publishing.catalogue import Catalogue
from palimpsest.publishing.document_tasks import DocumentTask
from palimpsest.publishing.files import write_all_below
from palimpsest.publishing.parts import Parts, write_parts
from palimpsest.publishing.shared import Found, Sharer, at_company, found_of, named, sharers_of
from palimpsest.publishing.tasks import CatalogueTask
from palimpsest.publishing.theme import Theme

if TYPE_CHECKING:  # what only some builds come to is imported where they do: see making.py
    from palimpsest.understanding.fingerprints import Worded

FINGERPRINTS = ".fingerprints"  # of a document, beside it
FAMILIES, FOUND = ".families", ".found"  # of all documents; of some families
_BUCKETS = 64  # of families, and of wordings: what is in one is made together


@packed
@dataclass(frozen=True, slots=True)
class _Index:
    """Of the wordings of a document: their first captures and ids, as numbers, and where each begins and ends."""

    since: array
    ids: array
    ends: array


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
    """Families of passages that are gone through together: they lie in a folder, under their name; `digest` stands for
    them."""

    name: str
    folder: Path
    digest: str

    @property
    def content(self) -> Any:
        """What is found in them depends on nothing else."""
        return self.digest


@dataclass(frozen=True, slots=True)
class AllFound:
    """Every wording that companies share, and the folder in which the whole of each is kept, by its id."""

    wordings: tuple[Found, ...]
    folders: Mapping[str, Path]

    def open(self) -> Iterator[SharedWording]:
        """All of them with all their places, one at a time, in the order of the folders."""
        in_folders = sorted((self.folders[one.line.id], one.start, one.length) for one in self.wordings)
        for folder, together in groupby(in_folders, itemgetter(0)):
            with (folder / FOUND).open("rb") as file:
                for _, start, length in together:
                    file.seek(start)
                    yield pickle.loads(file.read(length))  # written by this program


@dataclass(frozen=True, slots=True)
class WordingsTask:
    """Wordings whose pages are made together, and the companies that share them, by slug."""

    name: str
    settings: Settings
    sharers: Mapping[str, Sharer]
    found: AllFound

    @property
    def content(self) -> Any:
        """What the pages depend on."""
        return self.settings, self.sharers, [wording.digest for wording in self.found.wordings]

    @property
    def size(self) -> int:
        """How much work it is: the number of pages."""
        return len(self.found.wordings)


@dataclass(frozen=True, slots=True)
class SharedAtTask:
    """A company, the wordings it has a part in, and those who share them, by slug."""

    settings: Settings
    sharer: Sharer
    sharers: Mapping[str, Sharer]
    wordings: tuple[Found, ...]

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.sharer.company.slug

    @property
    def content(self) -> Any:
        """What its page and files depend on."""
        return self.settings, self.sharer, self.sharers, [wording.digest for wording in self.wordings]


def write_fingerprints(folder: Path, wordings: Sequence["Worded"]) -> None:
    """Keep the wordings of a document beside it, each to be opened on its own, an index of them, and their
    fingerprints."""
    from palimpsest.understanding.families import distinct, prints_of
    from palimpsest.understanding.kept_wordings import kept

    each = [kept(worded) for worded in wordings]
    since = array("d", [worded.first_seen.timestamp() for worded in wordings])
    ids = array("Q", [int(worded.id, 16) for worded in wordings])
    index = _Index(since, ids, array("Q", accumulate(map(len, each), initial=0)))
    prints = prints_of(wordings)
    parts = {"distinct": distinct(prints.row), "prints": prints, "index": index, "wordings": b"".join(each)}
    write_parts(folder / FINGERPRINTS, parts)


def sharing_task(understood: Iterable[tuple[DocumentTask, Made[None]]]) -> SharingTask:
    """All documents that could be read."""
    return SharingTask(
        tuple(
            (task.company.slug, slug_of(task.terms_type), made.folder, made.notes[FINGERPRINTS])
            for task, made in understood
        )
    )


def find_families(task: SharingTask, folder: Path) -> tuple[tuple[str, str, int], ...]:
    """The passages that share fingerprints across companies, by their families: the name, the digest and the size of
    what is kept together. A family stays where its first captured passage puts it."""
    from palimpsest.understanding.families import families, shared_prints

    names = [(company, document) for company, document, _, _ in task.documents]
    files = [Parts(folder / FINGERPRINTS) for _, _, folder, _ in task.documents]
    shared = shared_prints((company, file["distinct"]) for (company, _), file in zip(names, files, strict=True))
    found = families((file["prints"] for file in files), shared)
    texts: dict[tuple[int, int], bytes] = {}
    captures: dict[tuple[int, int], tuple] = {}
    for which, members in groupby(sorted(chain.from_iterable(found)), itemgetter(0)):
        index, every = files[which]["index"], files[which]["wordings"]  # of one document at a time
        for member in members:
            at = member[1]
            texts[member] = every[index.ends[at] : index.ends[at + 1]]
            captures[member] = index.since[at], *names[which], index.ids[at]

    apart: dict[int, list[list[tuple[str, str, bytes]]]] = defaultdict(list)
    for family in found:
        *_, first = min(captures[member] for member in family)
        apart[first % _BUCKETS].append([(*names[member[0]], texts[member]) for member in family])
    together = {f"families {number}": held for number, held in sorted(apart.items())}
    write_parts(folder / FAMILIES, together)
    return tuple((name, digest(held).hex(), sum(map(len, held))) for name, held in together.items())


def families_tasks(made: tuple[SharingTask, Made[tuple[tuple[str, str, int], ...]]]) -> list[FamiliesTask]:
    """The families to be gone through. A third of all passages are of one: what has most comes first, so that no worker
    is left with it at the end."""
    folder, together = made[1].folder, sorted(made[1].result, key=itemgetter(2), reverse=True)
    return [FamiliesTask(name, folder, digest) for name, digest, _ in together]


def share_wordings(task: FamiliesTask, folder: Path) -> tuple[Found, ...]:
    """The wordings found in some families; the whole of each is kept."""
    from palimpsest.understanding.kept_wordings import opened
    from palimpsest.understanding.shared_runs import Held
    from palimpsest.understanding.shared_wording import shared_wordings

    found = []
    with (folder / FOUND).open("wb") as file:
        for family in Parts(task.folder / FAMILIES)[task.name]:
            for wording in shared_wordings(Held(company, document, opened(own)) for company, document, own in family):
                one, whole = found_of(wording, file.tell())
                file.write(whole)
                found.append(one)
    return tuple(found)


def all_wordings(made: Iterable[tuple[FamiliesTask, Made[tuple[Found, ...]]]]) -> AllFound:
    """Every wording once, in the order in which they became shared."""
    by_id = {wording.line.id: (wording, one.folder) for _, one in made for wording in one.result}
    wordings = sorted((one for one, _ in by_id.values()), key=lambda wording: (wording.line.since, wording.line.id))
    return AllFound(tuple(wordings), {id_: folder for id_, (_, folder) in by_id.items()})


def with_shared(task: CatalogueTask, found: AllFound) -> CatalogueTask:
    """The task of what speaks of all documents, with a line of each wording."""
    lines, digests = ((*map(attrgetter(name), found.wordings),) for name in ("line", "digest"))
    return replace(task, catalogue=replace(task.catalogue, shared=lines), shared=digests)


def wordings_tasks(catalogue: Catalogue, found: AllFound) -> list[WordingsTask]:
    """The wordings in buckets by their ids, so that a change of one leaves most others as they are."""
    sharers = sharers_of(catalogue.companies)
    apart: dict[int, list[Found]] = defaultdict(list)
    for wording in found.wordings:
        apart[int(wording.line.id[:4], 16) % _BUCKETS].append(wording)
    return [
        WordingsTask(
            f"bucket {number}",
            catalogue.settings,
            named(sharers, (one.line for one in own)),
            AllFound(tuple(own), {one.line.id: found.folders[one.line.id] for one in own}),
        )
        for number, own in sorted(apart.items())
    ]


def shared_at_tasks(catalogue: Catalogue, found: AllFound) -> list[SharedAtTask]:
    """Each company, and what it shares, be it nothing."""
    sharers = sharers_of(catalogue.companies)
    own: dict[str, list[Found]] = {slug: [] for slug in sharers}
    for wording in found.wordings:
        for slug in wording.line.companies:
            own[slug].append(wording)
    return [
        SharedAtTask(catalogue.settings, sharer, named(sharers, (one.line for one in own[slug])), tuple(own[slug]))
        for slug, sharer in sharers.items()
    ]


def make_wordings(task: WordingsTask, folder: Path, theme: Theme) -> int:
    """The pages of some wordings, to their number."""
    from palimpsest.publishing.render import page_file
    from palimpsest.publishing.views.shared_wording import shared_wording_page

    views = (shared_wording_page(task.settings, task.sharers, wording) for wording in task.found.open())
    return write_all_below(folder, (page_file(view, theme) for view in views))


def make_shared_at(task: SharedAtTask, folder: Path, theme: Theme) -> int:
    """The page of what a company shares, and a file for each of its documents, to their number."""
    from palimpsest.publishing.render import page_file
    from palimpsest.publishing.shared_json import shared_json
    from palimpsest.publishing.views.shared_company import shared_company_page

    shared = at_company(task.settings, task.sharer, task.sharers, task.wordings)
    page = page_file(shared_company_page(shared), theme)
    return write_all_below(folder, [page, *shared_json(shared)])
