"""One document of a company -> its status, its layers and its history: `document.html`."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from palimpsest.english import counted
from palimpsest.model import Document, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.metadata.pages import for_document
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.charts import Age, StrataChart, age_of, legend
from palimpsest.publishing.views.companies import changes_in_number
from palimpsest.publishing.views.entries import entries_of
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.history import History, Station, stack_of
from palimpsest.publishing.views.layers import MOST_COLUMNS, apart, large_chart
from palimpsest.publishing.views.parties import PartyList, party_list
from palimpsest.publishing.views.provenance import Claim, claims
from palimpsest.publishing.views.stated import StatedTable, stated_dates, stated_table
from palimpsest.publishing.views.timeline import Year, timeline
from palimpsest.publishing.views.topic_links import topic_links
from palimpsest.publishing.views.wording import capitalised
from palimpsest.timestamps import day_in_words, span_in_words
from palimpsest.values import Frozen

_OPEN_ROWS = 12  # of the table of layers; a longer one is folded


class LayerCell(Frozen):
    """Words of one version first seen in one year, and their age's colour; `words` is 0 for none."""

    words: int
    age: int


class LayerRow(Frozen):
    """A version in the table beside the chart; `when` is its day, if need be with the time."""

    when: str
    url: str
    words: int
    cells: tuple[LayerCell, ...]


class LayerTable(Frozen):
    """Words of versions by the year in which they were first seen; `years` head its columns. `folded` is what a long
    one is folded behind, `""` for a short one."""

    years: tuple[int, ...]
    rows: tuple[LayerRow, ...]
    folded: str


class VersionYear(Frozen):
    """The versions first captured in a year, in order."""

    year: int
    summary: str
    versions: tuple[Link, ...]


