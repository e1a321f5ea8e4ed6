"""content/archive.yaml -> `Settings`.

    "title: Palimpsest\\nbase_url: https://example.org" -> Settings(title="Palimpsest", ...)

Nothing is raised: each function gives its value, with defaults where the file says nothing usable, and every finding.
docs/curating.md explains each key.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from palimpsest.addresses import (
    parse_base_address,
    parse_language,
    parse_slug,
    what_to_write,
)
from palimpsest.curated.contentfolder import load_file, shown_path
from palimpsest.curated.forms import Reader, entry, fields, listing, located, parsed, stand_again, text, unknown_name
from palimpsest.curated.sourcespec import SOURCE
from palimpsest.curated.yamltext import Mapping, Node, Scalar, Sequence
from palimpsest.model import Baseline, Settings, Source
from palimpsest.problems import Location, Problem
from palimpsest.timestamps import parse_day
from palimpsest.values import replace

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

DAY = parsed(parse_day, "Write a day as 2018-05-25.")
SLUG = parsed(parse_slug, "Use lower-case letters, digits, hyphens and single dots: monoprice.com")


def _what_base_to_write(text: str) -> str:
    return what_to_write(text) or "Write the address the site is published at: https://example.org/archive/"


def _sources(node: Node) -> tuple[tuple[Source, ...] | None, list[Problem]]:
    sources, problems = listing(SOURCE)(node)
    if sources == () and not problems:
        return None, [Problem(node.location, "error", "names no source", "Add one, or take 'sources:' out.")]
    return sources, problems


_ARCHIVE_REQUIRED: dict[str, Reader[Any]] = {
    "title": text(),
    "base_url": parsed(parse_base_address, _what_base_to_write),
}
_ARCHIVE_OPTIONAL: dict[str, Reader[Any]] = {
    "description": text(1000, may_have_lines=True),
    "language": parsed(parse_language, "Write the language most of the texts are in, as en or pt-BR."),
    "licence": text(4000, may_have_lines=True),
    "featured": listing(SLUG),
    "sources": _sources,
    "baselines": listing(
        entry(lambda date, label: Baseline(date, label), required={"date": DAY, "label": text()}),
    ),
}


def load_settings(content: Path) -> tuple[Settings, list[Problem]]:
    """content/archive.yaml; the values of `DEFAULTS` stand in for what is missing or wrong."""
    node, problems = load_file(content, "archive.yaml")
    if node is None:
        return Settings(**DEFAULTS), problems
    values, found = fields(node, _ARCHIVE_REQUIRED, _ARCHIVE_OPTIONAL)
    problems += [*found, *_listed_twice(node)]
    return Settings(**{**DEFAULTS, **values}), problems


def _listed_twice(node: Node) -> list[Problem]:
    """Featured companies and days of baselines that stand in their list already."""
    given = {key.text: value for key, value in node.entries} if isinstance(node, Mapping) else {}
    problems: list[Problem] = []
    day = entry(lambda date, **_: date, required={"date": DAY}, optional={"label": text()})
    for name, reader in (("featured", SLUG), ("baselines", day)):
        items, _ = listing(located(reader))(given[name]) if name in given else ((), [])
        problems += stand_again(items or (), "Keep one of the two.")
    return problems


def overruled(settings: Settings, sources: tuple[Source, ...], base_url: str) -> Settings:
    """The settings with what the command line says instead; `licence` speaks of the sources that archive.yaml names."""
    licence = _TERMS_OF_OTHER_SOURCES if sources else settings.licence
    chosen = {"sources": sources or settings.sources, "base_url": base_url or settings.base_url}
    return replace(settings, licence=licence, **chosen)


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
