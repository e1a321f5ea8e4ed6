"""A document with all its versions -> what is kept of it for the pages and files over many documents.

    Archive of one document  ->  DocumentSummary (its counts, its changes of wording), Wordings (its passages by topic)

The summary is light and held for every document; the wordings are opened one document at a time.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from palimpsest.comparing.documents import distinct_texts, version_names
from palimpsest.model import Document, Flag, Repair, Version
from palimpsest.publishing.discovery import days_of
from palimpsest.publishing.feeds.news import News, news_of
from palimpsest.publishing.making.catalogue import (
    DocumentSummary,
    Headline,
    Mended,
    PartyHolding,
    Rejoined,
    Then,
    TopicHolding,
    Wordings,
    YearHeld,
)
from palimpsest.publishing.parts import content_digest
from palimpsest.publishing.views import party_slips
from palimpsest.publishing.views.entries import entries_of
from palimpsest.publishing.views.facts import mentions_of
from palimpsest.publishing.views.history import History, stack_of
from palimpsest.publishing.views.layers import thinned, words_by_year
from palimpsest.publishing.views.party_slips import PartySlip, party_slips_of
from palimpsest.publishing.views.passages import Slip, at_its_time, slips_of
from palimpsest.publishing.views.report import MOST_MENDED, most_mended
from palimpsest.publishing.views.stated import stated_dates
from palimpsest.publishing.views.steps import Step, steps_of
from palimpsest.publishing.views.topic import shown_of
from palimpsest.publishing.views.topic_year import MOST_THEN
from palimpsest.sources.order import in_order

_ANCHOR = len("p-1f3a9c20")


def summarise(history: History) -> tuple[DocumentSummary, Wordings]:
    """What is kept of one document: the light part and the large part."""
    archive, owner, document = history.archive, history.owner, history.document
    slips = slips_of(history)
    news = news_of(archive, owner, document)
    steps = _by_year(steps_of(history))
    ends = _ends_of_years(history)
    shown = {slug: shown_of(own) for slug, own in slips.items()}
    by_party = party_slips_of(history)
    parties_shown = {slug: party_slips.shown_of(own) for slug, own in by_party.items()}
    snapshots = document.snapshots
    stacks = tuple(stack_of(station) for station in history.stations)
    repairs, flags, mended = _mended(history)
    summary = DocumentSummary(
        terms_type=document.terms_type,
        slug=document.slug,
        filed_under=tuple(sorted({snapshot.filed_under for snapshot in snapshots})),
        collections=tuple(sorted({snapshot.provenance.collection for snapshot in snapshots})),
        sources=tuple(sorted({snapshot.provenance.source for snapshot in snapshots})),
        versions=len(document.versions),
        captures=tuple(sorted(snapshot.captured_at for snapshot in snapshots)),
        words=sum(station.words for station in history.stations),
        stacks=tuple(thinned(stacks)),
        layers={year: dict(sorted(counter.items())) for year, counter in words_by_year(stacks).items()},
        years={year: _year_held(own) for year, own in steps.items()},
        headlines=tuple(_headline(item) for item in news),
        topics={slug: _held(own, shown[slug], ends) for slug, own in slips.items()},
        topic_days=_topic_days(slips),
        repairs=repairs,
        flags=flags,
        classes=dict(sorted(Counter(station.kind for station in history.stations if station.revision).items())),
        mended=tuple(most_mended(mended)),
        more_mended=max(len(mended) - MOST_MENDED, 0),
        parties={slug: _mentioned(own, parties_shown[slug]) for slug, own in by_party.items()},
        rejoined=tuple(_rejoined(document)),
    )
    return summary, Wordings(
        slips=slips,
        shown=shown,
        news={item.url: item for item in news},
        steps={str(year): own for year, own in steps.items()},
        timeline={"whole": entries_of(history, only_news=True)},
        stated={"whole": stated_dates(history)},
        laws={"whole": mentions_of(history)},
        days={"whole": days_of(owner, document)},
        parties_shown=parties_shown,
    )


def _rejoined(document: Document) -> Iterator[Rejoined]:
    """A text that stood under two names is one version, which is called by its first capture under either."""
    names = {version.snapshots[0].body_digest: version.name for version in document.versions}
    places = {(snapshot.filed_under, snapshot.terms_type) for snapshot in document.snapshots}
    for place in sorted(places) if len(places) > 1 else ():
        own = distinct_texts(one for one in document.snapshots if (one.filed_under, one.terms_type) == place)
        read = [one for one in own if one.body_digest in names]
        for one, former in zip(read, version_names(one.captured_at for one in read), strict=True):
            if former != names[one.body_digest]:
                yield Rejoined(*place, former, names[one.body_digest])


def _by_year(steps: Sequence[Step]) -> dict[int, tuple[Step, ...]]:
    found: dict[int, list[Step]] = {}
    for step in steps:
        found.setdefault(step.captured_at.year, []).append(step)
    return {year: tuple(own) for year, own in found.items()}


def _year_held(steps: Sequence[Step]) -> YearHeld:
    changes = sum(step.kind == "wording" for step in steps)
    newest = max(step.captured_at for step in steps)
    return YearHeld(changes, len(steps) - changes, newest, content_digest(steps))


def _headline(news: News) -> Headline:
    kind: Literal["first", "wording"] = "wording" if news.before else "first"
    return Headline(kind, news.instant, news.url, tuple(sorted(news.topics())), content_digest(news))


def _ends_of_years(history: History) -> dict[int, tuple[datetime, frozenset[str]]]:
    """For each year with a capture, the text that was the newest at its end: when it was first captured, and the
    anchors of its passages, without the number of a repeated one."""
    versions = {version.digest: version for version in history.document.versions}
    last = {one.captured_at.year: versions[one.body_digest] for one in in_order(history.document.snapshots)}
    return {
        year: (version.captured_at, frozenset(placed.anchor[:_ANCHOR] for placed in version.reading.placed()))
        for year, version in sorted(last.items())
    }


def _then(own: Sequence[Slip], at: Sequence[str], captured_at: datetime, anchors: frozenset[str]) -> Then:
    standing = [place for place, anchor in enumerate(at) if anchor in anchors]
    chosen = sorted(standing, key=lambda place: not own[place].denies)[:MOST_THEN]
    content = [at_its_time(own[place]) for place in chosen]
    return Then(len(standing), tuple(chosen), captured_at, content_digest(content) if content else "")


def _held(
    own: Sequence[Slip], shown: tuple[Slip, ...], ends: Mapping[int, tuple[datetime, frozenset[str]]]
) -> TopicHolding:
    standing = sum(slip.stands for slip in own)
    at = [slip.url.rpartition("#")[2][:_ANCHOR] for slip in own]
    return TopicHolding(
        wordings=len(own),
        standing=standing,
        denials=sum(slip.denies for slip in own),
        first_year=min(slip.captured_at.year for slip in own),
        last_year=None if standing else max(slip.last_seen.year for slip in own),
        digest=content_digest(shown),
        then={year: _then(own, at, *end) for year, end in ends.items()},
    )


def _mentioned(own: Sequence[PartySlip], shown: tuple[PartySlip, ...]) -> PartyHolding:
    return PartyHolding(len(own), sum(slip.stands for slip in own), content_digest(shown), _last_change(own))


def _topic_days(slips: Mapping[str, tuple[Slip, ...]]) -> Mapping[str, date]:
    """When what a topic's pages show last changed."""
    return {slug: _last_change(own) for slug, own in slips.items()}


