"""Readings -> how the phrases of the lexicon do on them: hits of each, those that never fire, topics seldom sure.

A phrase that finds nothing in a whole archive is dead weight or badly written; one that finds far more than its
neighbours is worth a look. The lines are for the curator of content/topics.yaml.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from palimpsest.model import Reading
from palimpsest.understanding.topics.matching import Matcher, find_hits
from palimpsest.understanding.topics.taxonomy import Lexicon
from palimpsest.understanding.understand import Understood, understand
from palimpsest.understanding.words import spelled

FEW_SURE = 0.3  # a topic with a smaller share of sure labels is named
_LONGEST_SOURCE = 110  # characters of a phrase that are shown


def audit_lines(readings: Iterable[Reading], lexicon: Lexicon) -> Iterator[str]:
    """Passages with each phrase, most first, by topic; then phrases without any, then topics with few sure labels."""
    passages: Counter[int] = Counter()
    headings: Counter[int] = Counter()
    labels: Counter[tuple[str, str]] = Counter()
    known = Understood()
    read = 0
    for reading in readings:
        read += 1
        for placed in (placed for section in reading.sections for placed in section.placed if placed.role == "text"):
            passages.update(
                {
                    hit.number
                    for hit in find_hits(spelled(placed.passage.text, lexicon.speller).letters, lexicon.passages)
                }
            )
        for section in reading.sections:
            headings.update(
                {hit.number for hit in find_hits(spelled(section.label, lexicon.speller).letters, lexicon.headings)}
            )
        for given in understand(reading, lexicon, known).labels.values():
            labels.update((label.topic, label.certainty) for label in given)
    yield f"{read} text" if read == 1 else f"{read} texts"
    yield from _hits("passages with a phrase", passages, lexicon.passages)
    yield from _hits("headings with a phrase", headings, lexicon.headings)
    yield from _silent(passages, lexicon.passages)
    yield from _silent(headings, lexicon.headings)
    yield from _seldom_sure(labels, lexicon)


def _hits(title: str, counts: Mapping[int, int], matcher: Matcher) -> Iterator[str]:
    yield f"{title}:"
    by_topic = sorted(counts, key=lambda number: (matcher.kinds[number][0], -counts[number], number))
    for number in by_topic:
        yield f"{counts[number]:8}  {_named(number, matcher)}"


def _silent(counts: Mapping[int, int], matcher: Matcher) -> Iterator[str]:
    hiding = ("announce", "not")  # what hides is no hit, so it is not counted
    for number, (_, kind) in enumerate(matcher.kinds):
        if number not in counts and kind not in hiding:
            yield f"never found: {_named(number, matcher)}"


def _seldom_sure(labels: Mapping[tuple[str, str], int], lexicon: Lexicon) -> Iterator[str]:
    for topic in lexicon.order:
        sure, possible = labels.get((topic, "sure"), 0), labels.get((topic, "possible"), 0)
        if not sure + possible:
            yield f"no label: {topic}"
        elif sure < FEW_SURE * (sure + possible):
            yield f"few sure labels: {topic}, {sure} of {sure + possible}"


def _named(number: int, matcher: Matcher) -> str:
    topic, kind = matcher.kinds[number]
    source = matcher.sources[number]
    shown = source if len(source) <= _LONGEST_SOURCE else f"{source[:_LONGEST_SOURCE]} ..."
    return f"{topic or 'announcements'}  {kind}  {shown}"
