"""A document's history -> its changes of wording and its first capture, as indexes tell them.

Monoprice's privacy policy  ->  7 October 2017, "Mostly rewritten", 12 years and 10 months after the version before
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from palimpsest.english import counted
from palimpsest.publishing import urls
from palimpsest.publishing.languages import foreign_language
from palimpsest.publishing.views.charts import StrataChart
from palimpsest.publishing.views.entries import NEWS, verdict_sentence
from palimpsest.publishing.views.excerpt import excerpt
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, Quoted, Station, stack_of
from palimpsest.publishing.views.layers import small_chart
from palimpsest.timestamps import day_in_words, span_in_words
from palimpsest.values import Frozen, replace

_TOGETHER = timedelta(days=7)


class Step(Frozen):
    """A version as news: `kind` is "wording" for a change of wording, "first" for a first capture. `apart` says how
    long after the version before. `digest` is that of the passages that came, went and were edited, "" for a first
    capture. `same`: the steps of other documents that are told with this one (`told_together`)."""

    kind: str
    captured_at: datetime
    company: Link
    document: Link
    url: str
    verdict: str
    summary: str
    apart: str
    excerpt: Quoted
    language: str
    chart: StrataChart
    digest: str
    same: tuple[Link, ...] = ()


def steps_of(history: History) -> tuple[Step, ...]:
    """The first capture and every change of wording, in order; what changed otherwise is no news."""
    company, document = Link(history.owner.name, urls.company(history.owner)), history.link
    return tuple(_step(history, station, company, document) for station in history.stations if station.kind in NEWS)


def told_together(steps: Iterable[Step]) -> list[Step]:
    """Steps, newest first: where several documents changed in the same passages within a week, the newest, which leads
    to the others."""
    told: list[Step] = []
    same: dict[str, list[Link]] = {}
    leading: dict[str, Step] = {}
    for step in steps:
        first = leading.get(step.digest) if step.digest else None
        is_other = first and first.document.url != step.document.url
        if first and is_other and first.captured_at - step.captured_at <= _TOGETHER:
            is_same_day = step.captured_at.date() == first.captured_at.date()
            when = "" if is_same_day else f", {day_in_words(step.captured_at)}"
            same[first.url].append(Link(f"{step.company.label}: {step.document.label}{when}", step.url))
        else:
            leading[step.digest] = step
            same[step.url] = []
            told.append(step)
    return [replace(step, same=tuple(same[step.url])) if same[step.url] else step for step in told]


def step_chart(history: History, station: Station) -> StrataChart:
    """The chart of two versions, of one for a first capture."""
    before = history.before(station)
    drawn = (stack_of(before), stack_of(station, is_current=True)) if before else (stack_of(station, is_current=True),)
    return small_chart(history.owner, history.document, drawn)


def apart_in_words(before: datetime, after: datetime) -> str:
    """How long after the version before a version was captured, by the day."""
    first, last = before.date(), after.date()
    if first > last:  # dates run backwards here: the order is that of the collection's records
        return f"recorded after a version captured {span_in_words(last, first)} later"
    return "later that day" if first == last else f"{span_in_words(first, last)} after the version before"


def _step(history: History, station: Station, company: Link, document: Link) -> Step:
    revision, before, version = station.revision, history.before(station), station.version
    return Step(
        kind=station.kind,
        captured_at=version.captured_at,
        company=company,
        document=document,
        url=history.changes_url(station) if revision else station.url,
        verdict=verdict_sentence(revision) if revision else "First capture.",
        summary=f"{station.changes}." if revision else f"{counted(station.words, 'word')}.",
        apart=apart_in_words(before.version.captured_at, version.captured_at) if before else "",
        excerpt=excerpt(history, station) if revision else (),
        language=foreign_language(history.settings, version),
        chart=step_chart(history, station),
        digest=_digest(station) if revision else "",
    )


def _digest(station: Station) -> str:
    """Equal where the same passages came, went and were edited, in whatever document."""
    ends = [(one.kind, *[at.passage.id if at else "" for at in (one.before, one.after)]) for one in station.changed]
    told = sorted(" ".join(end) for end in ends if end[0] != "moved")
    return sha256("\n".join(told).encode()).hexdigest() if told else ""
