"""YAML text -> plain nodes that know their place. PyYAML stops here: nothing else imports it.

    "title: No\\n" -> Mapping(entries=((Scalar("title"), Scalar("No")),))

Every scalar stays the text that was written (`No` is a title, 2017-10-07 is ten characters). Only the part of YAML that
a curator needs is read: no anchors, aliases, tags or second documents. The parser's events are taken one by one and
the tree is built without recursion, so that no text can exhaust the stack.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from palimpsest.plaintext import code_point, quoted, read_text
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.values import Frozen, Growing

MAX_DEPTH = 16  # the deepest file of ours has five levels

# The parser in C, where PyYAML has it, takes an eighth of the time; the one in Python says better what is wrong.
_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WHAT_TO_CHECK = "Check the indentation and the quotes here and on the line above: text with ': ' or ' #' needs quotes."

_WRITE_IT_OUT = "Write the character itself, or double the backslash."
# What the parser in Python raises for an escape beyond the last character: it does not look before it converts.
_NO_CHARACTER = (ValueError, OverflowError)
_BEYOND_UNICODE = re.compile(r"\\U(?!0010|000[0-9A-Fa-f])[0-9A-Fa-f]{8}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Scalar(Frozen):
    """A value as written. `is_missing`: nothing stands after the colon."""

    text: str
    location: Location
    is_missing: bool = False


class Sequence(Frozen):
    """A list."""

    items: tuple["Node", ...]
    location: Location


class Mapping(Frozen):
    """Keys and values in the order written; no key stands twice: of equal ones the first is kept."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    location: Location


Node = Scalar | Sequence | Mapping


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node, list[Problem]]:
    """The one document of a YAML text (an empty Mapping for an empty text) and a finding for each key that stands
    again, which must not hide what else is wrong; `ContentError` with its line where nothing can be read.

    `first_line` is the line of the file `path` on which the text starts.

    >>> node, _ = parse_yaml("title: No", "content/archive.yaml")
    >>> node.entries[0][1].text
    'No'
    """
    line_ends = [index for index, character in enumerate(text) if character == "\n"]

    def locate(index: int) -> Location:
        # Not the parser's own count: it also takes NEL, U+2028 and U+2029 for line ends, which no editor shows as such.
        return Location(path, first_line + bisect_left(line_ends, index))

    with suppress(yaml.YAMLError, *_NO_CHARACTER):
        return _built(yaml.parse(text, Loader=_QUICK), locate)
    try:
        return _built(yaml.parse(text, Loader=yaml.SafeLoader), locate)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        location = locate(mark.index if mark else 0)
        raise ContentError(location, f"YAML: {error.problem or error.context}", _remedy(error)) from error
    except yaml.reader.ReaderError as error:
        message = f"YAML: the character {code_point(text[error.position])} is not allowed"
        raise ContentError(locate(error.position), message, "Remove it, or write it in another way.") from error
    except _NO_CHARACTER as error:
        found = _BEYOND_UNICODE.search(text)
        message = f"YAML: the escape {found[0] if found else ''} names no character"
        raise ContentError(locate(found.start() if found else 0), message, _WRITE_IT_OUT) from error


def load_yaml(file: Path, path: str) -> tuple[Node, list[Problem]]:
    """The same for a file on disk, called `path` in findings."""
    return parse_yaml(read_text(file, path), path)


def _remedy(error: yaml.MarkedYAMLError) -> str:
    return "Indent with spaces, not with tabs." if "'\\t'" in str(error.problem) else _WHAT_TO_CHECK


class _Open(Growing):
    """A list or mapping whose end has not come yet; a mapping's children are its keys and values in turn."""

    node_type: type[Sequence | Mapping]
    location: Location
    children: list[Node]


def _built(events: Iterator[yaml.Event], locate: Callable[[int], Location]) -> tuple[Node, list[Problem]]:
    """The tree of the parser's events, and the keys that stand again."""
    start = locate(0)
    again: list[Problem] = []
    document = _Open(Sequence, start, [])
    opened = [document]
    for event in events:
        location = locate(event.start_mark.index if event.start_mark else 0)
        _refuse_what_is_not_read(event, location, has_document=bool(document.children))
        match event:
            case yaml.ScalarEvent():
                _refuse_half_a_character(event.value, location)
                is_missing = event.value == "" and not event.style
                opened[-1].children.append(Scalar(event.value, location, is_missing))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                opened.append(_Open(Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping, location, []))
                if len(opened) - 1 > MAX_DEPTH:  # the first one is the document itself
                    raise ContentError(location, f"more than {MAX_DEPTH} levels deep", "Write it flatter.")
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                closed = opened.pop()
                opened[-1].children.append(_closed(closed, again))
    root = document.children[0] if document.children else Mapping((), start)
    return (Mapping((), start) if isinstance(root, Scalar) and root.is_missing else root), again


def _closed(opened: _Open, again: list[Problem]) -> Node:
    if opened.node_type is Sequence:
        return Sequence(tuple(opened.children), opened.location)
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(opened.children[::2], opened.children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise ContentError(key.location, "a key must be plain text", _WHAT_TO_CHECK)
        if first := entries.get(key.text):
            message = f"the key {quoted(key.text)} stands here again, first on line {first[0].location.line}"
            again.append(Problem(key.location, "error", message, "Keep one of the two."))
            continue
        entries[key.text] = (key, value)
    return Mapping(tuple(entries.values()), opened.location)


def _refuse_half_a_character(text: str, location: Location) -> None:
    r"""An escape such as `\ud800`, which the parser in C refuses: no file can hold it."""
    if not text.isascii() and (found := _SURROGATE.search(text)):
        message = f"YAML: the escape of {code_point(found[0])} names half a character"
        raise ContentError(location, message, _WRITE_IT_OUT)


def _refuse_what_is_not_read(event: yaml.Event, location: Location, *, has_document: bool) -> None:
    """Anchors can make a small text expand without end, tags can name program types: neither is needed here."""
    if (anchor := getattr(event, "anchor", None)) is not None:
        mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
        message = f"anchors and aliases ({mark}{anchor[:40]}) are not read here"
        raise ContentError(location, message, "Write the value out, or put quotes around text that starts with * or &.")
    if (tag := getattr(event, "tag", None)) is not None:
        message = f"tags ({quoted(tag, 40)}) are not read here"
        raise ContentError(location, message, "Leave the tag out, or put quotes around text that starts with !.")
    if isinstance(event, yaml.DocumentStartEvent) and has_document:
        raise ContentError(location, "a second document starts here", "Remove the line '---'.")
