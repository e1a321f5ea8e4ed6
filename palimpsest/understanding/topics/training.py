"""Archives of real policies -> ngrams.tsv. A maintainer's tool: no build ever runs it.

    python -m palimpsest.understanding.topics.training contrib-head/ genai-eu.git pga.git  ->  ngrams.tsv in this folder

An archive is a folder or a bare git history of `Service/Terms Type.md` (Open Terms Archive). Paragraphs below headings
with a plain subject (heading_lessons.py) are the lessons; for each category a logistic regression learns, by steps of
gradient descent in a fixed order, which words and pairs of words tell its paragraphs from the others. What fewer than
three services say is left out, and no service gives more than a few dozen lessons in one subject: it is the language
of policies that is to be learned, not that of one company. The same archives give the same file, byte for byte.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from math import exp, sqrt
from operator import itemgetter
from pathlib import Path

from palimpsest.comparing.languages import language_of
from palimpsest.model import Reading, Source
from palimpsest.problems import Location
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.sources.archived import ArchivedRecord
from palimpsest.sources.git_archive import git_snapshots, open_archive
from palimpsest.understanding.topics.heading_lessons import CATEGORIES, lesson_of
from palimpsest.understanding.topics.ngrams import FILE, SCALE
from palimpsest.understanding.words import BREAK, words
from palimpsest.values import Frozen

FEWEST_SERVICES = 3
FEWEST_LESSONS = 8  # in which an n-gram stands
MOST_LESSONS = 40  # of one service in one subject
FEWEST_WORDS = 8
KEPT = 6500  # n-grams in the file, those that do most
_ROUNDS = 3
_STEP = 0.15
_CLOSE_ENOUGH = 0.03  # an error below it teaches nothing any more
_FIRST_BIAS = -2.0

_HEAD = """\
# Weights of words and pairs of words for practice categories, in 1/{scale}. Made by training.py in this folder.
# Learned from paragraphs below recognisable headings in texts of Open Terms Archive: the Platform Governance Archive,
# the genai-eu collection and the contrib collection. Those databases are available under the Open Data Commons
# Attribution License (ODC-By) v1.0 or the Open Database License (ODbL); no sentence of theirs is in this file.
"""


class Lesson(Frozen):
    """A paragraph below a telling heading: who wrote it, what it is about, its n-grams."""

    service: str
    category: str
    ngrams: frozenset[tuple[str, ...]]


def read_archive(archive: Path) -> Iterator[tuple[str, Reading]]:
    """Service and reading of English privacy and cookie policies; of a git history the last text of each half-year."""
    for service, terms, text in _git_texts(archive) if (archive / "objects").is_dir() else _folder_texts(archive):
        if "rivacy" in terms or "rackers" in terms:
            reading = read(text, CapturedPage("", ""), terms)
            if language_of(placed.passage.text for placed in reading.text()) == "en":
                yield service, reading


def _folder_texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    for file in sorted(folder.glob("*/*.md")):
        yield file.parent.name, file.stem, file.read_text(encoding="utf-8", errors="replace")


def _git_texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    source = Source("git", str(folder.resolve()), layout="open-terms-archive")
    repository = open_archive(source, Path(), Location(folder.name))
    last: dict[tuple[str, str, int, bool], bytes] = {}
    for record, text in git_snapshots(source, repository):
        if isinstance(record, ArchivedRecord) and text is not None:
            last[record.filed_under, record.terms_type, record.recorded_at.year, record.recorded_at.month > 6] = text
    for (service, terms, _, _), text in sorted(last.items(), key=itemgetter(0), reverse=True):
        yield service, terms, text.decode("utf-8", errors="replace")


def lessons(texts: Iterable[tuple[str, Reading]]) -> Iterator[Lesson]:
    """Each different paragraph below a telling heading, where it comes first."""
    seen: set[str] = set()
    given: Counter[tuple[str, str]] = Counter()
    for service, reading in texts:
        headings: list[tuple[int, str]] = []
        for section in reading.sections:
            headings = [(level, label) for level, label in headings if level < section.level]
            if section.label:
                headings.append((section.level, section.label))
            category = lesson_of([label for _, label in headings])
            for placed in section.placed:
                passage = placed.passage
                if not category or placed.role != "text" or passage.text in seen or passage.words < FEWEST_WORDS:
                    continue
                seen.add(passage.text)
                given[service, category] += 1
                if given[service, category] <= MOST_LESSONS:
                    yield Lesson(service, category, frozenset(_ngrams(passage.text)))


def _ngrams(text: str) -> Iterator[tuple[str, ...]]:
    names = words(text)
    plain = [name if name.isalpha() or name == BREAK or "'" in name else "" for name in names]
    for first, second in zip(plain, [*plain[1:], BREAK], strict=True):
        if first and first != BREAK:
            yield (first,)
            if second and second != BREAK:
                yield first, second


def vocabulary(learned: Iterable[Lesson]) -> list[tuple[str, ...]]:
    """The n-grams that enough services and lessons hold, in order."""
    services: dict[tuple[str, ...], set[str]] = defaultdict(set)
    counts: Counter[tuple[str, ...]] = Counter()
    for lesson in learned:
        counts.update(lesson.ngrams)
        for ngram in lesson.ngrams:
            if len(services[ngram]) < FEWEST_SERVICES:
                services[ngram].add(lesson.service)
    return sorted(
        ngram for ngram, count in counts.items() if count >= FEWEST_LESSONS and len(services[ngram]) >= FEWEST_SERVICES
    )


Weights = tuple[list[float], list[list[float]]]
"""For each category what is added, and the weight of each n-gram by its place in the vocabulary."""


def train(learned: Iterable[Lesson], names: list[tuple[str, ...]]) -> Weights:
    """One logistic regression for each category, with steps that shrink for n-grams often moved (AdaGrad)."""
    places = {name: place for place, name in enumerate(names)}
    examples = [
        (CATEGORIES.index(lesson.category), sorted(places[ngram] for ngram in lesson.ngrams if ngram in places))
        for lesson in learned
    ]
    bias = [_FIRST_BIAS] * len(CATEGORIES)
    weights = [[0.0] * len(names) for _ in CATEGORIES]
    moved = [[0.01] * len(names) for _ in CATEGORIES]
    for number in range(_ROUNDS):
        for subject, ngrams in sorted(examples, key=lambda example: _shuffled(number, example)):
            if ngrams:
                for category in range(len(CATEGORIES)):
                    _step(float(category == subject), ngrams, category, bias, weights[category], moved[category])
    return bias, weights


def _shuffled(number: int, example: tuple[int, list[int]]) -> bytes:
    return sha256(repr((number, example)).encode()).digest()


def _step(
    wanted: float, ngrams: list[int], category: int, bias: list[float], weights: list[float], moved: list[float]
) -> None:
    share = 1 / sqrt(len(ngrams))
    score = bias[category] + share * sum([weights[place] for place in ngrams])
    error = 1 / (1 + exp(-max(score, -30.0))) - wanted
    if abs(error) < _CLOSE_ENOUGH:
        return
    bias[category] -= 0.02 * error
    slope = error * share
    for place in ngrams:
        moved[place] += slope * slope
        weights[place] -= _STEP * slope / sqrt(moved[place])


def strongest(
    names: list[tuple[str, ...]], weights: list[list[float]], learned: Iterable[Lesson]
) -> list[tuple[str, ...]]:
    """The `KEPT` n-grams that do most, in order: by their largest weight for a category and by how often they come."""
    counts = Counter(ngram for lesson in learned for ngram in lesson.ngrams)
    does = {name: max(abs(row[place]) for row in weights) * sqrt(counts[name]) for place, name in enumerate(names)}
    return sorted(sorted(names, key=lambda name: (-does[name], name))[:KEPT])


def formatted(names: list[tuple[str, ...]], learned: Weights) -> Iterator[str]:
    """The lines of the weights file; a weight of nothing is left empty."""
    bias, weights = learned
    yield _HEAD.format(scale=SCALE)
    yield "\t".join(["", *CATEGORIES]) + "\n"
    yield "\t".join(["", *(str(round(value * SCALE)) for value in bias)]) + "\n"
    for place, name in enumerate(names):
        values = [round(row[place] * SCALE) for row in weights]
        yield "\t".join([" ".join(name), *(str(value) if value else "" for value in values)]) + "\n"


def main(archives: list[str]) -> int:
    """Learn from the archives, and write the weights file."""
    if not archives:
        print("usage: python -m palimpsest.understanding.topics.training ARCHIVE...", file=sys.stderr)
        return 2
    learned = list(lessons(text for archive in archives for text in read_archive(Path(archive))))
    names = vocabulary(learned)
    names = strongest(names, train(learned, names)[1], learned)
    FILE.write_text("".join(formatted(names, train(learned, names))), encoding="utf-8")
    counts = Counter(lesson.category for lesson in learned)
    print(f"{len(learned)} lessons, {len(names)} n-grams:", ", ".join(f"{name} {counts[name]}" for name in CATEGORIES))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
