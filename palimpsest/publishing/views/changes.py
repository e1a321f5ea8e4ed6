"""The step between two versions -> its redline: `changes.html`.

Monoprice 2004 -> 2017: a summary in words, the sections taken for the same, and every change, numbered. Unchanged
passages are folded; of many in a row it is said how many, with the way to them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from palimpsest.comparing.elsewhere import Where
from palimpsest.english import counted
from palimpsest.model import Section, SectionPair, Signal, Version
from palimpsest.publishing import urls
from palimpsest.publishing.languages import foreign_language
from palimpsest.publishing.metadata.pages import for_changes
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.away import AwayRow, away_rows
from palimpsest.publishing.views.charts import StrataChart
from palimpsest.publishing.views.entries import archives_doing, verdict_sentence
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.history import History, Station
from palimpsest.publishing.views.provenance import Claim, claims
from palimpsest.publishing.views.redline import ChangedSection, KeptHomes, redline
from palimpsest.publishing.views.steps import step_chart
from palimpsest.publishing.views.unworded import Unworded, unworded
from palimpsest.publishing.views.wording import capitalised
from palimpsest.timestamps import day_in_words, instant_in_words, span_in_words
from palimpsest.values import Frozen

_PAIR_WORDS = {"heading": "same heading", "alike heading": "alike heading", "wording": "alike wording"}
_MOST_CHANGES = 500  # of wording; who has read so many opens both versions side by side
_MOST_OTHERS = 80  # of a text that came back broken, or in another language
_NO_WORD = "No word was put in or taken out."
_SAID_OF_CLASS = {
    "links only": _NO_WORD,
    "formatting only": _NO_WORD,
    "moved only": _NO_WORD,
    "date only": "No words but dates differ, and what stands around the policy.",
    "furniture": "What differs are parts of the page around the policy, such as menus, notices and related links.",
    "extraction": "One of the copies is not the whole page, or another one: what differs says nothing of the policy.",
    "edition": "The two are different editions of the text, for another language or region, or take turns.",
    "return": "A text that had been recorded earlier was recorded again.",
}
_ALSO: Mapping[Where, str] = {
    "again": "An earlier version has the passage, too.",
    "already there": "The version before has the passage, too.",
    "for a time": "A later version has the passage again.",
    "still there": "The later version still has the passage.",
}
_MOST_PAIRS = 24  # more would be a second outline of the text


class Side(Frozen):
    """One of the two versions compared. `language` is empty unless its text is in another language than the site."""

    captured_at: datetime
    url: str
    words: str
    claims: tuple[Claim, ...]
    language: str


class PairRow(Frozen):
    """Two sections taken for the same one, and why."""

    before: Section
    after: Section
    basis: str


class SignalRow(Frozen):
    """A signal in words, and the way to its place: a change on this page, or a passage of one of the versions."""

    text: str
    way: Link | None


class ChangesPage(Frozen):
    """`alike` counts pairs of sections that are not listed, `left_out` changes; both are empty where all are.
    `remark` is empty where the step is a change of wording. Where nothing is marked, `sections` and `pairs` are empty;
    `unworded` is what such a step changed."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    before: Side
    after: Side
    apart: str
    verdict: str
    summary: str
    away: tuple[AwayRow, ...]
    remark: str
    topics: tuple[Link, ...]
    signals: tuple[SignalRow, ...]
    pairs: tuple[PairRow, ...]
    alike: str
    sections: tuple[ChangedSection, ...]
    unworded: Unworded
    left_out: str
    chart: StrataChart
    compare: Link
    template: str = "changes.html"


def changes_page(history: History, station: Station, homes: KeptHomes | None = None) -> ChangesPage:
    """The redline of a version (not the first of its document) against the one before. `homes` are for the pages of a
    document to share (`redline`)."""
    before, revision, after = history.before(station), station.revision, station.version
    if before is None or revision is None:
        raise ValueError("the first version of a document has nothing to be compared with")
    owner, document, settings = history.owner, history.document, history.settings
    changed = revision.changed
    headed = [pair for pair in revision.pairs if changed and pair.before.heading and pair.after.heading]
    most = _MOST_CHANGES if revision.revision_class == "wording" else _MOST_OTHERS
    days = _days(before.version.captured_at, after.captured_at)
    return ChangesPage(
        url=history.changes_url(station),
        frame=frame(
            settings,
            Link("Companies", urls.COMPANIES),
            Link(owner.name, urls.company(owner)),
            history.link,
            Link(days[1], station.url),
        ),
        metadata=for_changes(settings, owner, document, after),
        heading=f"{owner.name}: {document.terms_type}, what changed from {days[0]} to {days[1]}",
        before=_side(history, before),
        after=_side(history, station),
        apart=_apart(before.version, after),
        verdict=verdict_sentence(revision),
        summary=f"{station.changes}.",
        away=away_rows(history, station, most),
        remark=_remark(before, station),
        topics=station.touched if station.kind in ("wording", "uncounted wording") else (),
        signals=_signals(before, station, most),
        pairs=_pairs(headed),
        alike=_alike(headed),
        sections=tuple(redline(revision, before.version, after, most, homes, station.away)) if changed else (),
        unworded=unworded(revision, before.version.reading, after.reading),
        left_out=_left_out(len(changed) - most),
        chart=step_chart(history, station),
        compare=Link("Compare with other versions", urls.compare(owner, document, before.version.name, after.name)),
    )


