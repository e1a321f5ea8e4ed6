"""A wording that companies share -> every document that has it, and how each says it: `shared_wording.html`.

"which page you are visiting on our site ...": mono.net, first captured 2013, Monoprice, 2017, and the words they share.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from palimpsest.english import counted, joined
from palimpsest.model import Settings, SharedPlace, SharedWording
from palimpsest.publishing import urls
from palimpsest.publishing.languages import foreign
from palimpsest.publishing.making.shared import Sharer, excerpt_of
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.metadata.shared import for_shared_wording
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Piece, marked, shortened
from palimpsest.reading.comparison import comparison_text
from palimpsest.values import Frozen

_SHOWN = 12  # wordings of a page; further ones are counted
_PLACES = 8  # of a wording
_LONGEST = 3_000  # characters of a wording
_HEADING = 80


class SharingDocument(Frozen):
    """A document that has the wording: where it was first captured with it; `last_seen` is None while the newest
    version has it."""

    company: Link
    document: Link
    first_seen: datetime
    last_seen: datetime | None


class SharedVariant(Frozen):
    """One way of saying it, with what stands around it; evidence is what it shares. `more` counts the places that are
    not named."""

    language: str
    pieces: tuple[Piece, ...]
    places: tuple[SharingDocument, ...]
    more: str


class SharedWordingPage(Frozen):
    """`heading` is how the wording begins, `language` its own where that is not the site's; `left_out` says how many
    further variants there are."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    language: str
    summary: str
    longest: str
    documents: tuple[SharingDocument, ...]
    variants: tuple[SharedVariant, ...]
    left_out: str
    template: str = "shared_wording.html"


def shared_wording_page(settings: Settings, sharers: Mapping[str, Sharer], wording: SharedWording) -> SharedWordingPage:
    """The page of one wording."""
    variants = _variants(wording.places)
    heading = excerpt_of(wording.text, _HEADING)
    left_out = len(variants) - _SHOWN
    return SharedWordingPage(
        url=urls.shared_wording(wording.id),
        frame=frame(settings, Link("Shared wording", urls.SHARED)),
        metadata=for_shared_wording(settings, wording, f"“{heading}”"),
        heading=heading,
        language=foreign(settings, wording.places[0].language),
        summary=f"{counted(wording.words, 'word')}, found in texts of {_companies(wording, sharers)}.",
        longest=_longest(wording),
        documents=tuple(_documents(wording.places, sharers)),
        variants=tuple(_variant(settings, places, sharers) for places in variants[:_SHOWN]),
        left_out=f"{counted(left_out, 'further wording')}" if left_out > 0 else "",
    )


def _companies(wording: SharedWording, sharers: Mapping[str, Sharer]) -> str:
    names = joined([_name(slug, sharers) for slug in wording.companies])
    return names if len(wording.companies) <= 3 else counted(len(wording.companies), "company", "companies")


def _longest(wording: SharedWording) -> str:
    if wording.longest == wording.words:
        return "It stands word for word in texts of two publishers or more."
    return (
        f"The longest run that stands word for word in texts of two companies has {counted(wording.longest, 'word')}."
    )


def _name(slug: str, sharers: Mapping[str, Sharer]) -> str:
    return sharers[slug].company.name if slug in sharers else slug


def _documents(places: Iterable[SharedPlace], sharers: Mapping[str, Sharer]) -> list[SharingDocument]:
    """Each document once, by its first capture with the wording."""
    own: dict[tuple[str, str], list[SharedPlace]] = {}
    for place in places:
        own.setdefault((place.company, place.document), []).append(place)
    return [_document(together, sharers) for together in own.values()]


def _document(places: Sequence[SharedPlace], sharers: Mapping[str, Sharer]) -> SharingDocument:
    first = places[0]
    sharer = sharers.get(first.company)
    terms = sharer.documents.get(first.document, first.document) if sharer else first.document
    lasts = [place.last_seen for place in places]
    return SharingDocument(
        Link(_name(first.company, sharers), f"{urls.COMPANIES}{first.company}/"),
        Link(terms, urls.shared_place(first)),
        first.first_seen,
        None if None in lasts else max(last for last in lasts if last),
    )


def _variants(places: Iterable[SharedPlace]) -> list[list[SharedPlace]]:
    """The places by what they say, in the order of first captures; marks and quotes apart."""
    own: dict[tuple[str, ...], list[SharedPlace]] = {}
    for place in places:
        own.setdefault((comparison_text(place.wording).casefold(),), []).append(place)
    return list(own.values())


def _variant(settings: Settings, places: Sequence[SharedPlace], sharers: Mapping[str, Sharer]) -> SharedVariant:
    first = places[0]
    documents = _documents(places, sharers)
    more = len(documents) - _PLACES
    return SharedVariant(
        foreign(settings, first.language),
        _limited(shortened(marked(first.text, list(first.spans)))),
        tuple(documents[:_PLACES]),
        counted(more, "further document") if more > 0 else "",
    )


def _limited(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces up to a length that a page can bear."""
    kept, room = [], _LONGEST
    for text, is_evidence in pieces:
        if len(text) > room:
            kept.append((f"{text[:room].rsplit(None, 1)[0]} …", is_evidence))
            break
        kept.append((text, is_evidence))
        room -= len(text)
    return tuple(kept)
