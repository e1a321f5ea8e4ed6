"""What was understood of a document -> its parts of the document's JSON: topics, facts, signals, parties.

Fact("law", "COPPA", "p-1f3a9c20", 7, 12)  ->  {"1f3a9c20": [{"kind": "law", "value": "COPPA", "start": 7, "end": 12}]}
"""

from collections.abc import Mapping
from typing import Any

from palimpsest.model import Archive, Document, Placed, Revision, Section
from palimpsest.publishing import urls
from palimpsest.publishing.data.mentions import mentioning_passages

# The distinct passages of a document by id, each with its place in the file's list and as first met.
Places = Mapping[str, tuple[int, Placed]]


def signals_json(revision: Revision, archive: Archive) -> list[dict[str, str]]:
    """The signals of a step; of several steps to one text the first has them, and a return to it none."""
    if revision.revision_class not in ("wording", "date only"):
        return []
    return [
        {"kind": one.kind, "text": one.text, "before": one.before_anchor, "after": one.after_anchor}
        for one in archive.findings[revision.after].signals
    ]


def facts_json(archive: Archive, document: Document, places: Places) -> dict[str, list[dict[str, Any]]]:
    """What each distinct passage names, by the beginning of its id that anchors carry, at characters of its text as
    first met. Where it has other white space in another version, what it names stands elsewhere there."""
    found: dict[str, dict[tuple[Any, ...], None]] = {}
    walked: dict[int, frozenset[str]] = {}  # versions share the sections that they repeat
    for version in document.versions:
        for section in version.reading.sections:
            if id(section) not in walked:
                walked[id(section)] = _written_otherwise(section, places)
        elsewhere = frozenset().union(*(walked[id(section)] for section in version.reading.sections))
        for fact in archive.findings_of(version).facts:
            if fact.anchor not in elsewhere:
                found.setdefault(fact.anchor[2:10], {})[fact.kind, fact.value, fact.start, fact.end] = None
    return {
        beginning: [{"kind": kind, "value": value, "start": start, "end": end} for kind, value, start, end in facts]
        for beginning, facts in found.items()
    }


def _written_otherwise(section: Section, places: Places) -> frozenset[str]:
    """The anchors of passages whose characters are others than when they were first met."""
    return frozenset(one.anchor for one in section.whole if one.passage.text != places[one.passage.id][1].passage.text)


def topics_json(archive: Archive, document: Document) -> dict[str, list[dict[str, str]]]:
    """The labels of each distinct passage, by the beginning of its id: a topic comes twice where the passage was
    labelled otherwise below another heading."""
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    walked: set[tuple[str, int]] = set()  # versions share the labels of what they repeat
    for version in document.versions:
        for anchor, labels in archive.findings_of(version).labels.items():
            if (place := (anchor, id(labels))) not in walked:
                walked.add(place)
                own = found.setdefault(anchor[2:10], {})
                own.update(dict.fromkeys((label.topic, label.certainty, label.polarity) for label in labels))
    return {
        beginning: [
            {"topic": topic, "certainty": certainty, "polarity": polarity} for topic, certainty, polarity in own
        ]
        for beginning, own in found.items()
    }


def parties_json(archive: Archive, document: Document, places: Places) -> list[dict[str, Any]]:
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