class DocumentPage(Frozen):
    """`status` is what is held, in sentences. `versions` lists them all where the table of layers leaves some out;
    `drawn` says what the columns of the chart are."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    status: str
    latest: Link
    latest_at: datetime
    latest_changes: Link | None
    compare: Link | None
    latest_claims: tuple[Claim, ...]
    chart: StrataChart
    drawn: str
    legend: tuple[Age, ...]
    layers: LayerTable
    versions: tuple[VersionYear, ...]
    years: tuple[Year, ...]
    topics: tuple[Link, ...]
    parties: PartyList
    stated: StatedTable
    is_single: bool
    feed: Link
    downloads: tuple[Link, ...]
    template: str = "document.html"


def document_page(history: History) -> DocumentPage:
    """The page of one document."""
    owner, document, settings = history.owner, history.document, history.settings
    latest = history.newest
    stacks = [stack_of(station) for station in history.stations]
    drawn = apart([stack.captured_at for stack in stacks])
    captures = document.snapshots
    return DocumentPage(
        url=history.link.url,
        frame=frame(settings, Link("Companies", urls.COMPANIES), Link(owner.name, urls.company(owner))),
        metadata=for_document(settings, owner, document),
        heading=f"{owner.name}: {document.terms_type}",
        status=_status(history) + _ended(document),
        latest=Link("Read it" if len(stacks) == 1 else "Read the latest version", latest.url),
        latest_at=latest.version.captured_at,
        latest_changes=_latest_changes(history),
        compare=Link("Compare any two versions", urls.compare(owner, document)) if len(stacks) > 1 else None,
        latest_claims=claims(history.archive, latest.version),
        chart=large_chart(owner, document, [stacks[place] for place in drawn]),
        drawn=_drawn(len(drawn), len(stacks)),
        legend=legend(stacks),
        layers=_layer_table(history.stations, drawn),
        versions=_versions(history.stations),
        years=timeline(entries_of(history)),
        topics=topic_links(_topics_held(history), owner),
        parties=party_list(history.archive.parties, _parties_mentioned(history)),
        stated=stated_table(stated_dates(history)),
        is_single=len(captures) == 1,
        feed=Link(f"Feed of changes at {owner.name}", urls.feed(urls.company(owner))),
        downloads=(
            Link("Its history as JSON", urls.document_json(owner, document)),
            Link("Citations of all versions, BibTeX", urls.citations(owner, document, "bib")),
            Link("Citations of all versions, RIS", urls.citations(owner, document, "ris")),
            Link("What is in the data", urls.DATA),
        ),
    )


def _latest_changes(history: History) -> Link | None:
    """The latest step of wording: what came after it changed no words that count."""
    steps = [station for station in history.stations if station.kind == "wording"]
    if not steps:
        return None
    said = f"See the latest change of wording, {day_in_words(steps[-1].version.captured_at)}"
    return Link(said, history.changes_url(steps[-1]))


def _topics_held(history: History) -> tuple[Topic, ...]:
    found = {
        label.topic for station in history.stations for labels in station.findings.labels.values() for label in labels
    }
    return tuple(topic for topic in history.archive.topics if topic.slug in found)


def _parties_mentioned(history: History) -> set[str]:
    return {mention.party for station in history.stations for mention in station.findings.parties}


def _drawn(columns: int, versions: int) -> str:
    """
    >>> _drawn(40, 473)
    'Each column is a version with its words. Of 473 versions 40 are drawn: one too near to another is left out.'
    """
    said = "Each column is a version with its words."
    drawn = f" Of {versions:,} versions {columns:,} are drawn: one too near to another is left out."
    return said + drawn if columns < versions else said


def _layer_table(stations: Sequence[Station], drawn: Sequence[int]) -> LayerTable:
    """Every version of a short history; of a long one those that the chart beside it shows."""
    shown = stations if len(stations) <= MOST_COLUMNS else [stations[place] for place in drawn]
    years = sorted({layer.year for station in shown for layer in station.layers})
    rows = []
    for station in shown:
        words = {layer.year: layer.words for layer in station.layers}
        cells = tuple(LayerCell(words.get(year, 0), age_of(year)) for year in years)
        rows.append(LayerRow(_day(station), station.url, sum(words.values()), cells))
    return LayerTable(tuple(years), tuple(rows), _layers_folded(len(shown), len(stations)))


def _layers_folded(shown: int, held: int) -> str:
    """What a table is folded behind that is long, or that leaves versions out.

    >>> [_layers_folded(*counts) for counts in ((12, 12), (12, 28), (40, 40), (40, 473))]
    ['', 'The layers of 12 of 28 versions', 'The layers of 40 versions', 'The layers of 40 of 473 versions']
    """
    if shown < held:
        return f"The layers of {shown:,} of {counted(held, 'version')}"
    return f"The layers of {counted(shown, 'version')}" if shown > _OPEN_ROWS else ""


def _versions(stations: Sequence[Station]) -> tuple[VersionYear, ...]:
    if len(stations) <= MOST_COLUMNS:
        return ()
    return tuple(
        VersionYear(year, counted(len(group), "version"), tuple(Link(_day(one), one.url) for one in group))
        for year, group in (
            (year, list(group)) for year, group in groupby(stations, key=lambda one: one.version.captured_at.year)
        )
    )


def _day(station: Station) -> str:
    """The day, with the time where another version of that day has the day's address."""
    captured_at = station.version.captured_at
    is_later_that_day = len(station.url.rstrip("/").rsplit("/", 1)[1]) > len("2017-10-07")
    return f"{day_in_words(captured_at)}, {captured_at:%H:%M:%S}" if is_later_that_day else day_in_words(captured_at)


def _ended(document: Document) -> str:
    """Whether the newest that is known is that tracking ended."""
    ends = [ending.ended_at for ending in document.endings]
    last = document.snapshots[-1].captured_at
    return f" Tracking by the archive ended on {day_in_words(max(ends))}." if ends and max(ends) >= last else ""


def _status(history: History) -> str:
    captures = [snapshot.captured_at for snapshot in history.document.snapshots]
    first, last = captures[0], captures[-1]
    if len(captures) == 1:
        return f"One capture, of {day_in_words(first)}."
    changes = sum(station.kind == "wording" for station in history.stations)
    return (
        f"{capitalised(changes_in_number(changes))}; {counted(len(history.stations), 'version')} in "
        f"{counted(len(captures), 'capture')}. "
        f"First seen on {day_in_words(first)}, last seen on {day_in_words(last)}: "
        f"{span_in_words(first.date(), last.date())}."
    )
