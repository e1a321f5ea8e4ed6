"""The fixed first line of a Princeton-Leuven text <-> provenance record.

    > *The following text is extracted and transformed from the monoprice.com privacy policy that was archived on
    2017-10-07. Please check the [original snapshot on the Wayback Machine](https://web.archive.org/web/20171007104252id_/
    https%3A//www.monoprice.com/help%3Fpn%3Dprivacy) for the most accurate reproduction.*            (all on one line)
    <-> ProvenanceRecord("monoprice.com", "Privacy Policy", 2017-10-07 10:42:52 UTC, ...)

Strict on purpose: the line is made by a program, so every deviation is damage or a hand's mistake.
"""

from collections.abc import Callable
from typing import TypeVar

from palimpsest.addresses import parse_domain
from palimpsest.plaintext import quoted
from palimpsest.problems import Location, Problem
from palimpsest.sources.record import DividedText, ProvenanceRecord, body_after
from palimpsest.sources.wayback import Memento, parse_memento_url
from palimpsest.timestamps import format_timestamp, parse_day

COLLECTION = "Princeton-Leuven Longitudinal Corpus of Privacy Policies"
TERMS_TYPE = "Privacy Policy"
MAX_LINE = 10_000  # characters; the longest part, the address, has its own limit

_OPENING = "> *The following text is extracted and transformed from the "
_BEFORE_DATE = " privacy policy that was archived on "
_BEFORE_ADDRESS = ". Please check the [original snapshot on the Wayback Machine]("
_CLOSING = ") for the most accurate reproduction.*"
_FORM = f"{_OPENING}DOMAIN{_BEFORE_DATE}YYYY-MM-DD{_BEFORE_ADDRESS}ADDRESS{_CLOSING}"
_RESTORE = f"Restore the line as the collection has it: {_FORM}"

T = TypeVar("T")


def is_meant(first_line: str) -> bool:
    """Whether a file's first line is, or tries to be, this format."""
    return first_line.startswith(">") or "extracted and transformed from" in first_line


def divide(text: str, path: str) -> DividedText:
    """A text in this format into its record and its body."""
    lines = text.split("\n")
    record, problems = parse_line(lines[0], Location(path))
    if len(lines) > 1 and lines[1].strip():
        message = "the line below the provenance line is not empty"
        problems.append(
            Problem(Location(path, 2), "warning", message, "Put an empty line between provenance and text.")
        )
    return DividedText(record, *body_after(lines, 1), tuple(problems))


def format_line(record: ProvenanceRecord) -> str:
    """The first line of a record: the exact opposite of `parse_line`.

    >>> line = _OPENING + "mono.net" + _BEFORE_DATE + "2013-11-06" + _BEFORE_ADDRESS + (
    ...     "https://web.archive.org/web/20131106125702id_/http%3A//www.mono.net/privacy-policy") + _CLOSING
    >>> format_line(parse_line(line, Location("content/a.md"))[0]) == line
    True
    """
    day = record.captured_at.date().isoformat()
    return f"{_OPENING}{record.filed_under}{_BEFORE_DATE}{day}{_BEFORE_ADDRESS}{record.memento_url}{_CLOSING}"


def parse_line(line: str, location: Location) -> tuple[ProvenanceRecord | None, list[Problem]]:
    """The record of a first line; where it is wrong, None and a finding for each part that does not match."""
    try:
        domain_text, day_text, address = _parts(line)
    except ValueError as error:
        return None, [Problem(location, "error", f"provenance line: {error}", _RESTORE)]
    problems: list[Problem] = []

    def read(part: str, parse: Callable[[str], T], value: str, remedy: str) -> T | None:
        try:
            return parse(value)
        except ValueError as error:
            problems.append(Problem(location, "error", f"provenance line, {part}: {error}", remedy))
            return None

    domain = read("domain", parse_domain, domain_text, "Write the domain alone, in lower case: monoprice.com")
    day = read("date", parse_day, day_text, "Write the day of the capture as 2017-10-07.")
    memento = read("address", _parse_raw_memento_url, address, "Restore the address as the collection has it.")
    if day and memento and memento.captured_at.date() != day:
        timestamp = format_timestamp(memento.captured_at)
        message = f"provenance line: the date {day} contradicts the address, whose timestamp is {timestamp}"
        problems.append(Problem(location, "error", message, "Check at the collection which of the two is right."))
    if problems or domain is None or memento is None:
        return None, problems
    record = ProvenanceRecord(domain, TERMS_TYPE, memento.captured_at, memento.original_url, address, COLLECTION)
    return record, []


def _parts(line: str) -> tuple[str, str, str]:
    """Domain, date and address as written; `ValueError` names the first fixed wording that is not there."""
    if len(line) > MAX_LINE:
        raise ValueError(f"it is {len(line):,} characters long, at most {MAX_LINE:,} are allowed")
    if not line.startswith(_OPENING):
        raise ValueError(f"it begins {quoted(line)}, expected {_OPENING!r}")
    values = []
    rest = line.removeprefix(_OPENING)
    for part, wording in (("domain", _BEFORE_DATE), ("date", _BEFORE_ADDRESS)):
        value, found, after = rest.partition(wording)
        if not found:
            raise ValueError(f"after the {part} {wording!r} is expected, found {quoted(rest)}")
        values.append(value)
        rest = after
    if not rest.endswith(_CLOSING):
        raise ValueError(f"it ends {quoted(line[-60:])}, expected {_CLOSING!r}")
    domain, day = values
    return domain, day, rest.removesuffix(_CLOSING)


def _parse_raw_memento_url(address: str) -> Memento:
    memento = parse_memento_url(address)
    if memento.mode != "id_" or not address.startswith("https:"):
        raise ValueError(f"{quoted(address)} is not of the form https://web.archive.org/web/TIMESTAMPid_/ADDRESS")
    return memento
