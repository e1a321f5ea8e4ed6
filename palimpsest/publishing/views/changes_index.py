"""All documents -> the changes of wording by year, newest first: `changes_index.html`, and a page for each year.

First captures stand beside them, quietly: a first capture is not a change. Of a long record the index tells the newest
part and leads to the years.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nlargest
from itertools import groupby

from palimpsest.english import counted
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue, OpenWordings, YearHeld
from palimpsest.publishing.making.portions import YearCatalogue, held_by_year
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.steps import Step, told_together
from palimpsest.publishing.views.wording import capitalised
from palimpsest.timestamps import MONTHS
from palimpsest.values import Frozen

_TOLD = 50  # steps on the index; what is older stands on the pages of the years
_OPEN = 12  # first captures; more are folded


class Steps(Frozen):
    """What is told of a time: its changes of wording (those that are the same in several documents as one), and its
    first captures with their number in words."""

    changes: tuple[Step, ...]
    firsts: tuple[Step, ...]
    firsts_summary: str
    is_folded: bool


class StepYear(Frozen):
    """A year. `steps` is None for one that is only counted; `whole` leads to its own page where it is not all told."""

    year: int
    summary: str
    steps: Steps | None
    whole: Link | None


class StepMonth(Frozen):
    """The changes of wording of a month, with their number; those that are the same in several documents are told as
    one."""

    name: str
    anchor: str
    count: int
    changes: tuple[Step, ...]


class ClassCount(Frozen):
    """A class of changes, and how many there are."""

    name: str
    count: int


class ChangesIndexPage(Frozen):
    """The changes of all companies, and how many there are of each class, told or not."""

    url: str
    frame: Frame
    metadata: Metadata
    years: tuple[StepYear, ...]
    classes: tuple[ClassCount, ...]
    feed: Link
    template: str = "changes_index.html"


class ChangesYearPage(Frozen):
    """The changes of all companies in a year, newest first; `years` lead to all of them, the year's own nowhere."""

    url: str
    frame: Frame
    metadata: Metadata
    year: int
    summary: str
    months: tuple[StepMonth, ...]
    firsts: Steps
    years: tuple[Link, ...]
    template: str = "changes_year.html"


def changes_index_page(catalogue: Catalogue, open_wordings: OpenWordings) -> ChangesIndexPage:
    """The changes of all companies, by year."""
    told: dict[int, list[Step]] = {}
    for step in newest_steps(catalogue, open_wordings, _TOLD):
        told.setdefault(step.captured_at.year, []).append(step)
    return ChangesIndexPage(
        url=urls.CHANGES,
        frame=frame(catalogue.settings, here=urls.CHANGES),
        metadata=for_page(
            catalogue.settings, urls.CHANGES, "Changes of wording", "Every change of wording, by year of capture."
        ),
        years=tuple(_year(year, held, told.get(year, [])) for year, held in held_by_year(catalogue).items()),
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


def changes_year_page(catalogue: YearCatalogue, open_wordings: OpenWordings) -> ChangesYearPage:
    """Everything of one year, newest first."""
    year, settings = catalogue.year, catalogue.settings
    found = [step for at in catalogue.held for step in open_wordings(*at).steps[str(year)]]
    newest_first = sorted(found, key=_age, reverse=True)
    changes = [step for step in newest_first if step.kind == "wording"]
    months = {month: list(steps) for month, steps in groupby(changes, key=lambda step: step.captured_at.month)}
    url, title = urls.changes_year(year), f"Changes of wording in {year}"
    return ChangesYearPage(
        url=url,
        frame=frame(settings, Link("Changes", urls.CHANGES)),
        metadata=for_page(settings, url, title, f"Every change of wording captured in {year}, by month."),
        year=year,
        summary=_summary(len(changes)),
        months=tuple(
            StepMonth(MONTHS[month - 1], MONTHS[month - 1].lower(), len(steps), tuple(told_together(steps)))
            for month, steps in months.items()
        ),
        firsts=_steps(newest_first),
        years=tuple(Link(str(one), "" if one == year else urls.changes_year(one)) for one in catalogue.years),
    )


def newest_changes(catalogue: Catalogue, open_wordings: OpenWordings, most: int) -> list[Step]:
    """The newest changes of wording, those that are the same in several documents as one."""
    return told_together(newest_steps(catalogue, open_wordings, 2 * most, ("wording",)))[:most]


def newest_steps(
    catalogue: Catalogue, open_wordings: OpenWordings, most: int, kinds: Sequence[str] = ("first", "wording")
) -> list[Step]:
    """The newest steps of these kinds, newest first; only the documents and years they are of are opened."""
    headlines = (
        (headline.instant, headline.url, holding.company.slug, document.slug)
        for holding in catalogue.companies
        for document in holding.documents
        for headline in document.headlines
        if headline.kind in kinds
    )
    chosen = nlargest(most, headlines)
    parts = {(company, document, instant.year): None for instant, _, company, document in chosen}
    wanted = {url for _, url, _, _ in chosen}
    found = [
        step
        for company, document, year in parts
        for step in open_wordings(company, document).steps[str(year)]
        if step.url in wanted
    ]
    return sorted(found, key=_age, reverse=True)


def _age(step: Step) -> tuple[object, str]:
    return step.captured_at, step.url


def _year(year: int, held: Mapping[tuple[str, str], YearHeld], told: Sequence[Step]) -> StepYear:
    changes, firsts = sum(one.changes for one in held.values()), sum(one.firsts for one in held.values())
    is_whole = len(told) == changes + firsts
    whole = None if is_whole else Link(f"All of {year}", urls.changes_year(year))
    return StepYear(year, _summary(changes, 0 if is_whole else firsts), _steps(told) if told else None, whole)


def _steps(steps: Sequence[Step]) -> Steps:
    changes = tuple(told_together(step for step in steps if step.kind == "wording"))
    firsts = tuple(step for step in steps if step.kind == "first")
    return Steps(changes, firsts, counted(len(firsts), "first capture") if firsts else "", len(firsts) > _OPEN)


def _summary(changes: int, firsts: int = 0) -> str:
    said = counted(changes, "change of wording", "changes of wording") if changes else "No change of wording"
    return f"{said}, {counted(firsts, 'first capture')}" if firsts else said
