"""N-grams with weights -> how much a passage's wording speaks for each practice category, and which n-grams say so.

    "We may share it with our partners."  ->  {"sharing": 2.6, "collection": 0.4, ...}, from "may share", "share", ...

The weights come from the headings of real policies (training.py, ngrams.tsv); a build only reads them. A word is one
letter here as everywhere in this room, so an n-gram is one letter or two, looked up as a number (`words.grams_of`). The
weights of all categories are packed into one whole number, and one `sum` adds up all of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt
from operator import lshift
from pathlib import Path
from struct import calcsize, unpack

from palimpsest.understanding.words import Alphabet, gram_letters, gram_number, grams_of
from palimpsest.values import Frozen

FILE = Path(__file__).with_name("ngrams.tsv")
SCALE = 32  # weights are whole numbers of this fraction of one
_FIELD = 32  # bits for each category's sum: a passage of a million words cannot overflow it
_HALF = 1 << (_FIELD - 1)
_MASK = (1 << _FIELD) - 1


class NGrams(Frozen):
    """What was learned: for each n-gram (as words) its weight for each of `categories`, and what is added to each."""

    categories: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[tuple[str, ...], tuple[int, ...]]


NO_NGRAMS = NGrams((), (), {})


class NGramMatcher(Frozen):
    """N-grams spelled in an alphabet: for each the weights of all categories in one number, and a one to count it.
    `fields`: how the bytes of such a number are read (`struct`), once `halves` is added."""

    categories: tuple[str, ...]
    bias: tuple[float, ...]
    packed: Mapping[int, int]
    fields: str
    halves: int


def parse_ngrams(lines: Iterable[str]) -> NGrams:
    """The weights file: comments, a line of categories, a line of what is added, then n-grams in order.

    >>> parse_ngrams(["# made by", "\\tsharing\\tsecurity", "\\t-64\\t-32", "may share\\t40\\t-3"]).weights
    {('may', 'share'): (40, -3)}
    """
    rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    categories, bias, *weights = rows
    written = {value for _, *values in weights for value in values}  # few: looking them up is quicker than reading
    number = {value: int(value or 0) for value in written}.__getitem__
    return NGrams(
        tuple(categories[1:]),
        tuple(int(value) / SCALE for value in bias[1:]),
        {tuple(name.split()): tuple(map(number, values)) for name, *values in weights},
    )


def load_ngrams() -> NGrams:
    """The weights that come with the program."""
    return parse_ngrams(FILE.read_text(encoding="utf-8").splitlines())


def ngram_matcher(ngrams: NGrams, alphabet: Alphabet) -> NGramMatcher:
    """The n-grams spelled in an alphabet that holds their words."""
    fields = len(ngrams.categories) + 1
    shifts = range(_FIELD, _FIELD * fields, _FIELD)
    packed = {
        gram_number("".join(map(alphabet.letters.__getitem__, names))): 1 + sum(map(lshift, weights, shifts))
        for names, weights in ngrams.weights.items()
    }
    halves = sum(_HALF << _FIELD * place for place in range(fields))
    return NGramMatcher(ngrams.categories, ngrams.bias, packed, f"<{fields}i", halves)


def ngram_scores(grams: Collection[int], matcher: NGramMatcher) -> list[tuple[str, float]]:
    """How much the n-grams of a text speak for each category: about 0 is even, below -2 they speak against it. `grams`
    may hold others, which have no weight."""
    total = sum(filter(None, map(matcher.packed.get, grams)))
    if not total:
        return []
    # With half a field added to each, no sum carries into the next; taken off without a carry, it leaves the sign.
    fields = (total + matcher.halves) ^ matcher.halves
    count, *sums = unpack(matcher.fields, fields.to_bytes(calcsize(matcher.fields), "little"))
    share = 1 / (SCALE * sqrt(count))
    return [
        (category, bias + share * summed)
        for category, bias, summed in zip(matcher.categories, matcher.bias, sums, strict=True)
    ]


def telling_ngrams(letters: str, matcher: NGramMatcher, category: str, most: int) -> list[tuple[int, int]]:
    """Where the n-grams stand that speak most for a category: letters from-to, the strongest first, each once."""
    place = matcher.categories.index(category) + 1
    weighed = []
    for number in grams_of(letters) & matcher.packed.keys():
        weight = (matcher.packed[number] + matcher.halves >> _FIELD * place & _MASK) - _HALF
        if weight > 0:
            gram = gram_letters(number)
            start = letters.index(gram)
            weighed.append((-weight, start, start + len(gram)))
    return [(start, end) for _, start, end in sorted(weighed)[:most]]


def ngram_words(ngrams: NGrams) -> Sequence[str]:
    """Every word that an n-gram names."""
    return sorted({name for names in ngrams.weights for name in names})
