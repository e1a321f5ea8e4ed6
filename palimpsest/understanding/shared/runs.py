"""Passages with fingerprints, in the order of their captures -> the runs of words that publishers share.

    facebook 2022 "a b c ... z", whatsapp 2023 ". a b c ... y ."  ->  Run("abc...y", places: 0 in full, 1 from letter 1)

One that has in common with an earlier one of another publisher what no run known by then has, makes a new run: as the
earlier one has it. So what later captures bring changes no run that is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from palimpsest.comparing.words import Block, Letters, words_in_both
from palimpsest.understanding.shared.fingerprints import FEWEST, RUN, Worded, words_of
from palimpsest.understanding.shared.stretches import SHARE, Stretch, row, stretch
from palimpsest.values import Frozen, Growing, field

# Earlier passages of one publisher that are tried for the longest stretch: the versions of a text repeat themselves.
_TRIED = 3
# Of a run's fingerprints, those that a passage has at least that has four fifths of its words.
_FEWEST_PRINTS = 0.2
_MOST_ROWS = 3  # that a passage has in common with a run, and that are tried for it
# A run with fewer different words of some length says nothing: a list of codes, a row of numbers.
_FEWEST_TELLING, _TELLING = 6, 4

# Letters at which a fingerprint begins that two have: in the one, in the other.
Pair = tuple[int, int]


class Held(Frozen):
    """A passage, and whose document it stands in (slugs): of which company, and of which publisher."""

    publisher: str
    company: str
    document: str
    worded: Worded


class SharedRun(Growing):
    """Words that publishers share, as `letters`: from letter `start` on those of the passage numbered `source`, with so
    many fingerprints; and by the numbers of passages what they have of it."""

    letters: str
    source: int
    start: int
    prints: int
    stretches: dict[int, Stretch] = field(default_factory=dict)


class Spelling(Letters[str]):
    """A letter for each word, and the `words` that letters stand for."""

    __slots__ = ("words",)

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        letter = super().__missing__(word)
        self.words[letter] = word
        return letter


class Known(Growing):
    """What is known when a number of passages have been gone through: the runs, and for each fingerprint where it
    begins in them (`in_runs`), in passages (`earlier`) and in the first few different ones of each publisher
    (`firsts`), by their numbers. `spelled` holds texts as `letters`."""

    held: Sequence[Held]
    shared: Set[int]
    runs: list[SharedRun] = field(default_factory=list)
    in_runs: dict[int, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    earlier: dict[int, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    firsts: dict[int, dict[str, dict[str, Pair]]] = field(default_factory=lambda: defaultdict(dict))
    letters: Spelling = field(default_factory=Spelling)
    spelled: dict[str, str] = field(default_factory=dict)


def runs_of(held: Sequence[Held], shared: Set[int]) -> Known:
    """The runs that passages, in the order of their captures, have in common; `shared` are the fingerprints found at
    two publishers or more."""
    known = Known(held, shared)
    for number in range(len(held)):
        _take(number, known)
    return known


def _take(number: int, known: Known) -> None:
    """The next passage: what it has of known runs, and the runs that are known through it."""
    prints = _prints(number, known)
    covered = [one.other for one in _known_in(number, prints, known)]
    for print_, at in prints:
        if not any(start <= at <= end - RUN for start, end in covered):
            covered += _new_in(number, print_, at, known)
    publisher, id_ = known.held[number].publisher, known.held[number].worded.id
    for print_, at in prints:
        known.earlier[print_].append((number, at))
        own = known.firsts[print_].setdefault(publisher, {})
        if len(own) < _TRIED:
            own.setdefault(id_, (number, at))


def _prints(number: int, known: Known) -> list[tuple[int, int]]:
    """The shared fingerprints of a passage and the letters they begin at."""
    worded = known.held[number].worded
    return [pair for pair in zip(worded.prints, worded.at, strict=True) if pair[0] in known.shared]


def _spell(number: int, known: Known) -> str:
    """A passage as letters."""
    text = known.held[number].worded.text
    if text not in known.spelled:
        known.spelled[text] = "".join(map(known.letters.__getitem__, words_of(text)))
    return known.spelled[text]


def _known_in(number: int, prints: Iterable[tuple[int, int]], known: Known) -> Iterator[Stretch]:
    """What a passage has of the runs that are known; it becomes one of their places."""
    both: dict[int, list[Pair]] = defaultdict(list)
    for print_, at in prints:
        for which, place in known.in_runs.get(print_, ()):
            both[which].append((place, at))
    for which, pairs in both.items():
        if shares := _shares(known.runs[which], pairs, number, known):
            known.runs[which].stretches[number] = shares
            yield shares


def _shares(run: SharedRun, pairs: Sequence[Pair], number: int, known: Known) -> Stretch | None:
    """What a passage has of a run, None where that is too little of it."""
    if len(pairs) < _FEWEST_PRINTS * run.prints:
        return None
    letters = _spell(number, known)
    tried: list[Block] = []
    for place, at in pairs:
        if any(i <= place < i + count and at - place == j - i for i, j, count in tried):
            continue
        tried.append(row(run.letters, letters, place, at))
        if tried[-1][2] >= FEWEST:
            shares = stretch(run.letters, letters, tried[-1])
            if shares.shared >= SHARE * len(run.letters):
                return shares
        if len(tried) == _MOST_ROWS:
            break
    return None


def _new_in(number: int, print_: int, at: int, known: Known) -> Iterator[Pair]:
    """The letters of a passage (from, to) that an earlier one of another publisher has as well, once they are a run."""
    best: tuple[Stretch, int] | None = None
    for other, place in _others(number, print_, known):
        around = row(_spell(other, known), _spell(number, known), place, at)
        if around[2] >= FEWEST:
            shares = stretch(_spell(other, known), _spell(number, known), around)
            if best is None or shares.shared > best[0].shared:
                best = shares, other
    if best:
        shares, source = best
        start, end = shares.one
        letters = _spell(source, known)[start:end]
        prints = [(one, at) for one, at in _prints(source, known) if start <= at and at + RUN <= end]
        if _is_telling(map(known.letters.words.__getitem__, letters)) and not _is_known(letters, prints, number, known):
            _add_run(letters, source, start, prints, known).stretches[number] = Stretch(
                tuple((i - start, j, count) for i, j, count in shares.blocks)
            )
        yield shares.other


def _others(number: int, print_: int, known: Known) -> Iterator[Pair]:
    """Earlier passages of other publishers with a fingerprint, and where: the first few different ones of each."""
    for publisher, firsts in known.firsts.get(print_, {}).items():
        if publisher != known.held[number].publisher:
            yield from firsts.values()


def _is_telling(words: Iterable[str]) -> bool:
    return len({word for word in words if len(word) >= _TELLING and word.isalpha()}) >= _FEWEST_TELLING


def _is_known(letters: str, prints: Iterable[tuple[int, int]], number: int, known: Known) -> bool:
    """Whether a run with some of these fingerprints, and the passage among its places, is nearly the same."""
    numbers = dict.fromkeys(which for print_, _ in prints for which, _ in known.in_runs.get(print_, ()))
    others = [known.runs[which].letters for which in numbers if number in known.runs[which].stretches]
    return any(words_in_both(letters, other) >= SHARE * max(len(letters), len(other)) for other in others)


def _add_run(letters: str, source: int, start: int, prints: Sequence[tuple[int, int]], known: Known) -> SharedRun:
    """A new run, with what earlier passages have of it."""
    run = SharedRun(letters, source, start, len(prints), {source: Stretch(((0, start, len(letters)),))})
    pairs: dict[int, list[Pair]] = defaultdict(list)
    for print_, at in prints:
        known.in_runs[print_].append((len(known.runs), at - start))
        for other, place in known.earlier[print_]:
            pairs[other].append((at - start, place))
    known.runs.append(run)
    for other, both in pairs.items():
        if other != source and (shares := _shares(run, both, other, known)):
            run.stretches[other] = shares
    return run
