"""Placed passages -> the facts they name: contacts, ages, laws, programmes of self-regulation, periods, legal entities.

    "Mail privacy@acme.example if you are under 13 years old."
        ->  Fact("email", "privacy@acme.example", "p-1f3a9c20", 5, 25), Fact("age", "under 13", "p-1f3a9c20", 37, 55)

The characters of a fact are those of the text, its value is one spelling for all of them. Finding is divided by kind:
contacts.py, ages_periods.py, laws.py, entities.py.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from palimpsest.model import Fact, Passage, Placed
from palimpsest.understanding.facts.ages_periods import WORDS_OF_AGE, ages, periods
from palimpsest.understanding.facts.contacts import Found, contacts, linked_emails
from palimpsest.understanding.facts.entities import BEGINNINGS, entities
from palimpsest.understanding.facts.laws import NOTICED, WRITTEN, named_laws
from palimpsest.understanding.glance import Glance, Glances
from palimpsest.values import Growing, field

# Passages with one of these labels speak of keeping; elsewhere "30 days" is a time to pay or to answer in.
KEEPING = frozenset({"keeping", "retention"})
_FEWEST_CHARACTERS = 4
# One of these, a digit, an address or a box stands wherever a fact is named: "at" in "privacy [at] acme.example", "plc"
# in a name without any other form.
_TELLING_WORDS = WORDS_OF_AGE | NOTICED | {"at", "plc"}
_TELLING_CAPITALS = WRITTEN | BEGINNINGS


class KnownFacts(Growing):
    """What passages of a document named before: by the identity of a passage, which is held here, and whether it speaks
    of keeping; and by its text alone, which often stands there with other links or below another heading."""

    passages: dict[tuple[int, bool], tuple[Passage, tuple[Found, ...]]] = field(default_factory=dict)
    texts: dict[str, frozenset[Found]] = field(default_factory=dict)
    glances: Glances = field(default_factory=Glances)


def facts_of(placed: Iterable[tuple[Placed, bool]], known: KnownFacts) -> Iterator[Fact]:
    """The facts of passages in reading order; each passage comes with whether it speaks of keeping.

    `known` holds what the same passages named before, and takes in new ones.
    """
    for item, keeps in placed:
        held = known.passages.get((id(item.passage), keeps))
        if held is None:
            held = known.passages[id(item.passage), keeps] = item.passage, named(item.passage, known, keeps=keeps)
        for kind, value, start, end in held[1]:
            yield Fact(kind, value, item.anchor, start, end)


def named(passage: Passage, known: KnownFacts | None = None, *, keeps: bool = False) -> tuple[Found, ...]:
    """Kind, value, start and end of each fact of one passage, in its order; of two in one place the longer one.

    >>> from palimpsest.model import Passage
    >>> named(Passage("0" * 16, "paragraph", "COPPA protects children under 13.", ""))
    (('law', 'COPPA', 0, 5), ('age', 'under 13', 24, 32))
    """
    text = passage.text
    if len(text) < _FEWEST_CHARACTERS:
        return ()
    known = known or KnownFacts()
    every = known.texts.get(text)
    if every is None:
        every = known.texts[text] = frozenset(_named_in(text, known.glances))
    if passage.links:
        every = every.union(linked_emails(text, passage.links))
    if keeps:
        every = every.union(periods(text))
    return _apart(every) if every else ()


def _named_in(text: str, glances: Glances) -> Iterable[Found]:
    seen = glances[text]
    if not _may_name(text, seen):
        return ()
    return chain(contacts(text, seen), ages(text, seen), named_laws(text, seen), entities(text, seen))


def _may_name(text: str, seen: Glance) -> bool:
    """Whether there may be anything for any of the detectors: in two of three passages there is nothing."""
    return not (
        seen.words.isdisjoint(_TELLING_WORDS)
        and seen.capitals.isdisjoint(_TELLING_CAPITALS)
        and not seen.digits
        and "@" not in text
        and "Box" not in text
    )


def _apart(every: Iterable[Found]) -> tuple[Found, ...]:
    found: list[Found] = []
    for one in sorted(every, key=lambda fact: (fact[2], -fact[3], fact[0], fact[1])):
        if not any(other[0] == one[0] and other[2] < one[3] and one[2] < other[3] for other in found):
            found.append(one)
    return tuple(found)
