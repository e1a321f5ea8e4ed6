"""One version's reading text -> Findings: the labels of its passages, the dates it states, the facts it names.

    Reading  ->  Findings(labels={"p-1f3a9c20": (Label("cookies-tracking", ...),)}, stated_dates=..., facts=...)

Titles, furniture and headings get no labels, nor do passages that only lead elsewhere: tables of contents, lines of
links, a few words without a sentence. In a row of a table few words say enough.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from palimpsest.model import Fact, Findings, Label, Override, Passage, Placed, Reading, Section, StatedDate
from palimpsest.understanding.dates.head import head_date
from palimpsest.understanding.dates.order import UNCLEAR, Orders, Shown, order_of
from palimpsest.understanding.dates.stated import Claim, KnownClaims, stated_dates
from palimpsest.understanding.facts.facts import KEEPING, KnownFacts, facts_of
from palimpsest.understanding.glance import Glances
from palimpsest.understanding.overrides import overridden
from palimpsest.understanding.topics.data_words import (
    DataNamed,
    DataWords,
    data_named,
    is_about_data,
    wherever_it_stands,
)
from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.topics.navigation import is_contents
from palimpsest.understanding.topics.points import Seen
from palimpsest.understanding.topics.taxonomy import Lexicon
from palimpsest.values import Frozen, Growing, field

FEWEST_WORDS = 4  # below it a passage is a name, a crumb or a button, unless it is an item of a list
# "With whom the information may be shared": an item that only announces, as the lists of seal programmes do
_ANNOUNCEMENT = re.compile(
    r"(?:what|how|why|who|whom|with whom|which|whether|when"
    r"|the (?:kinds?|types?|organi[sz]ations?) (?:of|collecting))\b",
    re.IGNORECASE,
)
# A row of a table that is marked so, or is all in bold, as where the page had no other names of its columns.
_NAMES_OF_COLUMNS = re.compile(r"<th>.*|(?:<td>(?:<strong>[^<]*</strong>)?</td>)+", re.DOTALL)
SHARE_OF_LABELLED = 0.35  # in English, policies have more, terms of use less; measured on 879 texts of contrib
ENGLISH = "en"
_AROUND = re.compile(r"^[\W\d]*(?:\d+[a-z]?\W+)?|\W+$")  # the number and the marks of a heading
_LONGEST_ENTRY = 300  # characters; what is longer is no heading, and no entry of a table of contents
_Given = tuple[tuple[Label, ...], tuple[Label, ...]]  # to a passage of a text about data, and of one about other things
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
    labels: dict[tuple, _Given] = field(default_factory=dict)  # by all that `_labels` looks at
    seen: Seen = field(default_factory=Seen)
    claims: KnownClaims = field(default_factory=dict)
    orders: Orders = field(default_factory=Orders)
    bare: _Bare = field(default_factory=_Bare)
    facts: KnownFacts = field(default_factory=KnownFacts)
    data_words: DataWords = None  # type: ignore[assignment]  # it shares the glances

    def __post_init__(self) -> None:
        """One look at a passage serves both."""
        self.data_words = DataWords(self.facts.glances)


class _OfSection(Frozen):
    """What one section says wherever it stands: the bare text and the anchor of each passage that has labels with
    these, the dates it states, in what order its numeric dates are, the facts it names and how much it says of data. It
    is known by its identity, and held here so that no identity is given twice."""

    section: Section
    labelled: tuple[tuple[str, str, "_Given"], ...]
    stated_dates: tuple[StatedDate, ...]
    orders: frozenset[Shown]
    facts: tuple[Fact, ...]
    data: DataNamed


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
    labels: dict[str, _Given] = {}
    facts: list[Fact] = []
    sections = [
        known.sections.get(id(section)) or _understand_section(section, lexicon, known) for section in reading.sections
    ]
    for understood in sections:
        for bare, anchor, given in understood.labelled:
            if bare not in headings:
                labels[anchor] = given
        facts += understood.facts
    dates = _stated_dates(reading, sections, language, known)
    unlabelled = "" if _is_english(language, reading, len(labels)) else language
    found = {} if unlabelled else _given(labels, about_data=is_about_data(one.data for one in sections))
    found, used = overridden(found, reading, overrides, lexicon.order)
    return Findings(found, dates, tuple(facts), unlabelled_language=unlabelled, overrides=used)


def _stated_dates(
    reading: Reading, sections: Iterable[_OfSection], language: str, known: Understood
) -> tuple[StatedDate, ...]:
    """The dates that all of a text states. What 03/04/2017 means in one section is known from the dates of all."""
    shown = {one for section in sections for one in section.orders}
    order = order_of(shown, language) if UNCLEAR in shown else None
    dates: dict[tuple[Claim, str], StatedDate] = {}
    for section in sections:
        stated = section.stated_dates
        if order and UNCLEAR in section.orders:
            stated = stated_dates(_with_what_stands_above(section.section, known.facts.glances), known.claims, order)
        for one in stated:
            dates.setdefault((one.claim, one.date), one)
    head = None if dates else head_date(reading.placed(), order)
    return (head,) if head else tuple(dates.values())


def learn(reading: Reading, findings: Findings, lexicon: Lexicon, known: Understood) -> None:
    """What the findings of a text say of its passages below their headings, for the texts to come. Where a curator had
    a word, or the text is about something else, they do not say what would be found."""
    if findings.overrides or not is_about_data(data_named(section, known.data_words) for section in reading.sections):
        return
    for section in reading.sections:
        for placed, lead_in in _with_lead_in(section):
            if given := findings.labels.get(placed.anchor):
                key = _key(placed.passage, section.label, lead_in)
                known.labels[key] = _both(given, placed.passage.text, section.label, lead_in, lexicon, known)


def _given(labels: Mapping[str, _Given], *, about_data: bool) -> dict[str, tuple[Label, ...]]:
    """By anchor the labels that passages have in a text about data or in another."""
    which = 0 if about_data else 1
    return {anchor: given[which] for anchor, given in labels.items() if given[which]}


def _is_english(language: str, reading: Reading, labelled: int) -> bool:
    """Phrases are English. Half of the passages of an English policy have labels, and hardly one of another language
    has: where many do, the text is in English whatever its record says."""
    passages = sum([len(section.text) for section in reading.sections])
    return language.partition("-")[0].lower() in (ENGLISH, "") or labelled >= SHARE_OF_LABELLED * passages


def _understand_section(section: Section, lexicon: Lexicon, known: Understood) -> _OfSection:
    labelled = tuple(
        (known.bare[placed.passage.text], placed.anchor, given)
        for placed, lead_in in _with_lead_in(section)
        if placed.role == "text" and (given := _labels(placed.passage, section.label, lead_in, lexicon, known))[0]
    )
    dated = list(_with_what_stands_above(section, known.facts.glances))
    keeping = {anchor for _, anchor, given in labelled if any(label.topic in KEEPING for label in given[0])}
    facts = facts_of(((item, item.anchor in keeping) for item in section.text), known.facts)
    understood = known.sections[id(section)] = _OfSection(
        section,
        labelled,
        stated_dates(dated, known.claims),
        frozenset(chain.from_iterable(known.orders[item.passage.text] for item, _ in dated)),
        tuple(facts),
        data_named(section, known.data_words),
    )
    return understood


def _labels(passage: Passage, heading: str, lead_in: str, lexicon: Lexicon, known: Understood) -> _Given:
    key = _key(passage, heading, lead_in)
    given = known.labels.get(key)
    if given is None:
        nothing = _says_nothing(passage, lead_in)
        labels = () if nothing else label_passage(passage.text, heading, lexicon, lead_in, known.seen)
        given = known.labels[key] = _both(labels, passage.text, heading, lead_in, lexicon, known)
    return given


def _both(
    labels: tuple[Label, ...], text: str, heading: str, lead_in: str, lexicon: Lexicon, known: Understood
) -> _Given:
    names = known.data_words
    if not labels or names[text] or names[lead_in] or names[heading]:
        return labels, labels
    return labels, wherever_it_stands(labels, lexicon)


def _key(passage: Passage, heading: str, lead_in: str) -> tuple:
    return passage.text, heading, lead_in, passage.kind, passage.links  # in another version, the same words are a link


def _with_lead_in(section: Section) -> Iterator[tuple[Placed, str]]:
    """Each passage below a heading, list items and rows with the paragraph that introduces their list or table."""
    before: Passage | None = None  # whose words were not looked at yet
    lead_in = ""
    for placed in section.placed:
        if placed.passage.kind not in ("item", "row"):
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
    if passage.kind == "heading" or _NAMES_OF_COLUMNS.fullmatch(passage.html):
        return True
    if passage.kind != "row" and (is_contents(passage.text) or (passage.words < FEWEST_WORDS and not lead_in)):
        return True
    if passage.kind == "item" and _ANNOUNCEMENT.match(passage.text):
        return True
    if passage.links and passage.words <= MOST_LINK_WORDS:
        linked = sum(len(link.text.split()) for link in passage.links)
        return linked >= passage.words
    return False
