"""The content folder -> its files by name, what lies in it that nobody reads, and which findings stop a publication.

content/companies.yml  ->  a warning: nothing reads 'companies.yml'. Did you mean 'companies.yaml'?
an error in content/companies.yaml  ->  stops, whatever is asked for; one in a single text lets `--keep-going` go on
"""

import os
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from palimpsest.commandline import Options
from palimpsest.curated.yamltext import Node, load_yaml
from palimpsest.model import Source
from palimpsest.plaintext import quoted
from palimpsest.problems import ContentError, Location, Problem, errors

NAMES = ("archive.yaml", "companies.yaml", "topics.yaml", "parties.yaml", "overrides.yaml")
OPTION = Location("--source")  # where a source is named that archive.yaml does not list
_FOR_PEOPLE = ("README", "LICENSE", "LICENCE")


def shown_path(content: Path, name: str) -> str:
    """How a file of the content folder is called in findings: relative to the folder's parent.

    >>> shown_path(Path("archives/content"), "archive.yaml")
    'content/archive.yaml'
    """
    return f"{content.resolve().name}/{name}"


def load_file(content: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """A YAML file of the content folder with the keys that stand again in it, or why it cannot be read."""
    try:
        return load_yaml(content / name, shown_path(content, name))
    except ContentError as error:
        return None, [error.problem]


def is_written(content: Path, name: str) -> bool:
    """Whether a curator put a file of this name there: also a link that leads to nothing, which is a slip."""
    return os.path.lexists(content / name)


def strays(content: Path, sources: Iterable[Source]) -> Iterator[Problem]:
    """A warning for each entry of the content folder that nothing reads: no file of ours, and no source."""
    root = content.resolve()
    places = [Path(os.path.realpath(root / source.path)) for source in sources]
    if any(root.is_relative_to(place) for place in places):  # all of it is a source, which says what it leaves out
        return
    try:
        names = sorted(os.listdir(root))  # noqa: PTH208 (names, not paths)
    except OSError:  # then archive.yaml cannot be read either, and that is said
        return
    for name in names:
        if name in NAMES or name.startswith((".", *_FOR_PEOPLE)) or name.endswith("~"):
            continue
        own = Path(os.path.realpath(root / name))
        if not any(place.is_relative_to(own) for place in places):
            location = Location(shown_path(content, quoted(name, 500)[1:-1]))
            yield Problem(location, "warning", f"nothing reads {quoted(name)}", _what_was_meant(name))


def _what_was_meant(name: str) -> str:
    if near := get_close_matches(name, NAMES, n=1, cutoff=0.7):
        return f"Did you mean '{near[0]}'?"
    if name.endswith(".md"):
        return "Texts lie in the folders that archive.yaml names under 'sources:', as in snapshots/."
    return "Name it under 'sources:' in archive.yaml if it holds texts; else move it out of this folder."


def stopping(problems: Collection[Problem], options: Options, left: Collection) -> list[Problem]:
    """The findings that stop a publication: errors, and warnings too where it is to be strict.

    Where it is to keep going, single documents are left out, as long as there are others `left`. A mistake in a file
    that speaks of all documents, or in a whole source, would take away titles, names, topics or the whole site: it
    always stops.
    """
    if options.strict:
        return list(problems)
    found = errors(problems)
    if not options.keep_going or not left:
        return found
    whole = {OPTION.path, *(shown_path(options.content, name) for name in NAMES)}
    return [problem for problem in found if problem.location.path in whole]
