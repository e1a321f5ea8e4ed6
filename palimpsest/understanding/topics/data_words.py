"""Passages -> whether they name personal data, and texts -> whether they are about that, as topics are.

    "We use your information to improve the service."      ->  True
    "You may not bypass the security of the service."      ->  False
    a privacy policy, in which most passages name data     ->  is_about_data(...) is True; terms of use: False

The phrases of topics.yaml are those of privacy policies: "unauthorised access" is about security there, and about who
is liable in terms of use. Where a text says little about data, a passage has to name some to have topics, or its
heading or its lead-in has.
"""

import re
from collections.abc import Iterable

from palimpsest.model import Label, Passage, Section
from palimpsest.understanding.glance import Glances
from palimpsest.understanding.topics.taxonomy import Lexicon
from palimpsest.values import Frozen

FEWEST_WORDS = 8  # shorter passages tell nothing about their text
FEWEST_PASSAGES = 8  # of a shorter text it is not clear what it is about, and it keeps all labels
LEAST_SHARE = 0.3  # of its passages; measured on 1,072 texts: docs/decisions/0018


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TELLING = _words(
    "cookie cookies beacon beacons pixel pixels tracker trackers tracking analytics privacy personally identifiable ip "
    "gdpr ccpa coppa cpra opt opting unsubscribe newsletter newsletters demographic geolocation biometric biometrics "
    "encrypt encrypts encrypted encryption subprocessor subprocessors anonymized anonymised retargeting remarketing "
    "parental guardian guardians"
)
# Each expression is tried only where one of its nouns is: most passages of other texts have none.
_DATA = _words("data information info details")
_NAMED = re.compile(
    r"""\b(?:
      (?:your|personal|private|sensitive|users?'?|customers?'?|members?'?|their|his|her|account|registration|usage|log
        |device|location|contact|payment|billing|financial|health|profile|aggregated?|technical|traffic)
      \ (?:[\w-]+\ ){0,2}(?:data|info(?:rmation)?|details)
    | (?:information|data)\ (?:about|from|that|you|we|which|collected|relating|protection|subjects?|controllers?
        |processors?|processing|retention|sharing|collection|transfers?)
    | (?:collect|stor|shar|disclos|process|sell)\w*\ (?:[\w-]+\ ){0,2}(?:data|information)
    )\b""",
    re.VERBOSE,
)
_PERSONS = _words("account age years california")
_SAID_OF_PERSONS = re.compile(
    r"""\b(?:
      (?:delete|close|cancel|deactivate)\ (?:your|an|the|my)\ (?:\w+\ )?account
    | (?:under|of|minimum|reached\ the)\ (?:the\ )?age | years\ (?:of\ age|old)
    | california\ (?:residents?|users?|customers?|consumers?)
    )\b""",
    re.VERBOSE,
)


class DataWords(dict[str, bool]):
    """Texts -> whether they name personal data, for all passages and headings of a document."""

    def __init__(self, glances: Glances) -> None:
        super().__init__()
        self.glances = glances

    def __missing__(self, text: str) -> bool:
        words, lowered = self.glances[text].words, self.glances[text].lowered
        names = self[text] = (
            not words.isdisjoint(_TELLING)
            or (not words.isdisjoint(_DATA) and bool(_NAMED.search(lowered)))
            or (not words.isdisjoint(_PERSONS) and bool(_SAID_OF_PERSONS.search(lowered)))
        )
        return names


class DataNamed(Frozen):
    """The passages of a text that are long enough to tell what it is about, and those of them that name data."""

    passages: int = 0
    naming: int = 0


def data_named(section: Section, data_words: DataWords) -> DataNamed:
    """A section -> how many of its passages name data; titles, furniture and headings are left out, and the rows of
    tables: hundreds of cookies would outnumber what the text says."""
    long = [item.passage.text for item in section.text if _tells(item.passage)]
    return DataNamed(len(long), sum(map(data_words.__getitem__, long)))


def _tells(passage: Passage) -> bool:
    return passage.kind not in ("heading", "row") and passage.words >= FEWEST_WORDS


def is_about_data(sections: Iterable[DataNamed]) -> bool:
    """Whether a text says enough about personal data for its passages to be read as those of a privacy policy.

    >>> is_about_data([DataNamed(30, 12), DataNamed(10, 4)]), is_about_data([DataNamed(40, 4)])
    (True, False)
    """
    every = list(sections)
    passages = sum([one.passages for one in every])
    return passages < FEWEST_PASSAGES or sum([one.naming for one in every]) >= LEAST_SHARE * passages


def wherever_it_stands(labels: tuple[Label, ...], lexicon: Lexicon) -> tuple[Label, ...]:
    """The labels that mean the same in a text about something else, with the categories that these stand below."""
    kept = {label.topic for label in labels if lexicon.rules[label.topic].everywhere}
    if not kept:
        return ()
    kept.update(parent for topic in tuple(kept) for parent in lexicon.rules[topic].parents)
    return tuple(label for label in labels if label.topic in kept)
