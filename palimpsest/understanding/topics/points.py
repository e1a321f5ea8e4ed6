"""A passage's text -> points for each topic, and the topics that have enough of them.

    "We share it with our partners."  ->  sharing: 4 points of phrases and 1.6 of n-grams, from "share", "our partners"

A strong phrase gives two points, a weak one a point, a matching heading a point; a denial counts for three. To a
category its n-grams give up to three points more. A category needs its minimum and its share of the best category's
points, because a passage is about what it is mostly about; a topic needs its minimum of phrase points and one of its
categories. Nothing is labelled on the strength of its heading or its lead-in alone.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from palimpsest.understanding.topics.matching import Hit, Sentences, find_hits, hide
from palimpsest.understanding.topics.ngrams import NGramMatcher, ngram_scores
from palimpsest.understanding.topics.polarity import NO_DENIALS, Denials, find_denials
from palimpsest.understanding.topics.taxonomy import Lexicon, Rule
from palimpsest.understanding.words import Spelled, Speller, grams_of, spelled, spelled_below
from palimpsest.values import Frozen, Growing, field, replace

POINTS = {"strong": 2, "weak": 1}
COUNTED = 2  # a phrase that comes more often than this says no more about what a passage is about
DENIAL_POINTS = 3  # a denial is a whole statement, however short: it lifts its topic and its category to this
HEADING_POINTS = 1
# N-grams speak in log-odds, mostly between -4 and 2. A score of -2 adds nothing, each one more a point, at most three:
# as much as a phrase and a half, so that they settle what phrases leave open and seldom overrule them.
NGRAM_ZERO = -2.0
MOST_NGRAM_POINTS = 3.0


class Found(Frozen):
    """What speaks for one topic: points of phrases, headings and denials, those of n-grams, and the hits in the
    passage itself and in its heading."""

    phrases: int
    ngrams: float
    own: Sequence[Hit]
    heading: Sequence[Hit]

    @property
    def points(self) -> float:
        """All of them."""
        return self.phrases + self.ngrams


class Counted(Frozen):
    """A passage as it was counted. Letters before `first_own` and characters before `offset` are the lead-in's."""

    spelling: Spelled
    first_own: int
    offset: int
    hits: Sequence[Hit]
    denials: Denials
    heading: Spelled
    found: Mapping[str, Found]


class Read(Frozen):
    """What a passage says below whatever heading: its spelling with its lead-in's, as `Counted` has it, its hits with
    those that give points, its denials and the points of its n-grams by category."""

    spelling: Spelled
    first_own: int
    hits: Sequence[Hit]
    counted: Sequence[Hit]
    denials: Denials
    ngrams: Mapping[str, float]


class Seen(Growing):
    """What the passages of a document share: headings with their hits, lead-ins, what a text says below each of these
    (headings change more often), and what was found in sentences. It saves work and changes no result."""

    headings: dict[str, tuple[Spelled, list[Hit]]] = field(default_factory=dict)
    lead_ins: dict[str, Spelled] = field(default_factory=dict)
    read: dict[tuple[str, str], Read | None] = field(default_factory=dict)
    sentences: Sentences = field(default_factory=dict)


def count(text: str, heading: str, lexicon: Lexicon, lead_in: str = "", seen: Seen | None = None) -> Counted | None:
    """What speaks for which topic; None where no phrase is found in the passage's own words."""
    seen = seen or Seen()
    key = text, lead_in
    if key not in seen.read:
        seen.read[key] = _read(*_spelled(text, lead_in, seen.lead_ins, lexicon.speller), lexicon, seen.sentences)
    read = seen.read[key]
    if read is None:
        return None
    head, heading_hits = _heading(heading, lexicon, seen.headings)
    found = _found(read.counted, heading_hits, read.first_own, read.ngrams)
    offset = len(lead_in) + 1 if lead_in else 0
    return Counted(read.spelling, read.first_own, offset, read.hits, read.denials, head, found)


def _spelled(text: str, lead_in: str, known: dict[str, Spelled], speller: Speller) -> tuple[Spelled, int]:
    """A text below its lead-in, and how many letters are the lead-in's."""
    if not lead_in:
        return spelled(text, speller), 0
    if lead_in[-1].isspace() or text[:1].isspace():  # an empty line between them ends a sentence
        spelling = spelled(f"{lead_in}\n{text}", speller)
        return spelling, bisect_left(spelling.starts(), len(lead_in) + 1)
    if lead_in not in known:
        known[lead_in] = spelled(lead_in, speller)
    return spelled_below(known[lead_in], text, speller), len(known[lead_in].letters)