def _signals(before: Station, station: Station, most: int) -> tuple[SignalRow, ...]:
    """The signals of the step, in the order of their rules."""
    if not station.signals:
        return ()
    numbers: dict[tuple[str, str], int] = {}
    for change in station.changed[:most]:
        for side, placed in (("before", change.before), ("after", change.after)):
            if placed and change.number:
                numbers[side, placed.anchor] = change.number
    return tuple(_signal(one, numbers, before, station) for one in station.signals)


def _signal(signal: Signal, numbers: dict[tuple[str, str], int], before: Station, station: Station) -> SignalRow:
    """The way is to the change, or else to the passage, of the later text first."""
    places = (("after", signal.after_anchor, station), ("before", signal.before_anchor, before))
    number = next((numbers[side, anchor] for side, anchor, _ in places if (side, anchor) in numbers), None)
    if number is None:
        found = next((f"{one.url}#{anchor}" for _, anchor, one in places if anchor), "")
        return SignalRow(signal.text, Link("Read in its place", found) if found else None)
    where = station.away.where.get(number)
    return SignalRow(
        f"{signal.text} {_ALSO[where]}" if where else signal.text, Link(f"Change {number}", f"#change-{number}")
    )


def _remark(before: Station, station: Station) -> str:
    """Why the step is no change of wording by the company, as far as class and cause tell; nothing where it is one."""
    if station.kind == "wording":
        return ""
    said = []
    if doing := archives_doing(station):
        said.append(f"{capitalised(doing)}{_pages(before.version, station.version)}:")
        said.append("what differs can come from the archive and not from the company.")
    if station.kind == "uncounted wording":
        return " ".join([*said, "It is not counted as a change of wording."])
    said.append(f"{_SAID_OF_CLASS[station.kind]} Classed as “{station.kind}”, and not counted as a change of wording.")
    return " ".join(said)


def _pages(before: Version, after: Version) -> str:
    """How many pages the two records were made of, where that is not the same.

    The earlier one is the last of its version's records before the later one.
    """
    record = after.snapshots[0].provenance
    earlier = [one.provenance for one in before.snapshots if one.provenance.position < record.position]
    pages = earlier[-1].source_pages if earlier else 0
    return f" ({pages} before, {record.source_pages} after)" if 0 < pages != record.source_pages else ""


def _left_out(changes: int) -> str:
    return f"{counted(changes, 'further change')} not shown here: read the two versions." if changes > 0 else ""


def _side(history: History, station: Station) -> Side:
    version = station.version
    return Side(
        captured_at=version.captured_at,
        url=station.url,
        words=counted(station.words, "word"),
        claims=claims(history.archive, version),
        language=foreign_language(history.settings, version),
    )


def _days(before: datetime, after: datetime) -> tuple[str, str]:
    """The days of the two captures; of one day, with the time."""
    if before.date() == after.date():
        return instant_in_words(before), instant_in_words(after)
    return day_in_words(before), day_in_words(after)


def _apart(before: Version, after: Version) -> str:
    """How far apart the two were first captured, and how long nothing was captured before the later one."""
    until = [snapshot.captured_at for snapshot in before.snapshots if snapshot.captured_at <= after.captured_at]
    if not until:  # dates run backwards here: the order is that of the collection's records
        return "The later text is recorded after the earlier one, with an earlier date of capture."
    last = max(until)
    if min(until).date() == after.captured_at.date():
        return "The two were captured on the same day."
    apart = span_in_words(min(until).date(), after.captured_at.date())
    without = span_in_words(last.date(), after.captured_at.date())
    if apart == without:
        return f"The two captures are {apart} apart; none is recorded in between."
    gap = f"; then no capture is recorded for {without}" if last.date() < after.captured_at.date() else ""
    said = f"The earlier one was seen again until {day_in_words(last)}{gap}."
    return f"The two texts were first captured {apart} apart. {said}"


def _pairs(headed: Sequence[SectionPair]) -> tuple[PairRow, ...]:
    """The pairs of sections; of many, only those that are not plain from an equal heading."""
    is_long = len(headed) > _MOST_PAIRS
    return tuple(
        [
            PairRow(pair.before, pair.after, _PAIR_WORDS[pair.basis])
            for pair in headed
            if not (is_long and pair.basis == "heading")
        ]
    )


def _alike(headed: Sequence[SectionPair]) -> str:
    """How many pairs are left out for having an equal heading."""
    equal = sum(pair.basis == "heading" for pair in headed)
    return f"{counted(equal, 'section')} under the same heading" if len(headed) > _MOST_PAIRS and equal else ""
