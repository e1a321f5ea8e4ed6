"""Tasks that speak of many documents -> their pages and files, written into a folder of their own, on any core.

    make_topic(TopicTask(...), folder, templates, theme)  ->  3: topics/cookies/index.html and its feeds

Each stage gives the number of its files. `theme` is the digest of the templates: another theme is another result.
"""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from palimpsest.publishing.feeds import company_feeds, topic_feeds
from palimpsest.publishing.files import SiteFile, write_all_below
from palimpsest.publishing.outputs import shared_outputs
from palimpsest.publishing.party_tasks import PartyTask
from palimpsest.publishing.render import page_file
from palimpsest.publishing.tasks import CatalogueTask, CompanyTask, TopicTask, YearTask
from palimpsest.publishing.views import company_views, shared_views
from palimpsest.publishing.views.changes_index import changes_year_page
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.party import party_page
from palimpsest.publishing.views.topic import topic_page


def make_company(task: CompanyTask, folder: Path, templates: Path, theme: str) -> int:
    """The pages and feeds of a company that are not a document's own."""
    views = company_views(task.settings, task.topics, task.holding, task.open_wordings, task.parties)
    feeds = company_feeds(task.settings, task.topics, task.holding, task.open_wordings)
    return _made(folder, templates, views, feeds)


def make_topic(task: TopicTask, folder: Path, templates: Path, theme: str) -> int:
    """The page and the feeds of a topic."""
    page = topic_page(task.catalogue, task.open_wordings)
    return _made(folder, templates, [page], topic_feeds(task.catalogue, task.open_wordings))


def make_party(task: PartyTask, folder: Path, templates: Path, theme: str) -> int:
    """The page of a party."""
    return _made(folder, templates, [party_page(task.catalogue, task.open_wordings)])


def make_year(task: YearTask, folder: Path, templates: Path, theme: str) -> int:
    """The page of a year's changes."""
    return _made(folder, templates, [changes_year_page(task.catalogue, task.open_wordings)])


def make_shared(task: CatalogueTask, folder: Path, templates: Path, theme: str) -> int:
    """The other pages and files that speak of all companies."""
    views = shared_views(task.catalogue, task.open_wordings)
    return _made(folder, templates, views, shared_outputs(task.catalogue, task.open_wordings))


def _made(folder: Path, templates: Path, views: Iterable[View], files: Iterable[SiteFile] = ()) -> int:
    return write_all_below(folder, chain((page_file(view, templates) for view in views), files))