def _read(spelling: Spelled, first_own: int, lexicon: Lexicon, sentences: Sentences) -> Read | None:
    letters = spelling.letters
    hits = find_hits(letters, lexicon.passages, sentences)
    if hits and hits[0].kind == "announce":
        announced = sorted((hit for hit in hits if hit.kind == "announce"), key=lambda hit: hit.start)
        letters = hide(letters, announced)
        hits = [hit for hit in hits if hit.kind != "announce"]
    if not hits or (first_own and not any(hit.end > first_own for hit in hits)):
        return None
    denials, counted = NO_DENIALS, hits
    if any(hit.kind == "deny" for hit in hits):
        denials = find_denials(spelling.letters, hits, lexicon.polarity)
        counted = _with_denials(hits, denials, lexicon.rules)
    return Read(spelling, first_own, hits, counted, denials, _ngram_points(grams_of(letters), lexicon.ngrams))


def _heading(heading: str, lexicon: Lexicon, known: dict[str, tuple[Spelled, list[Hit]]]) -> tuple[Spelled, list[Hit]]:
    if heading not in known:
        head = spelled(heading, lexicon.speller)
        known[heading] = head, find_hits(head.letters, lexicon.headings)
    return known[heading]


def _with_denials(hits: Iterable[Hit], denials: Denials, rules: Mapping[str, Rule]) -> list[Hit]:
    """The hits that give points: denials that are none left out, the others given to their category as well."""
    counted = [hit for hit in hits if hit.kind != "deny"]
    categories = set()
    for hit in denials.every:
        counted.append(hit)
        for category in rules[hit.topic].parents[:1]:
            if category not in categories:
                categories.add(category)
                counted.append(replace(hit, topic=category))
    return counted


def _ngram_points(grams: Collection[int], ngrams: NGramMatcher) -> dict[str, float]:
    """Points by category, only where there are any."""
    return {
        category: min(score - NGRAM_ZERO, MOST_NGRAM_POINTS)
        for category, score in ngram_scores(grams, ngrams)
        if score > NGRAM_ZERO
    }


def _found(
    hits: Sequence[Hit], heading_hits: Iterable[Hit], first_own: int, ngrams: Mapping[str, float]
) -> dict[str, Found]:
    """What speaks for each topic for which something in the passage's own words speaks."""
    points: dict[str, int] = defaultdict(int)
    # the n-grams of a list's item are those of its lead-in too, so that alone they say nothing about the item
    own: dict[str, list[Hit]] = {} if first_own else {category: [] for category in ngrams}
    denied = []
    for hit in hits:
        if hit.kind == "deny":
            denied.append(hit.topic)
        elif hit.nth < COUNTED:
            points[hit.topic] += POINTS[hit.kind]
        if hit.end > first_own:
            own.setdefault(hit.topic, []).append(hit)
    for topic in denied:
        points[topic] = max(points[topic], DENIAL_POINTS)
    heading: dict[str, list[Hit]] = {}
    for hit in heading_hits:
        heading.setdefault(hit.topic, []).append(hit)
    return {
        topic: Found(
            points[topic] + (HEADING_POINTS if topic in heading else 0),
            ngrams.get(topic, 0.0),
            found,
            heading.get(topic, ()),
        )
        for topic, found in own.items()
    }


def given(found: Mapping[str, Found], lexicon: Lexicon) -> dict[str, str]:
    """Topics given -> the topic whose evidence they rest on (their own, or the category they follow)."""
    rules = lexicon.rules
    categories = {topic: one.phrases + one.ngrams for topic, one in found.items() if topic in lexicon.below}
    best = max(categories.values(), default=0.0)
    bases = {
        topic: topic
        for topic, points in categories.items()
        if points >= rules[topic].minimum and points >= rules[topic].share * best
    }
    if not bases:
        return bases
    for category in tuple(bases):
        bases.update((topic, category) for topic in lexicon.below[category] if rules[topic].follows)
    for topic, one in found.items():
        rule = rules[topic]
        if rule.parents and one.phrases >= rule.minimum and any(parent in bases for parent in rule.parents):
            bases[topic] = topic
    return bases
