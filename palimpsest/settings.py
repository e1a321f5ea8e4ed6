"""content/archive.yaml -> `Settings`; content/companies.yaml -> `Company` entries, still without documents.

    "title: Palimpsest\\nbase_url: https://example.org" -> Settings(title="Palimpsest", ...)

Nothing is raised: each function gives its value, with defaults where the file says nothing usable, and every finding.
docs/curating.md explains each key.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from palimpsest.addresses import (
    is_domain,
    parse_base_address,
    parse_domain,
    parse_language,
    parse_slug,
    parse_terms_type,
    parse_web_address,
)
from palimpsest.contentfolder import is_written, load_file, shown_path
from palimpsest.forms import Reader, either, entry, fields, listing, located, parsed, table, text, unknown_name
from palimpsest.model import Baseline, Company, DatedName, Settings, Source, TextLink
from palimpsest.plaintext import parse_one_line, quoted
from palimpsest.problems import Location, Problem
from palimpsest.sourcespec import SOURCE
from palimpsest.timestamps import parse_day
from palimpsest.values import replace
from palimpsest.yamltext import Mapping, Node, Scalar, Sequence

DEFAULTS: dict[str, Any] = {
    "title": "Untitled archive",
    "base_url": "http://localhost/",
    "description": "",
    "language": "en",
    "licence": "",
    "featured": (),
    "sources": (Source("folder", "snapshots"),),
    "baselines": (),
}

_TERMS_OF_OTHER_SOURCES = (
    "Each text belongs to its publisher and is reproduced here as evidence for research, reporting and criticism."
)

_DAY = parsed(parse_day, "Write a day as 2018-05-25.")
_SLUG = parsed(parse_slug, "Use lower-case letters, digits, hyphens and single dots: monoprice.com")


def _sources(node: Node) -> tuple[tuple[Source, ...] | None, list[Problem]]:
    sources, problems = listing(SOURCE)(node)
    if sources == () and not problems:
        return None, [Problem(node.location, "error", "names no source", "Add one, or take 'sources:' out.")]
    return sources, problems


_ARCHIVE_REQUIRED: dict[str, Reader[Any]] = {
    "title": text(),
    "base_url": parsed(parse_base_address, "Write the address the site is published at: https://example.org/archive/"),
}
_ARCHIVE_OPTIONAL: dict[str, Reader[Any]] = {
    "description": text(1000, may_have_lines=True),
    "language": parsed(parse_language, "Write the language most of the texts are in, as en or pt-BR."),
    "licence": text(4000, may_have_lines=True),
    "featured": listing(_SLUG),
    "sources": _sources,
    "baselines": listing(
        entry(lambda date, label: Baseline(date, label), required={"date": _DAY, "label": text()}),
    ),
}


def load_settings(content: Path) -> tuple[Settings, list[Problem]]:
    """content/archive.yaml; the values of `DEFAULTS` stand in for what is missing or wrong."""
    node, problems = load_file(content, "archive.yaml")
    if node is None:
        return Settings(**DEFAULTS), problems
    values, problems = fields(node, _ARCHIVE_REQUIRED, _ARCHIVE_OPTIONAL)
    return Settings(**{**DEFAULTS, **values}), problems


def overruled(settings: Settings, sources: tuple[Source, ...], base_url: str) -> Settings:
    """The settings with what the command line says instead; `licence` speaks of the sources that archive.yaml names."""
    licence = _TERMS_OF_OTHER_SOURCES if sources else settings.licence
    chosen = {"sources": sources or settings.sources, "base_url": base_url or settings.base_url}
    return replace(settings, licence=licence, **chosen)


def load_companies(content: Path) -> tuple[tuple[Company, ...], list[Problem]]:
    """content/companies.yaml in the order of its slugs; without the file no company has an entry."""
    if not is_written(content, "companies.yaml"):
        return (), []
    node, problems = load_file(content, "companies.yaml")
    if node is None:
        return (), problems
    companies, problems = table(_SLUG, _company)(node)
    return tuple(sorted(companies or (), key=lambda company: company.slug)), problems + _claimed_twice(node)


def check_featured(content: Path, settings: Settings, slugs: Collection[str]) -> list[Problem]:
    """Featured companies that the archive does not hold. `slugs` are those it holds, after gathering."""
    return [
        unknown_name(location_in_settings(content, "featured", slug), "company", slug, sorted(slugs))
        for slug in settings.featured
        if slug not in slugs
    ]


def location_in_settings(content: Path, key: str, item: str) -> Location:
    """Where archive.yaml lists `item` under `key`; its first line where it does not (a default).

    The file is read once more: `Settings` keeps no lines, and this is needed only to report a problem.
    """
    return _location_of(content, key, lambda child: isinstance(child, Scalar) and child.text.strip() == item)


def location_of_source(content: Path, source: Source) -> Location:
    """The same for a source, however it is written."""
    return _location_of(content, "sources", lambda child: SOURCE(child)[0] == source)


def _location_of(content: Path, key: str, is_meant: Callable[[Node], bool]) -> Location:
    node, _ = load_file(content, "archive.yaml")
    for name, value in node.entries if isinstance(node, Mapping) else ():
        for child in value.items if name.text == key and isinstance(value, Sequence) else ():
            if is_meant(child):
                return child.location
    return Location(shown_path(content, "archive.yaml"))


def _company(slug: str) -> Reader[Company]:
    """What stands below one key of companies.yaml."""

    def build(name: str, **rest: Any) -> Company:
        domains = rest.pop("domains", ())
        # A company keyed by a domain holds that domain, whether or not the list says so again.
        if is_domain(slug) and all(domain.name != slug for domain in domains):
            domains = (DatedName(slug), *domains)
        if circle := renamed_in_a_circle(rest.get("renamed_terms", ())):
            raise ValueError(f"the terms type {quoted(circle)} is renamed in a circle")
        return Company(slug, name, domains, **rest)

    def row(old: str) -> Reader[tuple[str, str]]:
        return parsed(lambda new: (old, parse_terms_type(new)), _TERMS_REMEDY)

    links = entry(
        lambda label, url: TextLink(label, url),
        required={
            "label": text(),
            "url": parsed(parse_web_address, "Only http:// and https:// addresses can be linked."),
        },
    )
    optional = {
        "domains": listing(_DOMAIN),
        "names": listing(_NAME),
        "operators": listing(_NAME),
        "links": listing(links),
        "renamed_terms": table(parsed(parse_terms_type, _TERMS_REMEDY), row),
    }
    return entry(build, required={"name": text()}, optional=optional)


def _dated_name(name: str, since: date | None = None, until: date | None = None, note: str = "") -> DatedName:
    if since and until and since > until:
        raise ValueError(f"{quoted(name)} ends ({until}) before it begins ({since})")
    return DatedName(name, since, until, note)


def renamed_in_a_circle(pairs: Iterable[tuple[str, str]]) -> str:
    """A terms type that following its renames leads back to, `""` where there is none.

    >>> renamed_in_a_circle([("A", "B"), ("B", "C")]), renamed_in_a_circle([("A", "B"), ("B", "A")])
    ('', 'A')
    """
    renamed = dict(pairs)
    for start in renamed:
        current, steps = renamed[start], 0
        while current != start and current in renamed and steps < len(renamed):
            current, steps = renamed[current], steps + 1
        if current == start:
            return start
    return ""


_TERMS_REMEDY = "Name it in Latin letters, up to 80 characters: Privacy Policy"
_PERIOD: dict[str, Reader[Any]] = {"since": _DAY, "until": _DAY, "note": text(500, may_have_lines=True)}
_DOMAIN_NAME = parsed(parse_domain, "Write the domain alone, in lower case: monoprice.com")
_DOMAIN = either(
    parsed(lambda value: DatedName(parse_domain(value)), "Write the domain alone, in lower case: monoprice.com"),
    entry(_dated_name, required={"name": _DOMAIN_NAME}, optional=_PERIOD),
)
_NAME = either(
    parsed(lambda value: DatedName(parse_one_line(value, 200)), "Write the name alone."),
    entry(_dated_name, required={"name": text()}, optional=_PERIOD),
)


def _claimed_twice(companies: Node) -> list[Problem]:
    """Domains and names that two companies list, or that one lists and another is keyed by."""
    if not isinstance(companies, Mapping):
        return []
    claims = [("domain", key.location, key.text, key.text) for key, _ in companies.entries]
    for what, field, reader in (("domain", "domains", _DOMAIN), ("name", "names", _NAME)):
        claims += [
            (what, location, claimed.name, key.text)
            for key, value in companies.entries
            for location, claimed in _listed(value, field, reader)
        ]
    problems: list[Problem] = []
    owners: dict[str, tuple[Location, str]] = {}
    for what, location, name, slug in claims:
        owner = owners.setdefault(name, (location, slug))
        if owner[1] != slug:
            message = f"the {what} {quoted(name)} belongs to '{owner[1]}' already (line {owner[0].line})"
            problems.append(Problem(location, "error", message, "Leave it with one of the two companies."))
    return problems


def _listed(company: Node, field: str, reader: Reader[DatedName]) -> tuple[tuple[Location, DatedName], ...]:
    given = {key.text: value for key, value in company.entries} if isinstance(company, Mapping) else {}
    found, _ = listing(located(reader))(given[field]) if field in given else ((), [])
    return found or ()
