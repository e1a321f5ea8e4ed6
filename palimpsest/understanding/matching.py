"""Letters -> hits: where which phrase of which topic stands, without trying every phrase on every text.

    letters of "We use cookies. We never sell your data."  ->  Hit("cookies-tracking", "strong", 0, 3), ...

Each phrase has up to three places whose letters have to occur somewhere in the text. For each letter, a bit mask tells
which phrases it serves at their first, second and third such place; the masks of a text's letters, joined, leave the
few phrases worth trying.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from palimpsest.understanding.phrases import Phrase, pattern_of, required_letters
from palimpsest.understanding.words import BREAK, Alphabet

PhraseKind = Literal["not", "strong", "weak", "deny", "heading"]

MOST_HITS = 8  # of one phrase in one passage; polarity looks at all of them, points come from the first two
_PLACES = 3


class Hit(NamedTuple):
    """A phrase found for the `nth` time (from 0): letters `start` to `end` of the text."""

    topic: str
    kind: PhraseKind
    start: int
    end: int
    nth: int = 0


@dataclass(frozen=True, slots=True)
class TopicPhrase:
    """A phrase in the service of a topic."""

    topic: str
    kind: PhraseKind
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Matcher:
    """Phrases ready to be found. Bit `i` of a mask stands for `patterns[i]`; those of kind "not" come first."""

    patterns: tuple[tuple[str, PhraseKind, re.Pattern[str]], ...]
    masks: tuple[Mapping[str, int], ...]
    always: tuple[int, ...]


def matcher_of(phrases: Iterable[TopicPhrase], alphabet: Alphabet) -> Matcher:
    """The phrases compiled for an alphabet, with the masks that tell which are worth trying."""
    ordered = sorted(phrases, key=lambda phrase: phrase.kind != "not")
    patterns = tuple((item.topic, item.kind, pattern_of(item.phrase, alphabet)) for item in ordered)
    masks: tuple[dict[str, int], ...] = tuple({} for _ in range(_PLACES))
    always = [0] * _PLACES
    for number, item in enumerate(ordered):
        places: Sequence[str | None] = [*required_letters(item.phrase, alphabet), *[None] * _PLACES][:_PLACES]
        for position, letters in enumerate(places):
            if letters is None:
                always[position] |= 1 << number
            for letter in letters or "":
                masks[position][letter] = masks[position].get(letter, 0) | 1 << number
    return Matcher(patterns, masks, tuple(always))


def find_hits(letters: str, matcher: Matcher) -> list[Hit]:
    """Every hit, at most `MOST_HITS` of a phrase. What a topic's "not" phrases match is hidden from its others."""
    hits = []
    hidden: dict[str, str] = {}
    for number in _worth_trying(letters, matcher):
        topic, kind, pattern = matcher.patterns[number]
        if kind == "not":
            hidden[topic] = pattern.sub(_breaks, hidden.get(topic, letters))
            continue
        text = hidden.get(topic, letters)
        match = pattern.search(text)
        for nth in range(MOST_HITS):
            if match is None:
                break
            start, end = match.span()
            hits.append(Hit(topic, kind, start, end, nth))
            match = pattern.search(text, end)
    return hits


def _worth_trying(letters: str, matcher: Matcher) -> Iterator[int]:
    candidates = -1
    present = set(letters)
    for mask, always in zip(matcher.masks, matcher.always, strict=True):
        place = always
        get = mask.get
        for letter in present:
            place |= get(letter, 0)
        candidates &= place
    while candidates:
        lowest = candidates & -candidates
        yield lowest.bit_length() - 1
        candidates ^= lowest


def _breaks(match: re.Match[str]) -> str:
    return BREAK * len(match.group())
