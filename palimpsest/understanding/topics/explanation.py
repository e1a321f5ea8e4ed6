"""A text -> why it has the labels it has, and why not others, in lines for a curator.

"We never sell your data."  ->  "selling-data: sure, denies", "    3  deny  never sell your data  <- <not> ** ...", ...
"""

from collections.abc import Iterator
from math import floor

from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.topics.matching import Hit, Matcher
from palimpsest.understanding.topics.points import (
    COUNTED,
    DENIAL_POINTS,
    HEADING_POINTS,
    POINTS,
    Counted,
    Found,
    count,
)
from palimpsest.understanding.topics.taxonomy import Lexicon
from palimpsest.understanding.words import Spelled

_LONGEST_SOURCE = 90  # characters of a phrase that are shown


def explanation(text: str, heading: str, lexicon: Lexicon) -> Iterator[str]:
    """Topics given with their points, phrase by phrase; then what was found and was not enough, and why."""
    counted = count(text, heading, lexicon)
    if counted is None:
        yield "No phrase matches."
        return
    labels = {label.topic: label for label in label_passage(text, heading, lexicon)}
    if not labels:
        yield "No topic."
    for label in labels.values():
        yield f"{label.topic}: {label.certainty}, {label.polarity}"
        if label.topic in counted.found:
            yield from _points(text, heading, counted, counted.found[label.topic], lexicon)
        else:
            yield f"    follows {lexicon.rules[label.topic].parents[0]}"
    for topic in sorted(counted.found.keys() - labels.keys(), key=lexicon.order.__getitem__):
        yield f"not {topic}: {_why_not(topic, counted, lexicon)}"
        yield from _points(text, heading, counted, counted.found[topic], lexicon)


def _points(text: str, heading: str, counted: Counted, found: Found, lexicon: Lexicon) -> Iterator[str]:
    for hit in found.own:
        yield _line(_worth(hit), hit, text, counted.spelling, lexicon.passages)
    for hit in found.heading:
        yield _line(str(HEADING_POINTS), hit, heading, counted.heading, lexicon.headings)
    if found.ngrams:
        yield f"    {found.ngrams:.1f}  n-grams"


def _line(worth: str, hit: Hit, text: str, spelling: Spelled, matcher: Matcher) -> str:
    start, end = spelling.span(hit.start, hit.end)
    source = matcher.sources[hit.number]
    shown = source if len(source) <= _LONGEST_SOURCE else f"{source[:_LONGEST_SOURCE]} ..."
    return f"    {worth}  {hit.kind}  {' '.join(text[start:end].split())}  <- {shown}"


def _worth(hit: Hit) -> str:
    if hit.kind == "deny":
        return f"to {DENIAL_POINTS}"
    return str(POINTS[hit.kind]) if hit.nth < COUNTED else "0"


def _why_not(topic: str, counted: Counted, lexicon: Lexicon) -> str:
    rule, found = lexicon.rules[topic], counted.found[topic]
    points = found.phrases if rule.parents else found.points
    if points < rule.minimum:
        return f"{_rounded(points)} of the {rule.minimum} points it takes"
    if rule.parents:
        return f"none of its categories is given: {', '.join(rule.parents)}"
    best = max((one.points for slug, one in counted.found.items() if slug in lexicon.below), default=0.0)
    share = f"{rule.share:.0%} of the {best:.1f}"
    return f"{_rounded(points)} points, and it takes {share} that the strongest category has"


def _rounded(points: float) -> str:
    """To a tenth, downwards: what is not enough must not look like enough.

    >>> _rounded(0.0509), _rounded(2.99), _rounded(2)
    ('0', '2.9', '2')
    """
    return f"{floor(points * 10) / 10:g}"
