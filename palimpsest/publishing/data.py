"""A document, or the catalogue -> JSON for programs: one file per document, and one that lists them all.

    Document -> api/companies/monoprice.com/privacy-policy.json
                {"versions": [{"passages": [0, 1, 2], ...}], "revisions": [...], "passages": [{"text": ...}, ...], ...}

A document's file holds each passage once and names it everywhere else by its place in that list, counted from 0: the
longest history we know, 473 versions of some 800 passages, takes 4 MB, of which compression on the way leaves little.
Addresses are absolute. The same archive gives the same bytes.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from palimpsest.model import (
    Archive,
    Change,
    ChangeKind,
    Company,
    DatedName,
    Document,
    Lineage,
    LineageStep,
    Placed,
    Revision,
    Section,
    Snapshot,
    Version,
)
from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue, CompanyHolding, DocumentSummary
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.mentions import mentioning_passages
from palimpsest.timestamps import iso

FORMAT = 2  # raised when the meaning of a field changes
_KINDS: tuple[ChangeKind, ...] = ("kept", "moved", "edited", "rewritten", "added", "removed")

# The distinct passages of a document by id, each with its place in the file's list and as first met.
_Places = Mapping[str, tuple[int, Placed]]
# What versions repeat: a section by identity, with the places of its passages and the number of its words.
_Numbered = dict[int, tuple[list[int], int]]


def archive_json(catalogue: Catalogue) -> SiteFile:
    """The list of everything."""
    settings = catalogue.settings
    documents = [document for holding in catalogue.companies for document in holding.documents]
    content = {
        "format": FORMAT,
        "title": settings.title,
        "description": settings.description,
        "url": settings.base_url,
        "licence": settings.licence,
        "counts": {
            "companies": len(catalogue.companies),
            "documents": len(documents),
            "versions": sum(document.versions for document in documents),
            "captures": sum(len(document.captures) for document in documents),
            "changes_of_wording": sum(document.classes.get("wording", 0) for document in documents),
        },
        "companies": [_company(holding, settings.base_url) for holding in catalogue.companies],
    }
    return SiteFile(urls.ARCHIVE_JSON, _bytes(content))


def document_json(archive: Archive, company: Company, document: Document) -> SiteFile:
    """Everything known of one document."""
    base = archive.settings.base_url
    places = _places(document)
    numbered: _Numbered = {}
    intervals = _intervals(document)
    content = {
        "format": FORMAT,
        "company": {"slug": company.slug, "name": company.name},
        "terms_type": document.terms_type,
        "slug": document.slug,
        "url": urls.absolute(urls.document(company, document), base),
        "versions": [
            _version(archive, company, document, version, places, numbered) | {"intervals": seen}
            for version, seen in zip(document.versions, intervals, strict=True)
        ],
        "tracking_ended": [{"ended_at": iso(end.ended_at), "record": end.record} for end in document.endings],
        "revisions": [_revision(revision, places) for revision in document.revisions],
        "parties": _parties(archive, document, places),
        "passages": [_passage(placed, document.lineages.get(id_), places) for id_, (_, placed) in places.items()],
    }
    return SiteFile(urls.document_json(company, document), _bytes(content))


def _parties(archive: Archive, document: Document, places: _Places) -> list[dict[str, Any]]:
    """Who is named or linked in which passages: characters `start` to `end` of the passage's text."""
    mentions: dict[str, list[dict[str, Any]]] = {}
    for one in mentioning_passages(document.versions, archive.findings):
        passage = places[one.placed.passage.id][0]
        for found in one.mentions:
            mentions.setdefault(found.party, []).append(
                {"passage": passage, "role": found.role, "basis": found.basis, "start": found.start, "end": found.end}
            )
    known = {party.slug: party for party in archive.parties}
    return [
        {
            "slug": slug,
            "name": known[slug].name,
            "url": urls.absolute(urls.party(known[slug]), archive.settings.base_url),
            "mentions": mentions[slug],
        }
        for slug in sorted(mentions.keys() & known.keys())
    ]


def _bytes(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=False, separators=(",", ":")) + "\n").encode()


def _company(holding: CompanyHolding, base: str) -> dict[str, Any]:
    company = holding.company
    return {
        "slug": company.slug,
        "name": company.name,
        "url": urls.absolute(urls.company(company), base),
        "domains": [_dated_name(name) for name in company.domains],
        "operators": [_dated_name(name) for name in company.operators],
        "documents": [_summary(company, document, base) for document in holding.documents],
    }


def _summary(company: Company, document: DocumentSummary, base: str) -> dict[str, Any]:
    return {
        "terms_type": document.terms_type,
        "slug": document.slug,
        "url": urls.absolute(urls.document(company, document), base),
        "json": urls.absolute(urls.document_json(company, document), base),
        "versions": document.versions,
        "captures": len(document.captures),
        "first_captured_at": iso(min(document.captures)),
        "last_captured_at": iso(max(document.captures)),
    }


def _dated_name(name: DatedName) -> dict[str, Any]:
    return {
        "name": name.name,
        "since": name.since.isoformat() if name.since else None,
        "until": name.until.isoformat() if name.until else None,
    }


