"""Two readings -> whether they are the same edition: one language, one region.

    an English text, its German translation                              ->  different editions
    "personalised ... licence ...", then "personalized ... license ..."  ->  different editions
    a policy and the next version of it                                  ->  the same edition

A promise that is "last seen" where a language was swapped was never dropped: `breaks.py` has those places.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from palimpsest.comparing.dates import stated_dates
from palimpsest.comparing.languages import UNKNOWN, language_of
from palimpsest.model import Change, Reading

# What was swapped must be text and not a name: this many words on either side, and about as many of one as the other
# (a translation is longer or shorter by a third; an appendix in a second language replaces nothing).
_SWAPPED_WORDS = 15
_SWAPPED_PROPORTION = 3.0
# Distinct words respelled in one direction, and none or few in the other, for a change of spelling to be one of region.
_RESPELLED = 4
# Of two texts that state the same date less than this share in common are two texts of that date: two regions'.
_SAME_DATE_SHARE = 0.5

_WORD = re.compile(r"[a-z]+")
_AMERICAN = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations|able)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|ite|ites|able|ful|hood)?$"), r"or\1"),
    (re.compile(r"(.)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"(lic|def|off|pret)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"ll(ed|ing|er|ers|ation)$"), r"l\1"),
    (re.compile(r"(cent|met|theat|fib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^program(?:me)(s?)$"), r"program\1"),
    (re.compile(r"(judg|acknowledg)ement(s?)$"), r"\1ment\2"),
)


def language(reading: Reading) -> str:
    """The language a text is written in, `"unknown"` when that is not sure."""
    return language_of(_texts(reading))


def _texts(reading: Reading) -> Iterator[str]:
    """The passages of the policy itself, as far as they are asked for."""
    return (placed.passage.text for placed in reading.placed() if placed.role == "text")


def edition_swap(before: Reading, after: Reading, changes: Sequence[Change] = ()) -> str:
    """What shows that two texts are different editions (language or region) of a document, in words; `""` when nothing
    does.

    Without `changes` only whole languages are compared. Two texts of which one has no language (an empty copy, a table)
    count as the same edition: the copy's faults are another question (`extraction.fault_of`).
    """
    one, other = language(before), language(after)
    if UNKNOWN not in (one, other) and one != other:
        return f"language {one}, then {other}"
    found = _language_swapped(changes) or _respelled(before, after, changes)
    return found or _two_texts_of_one_date(before, after, changes) or _for_other_readers(before, after, changes)


_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _AMERICAN))  # nearly no word may be


@lru_cache(maxsize=1024)
def american(word: str) -> str:
    """A word in American spelling, near enough to tell two spellings of one word apart from two words.

    >>> american("personalisation"), american("licence"), american("programme"), american("promise")
    ('personalization', 'license', 'program', 'promize')
    """
    for pattern, replacement in _AMERICAN if _BRITISH.search(word) else ():
        spelled = pattern.sub(replacement, word)
        if spelled != word:
            return spelled
    return word


def _language_swapped(changes: Sequence[Change]) -> str:
    """One of several source pages came in another language."""
    old = [change.before for change in changes if change.before and change.kind in ("removed", "rewritten")]
    new = [change.after for change in changes if change.after and change.kind in ("added", "rewritten")]
    removed, added = ([placed.passage.text for placed in side] for side in (old, new))
    sizes = [sum(len(text.split()) for text in texts) for texts in (removed, added)]
    if min(sizes) < _SWAPPED_WORDS or max(sizes) > _SWAPPED_PROPORTION * min(sizes):
        return ""
    one, other = language_of(removed), language_of(added)
    return f"what left is {one}, what came {other}" if UNKNOWN not in (one, other) and one != other else ""


def _respelled(before: Reading, after: Reading, changes: Sequence[Change]) -> str:
    """The same words spelled for another country, in a text that states no new date."""
    deleted, inserted = _words_of(changes, "deleted"), _words_of(changes, "inserted")
    left, right = deleted - inserted, inserted - deleted
    if not (left and right) or max(len(left), len(right)) < _RESPELLED:
        return ""
    to_american = sorted(word for word in left if american(word) != word and american(word) in right)
    to_british = sorted(word for word in right if american(word) != word and american(word) in left)
    fewer, more = sorted((to_american, to_british), key=len)
    if len(more) < _RESPELLED or len(fewer) * 4 > len(more) or states_new_date(before, after):
        return ""
    return f"respelled: {', '.join(more[:3])}"


def _two_texts_of_one_date(before: Reading, after: Reading, changes: Sequence[Change]) -> str:
    """Less than half in common, the same stated date, and another company's seat."""
    if not changes or _kept_share(after, changes) >= _SAME_DATE_SHARE:
        return ""
    dates = [_dates(reading) for reading in (before, after)]
    if not dates[0] or dates[0] != dates[1]:
        return ""
    seats = [_seats(reading) for reading in (before, after)]
    if seats[0] and seats[1] and seats[0] != seats[1]:
        return f"both state {dates[0][0]}; seats {', '.join(seats[0])}, then {', '.join(seats[1])}"
    return ""


