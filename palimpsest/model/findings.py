"""What the texts say: topics, the labels of passages with their evidence, stated dates, what they name, signals."""

from collections.abc import Mapping
from typing import Literal

from palimpsest.model.parties import PartyMention
from palimpsest.values import Frozen

Certainty = Literal["sure", "possible", "editorial"]
Polarity = Literal["says", "denies"]
EvidenceKind = Literal["phrase", "n-gram"]


class Topic(Frozen):
    """A subject. `parent` is the slug of its practice category, None for a category itself. `dpv` and `opp115` name
    the matching terms of the W3C Data Privacy Vocabulary and of the OPP-115 corpus."""

    slug: str
    label: str
    description: str
    parent: str | None = None
    dpv: tuple[str, ...] = ()
    opp115: str = ""


class Evidence(Frozen):
    """Why a label was given: characters `start` to `end` of the passage's reading text, or of its section's heading.

    `kind`: a curator's phrase stands there, or wording that real policies use below headings on this subject."""

    where: Literal["passage", "heading"]
    start: int
    end: int
    kind: EvidenceKind = "phrase"


class Label(Frozen):
    """One topic of one passage, with its evidence. `denies`: the passage says that it does not happen.

    A curator's own label is "editorial": it has no evidence, and its `note` says why it was given, and by whom.
    """

    topic: str
    certainty: Certainty
    polarity: Polarity
    evidence: tuple[Evidence, ...]
    note: str = ""


class Override(Frozen):
    """A curator's word on one passage of one document: it has the topic (`is_added`), or does not have it.

    `passage`: the first 8 to 16 hex digits of the passage's id.
    """

    passage: str
    topic: str
    is_added: bool
    polarity: Polarity
    reason: str
    by: str


class StatedDate(Frozen):
    """A date the text claims for itself. `date` is ISO in its own precision: a day, a month or a year. "dated": it
    stands alone in the head of the text, which does not say what happened on it."""

    claim: Literal["effective", "last updated", "dated"]
    date: str
    quote: str
    anchor: str


FactKind = Literal["email", "phone", "address", "age", "law", "scheme", "retention", "entity"]


class Fact(Frozen):
    """Something a passage names, at characters `start` to `end` of its reading text. `value` is its one spelling: an
    e-mail address in small letters, digits of a telephone number, an ISO 8601 period ("P18M"), a law's short name."""

    kind: FactKind
    value: str
    anchor: str
    start: int
    end: int


class Signal(Frozen):
    """Something about a revision that a reader may want to look at, in words; it is no verdict. `kind` names the rule.
    The anchors are places in the earlier and in the later text, `""` where there is none."""

    kind: str
    text: str
    before_anchor: str
    after_anchor: str


class Findings(Frozen):
    """What was understood of one version: labels by anchor; stated dates, facts and mentions of parties in reading
    order; and `signals` of the step that first led to it.

    `unlabelled_language`: the language of a text that is not in English and has no labels but a curator's, else "".
    `overrides`: what curators said of its passages.
    """

    labels: Mapping[str, tuple[Label, ...]]
    stated_dates: tuple[StatedDate, ...]
    facts: tuple[Fact, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    signals: tuple[Signal, ...] = ()
    unlabelled_language: str = ""
    overrides: tuple[Override, ...] = ()