def _places(document: Document) -> dict[str, tuple[int, Placed]]:
    places: dict[str, tuple[int, Placed]] = {}
    walked = set()  # versions share the sections that they repeat
    for version in document.versions:
        for section in version.reading.sections:
            if id(section) in walked:
                continue
            walked.add(id(section))
            for placed in (section.heading, *section.placed) if section.heading else section.placed:
                if placed.passage.id not in places:
                    places[placed.passage.id] = (len(places), placed)
    return places


def _intervals(document: Document) -> list[list[list[str]]]:
    """For each version the first and last instant of every run of captures that carry it."""
    intervals: list[list[list[str]]] = [[] for _ in document.versions]
    numbers = {id(one): number for number, version in enumerate(document.versions) for one in version.snapshots}
    running = None
    for snapshot in document.snapshots:
        number = numbers[id(snapshot)]
        seen = iso(snapshot.captured_at)
        if number == running:
            intervals[number][-1][1] = seen
        else:
            intervals[number].append([seen, seen])
        running = number
    return intervals


def _version(
    archive: Archive, company: Company, document: Document, version: Version, places: _Places, numbered: _Numbered
) -> dict[str, Any]:
    base = archive.settings.base_url
    sections = [_section(section, places, numbered) for section in version.reading.sections]
    return {
        "digest": version.digest,
        "url": urls.absolute(urls.version(company, document, version), base),
        "title": version.reading.title,
        "words": sum(words for _, words in sections),
        "captures": [
            _capture(snapshot, urls.absolute(urls.source(company, document, version, number), base))
            for number, snapshot in enumerate(version.snapshots)
        ],
        "stated_dates": [
            {"claim": stated.claim, "date": stated.date, "quote": stated.quote}
            for stated in archive.findings_of(version).stated_dates
        ],
        "passages": [place for places_of_section, _ in sections for place in places_of_section],
    }


def _section(section: Section, places: _Places, numbered: _Numbered) -> tuple[list[int], int]:
    """The places of a section's passages, and the words of those that are the policy's own text."""
    known = numbered.get(id(section))
    if known is None:
        placed = (section.heading, *section.placed) if section.heading else section.placed
        words = sum([one.passage.words for one in placed if one.role == "text"])
        known = numbered[id(section)] = [places[one.passage.id][0] for one in placed], words
    return known


def _capture(snapshot: Snapshot, source: str) -> dict[str, Any]:
    return {
        "captured_at": iso(snapshot.captured_at),
        "record": snapshot.provenance.record,
        "collection": snapshot.provenance.collection,
        "sha256": snapshot.sha256,
        "source": source,
        "original_url": snapshot.original_url,
        "memento_url": snapshot.memento_url,
        "language": snapshot.language,
    }


def _revision(revision: Revision, places: _Places) -> dict[str, Any]:
    """Class: what the text shows; cause: what the record says. Passages of edits are pairs of before and after."""
    changed = revision.changed
    counts = {kind: sum(change.kind == kind for change in changed) for kind in _KINDS}
    counts["kept"] = sum(
        len(part.after) if not isinstance(part, Change) else part.kind == "kept" for part in revision.parts
    )

    def named(kind: ChangeKind) -> list[Any]:
        return [_named(change, places) for change in changed if change.kind == kind]

    return {
        "before": revision.before,
        "after": revision.after,
        "class": revision.revision_class,
        "cause": revision.cause,
        "share_kept": round(revision.share_kept, 4),
        "verdict": revision.verdict,
        "words_added": sum(_words(change, "inserted") for change in changed),
        "words_removed": sum(_words(change, "deleted") for change in changed),
        "counts": counts,
    } | {kind: named(kind) for kind in _KINDS[1:]}


def _named(change: Change, places: _Places) -> int | list[int]:
    found = [places[placed.passage.id][0] for placed in (change.before, change.after) if placed]
    return found[-1] if change.kind in ("added", "removed", "moved") else found


def _words(change: Change, kind: str) -> int:
    """The words that a change added ("inserted") or removed ("deleted")."""
    if change.spans:
        return sum(len(span.text.split()) for span in change.spans if span.kind == kind)
    placed = change.after if kind == "inserted" else change.before
    return placed.passage.words if placed and change.kind != "moved" else 0


def _passage(placed: Placed, lineage: Lineage | None, places: _Places) -> dict[str, Any]:
    """One distinct passage, as first met; its times are null where a title or furniture has no lineage."""
    passage = placed.passage
    return {
        "id": passage.id,
        "kind": passage.kind,
        "role": placed.role,
        "text": passage.text,
        "first_seen": iso(lineage.first_seen) if lineage else None,
        "last_seen": iso(lineage.last_seen) if lineage else None,
        "intervals": [[iso(first), iso(last)] for first, last in lineage.intervals] if lineage else [],
        "earlier": _steps(lineage.earlier, places) if lineage else [],
        "later": _steps(lineage.later, places) if lineage else [],
    }


def _steps(steps: Iterable[LineageStep], places: _Places) -> list[dict[str, Any]]:
    return [
        {"kind": step.kind, "passage": places[step.passage][0], "seen": iso(step.seen)}
        for step in steps
        if step.passage in places
    ]
