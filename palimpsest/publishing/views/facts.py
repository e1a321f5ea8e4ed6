"""The facts of a version -> what its page lists as named, each with the way to its passage; those of all versions ->
the first mention of each law and scheme.

    Fact("law", "GDPR", "p-1f3a9c20", 0, 4), twice  ->  FactGroup("Laws", (FactLink("GDPR", "p-1f3a9c20", "2 places"),))
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.model import Fact, FactKind
from palimpsest.publishing.views.history import History
from palimpsest.publishing.views.lines import Repeated
from palimpsest.values import Frozen

_LABELS: tuple[tuple[FactKind, str], ...] = (
    ("entity", "Legal entities"),
    ("email", "E-mail"),
    ("phone", "Telephone"),
    ("address", "Postal addresses"),
    ("age", "Ages"),
    ("law", "Laws"),
    ("scheme", "Self-regulation and seals"),
    ("retention", "Periods of keeping"),
)
_TECHNICAL = ("email", "phone")
_MOST = 12  # of one kind; a text can name a telephone number for every state
_PERIOD = re.compile(r"PT?([0-9]+)([HDWMY])")
_UNITS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


class FactLink(Frozen):
    """A value as pages show it, the anchor where it first stands, and how often it does (`""` for once)."""

    words: str
    anchor: str
    times: str


class FactGroup(Frozen):
    """The values of one kind in the order of the text; `left_out` says how many more there are."""

    label: str
    is_technical: bool
    facts: tuple[FactLink, ...]
    left_out: str


class Mention(Frozen):
    """A law or a scheme where a document's texts first name it."""

    name: str
    captured_at: datetime
    url: str


def fact_groups(facts: Sequence[Fact]) -> Repeated[FactGroup]:
    """What one version names, kind by kind; kinds of which nothing was found are left out."""
    groups = []
    by_kind: dict[FactKind, dict[str, list[Fact]]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, {}).setdefault(fact.value, []).append(fact)
    for kind, label in _LABELS:
        found = by_kind.get(kind, {})
        links = [
            FactLink(value_in_words(kind, value), own[0].anchor, counted(len(own), "place") if len(own) > 1 else "")
            for value, own in found.items()
        ]
        if links:
            left_out = f"and {len(links) - _MOST:,} more" if len(links) > _MOST else ""
            groups.append(FactGroup(label, kind in _TECHNICAL, tuple(links[:_MOST]), left_out))
    return Repeated(groups)


def value_in_words(kind: FactKind, value: str) -> str:
    """
    >>> value_in_words("retention", "P18M"), value_in_words("retention", "PT1H"), value_in_words("law", "GDPR")
    ('18 months', '1 hour', 'GDPR')
    """
    period = _PERIOD.fullmatch(value) if kind == "retention" else None
    return counted(int(period[1]), _UNITS[period[2]]) if period else value


def mentions_of(history: History) -> tuple[Mention, ...]:
    """The first mention of each law and scheme in a document's captures, by name."""
    found: dict[str, Mention] = {}
    for station in history.stations:
        for fact in station.findings.facts:
            if fact.kind in ("law", "scheme") and fact.value not in found:
                url = f"{station.url}#{fact.anchor}"
                found[fact.value] = Mention(fact.value, station.version.captured_at, url)
    return tuple(found[name] for name in sorted(found))


def first_mentions(documents: Iterable[Sequence[Mention]]) -> tuple[Mention, ...]:
    """The first mention among several documents, in the order of time."""
    found: dict[str, Mention] = {}
    for mentions in documents:
        for mention in mentions:
            known = found.get(mention.name)
            if known is None or mention.captured_at < known.captured_at:
                found[mention.name] = mention
    return tuple(sorted(found.values(), key=lambda mention: (mention.captured_at, mention.name)))
