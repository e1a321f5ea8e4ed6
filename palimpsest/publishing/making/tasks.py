"""Documents as made -> the tasks of what speaks of many: each company, each topic, each year, and the rest.

    the documents of 26 companies -> 26 CompanyTask, 39 TopicTask, 5 YearTask, CatalogueTask

A task is what a stage of build.py is given, on whatever core it runs: light, and complete but for what lies in folders
of stages before it. Its `content` is all that its result depends on, and all that is remembered of it: a folder stands
there by its name, which is the key of what was made, or by digests of what is read in it.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from palimpsest.memo.asked import digest
from palimpsest.memo.made import Made
from palimpsest.model import Archive, Company, Party, Settings, Topic
from palimpsest.publishing.making.catalogue import (
    Catalogue,
    CompanyHolding,
    DocumentSummary,
    Then,
    TopicHolding,
    Wordings,
)
from palimpsest.publishing.making.document_tasks import UnderstoodTask
from palimpsest.publishing.making.portions import (
    TopicAtCompany,
    TopicCatalogue,
    TopicYearsCatalogue,
    YearCatalogue,
    held_by_year,
    newest_year,
    years_told,
)
from palimpsest.publishing.parts import Parts, write_parts
from palimpsest.values import Frozen

_shown = attrgetter(*(name for name in TopicHolding.__struct_fields__ if name != "then"))  # by a topic's page
_WORDINGS = Wordings.__struct_fields__  # the parts of its wordings, kept beside its pages


class Kept(Frozen):
    """Where the wordings of documents are kept, by the slugs of company and document."""

    folders: Mapping[tuple[str, str], Path]

    def __call__(self, company: str, document: str) -> Wordings:
        """The large part of a document; nothing is read before it is asked for, and nothing is held."""
        folder = self.folders[company, document]
        return Wordings(*[Parts(f"{folder}/.{name}") for name in _WORDINGS])

    def of(self, company: Company) -> "Kept":
        """Where those of one company are kept."""
        return Kept({at: folder for at, folder in self.folders.items() if at[0] == company.slug})

    @property
    def names(self) -> list[tuple[str, str, str]]:
        """What is kept, by the keys under which it was made."""
        return [(*at, folder.name) for at, folder in self.folders.items()]


class CompanyTask(Frozen):
    """One company whose documents are made: their summaries, and where their wordings are. `about` stands for what the
    tasks of all companies have in common."""

    settings: Settings
    topics: tuple[Topic, ...]
    holding: CompanyHolding
    parties: tuple[Party, ...]
    open_wordings: Kept
    about: bytes

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.holding.company.slug

    @property
    def content(self) -> Any:
        """What its pages depend on."""
        return self.about, self.holding.company, self.open_wordings.names


class TopicTask(Frozen):
    """One topic at all companies, and where the wordings of their documents are. `about` stands for what the tasks of
    all topics have in common: they name every company."""

    catalogue: TopicCatalogue
    open_wordings: Kept
    about: bytes

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.catalogue.topic.slug

    @property
    def content(self) -> Any:
        """What its page depends on: holdings have digests of what they stand for."""
        held = [[(slug, *_shown(own)) for slug, own in one.held.items()] for one in self.catalogue.companies]
        return self.about, self.catalogue.topic.slug, self.catalogue.years, held


class TopicYearsTask(Frozen):
    """One topic at the ends of years that are over, and where the wordings of all documents are. Few captures change
    anything of it."""

    catalogue: TopicYearsCatalogue
    open_wordings: Kept
    about: bytes

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return f"{self.catalogue.topic.slug} at the ends of years"

    @property
    def content(self) -> Any:
        """What its pages depend on: what is held has digests of what it stands for."""
        held = [[(slug, _ends(own)) for slug, own in one.items()] for _, one in self.catalogue.companies]
        return self.about, self.catalogue.topic.slug, held


class YearTask(Frozen):
    """The changes of one year, and where the wordings of all documents are."""

    catalogue: YearCatalogue
    open_wordings: Kept

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return str(self.catalogue.year)

    @property
    def content(self) -> Any:
        """What its page depends on: what is held has digests of what it stands for."""
        return self.catalogue


class CatalogueTask(Frozen):
    """All documents as made: the root of what speaks of many of them, and where their wordings are. `shared` has a
    digest of each of the catalogue's shared wordings."""

    catalogue: Catalogue
    open_wordings: Kept
    shared: tuple[str, ...] = ()
    name: str = "catalogue"

    @property
    def content(self) -> Any:
        """What depends on all documents."""
        catalogue = self.catalogue
        companies = [holding.company for holding in catalogue.companies]
        return (
            catalogue.settings,
            catalogue.topics,
            catalogue.parties,
            companies,
            catalogue.problems,
            self.shared,
            self.open_wordings.names,
        )


