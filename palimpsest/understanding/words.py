"""Text -> words, and words -> letters: each word of the vocabulary one letter, a passage a short string.

    "We don't sell it. Ever!"  ->  words  we · don't · sell · it · <break> · ever · <break>
                               ->  "𠀠𠀈𠁐𠀁!𠀁!"-like: one letter per word, offsets kept beside

A phrase of several words is then a regular expression over letters. It is matched against some 80 letters instead of
500 characters, and a list of two hundred alternatives is one character class.
"""

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from palimpsest.values import Frozen, Growing

BREAK = "!"  # the end of a sentence, of a table's cell, of a paragraph: no phrase reaches across it
OTHER = "_"  # a word that no phrase names
MAIL = "@"  # any e-mail address; phrases can name it

# Letters of the vocabulary come from the largest run of assigned characters without a meaning in regular expressions.
# They are above 65535: of classes of what is below, `re` draws up maps, which takes longer than all its other work.
_FIRST_LETTER = 0x20000
_UTF32 = f"utf-32-{sys.byteorder[0]}e"  # four bytes a letter, as an array of this machine reads them

_TOKENS = (
    r"(?:https?://|www\.)[^\s<>()\"]*[^\s<>()\".,;:!?]"
    r"%s"
    r"|e-mail\w*"
    r"|(?:e\.g|i\.e|u\.s|u\.s\.a|u\.k|a\.k\.a|inc|ltd|corp|etc)\."  # their full stop seldom ends a sentence
    r"|\w+(?:['.]\w+)*"
    r"|[.!?|](?=[\s)\"”’'*_|]|$)|\n\s*\n"
)
# Looking for an address at every word takes a third of the time, and most passages hold none.
_TOKEN_OR_MAIL = re.compile(_TOKENS % r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+|@")
_TOKEN = re.compile(_TOKENS % "")
_EMPTY_LINE = re.compile(r"(\n\s*\n)")

# What a speller remembers, some 2 MB: an archive of 40,000 passages has 60,000 pieces, most of them once.
_MOST_KEPT = 16_000
_LONGEST_KEPT = 40  # characters


class Alphabet(Frozen):
    """The vocabulary of a lexicon: `letters` holds whole words, `stems` the beginnings written with a tilde, `names`
    both, in the order of their letters."""

    names: Sequence[str]
    letters: Mapping[str, str]
    stems: Mapping[str, str]
    stem_pattern: re.Pattern[str] | None


def folded(text: str) -> str:
    """The text in small letters with straight apostrophes, every character in its old place.

    >>> folded("Don’t")
    "don't"
    >>> len(folded("İstanbul")) == len("İstanbul")
    True
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals become two characters; offsets must stay true
        lower = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return lower.replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a phrase or text, as the alphabet names them.

    >>> words("Opt-out via E-mail, e.g. jane@example.org or https://www.aboutads.info/choices.")
    ['opt', 'out', 'via', 'email', 'e.g', '@', 'or', 'aboutads.info', '!']
    """
    return [_named(token) for token in _tokens(folded(text))]


def alphabet_of(vocabulary: Iterable[str]) -> Alphabet:
    """An alphabet for words and stems (`collect~`): one letter each, in alphabetical order."""
    names = sorted(set(vocabulary) - {MAIL})
    letters = {name: chr(_FIRST_LETTER + number) for number, name in enumerate(names)}
    stems = {name[:-1]: letter for name, letter in letters.items() if name.endswith("~")}
    longest_first = sorted(stems, key=lambda stem: (-len(stem), stem))
    pattern = re.compile("|".join(map(re.escape, longest_first))) if stems else None
    whole = {name: letter for name, letter in letters.items() if not name.endswith("~")}
    dashed = {f"e-{name[1:]}": letter for name, letter in whole.items() if name.startswith("email")}
    marks = dict.fromkeys(".!?|", BREAK)
    return Alphabet(names, {**whole, **dashed, **marks, MAIL: MAIL}, stems, pattern)


def letters_for(name: str, alphabet: Alphabet) -> str:
    """Every letter that a word of a phrase accepts, in order: its own, and for a stem those of all words and stems that
    it begins."""
    if not name.endswith("~"):
        return alphabet.letters[name]
    stem = name[:-1]
    first = bisect_left(alphabet.names, stem)
    last = bisect_right(alphabet.names, stem, first, key=lambda other: other[: len(stem)])
    return "".join(map(chr, range(_FIRST_LETTER + first, _FIRST_LETTER + last)))


class Speller(dict[str, str]):
    """What stands between spaces -> letters of an alphabet. The same comes again and again, in one text as in all, and
    is taken apart once."""

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self.alphabet = alphabet

    def __missing__(self, piece: str) -> str:
        letters = "".join([_letter(token, self.alphabet) for token in _tokens(piece)])
        if len(piece) <= _LONGEST_KEPT:
            if len(self) == _MOST_KEPT:
                self.clear()
            self[piece] = letters
        return letters


class Spelled(Growing):
    """A text as letters, one for each word of its `pieces`, which are what stands between spaces; `spellings` are those
    of each piece. Where they stand is looked up when it is asked for, because most are never asked for."""

    text: str
    pieces: Sequence[str]
    spellings: Sequence[str]
    letters: str
    _before: Sequence[int] = ()  # how many letters, by piece
    _starts: Sequence[int] = ()  # of each piece, less its number

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the text that letters `first` up to, not including, `last` stand for."""
        if not self._before:
            self._before = [*accumulate(map(len, self.spellings), initial=0)]
            self._starts = _starts(self.text, self.pieces)
        one = bisect_right(self._before, first) - 1
        other = bisect_left(self._before, last, one) - 1
        start, piece = self._starts[one] + one, self.pieces[one]
        if not piece.isalnum():
            start += _token_spans(piece)[first - self._before[one]][0]
        end, piece = self._starts[other] + other, self.pieces[other]
        return start, end + (len(piece) if piece.isalnum() else _token_spans(piece)[last - 1 - self._before[other]][1])

    def starts(self) -> list[int]:
        """Where the word of each letter begins."""
        return [self.span(letter, letter + 1)[0] for letter in range(len(self.letters))]


def spelled(text: str, speller: Speller) -> Spelled:
    """A text as letters of an alphabet."""
    text = folded(text)
    pieces = text.split()
    if "\n" in text and _EMPTY_LINE.search(text):  # which ends a sentence, and is the only word with a space
        pieces = [piece for line in _EMPTY_LINE.split(text) for piece in (line.split() or [line])]
    spellings = [*map(speller.__getitem__, pieces)]
    return Spelled(text, pieces, spellings, "".join(spellings))


def spelled_below(lead_in: Spelled, text: str, speller: Speller) -> Spelled:
    """A text on the line below another one, which is spelled already: their items repeat the lead-ins of lists.

    Neither has space where they meet: no word, mark or address reaches across a single line end.

    >>> speller = Speller(alphabet_of(["we", "use", "it"]))
    >>> spelled_below(spelled("We use:", speller), "it.", speller) == spelled("We use:\\nit.", speller)
    True
    """
    own = spelled(text, speller)
    return Spelled(
        f"{lead_in.text}\n{own.text}",
        [*lead_in.pieces, *own.pieces],
        [*lead_in.spellings, *own.spellings],
        lead_in.letters + own.letters,
    )


def _starts(text: str, pieces: Sequence[str]) -> list[int]:
    starts = [*accumulate(map(len, pieces), initial=0)]
    if starts[-1] + len(pieces) - 1 == len(text) and ("\n" not in text or not any(map(str.isspace, pieces))):
        return starts  # a single space stands between any two; beside an empty line, which is one of them, none does
    reached, starts = 0, []
    for number, piece in enumerate(pieces):
        start = text.find(piece, reached)
        starts.append(start - number)
        reached = start + len(piece)
    return starts


@lru_cache(4_000)
def _token_spans(piece: str) -> tuple[tuple[int, int], ...]:
    return tuple(token.span() for token in _pattern(piece).finditer(piece))


def grams_of(letters: str) -> set[int]:
    """Every letter of a text and every pair of neighbours, as numbers: they are made and looked up in two thirds of
    the time that strings take, and there are sixty of them in a passage.

    >>> grams_of("abab") == {gram_number(gram) for gram in ("a", "b", "ab", "ba")}
    True
    """
    encoded = letters.encode(_UTF32)
    even, odd = len(encoded) & ~7, (len(encoded) - 4 & ~7) + 4
    return {*array("I", encoded), *array("Q", encoded[:even]), *array("Q", encoded[4:odd])}


def gram_number(gram: str) -> int:
    """A letter or a pair of letters as a number; that of a pair is greater than that of any letter."""
    return int.from_bytes(gram.encode(_UTF32), sys.byteorder)


def gram_letters(number: int) -> str:
    """The letter or the pair of letters that a number stands for.

    >>> gram_letters(gram_number("a")), gram_letters(gram_number("ab"))
    ('a', 'ab')
    """
    return array("Q" if number >> 32 else "I", [number]).tobytes().decode(_UTF32)


def _tokens(text: str) -> list[str]:
    return _pattern(text).findall(text)


def _pattern(text: str) -> re.Pattern[str]:
    return _TOKEN_OR_MAIL if "@" in text else _TOKEN


def _letter(token: str, alphabet: Alphabet) -> str:
    if letter := alphabet.letters.get(token):
        return letter
    name = _named(token)
    if name == "!":
        return BREAK
    if name != token and (letter := alphabet.letters.get(name)):
        return letter
    if alphabet.stem_pattern and (match := alphabet.stem_pattern.match(name)):
        return alphabet.stems[match.group()]
    return OTHER


def _named(token: str) -> str:
    first = token[0]
    if first.isalnum() and token.isalnum():
        return token
    if first in ".!?|\n":
        return "!"
    if "@" in token:
        return MAIL
    if token.startswith(("http://", "https://", "www.")):
        return re.sub(r"^(?:https?://)?(?:www\.)?([^/?#:]*).*", r"\1", token).rstrip(".,;")
    if token.startswith("e-mail"):
        return "email" + token[6:]
    return token.rstrip(".")
