"""All documents -> what they state about their own dates, against the days of their captures: `dates.html`.

Each company's newest texts first, folded where companies are many. Then what stands out, newest first: notice given; a
date later than the capture, or long before it although another capture lies between; wording changed while the stated
date did not; a date moved back. At last the documents in which no stated date was found.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.model import Company
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding, OpenWordings
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.stated import DateStep, Stated, StatedDates, unchanged_in_words
from palimpsest.timestamps import day_in_words, partial_date_in_words
from palimpsest.values import Frozen, replace

_OPEN_COMPANIES = 8  # of more, each company is folded
_LATE = 30  # days from the stated day to the first capture
_MOST = 60  # rows of a list; the newest ones
_OPEN_ROWS = 10  # of a list; a longer one is folded


class _Held(Frozen):
    """A document by its type, the link to it under its full name, and the dates its texts state."""

    terms_type: str
    named: Link
    dates: StatedDates


class DocumentDates(Frozen):
    """A document: the dates its newest version states, and how often its wording changed while they did not."""

    document: Link
    newest: tuple[Stated, ...]
    unchanged: str


class CompanyDates(Frozen):
    """A company with its documents; `summary` is what they are folded behind, `""` where they stand open."""

    company: Link
    anchor: str
    summary: str
    documents: tuple[DocumentDates, ...]


class Row(Frozen):
    """A line of a list: the document, when it was captured, what it states or what the signal says."""

    document: Link
    captured_at: datetime
    text: str
    apart: str
    url: str


class DateList(Frozen):
    """Rows of one sort, newest first. `folded` is what a long list is folded behind, `""` for a short one; `left_out`
    counts older rows, document by document, on whose pages they stand."""

    anchor: str
    heading: str
    intro: str
    rows: tuple[Row, ...]
    folded: str
    left_out: tuple[Link, ...]


class DatesPage(Frozen):
    """`without` are the documents in whose newest version no stated date was found."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    companies: tuple[CompanyDates, ...]
    lists: tuple[DateList, ...]
    without: tuple[Link, ...]
    template: str = "dates.html"


def dates_page(catalogue: Catalogue, open_wordings: OpenWordings) -> DatesPage:
    """The page of all documents."""
    held = [_held(holding, open_wordings) for holding in catalogue.companies]
    documents = [one for of_company in held for one in of_company]
    without = [one.named for one in documents if not one.dates.newest]
    is_folded = len(catalogue.companies) > _OPEN_COMPANIES
    return DatesPage(
        url=urls.DATES,
        frame=frame(catalogue.settings, here=urls.DATES),
        metadata=for_page(
            catalogue.settings,
            urls.DATES,
            "Stated dates",
            "The dates that texts state for themselves, against the days on which they were captured.",
        ),
        summary=_summary(len(documents), len(documents) - len(without)),
        companies=tuple(
            _company(holding.company, own, is_folded=is_folded)
            for holding, own in zip(catalogue.companies, held, strict=True)
        ),
        lists=tuple(one for one in _lists(documents) if one.rows),
        without=tuple(without),
    )


def _held(holding: CompanyHolding, open_wordings: OpenWordings) -> list[_Held]:
    owner = holding.company
    return [
        _Held(
            document.terms_type,
            Link(f"{owner.name}: {document.terms_type}", urls.document(owner, document)),
            open_wordings(owner.slug, document.slug).stated["whole"],
        )
        for document in holding.documents
    ]


def _summary(documents: int, stating: int) -> str:
    if not documents:
        return "No document yet."
    return (
        f"{counted(documents, 'document')}. A stated date was found in the newest version of {stating:,}; "
        f"none was found in {documents - stating:,}."
    )


def _company(owner: Company, held: Sequence[_Held], *, is_folded: bool) -> CompanyDates:
    rows = tuple(
        DocumentDates(Link(one.terms_type, one.named.url), one.dates.newest, unchanged_in_words(one.dates))
        for one in held
    )
    stating = sum(bool(row.newest) for row in rows)
    summary = f"{counted(len(rows), 'document')}, {stating:,} with a stated date" if is_folded else ""
    return CompanyDates(Link(owner.name, urls.company(owner)), f"of-{owner.slug}", summary, rows)


def _lists(documents: Sequence[_Held]) -> list[DateList]:
    stated = [(one.named, date) for one in documents for date in one.dates.every if date.days < 0]
    late = [(one.named, date) for one in documents for date in one.dates.every if date.days >= _LATE and date.missed_at]
    unchanged = [(one.named, step) for one in documents for step in one.dates.unchanged]
    back = [(one.named, step) for one in documents for step in one.dates.moved_back]
    effective = [pair for pair in stated if pair[1].claim == "Effective"]
    others = [pair for pair in stated if pair[1].claim != "Effective"]
    return [
        _list(
            "notice", "Notice given", [_stated_row(*pair) for pair in effective],
            "An effective date that was still to come when a text stating it was first captured.",
        ),
        _list(
            "ahead", "Date later than the capture", [_stated_row(*pair) for pair in others],
            "A date of the last update that lies after the first capture of the text that states it.",
        ),
        _list(
            "late", "First seen long after the stated date", [_late_row(*pair) for pair in late],
            f"Dates first captured {_LATE} days or more after the day they state, where the capture before was made "
            "after that day too and they were not found in it. Where no capture lies between, a date may have stood "
            "there all the time: those are not listed.",
        ),
        _list(
            "unchanged", "Wording changed, stated date unchanged", [_step_row(*pair) for pair in unchanged],
            "Two captures in a row whose wording differs and whose stated dates are the same.",
        ),
        _list(
            "back", "Stated date moved back", [_step_row(*pair) for pair in back],
            "The later capture states an earlier date than the one before.",
        ),
    ]  # fmt: skip


def _list(anchor: str, heading: str, rows: Sequence[Row], intro: str) -> DateList:
    newest = sorted(rows, key=lambda row: (row.captured_at, row.url), reverse=True)
    total = counted(len(newest), "capture")
    folded = f"The newest {_MOST} of {total}" if len(newest) > _MOST else total if len(newest) > _OPEN_ROWS else ""
    older = Counter(row.document for row in sorted(newest[_MOST:], key=lambda row: row.document.label.casefold()))
    left_out = tuple(Link(f"{document.label} ({count:,})", document.url) for document, count in older.items())
    return DateList(anchor, heading, intro, tuple(newest[:_MOST]), folded, left_out)


def _stated_row(document: Link, one: Stated) -> Row:
    return Row(document, one.captured_at, f"{one.claim} {partial_date_in_words(one.date)}", one.apart, one.url)


def _late_row(document: Link, one: Stated) -> Row:
    row = _stated_row(document, one)
    missed = f"not in the capture before, {day_in_words(one.missed_at)}" if one.missed_at else ""
    return replace(row, apart=f"{row.apart}; {missed}")


def _step_row(document: Link, one: DateStep) -> Row:
    return Row(document, one.captured_at, one.text.removesuffix("."), "", one.url)
