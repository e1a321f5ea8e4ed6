"""All documents -> the changes of wording by year, newest first: `changes_index.html`.

First captures stand beside them, quietly: a first capture is not a change.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Archive, Company, Document, Version
from palimpsest.publishing import urls
from palimpsest.publishing.charts import StrataChart
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import Layers, chart_of_step
from palimpsest.publishing.views.provenance import foreign_language
from palimpsest.publishing.views.timeline import (
    excerpt,
    revision_before,
    topics_touched,
    verdict_sentence,
    version_before,
)
from palimpsest.publishing.views.wording import changes_in_words, counted
from palimpsest.timestamps import span_in_words


@dataclass(frozen=True, slots=True)
class Step:
    """A version as news: `kind` is "wording" for a change of wording, "first" for a first capture, else the class of
    its revision. `apart` says how long after the version before."""

    kind: str
    captured_at: datetime
    company: Link
    document: Link
    url: str
    verdict: str
    summary: str
    apart: str
    excerpt: str
    language: str
    topics: tuple[Link, ...]
    chart: StrataChart


@dataclass(frozen=True, slots=True)
class StepYear:
    """A year's changes of wording, and its other steps."""

    year: int
    summary: str
    changes: tuple[Step, ...]
    others: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChangesIndexPage:
    """The changes of all companies."""

    url: str
    frame: Frame
    metadata: Metadata
    years: tuple[StepYear, ...]
    feed: Link
    template: str = "changes_index.html"


def changes_index_page(archive: Archive, concordance: Concordance) -> ChangesIndexPage:
    """The changes of all companies, by year."""
    return ChangesIndexPage(
        url=urls.CHANGES,
        frame=frame(archive, here=urls.CHANGES),
        metadata=for_page(archive, urls.CHANGES, "Changes of wording", "Every change of wording, by year of capture."),
        years=tuple(
            _year(year, list(group))
            for year, group in groupby(steps(archive, concordance.layers), key=lambda step: step.captured_at.year)
        ),
        feed=Link("Feed of changes", urls.feed(urls.HOME)),
    )


def steps(archive: Archive, laid: Layers) -> list[Step]:
    """Every version of every document as a step, newest first."""
    found = [
        _step(archive, laid, owner, document, version)
        for owner in archive.companies
        for document in owner.documents
        for version in document.versions
    ]
    return sorted(found, key=lambda step: (step.captured_at, step.url), reverse=True)


def _year(year: int, found: list[Step]) -> StepYear:
    changes = tuple(step for step in found if step.kind == "wording")
    others = tuple(step for step in found if step.kind != "wording")
    summary = counted(len(changes), "change of wording", "changes of wording") if changes else "No change of wording"
    return StepYear(year, summary, changes, others)


def _apart(before: Version, after: Version) -> str:
    first, last = before.captured_at.date(), after.captured_at.date()
    return "later that day" if first == last else f"{span_in_words(first, last)} after the version before"


def _step(archive: Archive, laid: Layers, owner: Company, document: Document, version: Version) -> Step:
    revision, before = revision_before(document, version), version_before(document, version)
    is_first = revision is None or before is None
    page = urls.version(owner, document, version)
    return Step(
        kind="first" if revision is None else revision.revision_class,
        captured_at=version.captured_at,
        company=Link(owner.name, urls.company(owner)),
        document=Link(document.terms_type, urls.document(owner, document)),
        url=page if is_first else urls.changes(owner, document, version),
        verdict=verdict_sentence(revision) if revision else "First capture.",
        summary=f"{changes_in_words(revision)}." if revision else f"{counted(version.reading.words, 'word')}.",
        apart=_apart(before, version) if before else "",
        excerpt=excerpt(archive, version, revision),
        language=foreign_language(archive, version),
        topics=topics_touched(archive, revision) if revision else (),
        chart=chart_of_step(laid, owner, document, before or version, version),
    )
