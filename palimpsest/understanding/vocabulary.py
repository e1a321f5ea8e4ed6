"""The word lists of curators as they are written -> what is in them, and the lists ready to be used, where they are.

    read_vocabulary(content)  ->  Vocabulary(topics=WordFile("content/topics.yaml", ...), parties=...): light
    survey(vocabulary)        ->  Survey(topics, parties, problems): remembered from build to build
    opened(vocabulary)        ->  Lexicon, Directory: made where texts are understood, and only there

Making the lists ready takes longer than all the rest of a build that finds nothing changed.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from palimpsest.model import Party, Topic
from palimpsest.plaintext import decode
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.settings import shown_path

if TYPE_CHECKING:  # so is importing what makes them ready
    from palimpsest.understanding.party_names import Directory
    from palimpsest.understanding.taxonomy import Lexicon


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file of the content folder: what findings call it, and its bytes; None where there is no such file."""

    path: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Topics and parties as curators wrote them down: what is understood of a text depends on nothing else."""

    topics: WordFile
    parties: WordFile


@dataclass(frozen=True, slots=True)
class Survey:
    """What a vocabulary holds: topics and parties in the order of their files, and everything wrong with it."""

    topics: tuple[Topic, ...]
    parties: tuple[Party, ...]
    problems: tuple[Problem, ...]


def read_vocabulary(content: Path) -> Vocabulary:
    """The files of a content folder, unread."""
    return Vocabulary(*(_word_file(content, name) for name in ("topics.yaml", "parties.yaml")))


def survey(vocabulary: Vocabulary) -> Survey:
    """What is in a vocabulary; where a file cannot be read, that is the finding."""
    try:
        lexicon, directory, problems = _read(vocabulary)
    except ContentError as error:
        return Survey((), (), (error.problem,))
    return Survey(lexicon.topics, tuple(directory.parties.values()), problems)


@lru_cache(maxsize=1)
def opened(vocabulary: Vocabulary) -> tuple["Lexicon", "Directory"]:
    """The lists of a vocabulary, ready to be used; a process makes them once. `ContentError` where they cannot be
    read, which a survey says beforehand."""
    return _read(vocabulary)[:2]


def _read(vocabulary: Vocabulary) -> tuple["Lexicon", "Directory", tuple[Problem, ...]]:
    from palimpsest.understanding.parties_file import NO_PARTIES, read_directory
    from palimpsest.understanding.topics_file import read_lexicon

    lexicon, found = read_lexicon(_text(vocabulary.topics), vocabulary.topics.path)
    if vocabulary.parties.content is None:
        return lexicon, NO_PARTIES, found
    directory, more = read_directory(_text(vocabulary.parties), vocabulary.parties.path)
    return lexicon, directory, (*found, *more)


def _text(file: WordFile) -> str:
    if file.content is None:
        raise ContentError(Location(file.path), "is not there", "Create the file.")
    return decode(file.content, file.path)


def _word_file(content: Path, name: str) -> WordFile:
    try:
        written = (content / name).read_bytes()
    except FileNotFoundError:
        written = None
    return WordFile(shown_path(content, name), written)
