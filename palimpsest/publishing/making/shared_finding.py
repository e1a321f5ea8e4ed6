"""Documents with their fingerprints -> every wording that publishers share.

    fingerprints of all documents -> families -> AllFound((Found(...), ...), ...)

A build goes through these stages after every document is understood; each result is remembered by what it depends on
alone. `sharing.py` makes pages and files of what is found.
"""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palimpsest.addresses import slug_of
from palimpsest.memo.asked import digest
from palimpsest.memo.made import Made
from palimpsest.model import SharedWording
from palimpsest.publishing.making.document_tasks import DocumentTask
from palimpsest.publishing.making.shared import FoundWording, found_of
from palimpsest.publishing.parts import Parts, write_parts
from palimpsest.values import Frozen

if TYPE_CHECKING:  # what only some builds come to is imported where they do: see stages.py
    from palimpsest.understanding.shared.fingerprints import Worded

FINGERPRINTS = ".fingerprints"  # of a document, beside it
FAMILIES, FOUND = ".families", ".found"  # of all documents; of some families
_PRINT = 8  # bytes of a fingerprint
_BUCKETS = 64  # of families: what is in one is gone through together


class _Index(Frozen):
    """Of the wordings of a document: their first captures and ids, as numbers, and where each begins and ends."""

    since: array
    ids: array
    ends: array


class SharingTask(Frozen):
    """All documents that are understood: for each its company's slug, its own, the folder it lies in, and the digest of
    its fingerprints there."""

    documents: tuple[tuple[str, str, Path, str], ...]
    name: str = "shared wording"

    @property
    def content(self) -> Any:
        """What is found depends on nothing else."""
        return [(company, document, digest) for company, document, _, digest in self.documents]


class FamiliesTask(Frozen):
    """Families of passages that are gone through together: they lie in a folder, under their name; `digest` stands for
    them."""

    name: str
    folder: Path
    digest: str

    @property
    def content(self) -> Any:
        """What is found in them depends on nothing else."""
        return self.digest


class AllFound(Frozen):
    """Every wording that publishers share, and the folder in which the whole of each is kept, by its id."""

    wordings: tuple[FoundWording, ...]
    folders: Mapping[str, Path]

    def open(self) -> Iterator[SharedWording]:
        """All of them with all their places, one at a time, in the order of the folders."""
        in_folders = sorted((self.folders[one.line.id], one.start, one.length) for one in self.wordings)
        for folder, together in groupby(in_folders, itemgetter(0)):
            with (folder / FOUND).open("rb") as file:
                for _, start, length in together:
                    file.seek(start)
                    yield pickle.loads(file.read(length))  # written by this program


def write_fingerprints(folder: Path, wordings: Sequence["Worded"], publisher: str) -> None:
    """Keep the wordings of a document beside it, each to be opened on its own, an index of them, their fingerprints and
    whose they are."""
    from palimpsest.understanding.shared.families import distinct, prints_of
    from palimpsest.understanding.shared.kept import kept

    each = [kept(worded) for worded in wordings]
    since = array("d", [worded.first_seen.timestamp() for worded in wordings])
    ids = array("Q", [int(worded.id, 16) for worded in wordings])
    index = _Index(since, ids, array("Q", accumulate(map(len, each), initial=0)))
    prints = prints_of(wordings)
    parts = {
        "distinct": distinct(prints.row),
        "prints": prints,
        "index": index,
        "wordings": b"".join(each),
        "publisher": publisher,
    }
    write_parts(folder / FINGERPRINTS, parts)


def sharing_task(understood: Iterable[tuple[DocumentTask, Made[Any]]]) -> SharingTask:
    """All documents that could be read."""
    return SharingTask(
        tuple(
            (task.company.slug, slug_of(task.terms_type), made.folder, made.notes[FINGERPRINTS])
            for task, made in understood
        )
    )


def find_families(task: SharingTask, folder: Path) -> tuple[tuple[str, str, int], ...]:
    """The passages that share fingerprints across publishers, by their families: the name, the digest and the size of
    what is kept together. A family stays where its first captured passage puts it."""
    from palimpsest.understanding.shared.families import families, shared_prints

    files = [Parts(folder / FINGERPRINTS) for _, _, folder, _ in task.documents]
    placed = zip(task.documents, files, strict=True)
    names = [(file["publisher"], company, document) for (company, document, _, _), file in placed]
    room = sum(file.size("distinct") // _PRINT for file in files)
    shared = shared_prints(((whose, file["distinct"]) for (whose, *_), file in zip(names, files, strict=True)), room)
    found = families((file["prints"] for file in files), shared)
    texts: dict[tuple[int, int], bytes] = {}
    captures: dict[tuple[int, int], tuple] = {}
    for which, members in groupby(sorted(chain.from_iterable(found)), itemgetter(0)):
        index, every = files[which]["index"], files[which]["wordings"]  # of one document at a time
        for member in members:
            at = member[1]
            texts[member] = every[index.ends[at] : index.ends[at + 1]]
            captures[member] = index.since[at], *names[which][1:], index.ids[at]

    apart: dict[int, list[list[tuple[str, str, str, bytes]]]] = defaultdict(list)
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


def share_wordings(task: FamiliesTask, folder: Path) -> tuple[FoundWording, ...]:
    """The wordings found in some families; the whole of each is kept."""
    from palimpsest.understanding.shared.kept import opened
    from palimpsest.understanding.shared.runs import Held
    from palimpsest.understanding.shared.wordings import shared_wordings

    found = []
    with (folder / FOUND).open("wb") as file:
        for family in Parts(task.folder / FAMILIES)[task.name]:
            for wording in shared_wordings(
                Held(whose, company, document, opened(own)) for whose, company, document, own in family
            ):
                one, whole = found_of(wording, file.tell())
                file.write(whole)
                found.append(one)
    return tuple(found)


def all_wordings(made: Iterable[tuple[FamiliesTask, Made[tuple[FoundWording, ...]]]]) -> AllFound:
    """Every wording once, in the order in which they became shared."""
    by_id = {wording.line.id: (wording, one.folder) for _, one in made for wording in one.result}
    wordings = sorted((one for one, _ in by_id.values()), key=lambda wording: (wording.line.since, wording.line.id))
    return AllFound(tuple(wordings), {id_: folder for id_, (_, folder) in by_id.items()})
