"""A version -> how to cite it: as text, BibTeX, RIS and CSL-JSON; a document -> files with those of all its versions.

    Monoprice, Inc.: "Privacy Policy", captured 7 October 2017, 10:42:52 UTC. Archive of Policies, https://...

The date of issue (`date`, `DA`, `issued`) is the one that the text states: of its last update, else of its coming into
effect, else the one in its head. Where it states several of that kind that differ, no form has a date: each has room
for one, or for a range, and to choose one, or to tell of a span, would claim what the text does not say. All three
forms take a work without a date. All dates that differ stand in the note. The capture is told apart from them, and no
date of access is claimed, since only the reader knows that.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from palimpsest.addresses import slug_of
from palimpsest.model import Archive, Company, Document, Snapshot, StatedDate, Version
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.languages import text_language
from palimpsest.timestamps import instant_in_words
from palimpsest.values import Frozen

_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_BREAKS_A_LINE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Citations(Frozen):
    """One version's citations, each a complete text. `dated` says which date they have, and why."""

    plain: str
    bibtex: str
    ris: str
    csl_json: str
    dated: str


class _Reference(Frozen):
    """What every form says, each field on one line."""

    key: str
    author: str
    title: str
    archive: str
    url: str
    captured: str
    original_url: str
    memento_url: str
    collection: str
    sha256: str
    language: str
    stated: str
    differing: tuple[str, ...]


def citations(archive: Archive, company: Company, document: Document, version: Version) -> Citations:
    """How to cite one version (its first capture)."""
    reference = _reference(archive, company, document, version)
    return Citations(_plain(reference), _bibtex(reference), _ris(reference), _csl_json(reference), _dated(reference))


def citation_files(archive: Archive, company: Company, document: Document) -> Iterator[SiteFile]:
    """The citations of all versions of a document, in one file for each form that programs take many from."""
    every = [_reference(archive, company, document, version) for version in document.versions]
    for extension, form in (("bib", _bibtex), ("ris", _ris)):
        yield SiteFile(urls.citations(company, document, extension), "".join(map(form, every)).encode())


def author(company: Company, snapshot: Snapshot) -> str:
    """Who published at the time of a capture: the operator known to hold then, else the company's name."""
    day = snapshot.captured_at.date()
    for operator in company.operators:
        if (operator.since is None or operator.since <= day) and (operator.until is None or day <= operator.until):
            return operator.name
    return company.name


def stated_date(stated: Sequence[StatedDate]) -> str:
    """The date that a text claims for itself: when it was last updated, else since when it holds, else the
    one in its head; `""` where it states none, or several of that kind that differ."""
    for claim in ("last updated", "effective", "dated"):
        if dates := _distinct(of.date for of in stated if of.claim == claim):
            return dates[0] if len(dates) == 1 else ""
    return ""


def _distinct(dates: Iterable[str]) -> list[str]:
    """Dates that differ, in their order: a year or month says nothing else than a day within it.

    >>> _distinct(["2024", "2024-11-04", "2025-04", "2024-11-04"])
    ['2024-11-04', '2025-04']
    """
    given = list(dict.fromkeys(dates))
    return [one for one in given if not any(other.startswith(f"{one}-") for other in given)]


def _reference(archive: Archive, company: Company, document: Document, version: Version) -> _Reference:
    snapshot = version.snapshots[0]
    stated = archive.findings_of(version).stated_dates
    claims = dict.fromkeys(f"{of.claim} {of.date}" for of in stated)
    return _Reference(
        key=slug_of(f"{company.slug} {document.slug} {version.name}"),
        author=_line(author(company, snapshot)),
        title=_line(version.reading.title) or document.terms_type,
        archive=_line(archive.settings.title),
        url=urls.absolute(urls.version(company, document, version), archive.settings.base_url),
        captured=instant_in_words(snapshot.captured_at),
        original_url=_line(snapshot.original_url),
        memento_url=_line(snapshot.memento_url),
        collection=_line(snapshot.provenance.collection),
        sha256=snapshot.sha256,
        language=text_language(archive.settings, version),
        stated=stated_date(stated),
        differing=tuple(claims) if len(_distinct(of.date for of in stated)) > 1 else (),
    )


def _line(text: str) -> str:
    is_line = text.isprintable() and "  " not in text  # as most are
    return text.strip() if is_line else _BREAKS_A_LINE.sub(" ", text).strip()


def _note(reference: _Reference) -> str:
    """What is evidence: capture, original address, digest of the source bytes; dates in the text, where they differ."""
    original = f" from {reference.original_url}" if reference.original_url else ""
    memento = f" Archived page: {reference.memento_url}." if reference.memento_url else ""
    stated = f" Dates stated in the text: {', '.join(reference.differing)}." if reference.differing else ""
    return f"Captured {reference.captured}{original}.{memento}{stated} SHA-256 of the source: {reference.sha256}."


def _dated(reference: _Reference) -> str:
    if not reference.differing:
        if not reference.stated:
            return "No stated date was found, so these forms have no date; the capture is in the note."
        return "The date in these forms is the one that the text states of itself; the capture is in the note."
    if reference.stated:
        return "The date in these forms is that of the last update the text states; all its dates are in the note."
    return "The text states dates that differ, so these forms have none; all are in the note, as is the capture."


def _plain(reference: _Reference) -> str:
    dates = ", ".join(reference.differing) or reference.stated
    stated = f" Date{'s' if reference.differing else ''} stated in the text: {dates}." if dates else ""
    original = f" Original: {reference.original_url}." if reference.original_url else ""
    return (
        f"{reference.author}: “{reference.title}”, captured {reference.captured}. "
        f"{reference.archive}, {reference.url}.{original}{stated} SHA-256 {reference.sha256[:16]}…"
    )


def _bibtex(reference: _Reference) -> str:
    fields = {
        "author": "{" + _tex(reference.author) + "}",  # a second pair of braces: the name of a body, not of a person
        "title": "{" + _tex(reference.title) + "}",
        "organization": _tex(reference.archive),
        "date": reference.stated,
        "url": reference.url,
        "note": _tex(_note(reference)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{reference.key},\n{lines}}}\n"


def _tex(text: str) -> str:
    r"""
    >>> print(_tex("50% & {x}_1 \\ ~"))
    50\% \& \{x\}\_1 \textbackslash{} \textasciitilde{}
    """
    return text.translate(_TEX)


def _ris(reference: _Reference) -> str:
    year, month, day = (*reference.stated.split("-"), "", "")[:3]
    fields = [
        ("TY", "ELEC"),
        ("ID", reference.key),
        ("AU", reference.author),
        ("TI", reference.title),
        ("PB", reference.archive),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", reference.url),
        ("LA", reference.language),
        ("N1", _note(reference)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def _csl_json(reference: _Reference) -> str:
    item = {
        "id": reference.key,
        "type": "webpage",
        "title": reference.title,
        "author": [{"literal": reference.author}],
        "container-title": reference.archive,
        "URL": reference.url,
        "issued": {"date-parts": [[int(part) for part in reference.stated.split("-")]]} if reference.stated else None,
        "archive": reference.collection,
        "archive_location": reference.memento_url,
        "language": reference.language,
        "note": _note(reference),
    }
    # A field on each line, to be read; the library's own indenting takes a hundred times as long.
    lines = [f"  {_JSON(name)}: {_JSON(value)}" for name, value in item.items() if value]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"
