"""Phrases -> patterns over letters.

    "(we|us) may? collect~ ** (name|e-mail address)"  ->  matches "We collect your full e-mail address"

The language, as taught in the head of content/topics.yaml:

    word           that word, in any case; a hyphen is a space, `e-mail` is `email`, `@` is any e-mail address
    word~          any word that begins so
    (a|b c)        one of these (not nested)
    word? (a|b)?   may be missing
    * ** ***       up to 3, 8, 20 words in between, within the sentence
    <name>         one of the words of that list; also inside brackets: (<share>|give out)

A phrase never reaches across the end of a sentence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from palimpsest.understanding.words import BREAK, Alphabet, letters_for, words
from palimpsest.values import Frozen

GAPS = {"*": 3, "**": 8, "***": 20}
_MOST_PAIRS = 500
_PAIR_RARITY = 0.05  # how often a pair of words stands in a passage where a single word does once; a guess will do

_PART = re.compile(r"\(([^()]*)\)(\??)|(\S+)")
_LIST_NAME = re.compile(r"<([a-z-]+)>")
_WORD = re.compile(r"[^()|*?<>~]+~?")


class PhraseError(ValueError):
    """A phrase that can never match, or that would match everywhere; the message says why."""


class Part(Frozen):
    """One place of a phrase: the word sequences it accepts, or a gap of up to `gap` words."""

    alternatives: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    gap: int = 0


class Phrase(Frozen):
    """A phrase ready for an alphabet: as written, and in parts."""

    source: str
    parts: tuple[Part, ...]

    def vocabulary(self) -> Iterator[str]:
        """Every word and stem it names."""
        for part in self.parts:
            for alternative in part.alternatives:
                yield from alternative


def parse_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """The phrase in parts; `PhraseError` where it can never match or says nothing.

    >>> [part.alternatives or part.gap for part in parse_phrase("sell ** (data|e-mail)", {}).parts]
    [(('sell',),), 8, (('data',), ('email',))]
    >>> parse_phrase("(share|) data", {})
    Traceback (most recent call last):
    ...
    palimpsest.understanding.topics.phrases.PhraseError: an empty alternative in '(share|)'
    """
    parts = tuple(_part(match, lists) for match in _PART.finditer(source))
    if not any(part.alternatives and not part.optional for part in parts):
        raise PhraseError("no word that has to be there: it would match nothing, or everything")
    if parts[0].gap or parts[-1].gap:
        raise PhraseError("a gap at the start or the end adds nothing")
    if any(before.gap and after.gap for before, after in pairwise(parts)):
        raise PhraseError("two gaps in a row; write one that is large enough")
    return Phrase(source, parts)


def expression_of(phrase: Phrase, alphabet: Alphabet) -> str:
    """The phrase as a regular expression over letters."""
    return "".join(_expression(part, alphabet) for part in phrase.parts)


def required_grams(phrase: Phrase, alphabet: Alphabet) -> list[list[str]]:
    """For each place that cannot be missing, the letters or pairs of neighbouring letters one of which has to stand in
    a text; the fewest first."""
    places = []
    for part in phrase.parts:
        if part.alternatives and not part.optional:
            places.append({gram for words_ in part.alternatives for gram in _grams(words_, alphabet)})
    for part, after in pairwise(phrase.parts):
        if part.alternatives and after.alternatives and not part.optional and not after.optional:
            last = {letter for words_ in part.alternatives for letter in letters_for(words_[-1], alphabet)}
            first = {letter for words_ in after.alternatives for letter in letters_for(words_[0], alphabet)}
            if len(last) * len(first) <= _MOST_PAIRS:
                places.append({one + other for one in last for other in first})
    return sorted((sorted(place) for place in places), key=_rarity)


def _grams(sequence: tuple[str, ...], alphabet: Alphabet) -> set[str]:
    """The letter of a word; of several words the pair of neighbours that is longest, and so likely the rarest."""
    if len(sequence) == 1:
        return set(letters_for(sequence[0], alphabet))
    one, other = max(pairwise(sequence), key=lambda pair: len(pair[0]) + len(pair[1]))
    return {first + second for first in letters_for(one, alphabet) for second in letters_for(other, alphabet)}


def _rarity(place: list[str]) -> float:
    """Pairs of words are much rarer than words."""
    return sum(1.0 if len(gram) == 1 else _PAIR_RARITY for gram in place)


def _part(match: re.Match[str], lists: Mapping[str, Sequence[str]]) -> Part:
    group, group_mark, token = match.groups()
    if token in GAPS:
        return Part(gap=GAPS[token])
    if group is not None:
        return Part(tuple(_alternatives(group, lists)), optional=bool(group_mark))
    optional = token.endswith("?")
    return Part(tuple(_alternatives(token.removesuffix("?"), lists)), optional=optional)


def _alternatives(group: str, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    for text in group.split("|"):
        if not text.strip():
            raise PhraseError(f"an empty alternative in '({group})'")
        if name := _LIST_NAME.fullmatch(text.strip()):
            if name[1] not in lists:
                raise PhraseError(f"no list is called <{name[1]}>")
            for member in lists[name[1]]:
                yield _sequence(member)
        else:
            yield _sequence(text)


@lru_cache(maxsize=10_000)  # every phrase with a list asks for that of all its members
def _sequence(text: str) -> tuple[str, ...]:
    sequence: list[str] = []
    for word in text.split():
        if not _WORD.fullmatch(word):
            raise PhraseError(f"{word!r} is neither a word nor a sign of the phrase language standing alone")
        names = words(word.removesuffix("~"))
        if not names:
            raise PhraseError(f"{word!r} holds no letter or digit, so no text can match it")
        if BREAK in names:
            raise PhraseError(f"{word!r} ends a sentence, and a phrase never reaches across that")
        sequence += names
        if word.endswith("~"):
            sequence[-1] += "~"
    return tuple(sequence)


def _expression(part: Part, alphabet: Alphabet) -> str:
    if part.gap:
        return f"[^{BREAK}]{{0,{part.gap}}}?"
    single = {
        letter
        for alternative in part.alternatives
        if len(alternative) == 1
        for letter in letters_for(alternative[0], alphabet)
    }
    choices = [_class("".join(sorted(single)))] if single else []
    longer = [alternative for alternative in part.alternatives if len(alternative) > 1]
    # the longest first: evidence shows as much of the wording as the phrase can hold
    longer.sort(key=lambda alternative: (-len(alternative), alternative))
    sequences = ["".join(_class(letters_for(word, alphabet)) for word in alternative) for alternative in longer]
    expression = "|".join([*sequences, *choices])
    if sequences and (part.optional or len(sequences) + len(choices) > 1):
        expression = f"(?:{expression})"
    return f"{expression}?" if part.optional else expression


def _class(letters: str) -> str:
    """A class of letters, which are in order; neighbours, as the words of a stem are, are written as a range."""
    if len(letters) == 1:
        return letters
    places = [place for place in range(1, len(letters)) if ord(letters[place]) != ord(letters[place - 1]) + 1]
    runs = [letters[start:end] for start, end in pairwise([0, *places, len(letters)])]
    return f"[{''.join(run if len(run) < 3 else f'{run[0]}-{run[-1]}' for run in runs)}]"
