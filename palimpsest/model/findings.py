"""What the texts say: topics, the labels of passages with their evidence, stated dates, what they name, signals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from palimpsest.model.parties import PartyMention

Certainty = Literal["sure", "possible"]
Polarity = Literal["says", "denies"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject. `parent` is the slug of its practice category, None for a category itself. `dpv` and `opp115` name
    the matching terms of the W3C Data Privacy Vocabulary and of the OPP-115 corpus."""

    slug: str
    label: str
    description: str
    parent: str | None = None
    dpv: tuple[str, ...] = ()
    opp115: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a label was given: characters `start` to `end` of the passage's reading text, or of its section's heading."""

    where: Literal["passage", "heading"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """One topic of one passage, with its evidence. `denies`: the passage says that it does not happen."""

    topic: str
    certainty: Certainty
    polarity: Polarity
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date the text claims for itself. `date` is ISO in its own precision: a day, a month or a year."""

    claim: Literal["effective", "last updated"]
    date: str
    quote: str
    anchor: str


FactKind = Literal["email", "phone", "address", "age", "law", "scheme", "retention", "entity"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a passage names, at characters `start` to `end` of its reading text. `value` is its one spelling: an
    e-mail address in small letters, digits of a telephone number, an ISO 8601 period ("P18M"), a law's short name."""

    kind: FactKind
    value: str
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """Something about a revision that a reader may want to look at, in words; it is no verdict. `kind` names the rule.
    The anchors are places in the earlier and in the later text, `""` where there is none."""

    kind: str
    text: str
    before_anchor: str
    after_anchor: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was understood of one version: labels by anchor; stated dates, facts and mentions of parties in reading
    order; and `signals` of the step that first led to it."""

    labels: Mapping[str, tuple[Label, ...]]
    stated_dates: tuple[StatedDate, ...]
    facts: tuple[Fact, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    signals: tuple[Signal, ...] = ()