def write_wordings(folder: Path, wordings: Wordings) -> None:
    """Keep the large part of a document beside its pages."""
    for name in _WORDINGS:
        write_parts(folder / f".{name}", getattr(wordings, name))


def catalogue_task(archive: Archive, files: Iterable[tuple[UnderstoodTask, Made[DocumentSummary]]]) -> CatalogueTask:
    """The documents as made, which come company by company. Of the archive all is taken that is no document's:
    settings, topics, parties, problems."""
    held_by_company: list[CompanyHolding] = []
    folders: dict[tuple[str, str], Path] = {}
    for company, of_company in groupby(files, lambda pair: pair[0].company):
        held = [made for _, made in of_company]
        folders |= {(company.slug, one.result.slug): one.folder for one in held}
        held_by_company.append(CompanyHolding(company, tuple(one.result for one in held)))
    catalogue = Catalogue(archive.settings, archive.topics, tuple(held_by_company), archive.problems, archive.parties)
    return CatalogueTask(catalogue, Kept(folders))


def company_tasks(task: CatalogueTask) -> list[CompanyTask]:
    """Each company on its own: what changes at one is made anew for that one alone."""
    catalogue = task.catalogue
    about = digest((catalogue.settings, catalogue.topics, catalogue.parties))
    return [
        CompanyTask(
            catalogue.settings,
            catalogue.topics,
            holding,
            catalogue.parties,
            task.open_wordings.of(holding.company),
            about,
        )
        for holding in catalogue.companies
    ]


def topic_tasks(task: CatalogueTask) -> list[TopicTask | TopicYearsTask]:
    """Each topic on its own, and apart from it the ends of earlier years: what changes elsewhere leaves it as it is."""
    catalogue = task.catalogue
    tasks: list[TopicTask | TopicYearsTask] = []
    newest = newest_year(catalogue.companies)
    about = digest((catalogue.settings, catalogue.topics, [holding.company for holding in catalogue.companies]))
    for topic in catalogue.topics:
        held = [(holding.company, _topic_at(holding, topic)) for holding in catalogue.companies]
        then = tuple((company, _before(own, newest)) for company, own in held)
        years = tuple(years_told(chain.from_iterable(own.values() for _, own in then)))
        now = tuple(TopicAtCompany(company, own) for company, own in held)
        of_topic = TopicCatalogue(catalogue.settings, catalogue.topics, topic, now, years)
        tasks.append(TopicTask(of_topic, task.open_wordings, about))
        if years:
            of_years = TopicYearsCatalogue(catalogue.settings, topic, then, years)
            tasks.append(TopicYearsTask(of_years, task.open_wordings, about))
    return tasks


def year_tasks(task: CatalogueTask) -> list[YearTask]:
    """Each year with a change of wording or a first capture on its own: most are over."""
    held = held_by_year(task.catalogue)
    years = tuple(held)
    return [
        YearTask(YearCatalogue(task.catalogue.settings, year, years, held[year]), task.open_wordings) for year in years
    ]


def _topic_at(holding: CompanyHolding, topic: Topic) -> dict[str, TopicHolding]:
    return {one.slug: one.topics[topic.slug] for one in holding.documents if topic.slug in one.topics}


def _before(held: Mapping[str, TopicHolding], newest: int) -> dict[str, dict[int, Then]]:
    """The ends of the years before the newest."""
    return {slug: {year: then for year, then in one.then.items() if year < newest} for slug, one in held.items()}


def _ends(held: Mapping[int, Then]) -> list[tuple[int, int, float, str]]:
    """What is shown of them: instants as numbers, which are digested faster, and there are many."""
    return [(year, then.wordings, then.captured_at.timestamp(), then.digest) for year, then in held.items()]
