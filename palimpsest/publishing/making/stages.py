"""Tasks -> the pages and files of a document, or of many, written into a folder of their own, on any core.

    make_topic(TopicTask(...), folder, theme)  ->  3: topics/cookies/index.html and its feeds

A stage gives the number of its files, `make_files` what other pages need of a document. Another `theme`
is another result, though nothing is understood anew for it.
"""

import pickle
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from palimpsest.model import Archive, Company, Document
from palimpsest.publishing.files import SiteFile, write_all_below
from palimpsest.publishing.making.catalogue import DocumentSummary
from palimpsest.publishing.making.document_tasks import UnderstoodTask
from palimpsest.publishing.making.feed_tasks import FeedTask
from palimpsest.publishing.making.party_tasks import PartyTask
from palimpsest.publishing.making.tasks import (
    CatalogueTask,
    CompanyTask,
    TopicTask,
    TopicYearsTask,
    YearTask,
    write_wordings,
)
from palimpsest.publishing.making.understood import Understood, is_at_hand, read_document, take_document
from palimpsest.publishing.parts import write_parts
from palimpsest.publishing.search.records import RECORDS, Layer, SearchHeld
from palimpsest.publishing.theme import Theme
from palimpsest.values import replace

# Each stage imports what makes its pages: views, feeds and the engine of the templates are a third of a build in which
# nothing changed, and that makes none.
if TYPE_CHECKING:
    from palimpsest.publishing.views.frame import View
    from palimpsest.publishing.views.history import History

ENTRIES = ".entries"  # of a feed, beside it

_at_hand: dict[str, tuple[Archive, Company, "History"]] = {}  # the history of the document at hand, by its digest


def make_files(task: UnderstoodTask, folder: Path, empty: Archive) -> DocumentSummary:
    """The files of a document that no template shapes, and what other pages need of it: its summary and its wordings,
    beside the files."""
    from palimpsest.publishing.making.summary import summarise
    from palimpsest.publishing.outputs import document_outputs

    history = _history(task, empty, read_document(task))
    _at_hand.clear()
    if is_at_hand(task):  # and will be as its pages are made
        _at_hand[task.digest] = empty, task.company, history
    write_all_below(folder, document_outputs(history.archive, history.owner, history.document))
    summary, wordings = summarise(history)
    write_wordings(folder, wordings)
    return summary


def make_searchable(task: UnderstoodTask, folder: Path, empty: Archive) -> dict[Layer, SearchHeld]:
    """What can be searched of a document, ready for an index: how much there is of each layer. A build without search
    does without."""
    from palimpsest.publishing.search.records import records_of
    from palimpsest.publishing.search.staging import digest, layers

    found = layers(records_of(*_alone(task, empty, read_document(task))))
    write_parts(folder / RECORDS, found)
    return {layer: SearchHeld(len(staged), digest(staged)) for layer, staged in found.items()}


def make_pages(task: UnderstoodTask, folder: Path, empty: Archive, theme: Theme) -> int:
    """The pages of a document."""
    from palimpsest.publishing.views import document_views

    *about, history = _at_hand.pop(task.digest, (None, None, None))
    understood = take_document(task)
    known = history if about == [empty, task.company] else None
    return _made(folder, theme, document_views(known or _history(task, empty, understood)))


def make_company(task: CompanyTask, folder: Path, theme: Theme) -> int:
    """The pages of a company that are not a document's own."""
    from palimpsest.publishing.views import company_views

    views = company_views(task.settings, task.topics, task.holding, task.open_wordings, task.parties)
    return _made(folder, theme, views)


def make_feed(task: FeedTask, folder: Path, *, earlier: Path | None = None) -> int:
    """A feed, in both formats. Most of its entries stand in the `earlier` folder as they are."""
    from palimpsest.publishing.feeds.feed import feed_entries, feed_files

    about, known = pickle.loads((earlier / ENTRIES).read_bytes()) if earlier else (b"", {})  # written by this program
    known = known if about == task.about else {}
    entries = feed_entries(task.settings, task.topics, task.plan, task.open_wordings, known)
    (folder / ENTRIES).write_bytes(pickle.dumps((task.about, entries), protocol=5))
    return write_all_below(folder, feed_files(task.settings, task.plan, tuple(entries.values())))


def make_topic(task: TopicTask | TopicYearsTask, folder: Path, theme: Theme) -> int:
    """The page of a topic, or its pages of the ends of years."""
    from palimpsest.publishing.views.topic import topic_page
    from palimpsest.publishing.views.topic_year import topic_year_pages

    if isinstance(task, TopicYearsTask):
        return _made(folder, theme, topic_year_pages(task.catalogue, task.open_wordings))
    return _made(folder, theme, [topic_page(task.catalogue, task.open_wordings)])


def make_party(task: PartyTask, folder: Path, theme: Theme) -> int:
    """The page of a party."""
    from palimpsest.publishing.views.party import party_page

    return _made(folder, theme, [party_page(task.catalogue, task.open_wordings)])


def make_year(task: YearTask, folder: Path, theme: Theme) -> int:
    """The page of a year's changes."""
    from palimpsest.publishing.views.changes_index import changes_year_page

    return _made(folder, theme, [changes_year_page(task.catalogue, task.open_wordings)])


def make_shared(task: CatalogueTask, folder: Path, theme: Theme) -> int:
    """The other pages and files that speak of all companies."""
    from palimpsest.publishing.outputs import shared_outputs
    from palimpsest.publishing.views import shared_views

    views = shared_views(task.catalogue, task.open_wordings)
    return _made(folder, theme, views, shared_outputs(task.catalogue, task.open_wordings))


def _history(task: UnderstoodTask, empty: Archive, understood: Understood) -> "History":
    from palimpsest.publishing.views.history import history_of

    return history_of(*_alone(task, empty, understood))


def _alone(task: UnderstoodTask, empty: Archive, understood: Understood) -> tuple[Archive, Company, Document]:
    """A document, its company and an archive in which there is no other."""
    document, findings = understood
    company = replace(task.company, documents=(document,))
    return replace(empty, companies=(company,), findings=findings), company, document


def _made(folder: Path, theme: Theme, views: Iterable["View"], files: Iterable[SiteFile] = ()) -> int:
    from palimpsest.publishing.render import page_file

    return write_all_below(folder, chain((page_file(view, theme) for view in views), files))
