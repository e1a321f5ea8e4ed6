"""content/topics.yaml on disk -> the lexicon, with every problem at its line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from palimpsest.curated import yamltext
from palimpsest.plaintext import read_text
from palimpsest.problems import Problem
from palimpsest.understanding.topics.ngrams import load_ngrams
from palimpsest.understanding.topics.taxonomy import Lexicon, read_topics


def load_topics(file: Path, path: str) -> tuple[Lexicon, tuple[Problem, ...]]:
    """The lexicon of the file, called `path` in findings; `ContentError` where it is no readable YAML."""
    return read_lexicon(read_text(file, path), path)


def read_lexicon(text: str, path: str) -> tuple[Lexicon, tuple[Problem, ...]]:
    """The same of the file's text."""
    root, again = yamltext.parse_yaml(text, path)
    lines: dict[tuple[str | int, ...], int] = {}
    document = _plain(root, (), lines)

    def line_of(place: Sequence[str | int]) -> int:
        known = tuple(place)
        while known and known not in lines:  # a key that is missing is missed where its map stands
            known = known[:-1]
        return lines[known]

    lexicon, problems = read_topics(document, path, line_of, load_ngrams())
    return lexicon, (*again, *problems)


def _plain(node: yamltext.Node, place: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> Any:
    """A node as text, list or dict; notes the line of every key and item under its place."""
    lines.setdefault(place, node.location.line)
    if isinstance(node, yamltext.Scalar):
        return None if node.is_missing else node.text
    if isinstance(node, yamltext.Sequence):
        return [_plain(item, (*place, number), lines) for number, item in enumerate(node.items)]
    plain = {}
    for key, value in node.entries:
        lines[(*place, key.text)] = key.location.line
        plain[key.text] = _plain(value, (*place, key.text), lines)
    return plain
