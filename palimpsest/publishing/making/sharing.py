"""Every wording that companies share -> the tasks and stages that make its pages and files.

    AllFound(...)  ->  /shared/<id>/, /shared/companies/<company>/

`shared_finding.py` finds the wordings.
"""

from collections import defaultdict
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from palimpsest.model import Settings
from palimpsest.publishing.files import write_all_below
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.making.shared import FoundWording, Sharer, at_company, named, sharers_of
from palimpsest.publishing.making.shared_finding import AllFound
from palimpsest.publishing.making.tasks import CatalogueTask
from palimpsest.publishing.theme import Theme
from palimpsest.values import Frozen, replace

_BUCKETS = 64  # of wordings: the pages of what is in one are made together


class WordingsTask(Frozen):
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


class SharedAtTask(Frozen):
    """A company, the wordings it has a part in, and those who share them, by slug."""

    settings: Settings
    sharer: Sharer
    sharers: Mapping[str, Sharer]
    wordings: tuple[FoundWording, ...]

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.sharer.company.slug

    @property
    def content(self) -> Any:
        """What its page and files depend on."""
        return self.settings, self.sharer, self.sharers, [wording.digest for wording in self.wordings]


def with_shared(task: CatalogueTask, found: AllFound) -> CatalogueTask:
    """The task of what speaks of all documents, with a line of each wording."""
    lines, digests = ((*map(attrgetter(name), found.wordings),) for name in ("line", "digest"))
    return replace(task, catalogue=replace(task.catalogue, shared=lines), shared=digests)


def wordings_tasks(catalogue: Catalogue, found: AllFound) -> list[WordingsTask]:
    """The wordings in buckets by their ids, so that a change of one leaves most others as they are."""
    sharers = sharers_of(catalogue.companies)
    apart: dict[int, list[FoundWording]] = defaultdict(list)
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
    own: dict[str, list[FoundWording]] = {slug: [] for slug in sharers}
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
    from palimpsest.publishing.data.shared import shared_json
    from palimpsest.publishing.render import page_file
    from palimpsest.publishing.views.shared_company import shared_company_page

    shared = at_company(task.settings, task.sharer, task.sharers, task.wordings)
    page = page_file(shared_company_page(shared), theme)
    return write_all_below(folder, [page, *shared_json(shared)])
