"""One document of a company -> its status, its layers and its history: `document.html`."""

from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Company, Document
from palimpsest.publishing import urls
from palimpsest.publishing.charts import Age, StrataChart, age_of, legend
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_document
from palimpsest.publishing.views.company import topics_of
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import large_chart, layers_of, stacks
from palimpsest.publishing.views.provenance import Claim, claims
from palimpsest.publishing.views.timeline import Year, timeline
from palimpsest.publishing.views.wording import counted
from palimpsest.timestamps import day_in_words, span_in_words


@dataclass(frozen=True, slots=True)
class LayerCell:
    """Words of one version first seen in one year, and their age's colour; `words` is 0 for none."""

    words: int
    age: int


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A version in the table beside the chart."""

    captured_at: datetime
    url: str
    words: int
    cells: tuple[LayerCell, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """`status` is what is held, in sentences; `layer_years` head the columns of the table of layers."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    status: str
    latest: Link
    latest_at: datetime
    latest_changes: Link | None
    latest_claims: tuple[Claim, ...]
    chart: StrataChart
    legend: tuple[Age, ...]
    layer_years: tuple[int, ...]
    layer_rows: tuple[LayerRow, ...]
    years: tuple[Year, ...]
    topics: tuple[Link, ...]
    is_single: bool
    feed: Link
    template: str = "document.html"


def document_page(archive: Archive, concordance: Concordance, owner: Company, document: Document) -> DocumentPage:
    """The page of one document."""
    url = urls.document(owner, document)
    heading = f"{owner.name}: {document.terms_type}"
    latest = document.versions[-1]
    laid = concordance.layers
    years = sorted({layer.year for version in document.versions for layer in layers_of(laid, version)})
    rows = []
    for version in document.versions:
        words = {layer.year: layer.words for layer in layers_of(laid, version)}
        cells = tuple(LayerCell(words.get(year, 0), age_of(year)) for year in years)
        rows.append(LayerRow(version.captured_at, urls.version(owner, document, version), sum(words.values()), cells))
    status = _status(document)
    return DocumentPage(
        url=url,
        frame=frame(archive, Link("Companies", urls.COMPANIES), Link(owner.name, urls.company(owner))),
        metadata=for_document(archive, owner, document),
        heading=heading,
        status=status,
        latest=Link(
            "Read it" if len(document.versions) == 1 else "Read the latest version",
            urls.version(owner, document, latest),
        ),
        latest_at=latest.captured_at,
        latest_changes=Link("See what changed", urls.changes(owner, document, latest)) if document.revisions else None,
        latest_claims=claims(archive, latest),
        chart=large_chart(laid, owner, document),
        legend=legend(stacks(laid, document.versions)),
        layer_years=tuple(years),
        layer_rows=tuple(rows),
        years=timeline(archive, laid, owner, (document,)),
        topics=topics_of(archive, owner, (document,)),
        is_single=len(document.snapshots) == 1,
        feed=Link(f"Feed of changes at {owner.name}", urls.feed(urls.company(owner))),
    )


def _status(document: Document) -> str:
    captures = document.snapshots
    first, last = captures[0].captured_at, captures[-1].captured_at
    if len(captures) == 1:
        return f"One capture, of {day_in_words(first)}."
    versions = counted(len(document.versions), "version")
    return (
        f"{versions} in {counted(len(captures), 'capture')}. First seen on {day_in_words(first)}, "
        f"last seen on {day_in_words(last)}: {span_in_words(first.date(), last.date())}."
    )
