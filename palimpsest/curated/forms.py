"""YAML nodes -> checked values: what a curator may write where, with every finding in one go.

    entry(lambda date, label: Baseline(date, label), required={"date": parsed(parse_day), "label": text()})
        reads  {date: 2018-05-25, label: GDPR}

A reader takes a node and gives `(value, problems)`; the value is None where an error stands in its way. Readers are
put together from smaller ones, so that archive.yaml, companies.yaml, parties.yaml, overrides.yaml and front matter are
checked alike. (topics.yaml, whose keys curators choose at every level, has checks of its own, in
`understanding/topics/form.py`.)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from palimpsest.addresses import parse_web_address, what_to_write
from palimpsest.curated import yamltext
from palimpsest.curated.yamltext import Node, Scalar, Sequence
from palimpsest.plaintext import parse_lines, parse_one_line, quoted
from palimpsest.problems import Location, Problem

T = TypeVar("T")
Reader = Callable[[Node], tuple[T | None, list[Problem]]]


def parsed(parse: Callable[[str], T], remedy: str | Callable[[str], str] = "") -> Reader[T]:
    """One value, understood by `parse`, whose `ValueError` becomes the finding; `remedy` may depend on the value.

    >>> parsed(int)(Scalar("12", Location("content/archive.yaml")))
    (12, [])
    """

    def read(node: Node) -> tuple[T | None, list[Problem]]:
        if not isinstance(node, Scalar):
            return None, [_expected("one value", node)]
        try:
            return parse(node.text), []
        except ValueError as error:
            what_to_do = remedy if isinstance(remedy, str) else remedy(node.text)
            return None, [Problem(node.location, "error", str(error), what_to_do)]

    return read


def text(limit: int = 200, *, may_have_lines: bool = False) -> Reader[str]:
    """Words for readers, up to `limit` characters."""
    parse = parse_lines if may_have_lines else parse_one_line
    lines = "plain text" if may_have_lines else "one line of plain text"
    return parsed(lambda value: parse(value, limit), f"Write {lines}, up to {limit:,} characters.")


def listing(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list; items with errors are left out."""

    def read(node: Node) -> tuple[tuple[T, ...] | None, list[Problem]]:
        if not isinstance(node, Sequence):
            return None, [_expected("a list (each line starting with '- ')", node)]
        return _together(item(child) for child in node.items)

    return read


def table(key: Reader[str], row: Callable[[str], Reader[T]]) -> Reader[tuple[T, ...]]:
    """A mapping whose keys the curator chooses: `key` reads each, `row(key)` what stands below it."""

    def read(node: Node) -> tuple[tuple[T, ...] | None, list[Problem]]:
        if not isinstance(node, yamltext.Mapping):
            return None, [_expected("keys with values below them", node)]
        return _together(_row(key_node, child) for key_node, child in node.entries)

    def _row(key_node: Scalar, child: Node) -> tuple[T | None, list[Problem]]:
        name, problems = key(key_node)
        value, more = row(name or key_node.text)(child)
        return (None if name is None else value), problems + more

    return read


def entry(
    build: Callable[..., T],
    required: Mapping[str, Reader[Any]],
    optional: Mapping[str, Reader[Any]] | None = None,
    remedy: str = "Correct one of the values.",
) -> Reader[T]:
    """A mapping with known keys, given to `build` by name; its `ValueError` becomes a finding at the mapping's line."""

    def read(node: Node) -> tuple[T | None, list[Problem]]:
        values, problems = fields(node, required, optional or {})
        if any(name not in values for name in required) or (problems and not isinstance(node, yamltext.Mapping)):
            return None, problems
        try:
            return build(**values), problems
        except ValueError as error:
            return None, [*problems, Problem(node.location, "error", str(error), remedy)]

    return read


def either(short: Reader[T], long: Reader[T]) -> Reader[T]:
    """A value that can be written as one word, or in full as a mapping."""
    return lambda node: short(node) if isinstance(node, Scalar) else long(node)


def located(reader: Reader[T]) -> Reader[tuple[Location, T]]:
    """The value together with its place, for checks that need more than one value."""

    def read(node: Node) -> tuple[tuple[Location, T] | None, list[Problem]]:
        value, problems = reader(node)
        return (None if value is None else (node.location, value)), problems

    return read


def fields(
    node: Node, required: Mapping[str, Reader[Any]], optional: Mapping[str, Reader[Any]]
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a mapping that could be read, by key, and every finding: unknown, missing, wrong."""
    if isinstance(node, Scalar) and node.is_missing:
        node = yamltext.Mapping((), node.location)
    if not isinstance(node, yamltext.Mapping):
        return {}, [_expected("keys with values", node)]
    readers = {**required, **optional}
    given = {key.text: (key, value) for key, value in node.entries}
    problems = [_unknown(key, list(readers)) for name, (key, _) in given.items() if name not in readers]
    values: dict[str, Any] = {}
    for name, reader in readers.items():
        key, value = given.get(name, (None, None))
        if key is None or value is None or (isinstance(value, Scalar) and value.is_missing):
            if name in required:
                location = key.location if key else node.location
                problems.append(Problem(location, "error", f"the key '{name}' is required", f"Add '{name}: ...'."))
            continue
        read, found = reader(value)
        problems += found
        if read is not None:
            values[name] = read
    return values, sorted(problems, key=lambda problem: problem.location)


def web_address(remedy: str = "Only http:// and https:// addresses can be linked.") -> Reader[str]:
    """An address of the web; where it is none, the one that was probably meant is offered."""
    return parsed(parse_web_address, lambda written: what_to_write(written) or remedy)


def stand_again(
    items: Iterable[tuple[Location, Any]], remedy: str, shown: Callable[[Any], Any] = lambda item: item
) -> Iterator[Problem]:
    """A finding for each item that equals an earlier one. `shown`: what of an item is named."""
    first: dict[Any, Location] = {}
    for place, item in items:
        if (before := first.setdefault(item, place)) is not place:
            message = f"{quoted(str(shown(item)))} stands here again, first on line {before.line}"
            yield Problem(place, "error", message, remedy)


def unknown_name(location: Location, what: str, name: str, known: list[str]) -> Problem:
    """A name that is not among those known: the nearest one is suggested, else all are listed.

    >>> print(unknown_name(Location("content/archive.yaml", 3), "key", "titel", ["title", "licence"]))
    content/archive.yaml:3: error: unknown key 'titel'
        Did you mean 'title'?
    """
    near = get_close_matches(name, known, n=1)
    remedy = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known) or 'none'}."
    return Problem(location, "error", f"unknown {what} {quoted(name)}", remedy)


def _unknown(key: Scalar, known: list[str]) -> Problem:
    return unknown_name(key.location, "key", key.text, known)


def _expected(what: str, node: Node) -> Problem:
    found = {Scalar: "one value", Sequence: "a list", yamltext.Mapping: "keys with values"}[type(node)]
    return Problem(node.location, "error", f"expected {what}, found {found}", "See docs/curating.md for the form.")


def _together(results: Any) -> tuple[tuple[Any, ...], list[Problem]]:
    """The values that could be read, and all findings."""
    pairs = list(results)
    values = tuple(value for value, _ in pairs if value is not None)
    return values, [problem for _, problems in pairs for problem in problems]