def _last_change(slips: Sequence[Slip | PartySlip]) -> date:
    """The newest day when a wording came, or was seen for the last time."""
    return max(slip.captured_at if slip.stands else max(slip.captured_at, slip.last_seen) for slip in slips).date()


def _mended(history: History) -> tuple[Mapping[str, int], Mapping[str, int], tuple[Mended, ...]]:
    """Repairs and flags by kind, and the versions that brought any. What versions repeat counts once, where it was met
    first: so that a further version with the same wording changes nothing here."""
    repaired: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    versions = []
    met: set[Any] = set()
    for station in history.stations:
        repairs, flags = _met_first(station.version, met)
        repaired.update(repair.kind for repair in repairs)
        noticed.update(flag.kind for flag in flags)
        if repairs or flags:
            name = station.url.rstrip("/").rsplit("/", 1)[1]
            label = f"{history.owner.name}: {history.document.terms_type}, {name}"
            versions.append(Mended(label, station.url, len(repairs), len(flags)))
    return dict(sorted(repaired.items())), dict(sorted(noticed.items())), tuple(versions)


def _met_first(version: Version, met: set[Any]) -> tuple[list[Repair], list[Flag]]:
    """Those of a version that none before it had: beside its passages, and in passages by their ids. `met` takes them
    in, and the sections (by identity, since versions share them) in which there is nothing more to be met."""
    repairs = [one for one in version.reading.repairs if one not in met]
    flags = [one for one in version.reading.flags if one not in met]
    met.update(repairs, flags)
    for section in version.reading.sections:
        if id(section) in met:
            continue
        met.add(id(section))
        for passage in [placed.passage for placed in section.whole]:
            if (passage.repairs or passage.flags) and passage.id not in met:
                met.add(passage.id)
                repairs += passage.repairs
                flags += passage.flags
    return repairs, flags
