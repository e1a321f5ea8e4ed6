"""Letters -> hits: where which phrase of which topic stands, without trying every phrase on every text.

    letters of "We use cookies. We never sell your data."  ->  Hit("cookies-tracking", "strong", 0, 3), ...

Each phrase has up to three places whose letters, or pairs of letters, have to occur somewhere in the text. For each of
these grams, a bit mask tells which phrases it serves at their first, second and third such place; the masks of a text's
grams, joined, leave the few phrases worth trying.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Literal

from palimpsest.understanding.patterns import Patterns
from palimpsest.understanding.topics.phrases import Phrase, expression_of, required_grams
from palimpsest.understanding.words import BREAK, Alphabet, gram_number, grams_of
from palimpsest.values import Frozen

PhraseKind = Literal["announce", "not", "strong", "weak", "deny", "heading"]

# Which of a matcher's phrases stands at letters from-to.
Place = tuple[int, int, int]
Sentences = dict[str, tuple[Place, ...]]

MOST_HITS = 8  # of one phrase in one passage; polarity looks at all of them, points come from the first two
_PLACES = 3


class Hit(Frozen):
    """A phrase found for the `nth` time (from 0): letters `start` to `end` of the text. `number`: which of the
    matcher's phrases it is."""

    topic: str
    kind: PhraseKind
    start: int
    end: int
    nth: int = 0
    number: int = -1


class TopicPhrase(Frozen):
    """A phrase in the service of a topic."""

    topic: str
    kind: PhraseKind
    phrase: Phrase


class Matcher(Frozen):
    """Phrases ready to be found, each by its number: `kinds` are topics and kinds, and what hides from others comes
    first. A mask has a bit for each phrase at each of three places, one place after the other; `always` has those that
    ask for nothing there."""

    kinds: tuple[tuple[str, PhraseKind], ...]
    patterns: Patterns[int]
    sources: tuple[str, ...]
    masks: Mapping[int, int]
    always: int


def matcher_of(phrases: Iterable[TopicPhrase], alphabet: Alphabet) -> Matcher:
    """The phrases for an alphabet, with the masks that tell which are worth trying."""
    ordered = sorted(phrases, key=lambda phrase: (phrase.kind != "announce", phrase.kind != "not"))
    patterns = Patterns(partial(_pattern, tuple(expression_of(item.phrase, alphabet) for item in ordered)))
    masks: dict[int, int] = {}
    always = 0
    for number, item in enumerate(ordered):
        places: Sequence[Sequence[str]] = [*required_grams(item.phrase, alphabet), *[()] * _PLACES][:_PLACES]
        for position, grams in enumerate(places):
            bit = 1 << position * len(ordered) + number
            if not grams:
                always |= bit
            for gram in map(gram_number, grams):
                masks[gram] = masks.get(gram, 0) | bit
    kinds = tuple((item.topic, item.kind) for item in ordered)
    return Matcher(kinds, patterns, tuple(item.phrase.source for item in ordered), masks, always)


def _pattern(expressions: Sequence[str], number: int) -> re.Pattern[str]:
    return re.compile(expressions[number])


def find_hits(letters: str, matcher: Matcher, known: Sentences | None = None) -> list[Hit]:
    """Every hit, at most `MOST_HITS` of a phrase. What a topic's "not" phrases match is hidden from its others; what
    follows an announcement, up to the end of the sentence, from all: those stretches are the first hits.

    No phrase reaches across the end of a sentence, and the passages of a document repeat each other's sentences:
    `known` holds what was found in them, and takes in new ones.
    """
    known = {} if known is None else known
    places: list[Place] = []
    start = 0
    for sentence in letters.split(BREAK):
        if sentence:
            found = known.get(sentence)
            if found is None:
                found = known[sentence] = _in_sentence(sentence, matcher)
            places += [(number, start + first, start + last) for number, first, last in found]
        start += len(sentence) + 1
    places.sort()
    hits: list[Hit] = []
    nth, before = 0, -1
    for number, first, last in places:
        nth = nth + 1 if number == before else 0
        before = number
        topic, kind = matcher.kinds[number]
        if nth < MOST_HITS or kind == "announce":
            hits.append(Hit(topic, kind, first, last, nth, number))
    return hits


def _in_sentence(letters: str, matcher: Matcher) -> tuple[Place, ...]:
    found: list[Place] = []
    hidden: dict[str, str] = {}
    for number in _worth_trying(grams_of(letters), matcher):
        (topic, kind), pattern = matcher.kinds[number], matcher.patterns[number]
        if kind == "not":
            hidden[topic] = pattern.sub(_breaks, hidden.get(topic, letters))
            continue
        text = hidden.get(topic, letters)
        match = pattern.search(text)
        if match and kind == "announce":
            found.append((number, match.start(), len(letters)))
            letters = letters[: match.start()].ljust(len(letters), BREAK)
            continue
        most = len(found) + MOST_HITS
        while match and len(found) < most:
            start, end = match.span()
            found.append((number, start, end))
            match = pattern.search(text, end)
    return tuple(found)


def _worth_trying(grams: Collection[int], matcher: Matcher) -> list[int]:
    width = len(matcher.kinds)
    places = reduce(or_, filter(None, map(matcher.masks.get, grams)), matcher.always)
    candidates = places & places >> width & places >> 2 * width & (1 << width) - 1
    numbers = []
    while candidates:
        lowest = candidates & -candidates
        numbers.append(lowest.bit_length() - 1)
        candidates ^= lowest
    return numbers


def hide(letters: str, hits: Iterable[Hit]) -> str:
    """The letters with breaks in the place of some hits, which stand in order and apart."""
    pieces, reached = [], 0
    for hit in hits:
        pieces += [letters[reached : hit.start], BREAK * (hit.end - hit.start)]
        reached = hit.end
    return "".join([*pieces, letters[reached:]]) if pieces else letters


def _breaks(match: re.Match[str]) -> str:
    return BREAK * len(match.group())
