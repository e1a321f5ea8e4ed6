"""Texts -> words, each spelled as one letter, and what two spelled texts have in common.

    "We never sell it." , "We may sell it."  ->  abcd , aecd  ->  kept a, changed b to e, kept cd

rapidfuzz is at home with strings, and stays here.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from rapidfuzz.distance import Indel, Postfix, Prefix

from palimpsest.reading.comparison import typed

# Scripts written without spaces are compared by character: kana, Han, and the Thai-to-Khmer family.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"(?:\A\s+)?(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)\s*|\A\s+\Z")
_SPACED_TOKEN = re.compile(r"\S+\s*")  # the same in half the time, where no script without spaces is
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_BARE_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
# What each character of an ASCII text is in its words: itself, or a space between them; bare words have no capitals.
_WRITTEN = "".join(character if character.isalnum() or character == "_" else " " for character in map(chr, range(0x80)))
_WRITTEN_BYTES, _BARE_BYTES = (table.encode().ljust(0x100) for table in (_WRITTEN, _WRITTEN.lower()))
_FIRST_LETTER = 0xE000  # above the surrogates, so that any number of words up to a million stays one letter each

# Letters of the one times letters of the other. What stands in order in both is found with a bit for each, 64 at once:
# 50 MB and 20 ms here, for two versions of 20,000 passages.
COMPARED_IN_ORDER = 400_000_000

Key = TypeVar("Key", bound=Hashable)
Spell = Callable[[Iterable[str]], str]
Block = tuple[int, int, int]
"""Letters that are equal: from this one of the earlier text, from that one of the later text, so many."""
Run = tuple[int, int, int, int]
"""A change: earlier words from the first number to the second, replaced by later words from the third to the fourth."""


class Letters(dict[Key, str]):
    """One letter for each thing asked for, the same for those that are equal once made `normal`.

    >>> letters = Letters(str.casefold)
    >>> letters["To"] == letters["to"] != letters["be"]
    True
    """

    __slots__ = ("_by_normal", "_normal")

    def __init__(self, normal: Callable[[Key], Key] | None = None):
        super().__init__()
        self._normal = normal
        self._by_normal: dict[Key, str] = {}

    def __missing__(self, key: Key) -> str:
        if not self._normal:
            letter = self[key] = chr(_FIRST_LETTER + len(self))
            return letter
        normal = self._normal(key)
        letter = self[key] = self._by_normal.setdefault(normal, chr(_FIRST_LETTER + len(self._by_normal)))
        return letter

    def clear(self) -> None:
        """Start anew: letters given from now on say nothing about those given before."""
        super().clear()
        self._by_normal.clear()


def letters_for_words(normal: Callable[[str], str] | None = None) -> Spell:
    """A function that spells each word as one letter, the same for words that are equal once made `normal`.

    >>> spell = letters_for_words(str.casefold)
    >>> spell(["to", "be", "or"]) == spell(["To", "be", "or"]) != spell(["to", "be", "to"])
    True
    """
    letter = Letters(normal).__getitem__
    return lambda words: "".join(map(letter, words))


def tokens(text: str) -> list[str]:
    """Words with the space after them; joined again they are the text.

    >>> tokens("No cookies,  ever.")
    ['No ', 'cookies,  ', 'ever.']
    """
    is_spaced = text.isascii() or not _UNSPACED_LETTER.search(text)
    return (_SPACED_TOKEN if is_spaced and not text[:1].isspace() else _TOKEN).findall(text)


def bare_words(text: str) -> list[str]:
    """Words without case, punctuation and space: what alignment looks at.

    >>> bare_words("“NO Cookies”, ever…")
    ['no', 'cookies', 'ever']
    """
    plain = typed(text)
    if plain.isascii():  # in half the time, as nearly all texts are with their quotes and dashes typed
        return plain.encode().translate(_BARE_BYTES).decode().split()
    return _BARE_WORD.findall(text.casefold())


def written_words(text: str) -> list[str]:
    """The same words as they are written.

    >>> written_words("“NO Cookies”, ever…")
    ['NO', 'Cookies', 'ever']
    """
    plain = typed(text)
    if plain.isascii():
        return plain.encode().translate(_WRITTEN_BYTES).decode().split()
    return _BARE_WORD.findall(text)


def bare_word_spans(text: str) -> list[tuple[int, int]]:
    """Where in the text those words stand, character by character.

    >>> bare_word_spans("“NO Cookies”, ever…")
    [(1, 3), (4, 11), (14, 18)]
    """
    return [match.span() for match in _BARE_WORD.finditer(text)]


def count_words(text: str) -> int:
    """Words of a text; each character counts where a script has no spaces.

    >>> count_words("No cookies, ever."), count_words("隐私 policy")
    (3, 3)
    """
    if text.isascii():
        return len(text.split())
    if _UNSPACED_LETTER.search(text):
        return len(tokens(text))
    return len(text.split()) or 1  # nothing but spaces is one token


def alikeness(one: str, other: str, floor: float = 0.0, limit: int = COMPARED_IN_ORDER) -> float:
    """Share of the words of both that stand in both in the same order, 0 to 1; 0 below the floor.

    Of texts too long for that (more than `limit` letters times letters), the share of their runs of three words.

    >>> alikeness("abcd", "abcx"), alikeness("abcd", "abcx", limit=0), alikeness("abcd", "abcx", 0.9)
    (0.75, 0.5, 0.0)
    """
    if len(one) * len(other) <= limit:
        return Indel.normalized_similarity(one, other, score_cutoff=floor)
    runs, others = ({text[k : k + 3] for k in range(max(1, len(text) - 2))} for text in (one, other))
    share = 2 * len(runs & others) / (len(runs) + len(others))
    return share if share >= floor else 0.0


def common_start(one: str, other: str) -> int:
    """How many letters two spelled texts begin with alike.

    >>> common_start("abc", "abx")
    2
    """
    return Prefix.similarity(one, other)


def common_end(one: str, other: str) -> int:
    """How many letters two spelled texts end with alike.

    >>> common_end("abc", "xbc")
    2
    """
    return Postfix.similarity(one, other)


def words_in_both(one: str, other: str) -> int:
    """How many letters stand in both spelled texts in the same order.

    >>> words_in_both("abc", "axcb")
    2
    """
    return (len(one) + len(other) - Indel.distance(one, other)) // 2


def in_both_orders(one: str, other: str, limit: int = COMPARED_IN_ORDER) -> list[Block]:
    """The most letters of two spelled texts that stand in the same order in both, in blocks.

    Of texts too long for that (more than `limit` letters times letters), those they begin and end with.

    >>> in_both_orders("abcde", "abxdy"), in_both_orders("abcde", "axcye", limit=0)
    ([(0, 0, 2), (3, 3, 1)], [(0, 0, 1), (4, 4, 1)])
    """
    if one == other:
        return [(0, 0, len(one))] if one else []
    if len(one) * len(other) > limit:
        start = Prefix.similarity(one, other)
        end = Postfix.similarity(one[start:], other[start:])
        found = [(0, 0, start), (len(one) - end, len(other) - end, end)]
        return [block for block in found if block[2]]
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(one, other)
        if op.tag == "equal"
    ]


def changed_runs(one: str, other: str) -> list[Run]:
    """What stands between those blocks, on either side.

    >>> changed_runs("abcd", "abxd")
    [(2, 3, 2, 3)]
    """
    runs: list[Run] = []
    i = j = 0
    for start, place, count in [*in_both_orders(one, other), (len(one), len(other), 0)]:
        if i < start or j < place:
            runs.append((i, start, j, place))
        i, j = start + count, place + count
    return runs
