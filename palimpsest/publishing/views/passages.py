"""Labelled passages of an archive -> each wording once, with the words that earned it the topic marked.

"We use cookies" in the captures of 2016 and 2017  ->  one slip: first seen 2016, last seen 2017
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Company, Document, Label, Placed, Section, Version
from palimpsest.publishing import urls
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.provenance import foreign_language


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage's words; `is_evidence` where it is why the topic was given."""

    text: str
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A wording on a topic, as first captured. `heading` is that of its section, `""` without one. `last_seen` is the
    last capture that carries it."""

    company: Link
    document: Link
    captured_at: datetime
    last_seen: datetime
    url: str
    language: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    is_sure: bool
    denies: bool


# Slips by topic and then by company, both by slug; what has none is absent.
Slips = Mapping[str, Mapping[str, tuple[Slip, ...]]]


def every_slip(archive: Archive) -> Slips:
    """Every wording that has a topic, once for each topic and document, by first capture: one pass over the texts."""
    found: dict[str, dict[str, list[Slip]]] = {}
    for owner in archive.companies:
        for document in owner.documents:
            for topic, slip in _slips(archive, owner, document):
                found.setdefault(topic, {}).setdefault(owner.slug, []).append(slip)
    return {topic: {slug: tuple(own) for slug, own in by_company.items()} for topic, by_company in found.items()}


def _slips(archive: Archive, owner: Company, document: Document) -> Iterator[tuple[str, Slip]]:
    seen: set[tuple[str, str]] = set()
    for version in document.versions:
        labels = archive.findings_of(version).labels
        for section in version.reading.sections:
            for placed in (*((section.heading,) if section.heading else ()), *section.placed):
                for label in labels.get(placed.anchor, ()):
                    if (label.topic, placed.passage.id) not in seen:
                        seen.add((label.topic, placed.passage.id))
                        yield label.topic, _slip(archive, owner, document, version, section, placed, label)


def marked(text: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text cut at its evidence; spans may touch, overlap or reach too far.

    >>> [(piece.text, piece.is_evidence) for piece in marked("We use cookies.", [(7, 14)])]
    [('We use ', False), ('cookies', True), ('.', False)]
    """
    pieces, end = [], 0
    for start, stop in sorted(spans):
        start, stop = max(start, end), min(stop, len(text))
        if start >= stop:
            continue
        pieces += [Piece(text[end:start], False), Piece(text[start:stop], True)]
        end = stop
    return tuple(piece for piece in (*pieces, Piece(text[end:], False)) if piece.text)


def _marked_heading(section: Section, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """A heading with its number; evidence counts from the label behind it."""
    text = section.heading.passage.text if section.heading else section.label
    shift = len(text) - len(section.label) if text.endswith(section.label) else 0
    return marked(text, [(start + shift, end + shift) for start, end in spans])


def _slip(
    archive: Archive,
    owner: Company,
    document: Document,
    version: Version,
    section: Section,
    placed: Placed,
    label: Label,
) -> Slip:
    page = urls.version(owner, document, version)
    lineage = document.lineages.get(placed.passage.id)
    spans = {
        where: [(found.start, found.end) for found in label.evidence if found.where == where]
        for where in ("passage", "heading")
    }
    has_heading = section.heading is not None and section.heading is not placed
    return Slip(
        company=Link(owner.name, urls.company(owner)),
        document=Link(document.terms_type, page),
        captured_at=version.captured_at,
        last_seen=lineage.last_seen if lineage else version.snapshots[-1].captured_at,
        url=urls.passage(page, placed),
        language=foreign_language(archive, version),
        heading=_marked_heading(section, spans["heading"]) if has_heading else (),
        pieces=marked(placed.passage.text, spans["passage"]),
        is_sure=label.certainty == "sure",
        denies=label.polarity == "denies",
    )
