"""All documents -> the changes of wording by year, newest first: `changes_index.html`, and a page for each year.

First captures stand beside them, quietly: a first capture is not a change. Of a long record the index tells the newest
part and leads to the years.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.steps import Step
from palimpsest.publishing.views.wording import capitalised, counted
from palimpsest.timestamps import MONTHS

_TOLD = 50  # steps on the index; what is older stands on the pages of the years
_OPEN = 12  # first captures; more are folded


@dataclass(frozen=True, slots=True)
class Steps:
    """What is told of a time: its changes of wording, and its first captures with their number in words."""

    changes: tuple[Step, ...]
    firsts: tuple[Step, ...]
    firsts_summary: str
    is_folded: bool


@dataclass(frozen=True, slots=True)
class StepYear:
    """A year. `steps` is None for one that is only counted; `whole` leads to its own page where it is not all told."""

    year: int
    summary: str
    steps: Steps | None
    whole: Link | None


@dataclass(frozen=True, slots=True)
class StepMonth:
    """The changes of wording of a month."""

    name: str
    anchor: str
    changes: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class of changes, and how many there are."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ChangesIndexPage:
    """The changes of all companies, and how many there are of each class, told or not."""

    url: str
    frame: Frame
    metadata: Metadata
    years: tuple[StepYear, ...]
    classes: tuple[ClassCount, ...]
    feed: Link
    template: str = "changes_index.html"


@dataclass(frozen=True, slots=True)
class ChangesYearPage:
    """The changes of all companies in a year, newest first; `earlier` and `later` lead to the years beside it."""

    url: str
    frame: Frame
    metadata: Metadata
    year: int
    summary: str
    months: tuple[StepMonth, ...]
    firsts: Steps
    earlier: Link | None
    later: Link | None
    template: str = "changes_year.html"


def changes_index_page(catalogue: Catalogue) -> ChangesIndexPage:
    """The changes of all companies, by year."""
    years, told = [], 0
    for year, group in _by_year(catalogue):
        years.append(_year(year, group, _TOLD - told))
        told += len(group)
    return ChangesIndexPage(
        url=urls.CHANGES,
        frame=frame(catalogue.settings, here=urls.CHANGES),
        metadata=for_page(
            catalogue.settings, urls.CHANGES, "Changes of wording", "Every change of wording, by year of capture."
        ),
        years=tuple(years),
        classes=_classes(catalogue),
        feed=Link("Feed of changes", urls.feed(urls.HOME)),
    )


def _classes(catalogue: Catalogue) -> tuple[ClassCount, ...]:
    """Changes of wording first, the others by their number."""
    found: Counter[str] = Counter()
    for holding in catalogue.companies:
        for document in holding.documents:
            found.update(document.classes)
    ordered = sorted(found, key=lambda name: (name != "wording", -found[name], name))
    return tuple(ClassCount(capitalised(name), found[name]) for name in ordered)


def changes_year_pages(catalogue: Catalogue) -> Iterable[ChangesYearPage]:
    """The page of each year with a first capture or a change of wording, newest first."""
    years = _by_year(catalogue)
    for place, (year, group) in enumerate(years):
        later, earlier = (_year_link(years[at][0]) if 0 <= at < len(years) else None for at in (place - 1, place + 1))
        url, title = urls.changes_year(year), f"Changes of wording in {year}"
        told = _steps(group)
        yield ChangesYearPage(
            url=url,
            frame=frame(catalogue.settings, Link("Changes", urls.CHANGES)),
            metadata=for_page(
                catalogue.settings, url, title, f"Every change of wording captured in {year}, by month."
            ),
            year=year,
            summary=_summary(told),
            months=tuple(
                StepMonth(MONTHS[month - 1], MONTHS[month - 1].lower(), tuple(steps))
                for month, steps in groupby(told.changes, key=lambda step: step.captured_at.month)
            ),
            firsts=told,
            earlier=earlier,
            later=later,
        )  # fmt: skip


def newest_changes(catalogue: Catalogue, most: int) -> tuple[Step, ...]:
    """The newest changes of wording."""
    changes = (
        step
        for holding in catalogue.companies
        for document in holding.documents
        for step in document.steps[-most - 1 :]
        if step.kind == "wording"
    )
    return tuple(sorted(changes, key=_age, reverse=True)[:most])


def _by_year(catalogue: Catalogue) -> list[tuple[int, list[Step]]]:
    found = [step for holding in catalogue.companies for document in holding.documents for step in document.steps]
    found.sort(key=_age, reverse=True)
    return [(year, list(group)) for year, group in groupby(found, key=lambda step: step.captured_at.year)]


def _age(step: Step) -> tuple[object, str]:
    return step.captured_at, step.url


def _year_link(year: int) -> Link:
    return Link(str(year), urls.changes_year(year))


def _year(year: int, steps: Sequence[Step], room: int) -> StepYear:
    told = _steps(steps[: max(room, 0)])
    is_whole = len(steps) <= room
    whole = None if is_whole else Link(f"All of {year}", urls.changes_year(year))
    return StepYear(year, _summary(_steps(steps), counts_firsts=not is_whole), told if room > 0 else None, whole)


def _steps(steps: Sequence[Step]) -> Steps:
    changes = tuple(step for step in steps if step.kind == "wording")
    firsts = tuple(step for step in steps if step.kind == "first")
    return Steps(changes, firsts, counted(len(firsts), "first capture") if firsts else "", len(firsts) > _OPEN)


def _summary(told: Steps, *, counts_firsts: bool = False) -> str:
    changes = counted(len(told.changes), "change of wording", "changes of wording")
    said = changes if told.changes else "No change of wording"
    return f"{said}, {told.firsts_summary}" if counts_firsts and told.firsts else said
