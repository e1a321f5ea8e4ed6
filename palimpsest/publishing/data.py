"""The archive -> JSON for programs: one file per document, and one that lists them all.

    Document -> api/companies/monoprice.com/privacy-policy.json
                {"versions": [...], "revisions": [...], "passages": [...], ...}

Addresses in these files are absolute. The same archive gives the same bytes.
"""

import json
from collections.abc import Iterator
from typing import Any

from palimpsest.model import (
    Archive,
    Change,
    ChangeKind,
    Company,
    DatedName,
    Document,
    Placed,
    Revision,
    Snapshot,
    Version,
)
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.timestamps import iso

FORMAT = 1  # raised when the meaning of a field changes
_KINDS: tuple[ChangeKind, ...] = ("kept", "moved", "edited", "rewritten", "added", "removed")


def json_files(archive: Archive) -> Iterator[SiteFile]:
    """The list of everything, then every document, in the archive's order."""
    yield SiteFile(urls.ARCHIVE_JSON, _bytes(_archive(archive)))
    for company in archive.companies:
        for document in company.documents:
            yield SiteFile(urls.document_json(company, document), _bytes(_document(archive, company, document)))


def _bytes(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, sort_keys=False, separators=(",", ":")) + "\n").encode()


def _archive(archive: Archive) -> dict[str, Any]:
    settings = archive.settings
    documents = [document for company in archive.companies for document in company.documents]
    return {
        "format": FORMAT,
        "title": settings.title,
        "description": settings.description,
        "url": settings.base_url,
        "licence": settings.licence,
        "counts": {
            "companies": len(archive.companies),
            "documents": len(documents),
            "versions": sum(len(document.versions) for document in documents),
            "captures": sum(len(document.snapshots) for document in documents),
            "changes_of_wording": sum(
                revision.revision_class == "wording" for document in documents for revision in document.revisions
            ),
        },
        "companies": [_company(archive, company) for company in archive.companies],
    }


def _company(archive: Archive, company: Company) -> dict[str, Any]:
    base = archive.settings.base_url
    return {
        "slug": company.slug,
        "name": company.name,
        "url": urls.absolute(urls.company(company), base),
        "domains": [_dated_name(name) for name in company.domains],
        "operators": [_dated_name(name) for name in company.operators],
        "documents": [
            {
                "terms_type": document.terms_type,
                "slug": document.slug,
                "url": urls.absolute(urls.document(company, document), base),
                "json": urls.absolute(urls.document_json(company, document), base),
                "versions": len(document.versions),
                "captures": len(document.snapshots),
                "first_captured_at": iso(document.snapshots[0].captured_at),
                "last_captured_at": iso(document.snapshots[-1].captured_at),
            }
            for document in company.documents
        ],
    }


def _dated_name(name: DatedName) -> dict[str, Any]:
    return {
        "name": name.name,
        "since": name.since.isoformat() if name.since else None,
        "until": name.until.isoformat() if name.until else None,
    }


def _document(archive: Archive, company: Company, document: Document) -> dict[str, Any]:
    base = archive.settings.base_url
    return {
        "format": FORMAT,
        "company": {"slug": company.slug, "name": company.name},
        "terms_type": document.terms_type,
        "slug": document.slug,
        "url": urls.absolute(urls.document(company, document), base),
        "versions": [_version(archive, company, document, version) for version in document.versions],
        "revisions": [_revision(revision) for revision in document.revisions],
        "passages": _passages(document),
    }


def _version(archive: Archive, company: Company, document: Document, version: Version) -> dict[str, Any]:
    base = archive.settings.base_url
    return {
        "digest": version.digest,
        "url": urls.absolute(urls.version(company, document, version), base),
        "title": version.reading.title,
        "words": version.reading.words,
        "captured_at": [iso(snapshot.captured_at) for snapshot in version.snapshots],
        "captures": [
            _capture(snapshot, urls.absolute(urls.source(company, document, version, number), base))
            for number, snapshot in enumerate(version.snapshots)
        ],
        "stated_dates": [
            {"claim": stated.claim, "date": stated.date, "quote": stated.quote}
            for stated in archive.findings_of(version).stated_dates
        ],
        "passages": [placed.passage.id for placed in version.reading.placed()],
    }


def _capture(snapshot: Snapshot, source: str) -> dict[str, Any]:
    return {
        "captured_at": iso(snapshot.captured_at),
        "sha256": snapshot.sha256,
        "source": source,
        "original_url": snapshot.original_url,
        "memento_url": snapshot.memento_url,
        "language": snapshot.language,
        "collection": snapshot.provenance.collection,
        "record": snapshot.provenance.record,
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "before": revision.before,
        "after": revision.after,
        "class": revision.revision_class,
        "share_kept": round(revision.share_kept, 4),
        "verdict": revision.verdict,
        "counts": {kind: revision.count(kind) for kind in _KINDS},
        "added": [_id(change.after) for change in revision.changes if change.kind == "added"],
        "removed": [_id(change.before) for change in revision.changes if change.kind == "removed"],
        "edited": [_pair(change) for change in revision.changes if change.kind == "edited"],
        "rewritten": [_pair(change) for change in revision.changes if change.kind == "rewritten"],
        "moved": [_id(change.after) for change in revision.changes if change.kind == "moved"],
    }


def _id(placed: Placed | None) -> str | None:
    return placed.passage.id if placed else None


def _pair(change: Change) -> list[str | None]:
    return [_id(change.before), _id(change.after)]


def _passages(document: Document) -> list[dict[str, Any]]:
    """Every distinct passage, as first met; first and last seen are null where a title or furniture has no lineage."""
    found: dict[str, dict[str, Any]] = {}
    for version in document.versions:
        for placed in version.reading.placed():
            passage = placed.passage
            if passage.id not in found:
                lineage = document.lineages.get(passage.id)
                found[passage.id] = {
                    "id": passage.id,
                    "kind": passage.kind,
                    "role": placed.role,
                    "text": passage.text,
                    "first_seen": iso(lineage.first_seen) if lineage else None,
                    "last_seen": iso(lineage.last_seen) if lineage else None,
                }
    return list(found.values())
