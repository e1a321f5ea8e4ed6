"""The word lists of curators as they are written -> what is in them, and the lists ready to be used, where they are.

    read_vocabulary(content)  ->  Vocabulary(topics=WordFile("content/topics.yaml", ...), parties=...): light
    survey(vocabulary)        ->  Survey(topics, parties, problems, prepared): remembered from build to build
    opened(prepared)          ->  Lexicon, Directory: where texts are understood, and only there

Making the lists ready takes 80 milliseconds, unpacking what a survey has made ready 5.
"""

import pickle
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from palimpsest.curated.contentfolder import is_written, shown_path
from palimpsest.model import Party, Topic
from palimpsest.plaintext import decode, unreadable
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.values import Frozen

if TYPE_CHECKING:  # what they are made of is imported where they are made: a build may need none
    from palimpsest.understanding.parties.names import Directory
    from palimpsest.understanding.topics.taxonomy import Lexicon


class WordFile(Frozen):
    """A file of the content folder: what findings call it, and its bytes; None where there is no such file, or where it
    cannot be read, of which `problem` tells."""

    path: str
    content: bytes | None
    problem: Problem | None = None


class Vocabulary(Frozen):
    """Topics and parties as curators wrote them down: what is understood of a text depends on nothing else."""

    topics: WordFile
    parties: WordFile


class Prepared(Frozen):
    """A vocabulary with its lists made ready and packed; `content` alone is what results depend on. `lists` are empty
    where the vocabulary cannot be read."""

    content: Vocabulary
    lists: bytes


class Survey(Frozen):
    """What a vocabulary holds: topics and parties in the order of their files, and everything wrong with it; and the
    vocabulary itself, prepared for those who use it."""

    topics: tuple[Topic, ...]
    parties: tuple[Party, ...]
    problems: tuple[Problem, ...]
    prepared: Prepared

    @property
    def slugs(self) -> list[str] | None:
        """The topics by their addresses; None where the file is so broken that nobody knows which there are."""
        return [topic.slug for topic in self.topics] if self.topics or not self.problems else None


def read_vocabulary(content: Path) -> Vocabulary:
    """The files of a content folder, unread."""
    return Vocabulary(*(_word_file(content, name) for name in ("topics.yaml", "parties.yaml")))


def survey(vocabulary: Vocabulary) -> Survey:
    """What is in a vocabulary; where a file cannot be read, that is a finding."""
    lexicon, directory, problems = _read(vocabulary)
    if lexicon is None:
        return Survey((), (), problems, Prepared(vocabulary, b""))
    prepared = Prepared(vocabulary, pickle.dumps((lexicon, directory), protocol=pickle.HIGHEST_PROTOCOL))
    return Survey(lexicon.topics, tuple(directory.parties.values()), problems, prepared)


@lru_cache(maxsize=1)
def opened(prepared: Prepared) -> tuple["Lexicon", "Directory"]:
    """The lists of a vocabulary, ready to be used; a process opens them once. `ContentError` where they cannot be
    read, which a survey says beforehand."""
    if prepared.lists:
        return pickle.loads(prepared.lists)
    lexicon, directory, problems = _read(prepared.content)
    if lexicon is None:
        raise ContentError(problems[0].location, problems[0].message, problems[0].remedy)
    return lexicon, directory


def _read(vocabulary: Vocabulary) -> tuple["Lexicon | None", "Directory", tuple[Problem, ...]]:
    """Both files, each whatever the other is like: their findings are given in one run."""
    from palimpsest.understanding.parties.file import NO_PARTIES, read_directory
    from palimpsest.understanding.topics.file import read_lexicon

    lexicon, directory = None, NO_PARTIES
    problems: list[Problem] = []
    try:
        lexicon, found = read_lexicon(_text(vocabulary.topics), vocabulary.topics.path)
        problems += found
    except ContentError as error:
        problems.append(error.problem)
    try:
        if vocabulary.parties.content is not None or vocabulary.parties.problem:
            directory, more = read_directory(_text(vocabulary.parties), vocabulary.parties.path)
            problems += more
    except ContentError as error:
        problems.append(error.problem)
    return lexicon, directory, tuple(problems)


def _text(file: WordFile) -> str:
    if file.problem:
        raise ContentError(file.problem.location, file.problem.message, file.problem.remedy)
    if file.content is None:
        raise ContentError(Location(file.path), "is not there", "Create the file.")
    return decode(file.content, file.path, is_collected=False)


def _word_file(content: Path, name: str) -> WordFile:
    path = shown_path(content, name)
    try:
        return WordFile(path, (content / name).read_bytes())
    except OSError as error:
        if not is_written(content, name):
            return WordFile(path, None)
        return WordFile(path, None, unreadable(path, error).problem)
