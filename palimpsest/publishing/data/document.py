"""A document -> JSON for programs: one file with all that is known of it.

    Document -> api/companies/monoprice.com/privacy-policy.json
                {"versions": [{"passages": [0, 1, 2], ...}], "revisions": [...], "passages": [{"text": ...}, ...], ...}

A document's file holds each passage once and names it everywhere else by its place in that list, counted from 0: the
longest history we know, 473 versions of some 800 passages, takes 4 MB, of which compression on the way leaves little.
Addresses are absolute. The same archive gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from palimpsest.comparing.breaks import breaks
from palimpsest.comparing.elsewhere import Elsewhere, elsewhere
from palimpsest.model import (
    Archive,
    Change,
    ChangeKind,
    Company,
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
from palimpsest.publishing.data.findings import Places, facts_json, parties_json, signals_json, topics_json
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.jsontext import json_bytes
from palimpsest.publishing.rights import origins, terms_json, terms_of
from palimpsest.sources.order import in_history_order
from palimpsest.timestamps import iso

FORMAT = 3  # raised when the meaning of a field changes
_KINDS: tuple[ChangeKind, ...] = ("kept", "moved", "edited", "rewritten", "added", "removed")

# What versions repeat: a section by identity, with the places of its passages and the number of its words.
_Numbered = dict[int, tuple[list[int], int]]


def document_json(archive: Archive, company: Company, document: Document) -> SiteFile:
    """Everything known of one document."""
    base = archive.settings.base_url
    places = _places(document)
    numbered: _Numbered = {}
    intervals = _intervals(document)
    given_by = {snapshot.provenance.source for snapshot in document.snapshots}
    origin_of = origins(archive.settings, given_by)
    first_seen = {version.digest: version.captured_at for version in document.versions}
    facts, topics = facts_json(archive, document, places), topics_json(archive, document)
    content = {
        "format": FORMAT,
        "company": {"slug": company.slug, "name": company.name},
        "terms_type": document.terms_type,
        "slug": document.slug,
        "url": urls.absolute(urls.document(company, document), base),
        "origins": terms_json(terms_of(archive.settings, given_by)),
        "versions": [
            _version(archive, company, document, version, places, numbered, origin_of) | {"intervals": seen}
            for version, seen in zip(document.versions, intervals, strict=True)
        ],
        "breaks": [{"last": iso(one.last), "first": iso(one.first), "kind": one.kind} for one in breaks(document)],
        "tracking_ended": [{"ended_at": iso(end.ended_at), "record": end.record} for end in document.endings],
        "revisions": [
            _revision(revision, places, elsewhere(revision, document.lineages, first_seen[revision.after]))
            | {"signals": signals_json(revision, archive)}
            for revision in document.revisions
        ],
        "parties": parties_json(archive, document, places),
        "passages": [
            _passage(placed, document.lineages.get(id_), places)
            | {"topics": topics.get(id_[:8], []), "facts": facts.get(id_[:8], [])}
            for id_, (_, placed) in places.items()
        ],
    }
    return SiteFile(urls.document_json(company, document), json_bytes(content))


def _places(document: Document) -> dict[str, tuple[int, Placed]]:
    places: dict[str, tuple[int, Placed]] = {}
    walked = set()  # versions share the sections that they repeat
    for version in document.versions:
        for section in version.reading.sections:
            if id(section) in walked:
                continue
            walked.add(id(section))
            for placed in section.whole:
                if placed.passage.id not in places:
                    places[placed.passage.id] = (len(places), placed)
    return places


def _intervals(document: Document) -> list[list[list[str]]]:
    """For each version the first and last instant of every run of captures that carry it, in the history's order."""
    intervals: list[list[list[str]]] = [[] for _ in document.versions]
    numbers = {id(one): number for number, version in enumerate(document.versions) for one in version.snapshots}
    running = None
    for snapshot in in_history_order(document.snapshots):
        number = numbers[id(snapshot)]
        seen = iso(snapshot.captured_at)
        if number == running:
            intervals[number][-1][1] = seen
        else:
            intervals[number].append([seen, seen])
        running = number
    return intervals


def _version(
    archive: Archive,
    company: Company,
    document: Document,
    version: Version,
    places: Places,
    numbered: _Numbered,
    origin_of: Mapping[str, int],
) -> dict[str, Any]:
    base = archive.settings.base_url
    sections = [_section(section, places, numbered) for section in version.reading.sections]
    return {
        "digest": version.digest,
        "url": urls.absolute(urls.version(company, document, version), base),
        "title": version.reading.title,
        "words": sum(words for _, words in sections),
        "language": version.language,
        "captures": [
            _capture(snapshot, urls.absolute(urls.source(company, document, version, number), base))
            | {"origin": origin_of.get(snapshot.provenance.source)}
            for number, snapshot in enumerate(version.snapshots)
        ],
        "stated_dates": [
            {"claim": stated.claim, "date": stated.date, "quote": stated.quote}
            for stated in archive.findings_of(version).stated_dates
        ],
        "passages": list(chain.from_iterable([places_of_section for places_of_section, _ in sections])),
    }


def _section(section: Section, places: Places, numbered: _Numbered) -> tuple[list[int], int]:
    """The places of a section's passages, and the words of those that are the policy's own text."""
    known = numbered.get(id(section))
    if known is None:
        known = numbered[id(section)] = [places[one.passage.id][0] for one in section.whole], section.words
    return known


def _capture(snapshot: Snapshot, source: str) -> dict[str, Any]:
    return {
        "captured_at": iso(snapshot.captured_at),
        "record": snapshot.provenance.record,
        "path": snapshot.provenance.path,
        "collection": snapshot.provenance.collection,
        "sha256": snapshot.sha256,
        "source": source,
        "original_url": snapshot.original_url,
        "memento_url": snapshot.memento_url,
        "language": snapshot.language,
    }


def _revision(revision: Revision, places: Places, away: Elsewhere) -> dict[str, Any]:
    """Class: what the text shows; cause: what the record says. Passages of edits are pairs of before and after."""
    changed = revision.changed
    named: dict[ChangeKind, list[Any]] = {kind: [] for kind in _KINDS}
    for change in changed:
        named[change.kind].append(_named(change, places))
    counts = {kind: len(own) for kind, own in named.items()}
    where = away.counts()
    counts["kept"] = sum(
        [len(part.after) if not isinstance(part, Change) else part.kind == "kept" for part in revision.parts]
    )

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
        "added_again": where["again"],
        "added_already_there": where["already there"],
        "removed_for_a_time": where["for a time"],
        "removed_still_there": where["still there"],
        "beside": [_named(change, places) for change in revision.like],
    } | {kind: named[kind] for kind in _KINDS[1:]}


def _named(change: Change, places: Places) -> int | list[int]:
    found = [places[placed.passage.id][0] for placed in (change.before, change.after) if placed]
    return found[-1] if change.kind in ("added", "removed", "moved") else found


def _words(change: Change, kind: str) -> int:
    """The words that a change added ("inserted") or removed ("deleted")."""
    if change.spans:
        return sum(len(span.text.split()) for span in change.spans if span.kind == kind)
    placed = change.after if kind == "inserted" else change.before
    return placed.passage.words if placed and change.kind != "moved" else 0


def _passage(placed: Placed, lineage: Lineage | None, places: Places) -> dict[str, Any]:
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


def _steps(steps: Iterable[LineageStep], places: Places) -> list[dict[str, Any]]:
    return [
        {"kind": step.kind, "passage": places[step.passage][0], "seen": iso(step.seen)}
        for step in steps
        if step.passage in places
    ]
