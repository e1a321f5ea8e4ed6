"""A document with what was understood of it -> each passage that mentions parties, once, where it was first captured.

a passage naming Google, in the versions of 2016 and 2017  ->  its version of 2016, with the mentions in it
"""

from collections.abc import Iterator, Mapping, Sequence

from palimpsest.model import Findings, PartyMention, Placed, Section, Version
from palimpsest.values import Frozen


class Mentioning(Frozen):
    """A passage that mentions parties, in the version numbered `number` from 0."""

    number: int
    section: Section
    placed: Placed
    mentions: tuple[PartyMention, ...]


def mentioning_passages(versions: Sequence[Version], findings: Mapping[str, Findings]) -> Iterator[Mentioning]:
    """Each passage with its mentions, by first capture. Versions share what they repeat: of a history of hundreds,
    few are looked through."""
    known: set[int] = set()
    passages: set[str] = set()
    for number, version in enumerate(versions):
        fresh: dict[str, list[PartyMention]] = {}
        for mention in findings[version.digest].parties:
            if id(mention) not in known:
                known.add(id(mention))
                fresh.setdefault(mention.anchor, []).append(mention)
        for section, placed in _placed(version) if fresh else ():
            if placed.anchor in fresh and placed.passage.id not in passages:
                passages.add(placed.passage.id)
                yield Mentioning(number, section, placed, tuple(fresh[placed.anchor]))


def _placed(version: Version) -> Iterator[tuple[Section, Placed]]:
    for section in version.reading.sections:
        for placed in section.whole:
            yield section, placed
