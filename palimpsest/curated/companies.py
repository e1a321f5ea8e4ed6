"""content/companies.yaml -> `Company` entries, still without documents, and every finding.

    "monoprice.com:\\n  name: Monoprice" -> Company("monoprice.com", "Monoprice", domains=(DatedName("monoprice.com"),))

Checks of one entry stand in its readers; those that need more than one value read the nodes again, with their places.
docs/curating.md explains each key.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from palimpsest.addresses import is_domain, parse_domain, parse_terms_type
from palimpsest.curated.contentfolder import is_written, load_file
from palimpsest.curated.forms import (
    Reader,
    either,
    entry,
    listing,
    located,
    parsed,
    stand_again,
    table,
    text,
    web_address,
)
from palimpsest.curated.settings import DAY, SLUG
from palimpsest.curated.yamltext import Mapping, Node, Scalar
from palimpsest.model import Company, DatedName, TextLink
from palimpsest.plaintext import parse_one_line, quoted
from palimpsest.problems import Location, Problem


def load_companies(content: Path) -> tuple[tuple[Company, ...], list[Problem]]:
    """content/companies.yaml in the order of its slugs; without the file no company has an entry."""
    if not is_written(content, "companies.yaml"):
        return (), []
    node, problems = load_file(content, "companies.yaml")
    if node is None:
        return (), problems
    companies, found = table(SLUG, _company)(node)
    checks = (_claimed_twice, _listed_again, _called_alike, _renamed_in_circles)
    problems += [*found, *chain.from_iterable(check(node) for check in checks if isinstance(node, Mapping))]
    return tuple(sorted(companies or (), key=lambda company: company.slug)), problems


def without_documents(content: Path, entries: Iterable[Company], slugs: Collection[str]) -> Iterator[Problem]:
    """A warning for each of the `entries` to which no document belongs. `slugs` are the companies that hold some."""
    unheld = {company.slug for company in entries} - {*slugs}
    node, _ = load_file(content, "companies.yaml") if unheld else (None, [])
    for key, _ in node.entries if isinstance(node, Mapping) else ():
        if key.text in unheld:
            message = f"no document belongs to the company '{key.text}'"
            remedy = "List under its 'domains:' or 'names:' what its texts are filed under, or take the entry out."
            yield Problem(key.location, "warning", message, remedy)


def _company(slug: str) -> Reader[Company]:
    """What stands below one key of companies.yaml."""

    def build(name: str, **rest: Any) -> Company:
        domains = rest.pop("domains", ())
        # A company keyed by a domain holds that domain, whether or not the list says so again.
        if is_domain(slug) and all(domain.name != slug for domain in domains):
            domains = (DatedName(slug), *domains)
        return Company(slug, name, domains, **rest)

    links = entry(
        lambda label, url: TextLink(label, url),
        required={
            "label": text(),
            "url": web_address(),
        },
    )
    optional = {
        "domains": listing(_DOMAIN),
        "names": listing(_NAME),
        "operators": listing(_NAME),
        "links": listing(links),
        "renamed_terms": _RENAMED,
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


def _renamed(old: str) -> Reader[tuple[str, str]]:
    return parsed(lambda new: (old, parse_terms_type(new)), _TERMS_REMEDY)


_TERMS_REMEDY = "Name it in Latin letters, up to 80 characters: Privacy Policy"
_RENAMED = table(parsed(parse_terms_type, _TERMS_REMEDY), _renamed)
_PERIOD: dict[str, Reader[Any]] = {"since": DAY, "until": DAY, "note": text(500, may_have_lines=True)}
_DOMAIN_NAME = parsed(parse_domain, "Write the domain alone, in lower case: monoprice.com")
_DOMAIN = either(
    parsed(lambda value: DatedName(parse_domain(value)), "Write the domain alone, in lower case: monoprice.com"),
    entry(_dated_name, required={"name": _DOMAIN_NAME}, optional=_PERIOD),
)
_NAME = either(
    parsed(lambda value: DatedName(parse_one_line(value, 200)), "Write the name alone."),
    entry(_dated_name, required={"name": text()}, optional=_PERIOD),
)


def _claimed_twice(companies: Mapping) -> list[Problem]:
    """Domains and names that two companies list, or that one lists and another is keyed by."""
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


def _listed_again(companies: Mapping) -> Iterator[Problem]:
    """Entries of one list that are equal, days included: a company can have a domain or a name in two periods."""
    for _, value in companies.entries:
        for field, reader in (("domains", _DOMAIN), ("names", _NAME), ("operators", _NAME)):
            items = ((place, (one.name, one.since, one.until)) for place, one in _listed(value, field, reader))
            yield from stand_again(items, "Keep one of the two, or say in both when they held.", lambda key: key[0])


def _called_alike(companies: Mapping) -> Iterator[Problem]:
    """Two companies of one name, which no reader can tell apart."""
    first: dict[str, tuple[Location, str]] = {}
    for key, value in companies.entries:
        name = _given(value).get("name")
        if name and isinstance(name[1], Scalar) and name[1].text.strip():
            title = name[1].text.strip()
            place, slug = first.setdefault(title, (name[1].location, key.text))
            if slug != key.text:
                message = f"'{slug}' is called {quoted(title)} already (line {place.line})"
                remedy = "Give one of them a name that tells them apart, or join the two entries."
                yield Problem(name[1].location, "warning", message, remedy)


def _renamed_in_circles(companies: Mapping) -> Iterator[Problem]:
    for _, value in companies.entries:
        if renamed := _given(value).get("renamed_terms"):
            pairs, _ = _RENAMED(renamed[1])
            if circle := renamed_in_a_circle(pairs or ()):
                message = f"the terms type {quoted(circle)} is renamed in a circle"
                yield Problem(renamed[0].location, "error", message, "Leave out the line that leads back.")


def _given(company: Node) -> dict[str, tuple[Scalar, Node]]:
    """What stands below a key of companies.yaml, by its own keys."""
    return {key.text: (key, value) for key, value in company.entries} if isinstance(company, Mapping) else {}


def _listed(company: Node, field: str, reader: Reader[DatedName]) -> tuple[tuple[Location, DatedName], ...]:
    given = _given(company)
    found, _ = listing(located(reader))(given[field][1]) if field in given else ((), [])
    return found or ()
