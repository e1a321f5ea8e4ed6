"""The step between two versions -> its redline: `changes.html`.

Monoprice 2004 -> 2017: a summary in words, the sections taken for the same, and every change, numbered; unchanged
passages in a row are folded, never left out.
"""

from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Company, Document, Revision, Version
from palimpsest.publishing import urls
from palimpsest.publishing.charts import StrataChart
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_changes
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.layers import chart_of_step
from palimpsest.publishing.views.provenance import Claim, claims, foreign_language
from palimpsest.publishing.views.redline import ChangedSection, redline
from palimpsest.publishing.views.timeline import (
    revision_before,
    topics_touched,
    verdict_sentence,
    version_before,
)
from palimpsest.publishing.views.wording import changes_in_words, counted
from palimpsest.timestamps import day_in_words, span_in_words

_PAIR_WORDS = {"heading": "same heading", "alike heading": "alike heading", "wording": "alike wording"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions compared."""

    captured_at: datetime
    url: str
    words: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two sections taken for the same one, each with its address, and why."""

    before: Link
    after: Link
    basis: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """`language` is empty unless the text is in another language than the site."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    before: Side
    after: Side
    apart: str
    verdict: str
    summary: str
    revision_class: str
    topics: tuple[Link, ...]
    pairs: tuple[PairRow, ...]
    sections: tuple[ChangedSection, ...]
    chart: StrataChart
    language: str
    template: str = "changes.html"


def changes_page(
    archive: Archive, concordance: Concordance, owner: Company, document: Document, after: Version
) -> ChangesPage:
    """The redline of a version (not the first of its document) against the one before."""
    before, revision = version_before(document, after), revision_before(document, after)
    if before is None or revision is None:
        raise ValueError("the first version of a document has nothing to be compared with")
    url = urls.changes(owner, document, after)
    days = day_in_words(before.captured_at), day_in_words(after.captured_at)
    heading = f"{owner.name}: {document.terms_type}, what changed from {days[0]} to {days[1]}"
    sides = urls.version(owner, document, before), urls.version(owner, document, after)
    return ChangesPage(
        url=url,
        frame=frame(
            archive,
            Link("Companies", urls.COMPANIES),
            Link(owner.name, urls.company(owner)),
            Link(document.terms_type, urls.document(owner, document)),
            Link(days[1], sides[1]),
        ),
        metadata=for_changes(archive, owner, document, after),
        heading=heading,
        before=_side(archive, before, sides[0]),
        after=_side(archive, after, sides[1]),
        apart=_apart(before, after),
        verdict=verdict_sentence(revision),
        summary=f"{changes_in_words(revision)}.",
        revision_class=revision.revision_class,
        topics=topics_touched(archive, revision),
        pairs=_pairs(revision, *sides),
        sections=tuple(redline(revision, before, after, *sides)),
        chart=chart_of_step(concordance.layers, owner, document, before, after),
        language=foreign_language(archive, after),
    )


def _side(archive: Archive, version: Version, url: str) -> Side:
    return Side(version.captured_at, url, counted(version.reading.words, "word"), claims(archive, version))


def _apart(before: Version, after: Version) -> str:
    """How far apart the two were first captured, and how long nothing was captured before the later one."""
    last = max(s.captured_at for s in before.snapshots if s.captured_at <= after.captured_at)
    apart = span_in_words(before.captured_at.date(), after.captured_at.date())
    unobserved = span_in_words(last.date(), after.captured_at.date())
    if apart == unobserved:
        return f"The two captures are {apart} apart; not observed in between."
    return (
        f"The two texts were first captured {apart} apart. The earlier one was seen again until "
        f"{day_in_words(last)}; then not observed for {unobserved}."
    )


def _pairs(revision: Revision, before_url: str, after_url: str) -> tuple[PairRow, ...]:
    return tuple(
        PairRow(
            Link(pair.before.label, f"{before_url}#{pair.before.anchor}"),
            Link(pair.after.label, f"{after_url}#{pair.after.anchor}"),
            _PAIR_WORDS[pair.basis],
        )
        for pair in revision.pairs
        if pair.before.heading and pair.after.heading
    )
