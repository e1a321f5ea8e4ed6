"""Placed passages -> the facts they name: contacts, ages, laws, programmes of self-regulation, periods, legal entities.

    "Mail privacy@acme.example if you are under 13 years old."
        ->  Fact("email", "privacy@acme.example", "p-1f3a9c20", 5, 25), Fact("age", "under 13", "p-1f3a9c20", 37, 55)

The characters of a fact are those of the text, its value is one spelling for all of them. Finding is divided by kind:
contacts.py, ages_periods.py, named_laws.py, entities.py.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from palimpsest.model import Fact, Passage, Placed, TextLink
from palimpsest.understanding.ages_periods import ages, periods
from palimpsest.understanding.contacts import Found, contacts
from palimpsest.understanding.entities import entities
from palimpsest.understanding.glance import glance
from palimpsest.understanding.named_laws import named_laws

# Passages with one of these labels speak of keeping; elsewhere "30 days" is a time to pay or to answer in.
KEEPING = frozenset({"keeping", "retention"})
_FEWEST_CHARACTERS = 4

KnownFacts = dict[tuple[str, tuple[TextLink, ...], bool], tuple[Found, ...]]


def facts_of(placed: Iterable[tuple[Placed, bool]], known: KnownFacts) -> Iterator[Fact]:
    """The facts of passages in reading order; each passage comes with whether it speaks of keeping.

    `known` holds what the same passages named before, and takes in new ones.
    """
    for item, keeps in placed:
        key = (item.passage.text, item.passage.links, keeps)  # a link can lead to an address that its words do not show
        if key not in known:
            known[key] = named(item.passage, keeps=keeps)
        for kind, value, start, end in known[key]:
            yield Fact(kind, value, item.anchor, start, end)


def named(passage: Passage, *, keeps: bool = False) -> tuple[Found, ...]:
    """Kind, value, start and end of each fact of one passage, in its order; of two in one place the longer one.

    >>> from palimpsest.model import Passage
    >>> named(Passage("0" * 16, "paragraph", "COPPA protects children under 13.", ""))
    (('law', 'COPPA', 0, 5), ('age', 'under 13', 24, 32))
    """
    text = passage.text
    if len(text) < _FEWEST_CHARACTERS:
        return ()
    seen = glance(text)
    every = chain(
        contacts(text, passage.links, seen),
        ages(text, seen),
        named_laws(text, seen),
        entities(text, seen),
        periods(text) if keeps else (),
    )
    found: list[Found] = []
    for one in sorted(set(every), key=lambda fact: (fact[2], -fact[3], fact[0], fact[1])):
        if not any(other[0] == one[0] and other[2] < one[3] and one[2] < other[3] for other in found):
            found.append(one)
    return tuple(found)
