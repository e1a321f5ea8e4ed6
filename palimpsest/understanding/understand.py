"""One version's reading text -> Findings: the labels of its passages, the dates it states, the facts it names.

    Reading  ->  Findings(labels={"p-1f3a9c20": (Label("cookies-tracking", ...),)}, stated_dates=..., facts=...)

Titles, furniture and headings get no labels, nor do passages that only lead elsewhere: tables of contents, lines of
links, a few words without a sentence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from palimpsest.model import Fact, Findings, Label, Override, Passage, Placed, Reading, Section, StatedDate
from palimpsest.understanding.facts import KEEPING, KnownFacts, facts_of
from palimpsest.understanding.glance import Glances
from palimpsest.understanding.labels import label_passage
from palimpsest.understanding.navigation import is_contents
from palimpsest.understanding.overrides import overridden
from palimpsest.understanding.points import Seen
from palimpsest.understanding.stated_dates import Claim, stated_dates
from palimpsest.understanding.taxonomy import Lexicon
from palimpsest.values import Frozen, Growing, field

FEWEST_WORDS = 4  # below it a passage is a name, a crumb or a button, unless it is an item of a list
# "With whom the information may be shared": an item that only announces, as the lists of seal programmes do
_ANNOUNCEMENT = re.compile(
    r"(?:what|how|why|who|whom|with whom|which|whether|when"
    r"|the (?:kinds?|types?|organi[sz]ations?) (?:of|collecting))\b",
    re.IGNORECASE,
)
SHARE_OF_LABELLED = 0.35  # in English, policies have more, terms of use less; measured on 879 texts of contrib
ENGLISH = "en"
_AROUND = re.compile(r"^[\W\d]*(?:\d+[a-z]?\W+)?|\W+$")  # the number and the marks of a heading
_LONGEST_ENTRY = 300  # characters; what is longer is no heading, and no entry of a table of contents
MOST_LINK_WORDS = 12  # a paragraph of nothing but links up to this length leads elsewhere and says nothing itself


class _Bare(dict[str, str]):
    """Headings -> the same without number and marks, for telling a table of contents by its entries."""

    def __missing__(self, text: str) -> str:
        if len(text) > _LONGEST_ENTRY:
            return text
        bare = self[text] = _AROUND.sub("", text).casefold()
        return bare


class Understood(Growing):
    """What was understood of passages that the versions of a document repeat. It saves work and changes no result."""

    sections: dict[int, "_OfSection"] = field(default_factory=dict)
    labels: dict[tuple, tuple[Label, ...]] = field(default_factory=dict)  # by all that `_labels` looks at
    seen: Seen = field(default_factory=Seen)
    claims: dict[tuple[str, str], tuple[tuple[Claim, str, str], ...]] = field(default_factory=dict)
    bare: _Bare = field(default_factory=_Bare)
    facts: KnownFacts = field(default_factory=KnownFacts)


class _OfSection(Frozen):
    """What one section says wherever it stands: the bare text and the anchor of each passage that has labels, the
    dates it states and the facts it names. It is known by its identity, and held here so that no identity is given
    twice."""

    section: Section
    labelled: tuple[tuple[str, str, tuple[Label, ...]], ...]
    stated_dates: tuple[StatedDate, ...]
    facts: tuple[Fact, ...]


def understand(
    reading: Reading,
    lexicon: Lexicon,
    known: Understood | None = None,
    overrides: Sequence[Override] = (),
    language: str = ENGLISH,
) -> Findings:
    """What one version says: labels by anchor (only passages that have any), stated dates and facts in reading order.

    Versions of one document share a `known`, so that each passage below each heading is understood once. `overrides`
    are what curators say of the document's passages; they come last. `language` is that of the text, as far as known.
    """
    known = known if known is not None else Understood()
    headings = {known.bare[section.label] for section in reading.sections if section.label}
    labels: dict[str, tuple[Label, ...]] = {}
    dates: dict[tuple[Claim, str], StatedDate] = {}
    facts: list[Fact] = []
    for section in reading.sections:
        understood = known.sections.get(id(section)) or _understand_section(section, lexicon, known)
        for bare, anchor, given in understood.labelled:
            if bare not in headings:
                labels[anchor] = given
        for stated in understood.stated_dates:
            dates.setdefault((stated.claim, stated.date), stated)
        facts += understood.facts
    unlabelled = "" if _is_english(language, reading, labels) else language
    labels, used = overridden({} if unlabelled else labels, reading, overrides, lexicon.order)
    return Findings(labels, tuple(dates.values()), tuple(facts), unlabelled_language=unlabelled, overrides=used)


def learn(reading: Reading, findings: Findings, known: Understood) -> None:
    """What the findings of a text say of its passages below their headings, for the texts to come. Where a curator had
    a word, they do not say what would be found."""
    for section in reading.sections if not findings.overrides else ():
        for placed, lead_in in _with_lead_in(section):
            if given := findings.labels.get(placed.anchor):
                known.labels[_key(placed.passage, section.label, lead_in)] = given


def _is_english(language: str, reading: Reading, labels: Mapping[str, tuple[Label, ...]]) -> bool:
    """Phrases are English. Half of the passages of an English policy have labels, and hardly one of another language
    has: where many do, the text is in English whatever its record says."""
    passages = sum([len(section.text) for section in reading.sections])
    return language.partition("-")[0].lower() in (ENGLISH, "") or len(labels) >= SHARE_OF_LABELLED * passages


def _understand_section(section: Section, lexicon: Lexicon, known: Understood) -> _OfSection:
    labelled = tuple(
        (known.bare[placed.passage.text], placed.anchor, given)
        for placed, lead_in in _with_lead_in(section)
        if placed.role == "text" and (given := _labels(placed.passage, section.label, lead_in, lexicon, known))
    )
    dates = stated_dates(_with_what_stands_above(section, known.facts.glances), known.claims)
    keeping = {anchor for _, anchor, given in labelled if any(label.topic in KEEPING for label in given)}
    facts = facts_of(((item, item.anchor in keeping) for item in section.text), known.facts)
    understood = known.sections[id(section)] = _OfSection(section, labelled, dates, tuple(facts))
    return understood


def _labels(passage: Passage, heading: str, lead_in: str, lexicon: Lexicon, known: Understood) -> tuple[Label, ...]:
    key = _key(passage, heading, lead_in)
    given = known.labels.get(key)
    if given is None:
        nothing = _says_nothing(passage, lead_in)
        given = () if nothing else label_passage(passage.text, heading, lexicon, lead_in, known.seen)
        known.labels[key] = given
    return given


def _key(passage: Passage, heading: str, lead_in: str) -> tuple:
    return passage.text, heading, lead_in, passage.kind, passage.links  # in another version, the same words are a link


def _with_lead_in(section: Section) -> Iterator[tuple[Placed, str]]:
    """Each passage below a heading, list items with the paragraph that introduces their list."""
    before: Passage | None = None  # whose words were not looked at yet
    lead_in = ""
    for placed in section.placed:
        if placed.passage.kind != "item":
            before, lead_in = placed.passage, ""
            yield placed, ""
            continue
        if before:
            lead_in, before = _lead_in(before), None
        yield placed, lead_in


def _lead_in(passage: Passage) -> str:
    """Only what ends in a colon, or breaks off, introduces; a full sentence before a list stands for itself."""
    text = passage.text.rstrip()
    return text if passage.kind == "paragraph" and not text.endswith((".", "!", "?")) else ""


def _with_what_stands_above(section: Section, glances: Glances) -> Iterator[tuple[Placed, str]]:
    """Each passage but furniture that holds a digit, as every date does, with what stands above it: a line that ends in
    a colon, or else its heading."""
    if section.heading and section.heading.role != "furniture" and glances[section.heading.passage.text].digits:
        yield section.heading, ""
    above = section.label
    for placed in section.placed:
        if placed.role != "furniture":
            text = placed.passage.text
            if glances[text].digits:
                yield placed, above
            above = stripped if (stripped := text.rstrip()).endswith(":") else section.label


def _says_nothing(passage: Passage, lead_in: str) -> bool:
    if passage.kind == "heading" or is_contents(passage.text):
        return True
    if passage.words < FEWEST_WORDS and not lead_in:
        return True
    if passage.kind == "item" and _ANNOUNCEMENT.match(passage.text):
        return True
    if passage.links and passage.words <= MOST_LINK_WORDS:
        linked = sum(len(link.text.split()) for link in passage.links)
        return linked >= passage.words
    return False
