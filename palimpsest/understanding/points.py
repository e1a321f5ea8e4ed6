"""A passage's text -> points for each topic, and the topics that have enough of them.

    "We share it with our partners."  ->  sharing: 4 points of phrases and 1.6 of n-grams, from "share", "our partners"

A strong phrase gives two points, a weak one a point, a matching heading a point; a denial counts for three. To a
category its n-grams give up to three points more. A category needs its minimum and its share of the best category's
points, because a passage is about what it is mostly about; a topic needs its minimum of phrase points and one of its
categories. Nothing is labelled on the strength of its heading or its lead-in alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from palimpsest.understanding.matching import Hit, find_hits, hide
from palimpsest.understanding.ngrams import NGramMatcher, ngram_scores
from palimpsest.understanding.polarity import Denials, find_denials
from palimpsest.understanding.taxonomy import Lexicon, Rule
from palimpsest.understanding.words import Spelled, Speller, grams_of, spelled

POINTS = {"strong": 2, "weak": 1}
COUNTED = 2  # a phrase that comes more often than this says no more about what a passage is about
DENIAL_POINTS = 3  # a denial is a whole statement, however short: it lifts its topic and its category to this
HEADING_POINTS = 1
# N-grams speak in log-odds, mostly between -4 and 2. A score of -2 adds nothing, each one more a point, at most three:
# as much as a phrase and a half, so that they settle what phrases leave open and seldom overrule them.
NGRAM_ZERO = -2.0
MOST_NGRAM_POINTS = 3.0


@dataclass(frozen=True, slots=True)
class Found:
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


@dataclass(frozen=True, slots=True)
class Counted:
    """A passage as it was counted. Letters before `first_own` and characters before `offset` are the lead-in's."""

    spelling: Spelled
    first_own: int
    offset: int
    hits: Sequence[Hit]
    denials: Denials
    heading: Spelled
    found: Mapping[str, Found]


@dataclass(slots=True)
class Seen:
    """What the passages of a document share: headings with their hits, and how words are spelled. It saves work and
    changes no result."""

    headings: dict[str, tuple[Spelled, list[Hit]]] = field(default_factory=dict)
    speller: Speller | None = None


def count(text: str, heading: str, lexicon: Lexicon, lead_in: str = "", seen: Seen | None = None) -> Counted | None:
    """What speaks for which topic; None where no phrase is found at all."""
    seen = seen or Seen()
    seen.speller = seen.speller or Speller(lexicon.alphabet)
    offset = len(lead_in) + 1 if lead_in else 0
    spelling = spelled(f"{lead_in}\n{text}" if lead_in else text, seen.speller)
    first_own = spelling.within(offset) if lead_in else 0
    grams = grams_of(spelling.letters)
    hits = find_hits(spelling.letters, lexicon.passages, grams)
    if hits and hits[0].kind == "announce":
        announced = sorted((hit for hit in hits if hit.kind == "announce"), key=lambda hit: hit.start)
        grams = grams_of(hide(spelling.letters, announced))
        hits = [hit for hit in hits if hit.kind != "announce"]
    if not hits:
        return None
    head, heading_hits = _heading(heading, lexicon, seen.headings, seen.speller)
    denials = find_denials(spelling.letters, hits, lexicon.polarity)
    counted = hits if not any(hit.kind == "deny" for hit in hits) else _with_denials(hits, denials, lexicon.rules)
    found = _found(counted, heading_hits, first_own, _ngram_points(grams, lexicon.ngrams))
    return Counted(spelling, first_own, offset, hits, denials, head, found)


def _heading(
    heading: str, lexicon: Lexicon, known: dict[str, tuple[Spelled, list[Hit]]], speller: Speller
) -> tuple[Spelled, list[Hit]]:
    if heading not in known:
        head = spelled(heading, speller)
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
                counted.append(hit._replace(topic=category))
    return counted


def _ngram_points(grams: Collection[str], ngrams: NGramMatcher) -> dict[str, float]:
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
        topic, kind, _, end, nth, _ = hit
        if kind == "deny":
            denied.append(topic)
        elif nth < COUNTED:
            points[topic] += POINTS[kind]
        if end > first_own:
            own.setdefault(topic, []).append(hit)
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
    categories = {topic: one.points for topic, one in found.items() if topic in lexicon.below}
    best = max(categories.values(), default=0.0)
    bases = {
        topic: topic
        for topic, points in categories.items()
        if points >= rules[topic].minimum and points >= rules[topic].share * best
    }
    for category in tuple(bases):
        bases.update((topic, category) for topic in lexicon.below[category] if rules[topic].follows)
    for topic, one in found.items():
        rule = rules[topic]
        if rule.parents and one.phrases >= rule.minimum and any(parent in bases for parent in rule.parents):
            bases[topic] = topic
    return bases
