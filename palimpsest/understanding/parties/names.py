"""Names and domains of parties -> an index that finds them by the first word of each name.

    "Google Analytics", "Google Maps"  ->  {"google": one pattern for both names, the longest first}

A text is asked for its capitalised words only, and each is looked up; where none begins a name, nothing else is tried.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate

from palimpsest.model import Party, PartyRole
from palimpsest.understanding.patterns import Patterns
from palimpsest.values import Frozen

CAPITALISED = re.compile(
    r"[A-Z][^\W_]*"
)  # "PayPal"; of "eBay" it finds "Bay", which is what such names are filed under
_CAPITALS = 2  # letters; from here on a word all in capitals is an abbreviation and found as such only
_BETWEEN = r"[\s®™*_-]{1,4}"  # between the words of a name: "Google® Analytics", a line end


class PartyName(Frozen):
    """A name to look for. `party` is `""` for what only looks like a name and hides it. A `doubtful` one needs a word
    of its party's `needs` beside it; `role` is None where the words around it decide."""

    text: str
    party: str
    role: PartyRole | None = None
    is_doubtful: bool = False


class Directory(Frozen):
    """The parties with their names and domains, ready to be found. `words` leads from a name's first capitalised word,
    in small letters, to names: how many characters of the name stand before that word, and the numbers of those that
    can begin there, the longest first; in their pattern the group `n12` is `names[12]`. `needs` holds by party what a
    doubtful name has to have beside it. `domains` holds those of `hosting`, too, below which others than the party
    publish. `called` leads from a service, and from the words that a name begins with, as `spelling` has them, to
    parties."""

    parties: Mapping[str, Party]
    names: tuple[PartyName, ...]
    words: Mapping[str, tuple[tuple[int, tuple[int, ...]], ...]]
    patterns: Mapping[tuple[int, ...], re.Pattern[str]]
    needs: Mapping[str, re.Pattern[str]]
    domains: Mapping[str, str]
    hosting: Mapping[str, str]
    called: Mapping[str, frozenset[str]]


NO_PARTIES = Directory({}, (), {}, {}, {}, {}, {}, {})


def directory_of(
    parties: Iterable[Party],
    names: Iterable[PartyName],
    needs: Mapping[str, Iterable[str]],
    hosting: Mapping[str, str],
) -> Directory:
    """The index of these names; each needs a capital letter (`first_capital`)."""
    held = {party.slug: party for party in parties}
    ordered = sorted(names, key=lambda name: (-len(name.text), name.text))
    by_word: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, name in enumerate(ordered):
        before = first_capital(name.text)
        word = CAPITALISED.search(name.text, before)
        if word is not None:
            by_word[word.group().lower()][before].append(number)
    words = {
        word: tuple((before, tuple(numbers)) for before, numbers in sorted(by_before.items()))
        for word, by_before in sorted(by_word.items())
    }
    return Directory(
        held,
        tuple(ordered),
        words,
        Patterns(partial(_pattern, ordered)),
        Patterns(partial(_needed, needs)),
        {**hosting, **{domain: party.slug for party in held.values() for domain in party.domains}},
        hosting,
        _called(held.values(), ordered),
    )


def _called(parties: Iterable[Party], names: Iterable[PartyName]) -> Mapping[str, frozenset[str]]:
    called: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.party:
            for beginning in accumulate(spelling(name.text).split(), "{} {}".format):
                called[beginning].add(name.party)
    for party in parties:
        for service in party.services:
            called[spelling(service)].add(party.slug)
    return {words: frozenset(slugs) for words, slugs in called.items()}


def first_capital(name: str) -> int:
    """Where the first capital letter of a name stands, -1 for none.

    >>> first_capital("eBay"), first_capital("etracker")
    (1, -1)
    """
    match = CAPITALISED.search(name)
    return match.start() if match else -1


@lru_cache(4_000)  # every document asks for that of every name
def spelling(name: str) -> str:
    """What two names have in common that are found at the same places.

    >>> spelling("Mail  Chimp") == spelling("Mail chimp"), spelling("AMEX") == spelling("Amex")
    (True, True)
    """
    return " ".join(name.lower().split())


def _pattern(names: Sequence[PartyName], numbers: Iterable[int]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<n{number}>{_written(names[number].text)})" for number in numbers))


def _written(name: str) -> str:
    """A pattern for a name: its capitals as they are, other letters in any case, as a word of its own."""
    words = _BETWEEN.join(_written_word(word) for word in name.split())
    behind = r"(?![^\W_]|@)" if name[-1].isalnum() else ""
    return rf"(?<![\w@]){words}{behind}"


def _written_word(word: str) -> str:
    capital = first_capital(word)
    if capital < 0:
        return f"(?i:{re.escape(word)})"
    if len(word) >= _CAPITALS and word.isupper():
        return re.escape(word)
    return f"{re.escape(word[: capital + 1])}(?i:{re.escape(word[capital + 1 :])})"


def _needed(needs: Mapping[str, Iterable[str]], slug: str) -> re.Pattern[str]:
    words = [rf"{re.escape(word[:-1])}\w*" if word.endswith("~") else re.escape(word) for word in needs[slug]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