# Forms and seats of companies, by the law they belong to.
_SEATS = (
    ("Ireland", re.compile(r"\bIreland (?:Limited|Unlimited|Ltd)|\bDublin\b")),
    ("United Kingdom", re.compile(r"\bUK Limited\b|\bLondon\b")),
    ("European Union", re.compile(r"\bGmbH\b|\bS\.à r\.l\.|\bS\.A\.R\.L\.|\bB\.V\.|\bLuxembourg\b|\bAmsterdam\b")),
    ("United States", re.compile(r"\bInc\.|\bLLC\b|\bL\.L\.C\.|, (?:CA|NY|WA|DE|TX) \d{5}")),
    ("Singapore", re.compile(r"\bPte\.? Ltd")),
)


def _seats(reading: Reading) -> tuple[str, ...]:
    text = "\n".join(_texts(reading))
    return tuple(name for name, pattern in _SEATS if pattern.search(text))


_FOR_READERS = re.compile(
    r"(?:live|reside|resident|located|based|users?|people) (?:\w+ ){0,2}?(in|inside|outside)(?: of)? (?:of )?the "
    r"(United States|European Union|European Economic Area|EU|EEA|UK|United Kingdom|U\.S\.)"
)
_BEGINNING = 40


def _for_other_readers(before: Reading, after: Reading, changes: Sequence[Change]) -> str:
    """The beginning addresses readers inside a region, and then those outside it, in a text that states no new date."""
    one, other = (_readers(reading) if changes else None for reading in (before, after))
    if not (one and other) or one[2] != other[2] or (one[1] == "outside") == (other[1] == "outside"):
        return ""
    return "" if states_new_date(before, after) else f"for readers {one[1]} the {one[2]}, then {other[1]} it"


def _readers(reading: Reading) -> re.Match | None:
    return next((found for text in islice(_texts(reading), _BEGINNING) if (found := _readers_in(text))), None)


@lru_cache(maxsize=1024)  # two versions have most of their beginning in common
def _readers_in(text: str) -> re.Match | None:
    return _FOR_READERS.search(text)


def _kept_share(after: Reading, changes: Sequence[Change]) -> float:
    length = sum(len(placed.passage.text) for placed in after.text())
    added = [change.after for change in changes if change.after and change.kind in ("added", "rewritten")]
    new = sum(len(placed.passage.text) for placed in added)
    return (length - new) / max(1, length)


def states_new_date(before: Reading, after: Reading) -> bool:
    """Whether both texts state dates for themselves, and not the same (however written)."""
    one, other = (_dates(reading) for reading in (before, after))
    return bool(one and other) and _digits(one) != _digits(other)


def states_older_date(before: Reading, after: Reading) -> bool:
    """Whether the later text states a date of an earlier year than the earlier text does."""
    years = [[int(year) for date in _dates(reading) for year in _years(date)] for reading in (before, after)]
    return all(years) and max(years[1]) < max(years[0])


def _dates(reading: Reading) -> tuple[str, ...]:
    return stated_dates(_texts(reading))


def _years(date: str) -> list[str]:
    return re.findall(r"(?:19|20)\d\d", date)


def _digits(dates: Iterable[str]) -> list[list[str]]:
    """Dates by their parts in any order, months by three letters: `12 january 2026` is `january 12, 2026`."""
    return sorted(sorted(part[:4] for part in re.findall(r"\d+|[^\W\d_]{3,}", date)) for date in dates)


def _words_of(changes: Sequence[Change], kind: str) -> set[str]:
    texts = [span.text for change in changes for span in change.spans if span.kind == kind]
    return set(_WORD.findall("\n".join(texts).casefold()))
