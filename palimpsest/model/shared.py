"""Wording that several publishers' texts share: what it says, and every place where it was captured."""

from datetime import datetime

from palimpsest.values import Frozen


class SharedPlace(Frozen):
    """A wording of one document that has a shared one in it. `company` and `document` are slugs; `version` names the
    first version that has it, `anchor` its place there, `language` that of the text (BCP 47, `""` if not known).
    `publisher` is whose company it is, by a slug: that of a party, or the company's own.

    `text` is the reading text of its passage; `spans` are the runs of its characters that are
    shared, in order: the shared wording reaches from the start of the first to the end of the last. `last_seen` is None
    while the newest version has it.
    """

    publisher: str
    company: str
    document: str
    version: str
    anchor: str
    language: str
    first_seen: datetime
    last_seen: datetime | None
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def wording(self) -> str:
        """The shared part of the text, with what stands between its runs."""
        return self.text[self.spans[0][0] : self.spans[-1][1]]


class SharedWording(Frozen):
    """A run of words found in the texts of two publishers or more, in the same words or nearly.

    `id`: 12 hex digits that depend on the run alone. `text`: the run as the text has it that was captured first of the
    two in which it was found. `words`: how many it has; `longest`: how many of them, in a row, stand word for word in a
    text of another publisher. `places` are in the order of first captures.
    """

    id: str
    text: str
    words: int
    longest: int
    places: tuple[SharedPlace, ...]

    @property
    def companies(self) -> tuple[str, ...]:
        """Slugs, in the order of first captures."""
        return tuple(dict.fromkeys(place.company for place in self.places))

    @property
    def publishers(self) -> dict[str, str]:
        """That of each company, in the same order."""
        return {place.company: place.publisher for place in self.places}

    @property
    def shared_since(self) -> datetime:
        """When the first text of a second publisher was captured with it."""
        publisher = self.places[0].publisher
        return next(place.first_seen for place in self.places if place.publisher != publisher)
