"""The loaded topics.yaml -> its values one by one, each checked to be what it has to be; problems with their lines.

    read_texts(source, ("topics", "selling", "strong"), ["sell * data", None])
        ->  {0: "sell * data"}, and the problem "an entry of 'strong' is empty"

Every scalar of the file arrives as text: `13` and `No` are words like any other.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from palimpsest.addresses import parse_slug
from palimpsest.problems import Location, Problem
from palimpsest.values import Frozen

LineOf = Callable[[Sequence[str | int]], int]  # a path of keys and positions -> its line in the file


class LoadedTopics(Frozen):
    """The file as it was loaded, and what has been found wrong with it so far."""

    document: Mapping[str, Any]
    path: str
    line_of: LineOf
    problems: list[Problem]

    def complain(self, place: Sequence[str | int], message: str, remedy: str = "") -> None:
        """Note what is wrong at a place."""
        self.problems.append(Problem(Location(self.path, self.line_of(place)), "error", message, remedy))


def read_number(source: LoadedTopics, place: tuple[str, ...], value: Any) -> float:
    """A number of points, or a share; 0 for anything else."""
    complaint, pattern, example = "is not a whole number", "[0-9]{1,6}", "3"
    if place[-1] == "share":
        complaint, pattern, example = "is not a number from 0 to 1", r"0(\.[0-9]+)?|1(\.0+)?", "0.5"
    if re.fullmatch(pattern, str(value), re.ASCII):
        return float(str(value))
    source.complain(place, f"'{place[-1]}' {complaint}: {value!r}", f"Write a number such as {example}.")
    return 0.0


def read_yes_or_no(source: LoadedTopics, place: tuple[str, ...], value: Any) -> bool:
    """Whether it says yes; no for anything else."""
    if value not in ("yes", "no"):
        source.complain(place, f"'{place[-1]}' is not yes or no: {value!r}", "Write yes.")
    return bool(value == "yes")


def read_mapping(source: LoadedTopics, key: str) -> Mapping[str, Any]:
    """What stands below a key of the file, which may be left out."""
    value = source.document.get(key)
    if value is None or not is_mapping(source, (key,), value):
        return {}
    return value


def is_mapping(source: LoadedTopics, place: tuple[str, ...], value: Any) -> bool:
    """Whether this has keys and values."""
    if isinstance(value, Mapping):
        return True
    source.complain(
        place, f"'{place[-1]}' is not a map of keys and values", "Write its keys below it, each with its value."
    )
    return False


def read_texts(source: LoadedTopics, place: tuple[str, ...], value: Any) -> dict[int, str]:
    """The entries of a list by their positions in it, without those that are no text."""
    if value is not None and not isinstance(value, list | tuple):
        source.complain(place, f"'{place[-1]}' is not a list", "Write one entry a line, each after '- '.")
        return {}
    texts: dict[int, str] = {}
    for number, item in enumerate(value or ()):
        if item is None:
            source.complain((*place, number), f"an entry of '{place[-1]}' is empty", "Write it, or remove the line.")
        elif (text := read_text(source, (*place, number), item)) is not None:
            texts[number] = text
    return texts


def read_text(source: LoadedTopics, place: Sequence[str | int], value: Any) -> str | None:
    """A value that may be left out."""
    if value is None or isinstance(value, str):
        return value
    source.complain(place, "this is not one text", "Put quotes around it.")
    return None


def is_slug(source: LoadedTopics, name: str) -> bool:
    """Whether a topic's key can be its address."""
    try:
        return bool(parse_slug(name))
    except ValueError as error:
        source.complain(("topics", name), str(error), "Use lower-case letters, digits and hyphens: selling-data")
        return False


def check_known(source: LoadedTopics, place: tuple[str, ...], key: str, known: Sequence[str]) -> None:
    """Complain of a key that is none of those known."""
    if key not in known:
        source.complain(place, f"unknown key '{key}'", did_you_mean(key, known) or f"Known: {', '.join(known)}.")


def did_you_mean(word: str, known: Any) -> str:
    """The nearest of the known names as a remedy, "" where none is near."""
    alike = get_close_matches(str(word), [str(name) for name in known], n=1)
    return f"Did you mean '{alike[0]}'?" if alike else ""
