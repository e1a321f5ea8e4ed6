"""YAML between two `---` lines at the top of a text <-> provenance record: the format for texts added by hand.

---
company: monoprice.com
terms_type: Privacy Policy
captured_at: 2017-10-07T10:42:52Z
---
<-> ProvenanceRecord("monoprice.com", "Privacy Policy", 2017-10-07 10:42:52 UTC)
"""

import json
from typing import Any

from palimpsest.addresses import parse_language, parse_slug, parse_terms_type
from palimpsest.curated.forms import Reader, fields, parsed, text, web_address
from palimpsest.curated.yamltext import Mapping, Node, parse_yaml
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.sources.record import DividedText, ProvenanceRecord, body_after
from palimpsest.sources.wayback import is_wayback, parse_memento_url
from palimpsest.timestamps import format_timestamp, is_without_offset, iso, parse_instant

FENCE = "---"
MAX_LINES = 100  # between the fences; seven keys are known, so more is a missing closing fence

_WEB_ADDRESS = web_address()


def is_meant(first_line: str) -> bool:
    """Whether a file's first line opens this format."""
    return first_line.rstrip() == FENCE


def divide(text: str, path: str) -> DividedText:
    """A text in this format into its record and its body."""
    lines = text.split("\n")
    closing = next((number for number, line in enumerate(lines[1 : MAX_LINES + 2], 1) if line.rstrip() == FENCE), None)
    if closing is None:
        message = "the front matter that starts here has no end"
        remedy = f"Close it with a line '{FENCE}' within {MAX_LINES} lines."
        return DividedText(None, "", 1, (Problem(Location(path), "error", message, remedy),))
    record, problems = parse_front_matter("\n".join(lines[1:closing]), path)
    return DividedText(record, *body_after(lines, closing + 1), tuple(problems))


def format_front_matter(record: ProvenanceRecord) -> str:
    """What stands between the fences: the opposite of `parse_front_matter`. Empty values are left out.

    >>> instant = parse_instant("2013-11-06T12:57:02Z")
    >>> print(format_front_matter(ProvenanceRecord("mono.net", "Privacy Policy", instant)))
    company: "mono.net"
    terms_type: "Privacy Policy"
    captured_at: "2013-11-06T12:57:02Z"
    """
    values = {
        "company": record.filed_under,
        "terms_type": record.terms_type,
        "captured_at": iso(record.captured_at),
        "original_url": record.original_url,
        "memento_url": record.memento_url,
        "collection": record.collection,
        "language": record.language,
    }
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value)


def parse_front_matter(block: str, path: str) -> tuple[ProvenanceRecord | None, list[Problem]]:
    """The record of the lines between the fences (`block` starts on line 2), or None and every finding."""
    try:
        node, again = parse_yaml(block, path, first_line=2)
    except ContentError as error:
        return None, [error.problem]
    values, problems = fields(node, REQUIRED, OPTIONAL)
    problems += [*again, *_contradictions(node, values)]
    if problems:
        return None, problems
    if "original_url" not in values and is_wayback(values.get("memento_url", "")):
        values["original_url"] = parse_memento_url(values["memento_url"]).original_url
    return ProvenanceRecord(filed_under=values.pop("company"), **values), []


def _contradictions(node: Node, values: dict[str, Any]) -> list[Problem]:
    """A Wayback address carries the capture time itself: it must be readable, and the same."""
    if not isinstance(node, Mapping) or not is_wayback(values.get("memento_url", "")):
        return []
    location = next(key.location for key, _ in node.entries if key.text == "memento_url")
    try:
        stated = parse_memento_url(values["memento_url"]).captured_at
    except ValueError as error:
        return [Problem(location, "error", f"memento_url: {error}", "Restore the address.")]
    captured_at = values.get("captured_at", stated)
    if captured_at == stated:
        return []
    message = f"captured_at ({iso(captured_at)}) contradicts memento_url, whose timestamp is {format_timestamp(stated)}"
    return [Problem(location, "error", message, f"If the address is right, write captured_at: {iso(stated)}")]


def _when_to_write(value: str) -> str:
    if is_without_offset(value):
        return f"Write {value}Z if that is UTC; else with its offset, as {value}+02:00"
    return "Write the instant with its offset: 2017-10-07T10:42:52Z"


REQUIRED: dict[str, Reader[Any]] = {
    "company": parsed(parse_slug, "Write the company's domain, or its key in companies.yaml: monoprice.com"),
    "terms_type": parsed(parse_terms_type, "Name it in Latin letters, up to 80 characters: Privacy Policy"),
    "captured_at": parsed(parse_instant, _when_to_write),
}
OPTIONAL: dict[str, Reader[Any]] = {
    "original_url": _WEB_ADDRESS,
    "memento_url": _WEB_ADDRESS,
    "collection": text(),
    "language": parsed(parse_language, "Write the language of the text, as en or pt-BR."),
}
