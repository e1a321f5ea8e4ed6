"""Labelled passages of an archive -> each wording once, with the words that earned it the topic marked.

"We use cookies" in the captures of 2016 and 2017  ->  one slip: first seen 2016, last seen 2017
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Company, Document, Label, Placed, Section, Topic, Version
from palimpsest.publishing import urls
from palimpsest.publishing.views.frame import Link


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


def slips(archive: Archive, topic: Topic, owner: Company) -> Iterator[Slip]:
    """Every wording of a company on a topic, once for each document, by first capture."""
    for document in owner.documents:
        seen: set[str] = set()
        for version in document.versions:
            labels = archive.findings_of(version).labels
            for section in version.reading.sections:
                for placed in (*((section.heading,) if section.heading else ()), *section.placed):
                    label = next((one for one in labels.get(placed.anchor, ()) if one.topic == topic.slug), None)
                    if label and placed.passage.id not in seen:
                        seen.add(placed.passage.id)
                        yield _slip(archive, owner, document, version, section, placed, label)


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
    language = version.snapshots[0].language
    return Slip(
        company=Link(owner.name, urls.company(owner)),
        document=Link(document.terms_type, page),
        captured_at=version.captured_at,
        last_seen=lineage.last_seen if lineage else version.snapshots[-1].captured_at,
        url=urls.passage(page, placed),
        language="" if language == archive.settings.language else language,
        heading=_marked_heading(section, spans["heading"]) if has_heading else (),
        pieces=marked(placed.passage.text, spans["passage"]),
        is_sure=label.certainty == "sure",
        denies=label.polarity == "denies",
    )
