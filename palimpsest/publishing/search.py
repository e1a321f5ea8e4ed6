"""The archive -> what can be searched: one record per distinct wording of a document, never one per version.

    "We use NO COOKIES on this site." in every Monoprice capture of 2004 and 2005
      -> SearchRecord(text=..., first_seen=..., last_seen=..., places=(("2004", Place(...)), ("2005", Place(...))), ...)

A record leads to the newest version that carries its wording, and for each year of capture to that year's newest. Why
so: docs/decisions/0006-search-indexes-wordings.md.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Company, Document, Label, Placed, Section, Snapshot, Version
from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue

HEADING_WEIGHT = 2.0  # who searches "contact information" wants the section, not every passage that says it
EARLIER_WEIGHT = 0.75  # of two alike wordings, the one that still stands in the newest version comes first


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording stood: the capture, and the passage's address on the page of its version."""

    captured_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One wording of one document. `text` is the reading text; `language` a primary language subtag (`en`);
    `places` holds the newest place of each year of capture, years ascending; `section` is the heading's label."""

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

    @property
    def url(self) -> str:
        """The passage in the newest version that carries it."""
        return max((place for _, place in self.places), key=lambda place: place.captured_at).url

    @property
    def years(self) -> tuple[str, ...]:
        """Every year in which a version that carries this wording was captured."""
        return tuple(year for year, _ in self.places)


@dataclass(slots=True)
class _Sighting:
    """What is known of a wording while a document's versions are walked: where it stands in the newest version that
    carries it (`newest` is that version's last capture, `labels` what was understood of it), and a place by year."""

    newest: Snapshot
    section: Section
    placed: Placed
    labels: tuple[Label, ...]
    places: dict[str, Place]


def search_records(archive: Archive) -> Iterator[SearchRecord]:
    """The records of every document: companies and documents in the archive's order, wordings as first met.

    Titles and furniture are not the policy's own words and are left out.
    """
    for company in archive.companies:
        for document in company.documents:
            yield from _document_records(archive, company, document)


def records_of(archive: Archive, company: Company, document: Document) -> tuple[SearchRecord, ...]:
    """The records of one document."""
    return tuple(_document_records(archive, company, document))


def languages(catalogue: Catalogue) -> tuple[str, ...]:
    """The primary languages of the texts: the site's own first where there is one, then the most frequent."""
    counts: Counter[str] = Counter()
    for holding in catalogue.companies:
        for document in holding.documents:
            for language, count in document.languages.items():
                counts[_primary(language)] += count
    own = _primary(catalogue.settings.language)
    return tuple(sorted(counts, key=lambda language: (language != own, -counts[language], language)))


def _document_records(archive: Archive, company: Company, document: Document) -> Iterator[SearchRecord]:
    newest_capture = max(_last(version).captured_at for version in document.versions)
    for passage_id, sighting in _sightings(archive, company, document).items():
        lineage = document.lineages[passage_id]
        is_heading = sighting.placed is sighting.section.heading  # an inferred one can be of any kind of passage
        is_current = sighting.newest.captured_at == newest_capture
        yield SearchRecord(
            text=sighting.placed.passage.text,
            language=_primary(sighting.newest.language or archive.settings.language),
            company=company.slug,
            company_name=company.name,
            terms=document.slug,
            terms_type=document.terms_type,
            section="" if is_heading else sighting.section.label,
            topics=tuple(sorted({label.topic for label in sighting.labels})),
            first_seen=lineage.first_seen,
            last_seen=lineage.last_seen,
            places=tuple(sorted(sighting.places.items())),
            weight=(HEADING_WEIGHT if is_heading else 1.0) * (1.0 if is_current else EARLIER_WEIGHT),
        )


def _sightings(archive: Archive, company: Company, document: Document) -> dict[str, _Sighting]:
    sightings: dict[str, _Sighting] = {}
    for version in document.versions:
        page = urls.version(company, document, version)
        labels = archive.findings_of(version).labels
        newest = _last(version)
        for section, placed in _first_of_each_wording(version):
            here = _Sighting(newest, section, placed, labels.get(placed.anchor, ()), {})
            known = sightings.setdefault(placed.passage.id, here)
            if newest.captured_at > known.newest.captured_at:
                here.places = known.places
                sightings[placed.passage.id] = known = here
            for snapshot in version.snapshots:
                _add(known, snapshot, urls.passage(page, placed))
    return sightings


def _last(version: Version) -> Snapshot:
    return max(version.snapshots, key=lambda snapshot: snapshot.captured_at)


def _add(sighting: _Sighting, snapshot: Snapshot, url: str) -> None:
    year = f"{snapshot.captured_at:%Y}"
    known = sighting.places.get(year)
    if known is None or known.captured_at < snapshot.captured_at:
        sighting.places[year] = Place(snapshot.captured_at, url)


def _first_of_each_wording(version: Version) -> list[tuple[Section, Placed]]:
    firsts: dict[str, tuple[Section, Placed]] = {}
    for section in version.reading.sections:
        for placed in (*((section.heading,) if section.heading else ()), *section.placed):
            if placed.role == "text":
                firsts.setdefault(placed.passage.id, (section, placed))
    return list(firsts.values())


def _primary(language: str) -> str:
    """
    >>> _primary("en-GB"), _primary("pt_BR")
    ('en', 'pt')
    """
    return language.replace("_", "-").split("-")[0].lower()
