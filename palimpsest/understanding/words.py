"""Text -> words, and words -> letters: each word of the vocabulary one letter, a passage a short string.

    "We don't sell it. Ever!"  ->  words  we · don't · sell · it · <break> · ever · <break>
                               ->  "丠丈專丁!丁!"-like: one letter per word, offsets kept beside

A phrase of several words is then a regular expression over letters. It is matched against some 80 letters instead of
500 characters, and a list of two hundred alternatives is one character class.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import add

BREAK = "!"  # the end of a sentence, of a table's cell, of a paragraph: no phrase reaches across it
OTHER = "_"  # a word that no phrase names
MAIL = "@"  # any e-mail address; phrases can name it

# Letters of the vocabulary come from the largest run of assigned characters without a meaning in regular expressions.
_FIRST_LETTER = 0x4E00

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


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text as letters: letter `i` stands for what `tokens[i]` matched."""

    letters: str
    tokens: Sequence[re.Match[str]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the text that letters `first` up to, not including, `last` stand for."""
        return self.tokens[first].start(), self.tokens[last - 1].end()


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The vocabulary of a lexicon. `letters` holds whole words, `stems` the beginnings written with a tilde."""

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
    return [_named(match[0]) for match in _tokens(folded(text))]


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
    return Alphabet({**whole, **dashed, **marks, MAIL: MAIL}, stems, pattern)


def letters_for(name: str, alphabet: Alphabet) -> str:
    """Every letter that a word of a phrase accepts: its own, and for a stem those of all words and stems it begins."""
    if not name.endswith("~"):
        return alphabet.letters[name]
    stem = name[:-1]
    accepted = {letter for word, letter in alphabet.letters.items() if word.startswith(stem)}
    accepted |= {letter for other, letter in alphabet.stems.items() if other.startswith(stem)}
    return "".join(sorted(accepted))


def spelled(text: str, alphabet: Alphabet) -> Spelled:
    """A text as letters of an alphabet."""
    tokens = list(_tokens(folded(text)))
    known = alphabet.letters.get
    rare: Callable[[str], str] = partial(_rare_letter, alphabet=alphabet)
    letters = "".join([known(token) or rare(token) for token in [match[0] for match in tokens]])
    return Spelled(letters, tokens)


def grams_of(letters: str) -> set[str]:
    """Every letter of a text and every pair of neighbours."""
    return {*letters, *map(add, letters, letters[1:])}


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (_TOKEN_OR_MAIL if "@" in text else _TOKEN).finditer(text)


def _rare_letter(token: str, alphabet: Alphabet) -> str:
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
