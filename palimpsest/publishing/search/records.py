"""A document -> what can be searched of it: one record per distinct wording, never one per version.

    "We use NO COOKIES on this site." in every Monoprice capture of 2004 and 2005
      -> SearchRecord(text=..., first_seen=..., last_seen=..., places=(("2004", Place(...)), ("2005", Place(...))), ...)

A record leads to the newest version that carries its wording, and for each year of capture to that year's newest. Why
so: docs/decisions/0006-search-indexes-wordings.md.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Literal

from palimpsest.memo.made import Made
from palimpsest.model import Archive, Company, Document, Label, Placed, Section, Version
from palimpsest.publishing import urls
from palimpsest.publishing.languages import text_language
from palimpsest.publishing.making.document_tasks import UnderstoodTask
from palimpsest.publishing.parts import Parts
from palimpsest.values import Frozen

if TYPE_CHECKING:  # what is staged is made of records, and only named here
    from palimpsest.publishing.search.staging import Staged

RECORDS = ".records"  # what can be searched of a document, in a folder of its own
Layer = Literal["latest", "earlier"]  # what stands in the newest version, and what stood before

HEADING_WEIGHT = 2.0  # who searches "contact information" wants the section, not every passage that says it
EARLIER_WEIGHT = 0.75  # of two alike wordings, the one that still stands in the newest version comes first


class Place(Frozen):
    """Where a wording stood: the capture, and the passage's address on the page of its version."""

    captured_at: datetime
    url: str


class SearchRecord(Frozen):
    """One wording of one document. `text` is the reading text; `language` a primary language subtag (`en`);
    `places` holds the newest place of each year of capture, years ascending; `section` is the heading's label;
    `is_current` where the newest version carries it."""

    text: str
    language: str
    company: str
    company_name: str
    terms: str
    terms_type: str
    section: str
    topics: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    places: tuple[tuple[str, Place], ...]
    weight: float
    is_current: bool

    @property
    def url(self) -> str:
        """The passage in the newest version that carries it."""
        return max((place for _, place in self.places), key=lambda place: place.captured_at).url

    @property
    def years(self) -> tuple[str, ...]:
        """Every year in which a version that carries this wording was captured."""
        return tuple(year for year, _ in self.places)


_Years = Sequence[tuple[str, dict[str, Place]]]  # each year of capture with the newest place of wordings, by their ids


class _Sighting(Frozen):
    """A wording in the newest version that carries it, and its labels there."""

    version: Version
    language: str
    section: Section
    placed: Placed
    labels: tuple[Label, ...]


class SearchHeld(Frozen):
    """How many records a document has in a layer; `digest` stands for what is staged of them."""

    records: int
    digest: str


class Searched(Frozen):
    """What is searched of one layer of a document, by the slug of its company: the number of its records, the digest
    that stands for them, and how they are opened, ready for the index."""

    company: str
    layer: Layer
    count: int
    digest: str
    open: Callable[[], "Sequence[Staged]"]


def searched(made: Iterable[tuple[UnderstoodTask, Made[Mapping[Layer, SearchHeld]]]]) -> Iterator[Searched]:
    """What is searched of every document, in the order of the documents; nothing is opened."""
    for task, searchable in made:
        kept = Parts(searchable.folder / RECORDS)
        for layer, held in searchable.result.items():
            yield Searched(task.company.slug, layer, held.records, held.digest, partial(kept.__getitem__, layer))


def records_of(archive: Archive, owner: Company, document: Document) -> tuple[SearchRecord, ...]:
    """The records of one document: the wordings of the newest version in reading order, then what older ones add.

    Titles and furniture are not the policy's own words and are left out.
    """
    from palimpsest.comparing.history import newest_version  # here: a build that asks no document comes without it

    newest = newest_version(document)
    versions = sorted(document.versions, key=lambda one: (one is newest, _last_capture(one)), reverse=True)
    years = list(_by_year(owner, document, versions).items())
    return tuple(
        [
            _record(owner, document, sighting, id_, years, is_current=sighting.version is newest)
            for id_, sighting in _sightings(archive, versions).items()
        ]
    )


def _record(
    owner: Company, document: Document, sighting: _Sighting, id_: str, years: _Years, *, is_current: bool
) -> SearchRecord:
    lineage = document.lineages[id_]
    is_heading = sighting.placed is sighting.section.heading  # an inferred one can be of any kind of passage
    return SearchRecord(
        text=sighting.placed.passage.text,
        language=sighting.language,
        company=owner.slug,
        company_name=owner.name,
        terms=document.slug,
        terms_type=document.terms_type,
        section="" if is_heading else sighting.section.label,
        topics=tuple(sorted({label.topic for label in sighting.labels})) if sighting.labels else (),
        first_seen=lineage.first_seen,
        last_seen=lineage.last_seen,
        places=tuple([(year, places[id_]) for year, places in years if id_ in places]),
        weight=(HEADING_WEIGHT if is_heading else 1.0) * (1.0 if is_current else EARLIER_WEIGHT),
        is_current=is_current,
    )


def _sightings(archive: Archive, versions: Iterable[Version]) -> dict[str, _Sighting]:
    """From the newest version to the oldest: where a wording is met first is where it stands in the newest."""
    sightings: dict[str, _Sighting] = {}
    walked: set[int] = set()
    for version in versions:
        labels = archive.findings_of(version).labels
        language = _primary(text_language(archive.settings, version))
        for section, placed in _not_walked(version, walked):
            if placed.passage.id not in sightings:
                own = labels.get(placed.anchor, ())
                sightings[placed.passage.id] = _Sighting(version, language, section, placed, own)
    return sightings


def _by_year(owner: Company, document: Document, versions: Iterable[Version]) -> dict[str, dict[str, Place]]:
    """For each year of capture, in order, the newest place of every wording, by its id."""
    captured: dict[str, list[tuple[datetime, Version]]] = {}
    for version in versions:
        for year, own in groupby(sorted([one.captured_at for one in version.snapshots]), key=attrgetter("year")):
            captured.setdefault(f"{year}", []).append((max(own), version))
    by_year: dict[str, dict[str, Place]] = {}
    for year, newest_first in sorted(captured.items()):
        places = by_year[year] = {}
        walked: set[int] = set()
        for captured_at, version in sorted(newest_first, key=itemgetter(0), reverse=True):
            page = urls.version(owner, document, version)
            for _, placed in _not_walked(version, walked):
                if placed.passage.id not in places:
                    places[placed.passage.id] = Place(captured_at, f"{page}#{placed.anchor}")
    return by_year


def _not_walked(version: Version, walked: set[int]) -> Iterator[tuple[Section, Placed]]:
    """The text of the sections that were not `walked`, which is told by identity: versions share what they repeat, and
    what a section that was walked has need not be met again."""
    for section in version.reading.sections:
        if id(section) not in walked:
            walked.add(id(section))
            for placed in section.text:
                yield section, placed


def _last_capture(version: Version) -> datetime:
    return max([snapshot.captured_at for snapshot in version.snapshots])


def _primary(language: str) -> str:
    """
    >>> _primary("en-GB"), _primary("pt_BR")
    ('en', 'pt')
    """
    return language.replace("_", "-").split("-")[0].lower()
