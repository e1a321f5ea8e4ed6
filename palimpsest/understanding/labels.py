"""A passage's text, with its heading and the lead-in of its list -> labels with evidence.

    "We use cookies to remember your cart." below "Tracking Technologies"
        ->  collection (sure, says), cookies-tracking (sure, says; evidence: "use cookies", "Tracking")

A strong phrase gives two points, a weak one a point, a matching heading a point; a denial counts for three. A
category needs its minimum and its share of the best category's points, because a passage is about what it is mostly
about; a topic needs its minimum and one of its categories. Nothing is labelled on the strength of its heading or its
lead-in alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from palimpsest.model import Certainty, Evidence, Label
from palimpsest.understanding.matching import Hit, find_hits
from palimpsest.understanding.polarity import Denials, denying_hits, find_denials
from palimpsest.understanding.taxonomy import Lexicon, Rule
from palimpsest.understanding.words import Spelled, spelled

POINTS = {"strong": 2, "weak": 1}
COUNTED = 2  # a phrase that comes more often than this says no more about what a passage is about
DENIAL_POINTS = 3  # a denial is a whole statement, however short: it lifts its topic and its category to this
HEADING_POINTS = 1


@dataclass(frozen=True, slots=True)
class _Found:
    """What speaks for one topic: points, and hits in the passage itself and in its heading."""

    points: int
    own: tuple[Hit, ...]
    heading: tuple[Hit, ...]


Headings = dict[str, tuple[Spelled, list[Hit]]]
"""Headings seen before, spelled, with their hits: many passages stand below one heading."""


def label_passage(
    text: str, heading: str, lexicon: Lexicon, lead_in: str = "", known: Headings | None = None
) -> tuple[Label, ...]:
    """The labels of one passage, in the order of the taxonomy; evidence points into `text` or `heading`.

    `lead_in` is the paragraph that introduces a list ("We may also use your information:"). Its phrases count for
    each item, but an item gets only labels for which something in its own words speaks.
    """
    offset = len(lead_in) + 1 if lead_in else 0
    spelling = spelled(f"{lead_in}\n{text}" if lead_in else text, lexicon.alphabet)
    first_own = sum(end <= offset for end in spelling.ends) if lead_in else 0
    hits = find_hits(spelling.letters, lexicon.passages)
    if not hits:
        return ()
    head, heading_hits = _heading(heading, lexicon, {} if known is None else known)
    denials = find_denials(spelling.letters, hits, lexicon.polarity)
    found = _found(_counted(hits, denials, lexicon.rules), heading_hits, first_own)
    given = _given(found, lexicon.rules)
    labels = []
    for topic in lexicon.topics:
        if topic.slug not in given:
            continue
        basis, rule = found[given[topic.slug]], lexicon.rules[given[topic.slug]]
        below = [given[topic.slug], *([] if rule.parents else _topics_below(given[topic.slug], lexicon.rules))]
        denying = [hit for hit in denying_hits(below, hits, denials, spelling.letters) if hit.end > first_own]
        evidence = (
            *_evidence("passage", denying or basis.own, spelling, offset, first_own),
            *_evidence("heading", basis.heading, head, 0, 0),
        )
        certainty: Certainty = "sure" if denying or basis.points >= rule.sure else "possible"
        labels.append(Label(topic.slug, certainty, "denies" if denying else "says", evidence))
    return tuple(labels)


def _heading(heading: str, lexicon: Lexicon, known: Headings) -> tuple[Spelled, list[Hit]]:
    if heading not in known:
        head = spelled(heading, lexicon.alphabet)
        known[heading] = head, find_hits(head.letters, lexicon.headings)
    return known[heading]


def _counted(hits: Iterable[Hit], denials: Denials, rules: Mapping[str, Rule]) -> list[Hit]:
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


def _topics_below(category: str, rules: Mapping[str, Rule]) -> list[str]:
    return [topic for topic, rule in rules.items() if rule.parents[:1] == (category,)]


def _found(hits: Sequence[Hit], heading_hits: Iterable[Hit], first_own: int) -> dict[str, _Found]:
    """What speaks for each topic for which something in the passage's own words speaks."""
    points: dict[str, int] = defaultdict(int)
    own: dict[str, list[Hit]] = defaultdict(list)
    heading: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.kind != "deny" and hit.nth < COUNTED:
            points[hit.topic] += POINTS[hit.kind]
        if hit.end > first_own:
            own[hit.topic].append(hit)
    for hit in hits:
        if hit.kind == "deny":
            points[hit.topic] = max(points[hit.topic], DENIAL_POINTS)
    for hit in heading_hits:
        heading[hit.topic].append(hit)
    return {
        topic: _Found(
            points[topic] + (HEADING_POINTS if heading[topic] else 0), tuple(own[topic]), tuple(heading[topic])
        )
        for topic in sorted(own)
    }


def _given(found: Mapping[str, _Found], rules: Mapping[str, Rule]) -> dict[str, str]:
    """Topics given -> the topic whose evidence they rest on (their own, or the category they follow)."""
    categories = [topic for topic in found if not rules[topic].parents]
    best = max((found[topic].points for topic in categories), default=0)
    given = {
        topic: topic
        for topic in categories
        if found[topic].points >= max(rules[topic].minimum, rules[topic].share * best)
    }
    if not given:
        return given
    for topic, rule in rules.items():
        if not rule.parents or not any(parent in given for parent in rule.parents):
            continue
        if rule.follows:
            given[topic] = rule.parents[0]
        elif topic in found and found[topic].points >= rule.minimum:
            given[topic] = topic
    return given


def _evidence(where: str, hits: Iterable[Hit], spelling: Spelled, offset: int, first_own: int) -> list[Evidence]:
    """Hits as character spans, overlapping ones joined, those that reach into the lead-in cut where the item begins."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((max(hit.start, first_own), hit.end) for hit in hits):
        first, last = spelling.starts[start] - offset, spelling.ends[end - 1] - offset
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return [Evidence(where, first, last) for first, last in spans]  # type: ignore[arg-type]
