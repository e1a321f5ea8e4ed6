"""A version's captures -> what is known of where its text comes from, ready to be read and checked.

memento https://web.archive.org/web/20171007104252id_/... -> the archive's page for readers (without `id_`) and
the raw text (with it)
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from palimpsest.english import counted
from palimpsest.model import Archive, Company, Document, Passage, Repair, Snapshot, StatedDate, Version
from palimpsest.publishing import urls
from palimpsest.publishing.languages import foreign_language
from palimpsest.publishing.metadata.record import web_address
from palimpsest.publishing.rights import Terms, terms_of
from palimpsest.publishing.views.wording import distance_in_words, flag_sentence, repair_sentence
from palimpsest.values import Frozen

_RAW = re.compile(r"(/web/[0-9]{14})id_/")


class CaptureRow(Frozen):
    """One capture with its addresses, empty where the collection names none."""

    captured_at: datetime
    original_url: str
    reader_url: str
    raw_url: str
    sha256: str
    collection: str
    record: str
    path: str
    source: str


class Claim(Frozen):
    """A date the text states about itself: a claim of the company, never mixed with the capture. `language` is empty
    unless it is another one than the site's."""

    claim: str
    date: str
    quote: str
    distance: str
    anchor: str
    language: str


class Tally(Frozen):
    """How often something was mended or noticed in the version."""

    count: str
    sentence: str


class ProvenancePanel(Frozen):
    """Everything about a version's origin. `host_note` explains a host that is not the domain it is filed under;
    `terms` are those of the sources that its captures come from."""

    filed_under: str
    host: str
    host_note: str
    captures: tuple[CaptureRow, ...]
    terms: tuple[Terms, ...]
    claims: tuple[Claim, ...]
    repairs: tuple[Tally, ...]
    flags: tuple[Tally, ...]


def provenance(
    archive: Archive, owner: Company, document: Document, version: Version, remarked: Sequence[Passage]
) -> ProvenancePanel:
    """The panel of one version; `remarked` are its passages with repairs or flags."""
    first = version.snapshots[0]
    return ProvenancePanel(
        filed_under=first.filed_under,
        host=first.captured_host,
        host_note=host_note(owner, first),
        captures=tuple(
            _capture(snapshot, urls.source(owner, document, version, place))
            for place, snapshot in enumerate(version.snapshots)
        ),
        terms=terms_of(archive.settings, {one.provenance.source for one in version.snapshots}),
        claims=claims(archive, version),
        repairs=_repairs(version, remarked),
        flags=_flags(version, remarked),
    )


def reader_url(memento_url: str) -> str:
    """The archived page with the archive's banner, where the address asks for the raw text.

    >>> reader_url("https://web.archive.org/web/20171007104252id_/https%3A//example.com/")
    'https://web.archive.org/web/20171007104252/https%3A//example.com/'
    """
    return _RAW.sub(r"\1/", memento_url, count=1)


def claims(archive: Archive, version: Version) -> tuple[Claim, ...]:
    """The dates a version states about itself, each with its distance from the first capture."""
    return tuple(
        Claim(
            f"{stated.claim.capitalize()}",
            stated.date,
            stated.quote,
            distance_in_words(stated.date, days_to_capture(stated, version)),
            stated.anchor,
            foreign_language(archive.settings, version),
        )
        for stated in archive.findings_of(version).stated_dates
    )


def days_to_capture(stated: StatedDate, version: Version) -> int:
    """Days from a stated date to the first capture.

    >>> from types import SimpleNamespace as Thing
    >>> days_to_capture(Thing(date="2017-10-28"), Thing(captured_at=datetime(2017, 10, 31)))
    3
    """
    return days_between(stated.date, version.captured_at.date())


def days_between(stated: str, captured: date) -> int:
    """Days from a stated date to a capture, negative where it was to come: none where the capture lies within the month
    or year that is stated, else from the nearer end of it.

    >>> [days_between(day, date(2017, 10, 31)) for day in ("2017-10-28", "2017-10", "2017", "2017-09", "2018")]
    [3, 0, 0, 31, -62]
    """
    if captured.isoformat().startswith(stated):
        return 0
    year, month, day = (*map(int, stated.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    following = first if day else date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    last = first if day else following - timedelta(days=1)
    return (captured - (last if captured > last else first)).days


def host_note(owner: Company, snapshot: Snapshot) -> str:
    """Why a text filed under one domain was captured at another host; empty when there is nothing to explain."""
    host = snapshot.captured_host
    if not host or _is_at(host, snapshot.filed_under):
        return ""
    for domain in owner.domains:
        if _is_at(host, domain.name):
            return f"Another address of {owner.name}: {domain.name}. {domain.note}".strip()
    return f"Not the domain it is filed under, and not among the addresses this archive lists for {owner.name}."


def _is_at(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _capture(snapshot: Snapshot, source: str) -> CaptureRow:
    return CaptureRow(
        snapshot.captured_at,
        web_address(snapshot.original_url),
        web_address(reader_url(snapshot.memento_url)),
        web_address(snapshot.memento_url),
        snapshot.sha256,
        snapshot.provenance.collection,
        snapshot.provenance.record,
        snapshot.provenance.path,
        source,
    )


def _repairs(version: Version, remarked: Sequence[Passage]) -> tuple[Tally, ...]:
    found: dict[str, int] = {}
    everywhere: list[Repair] = list(version.reading.repairs)
    everywhere += [repair for passage in remarked for repair in passage.repairs]
    for repair in everywhere:
        sentence = repair_sentence(repair)
        found[sentence] = found.get(sentence, 0) + 1
    return tuple(Tally(counted(count, "repair"), sentence) for sentence, count in found.items())


def _flags(version: Version, remarked: Sequence[Passage]) -> tuple[Tally, ...]:
    found: dict[str, list[str]] = {}
    everywhere = list(version.reading.flags)
    everywhere += [flag for passage in remarked for flag in passage.flags]
    for flag in everywhere:
        found.setdefault(flag_sentence(flag), []).append(f"“{flag.text}”")
    return tuple(
        Tally(counted(len(places), "place"), f"{sentence} {', '.join(places)}") for sentence, places in found.items()
    )
