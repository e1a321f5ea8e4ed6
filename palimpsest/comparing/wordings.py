"""The texts of one document -> what comparing needs to know of them, worked out once per distinct wording.

Consecutive versions share nearly all their passages, so a `KnownWordings` is handed from each revision of a document to
the next. It is only a memory: a revision is the same with a fresh one.

    "We never sell it."  ->  4 words, spelled "abcd"; the same four letters wherever the sentence stands
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, chain, repeat
from typing import TypeVar

from palimpsest.comparing.words import Letters, Spell, bare_words, count_words
from palimpsest.model import Placed, Reading, Section, SectionPair
from palimpsest.reading.comparison import comparison_text
from palimpsest.values import Frozen

Answer = TypeVar("Answer")

# All is forgotten beyond this many texts: a document that changes all the time does not fill the
# memory. The largest documents of the Platform Governance Archive have 6,000 distinct passages in 500 versions.
MOST = 50_000
# Different words of one document: beyond it letters are given anew, long before there are none left (a million).
MOST_LETTERS = 500_000
# Versions laid out: the later one of a revision is the earlier one of the next, or comes back soon.
MOST_SIDES = 4


class Remembered(dict[str, Answer]):
    """The answers to a question about texts, each worked out when it is first asked for.

    >>> sizes = Remembered(count_words)
    >>> sizes["We never sell it."], len(sizes)
    (4, 1)
    """

    __slots__ = ("_answer",)

    def __init__(self, answer: Callable[[str], Answer]):
        super().__init__()
        self._answer = answer

    def __missing__(self, text: str) -> Answer:
        if len(self) >= MOST:
            self.clear()
        answer = self[text] = self._answer(text)
        return answer


class LaidOut(Frozen):
    """One of two texts, laid out for comparison: the passages of the policy itself in order, headings included.

    For each passage the section it stands in and its number of words; `headings` are the numbers of those that head
    their section. For each section where its passages end (`rows`) and the words of its heading, none where it has no
    heading or one that repeats the document's title. Two sides laid out with the same `KnownWordings` have the same
    letters: in `ids` one for each passage, in `keys` one for each section with all it holds.
    """

    placed: tuple[Placed, ...]
    section: list[int]
    size: list[int]
    headings: frozenset[int]
    ends: list[int]
    titles: list[tuple[str, ...]]
    ids: str
    keys: str

    def rows(self, section: int) -> range:
        """The numbers of the passages of a section, its heading first."""
        return range(self.ends[section - 1] if section else 0, self.ends[section])


class LaidSection(Frozen):
    """What a `LaidOut` holds of one of its sections, the same wherever the section stands: a version has three quarters
    of its sections from others of its document. The `section` is held so that no other gets its identity."""

    section: Section
    placed: tuple[Placed, ...]
    size: tuple[int, ...]
    is_headed: bool
    title: tuple[str, ...]
    ids: str
    key: str


class KnownWordings(Frozen):
    """What is known so far, by text: its number of words (`size`), its words without case and punctuation (`words`) and
    the same spelled (`bare`). `letters`, `exact`, `passages` and `sections` hold the letters that stand for words of
    alignment, words of a redline, passage ids and whole sections; `laid` the sections laid out, by their identity, and
    `sides` the versions laid out last; `pairs` the pairs of sections by the identity of both, and why they are one."""

    size: Remembered[int]
    words: Remembered[tuple[str, ...]]
    bare: Remembered[str]
    letters: Letters[str]
    exact: Letters[str]
    passages: Letters[str]
    sections: Letters[tuple[str, bool]]
    laid: dict[int, LaidSection]
    sides: dict[int, tuple[Reading, LaidOut]]
    pairs: dict[tuple[int, int, str], SectionPair]

    @property
    def spell(self) -> Spell:
        """How the words of a redline are spelled: with case, without differences of typesetting."""
        return lambda words: "".join(map(self.exact.__getitem__, words))


def text_ids(readings: Sequence[Reading]) -> list[tuple[str, ...]]:
    """For each of some readings the ids of the policy's own passages, in order."""
    return [tuple([one.passage.id for one in reading.text()]) for reading in readings]


def no_wordings() -> KnownWordings:
    """Nothing known yet: where every document begins."""
    letters: Letters[str] = Letters()
    return KnownWordings(
        size=Remembered(count_words),
        words=Remembered(lambda text: tuple(bare_words(text))),
        bare=Remembered(lambda text: "".join(map(letters.__getitem__, bare_words(text)))),
        letters=letters,
        exact=Letters(comparison_text),
        passages=Letters(),
        sections=Letters(),
        laid={},
        sides={},
        pairs={},
    )


def lay_out_both(before: Reading, after: Reading, wordings: KnownWordings) -> tuple[LaidOut, LaidOut]:
    """Two readings laid out with the same letters."""
    letters = (wordings.letters, wordings.exact, wordings.passages, wordings.sections)
    if max(len(store) for store in letters) > MOST_LETTERS:
        for store in (*letters, wordings.bare, wordings.laid, wordings.sides):  # what is spelled goes with the letters
            store.clear()
    return _laid_out(before, wordings), _laid_out(after, wordings)


def _laid_out(reading: Reading, wordings: KnownWordings) -> LaidOut:
    known = wordings.sides.get(id(reading))
    if known and known[0] is reading:
        return known[1]
    sections = [wordings.laid.get(id(section)) or _laid_section(section, wordings) for section in reading.sections]
    lengths = [len(one.placed) for one in sections]
    ends = list(accumulate(lengths))
    side = LaidOut(
        placed=tuple(chain.from_iterable([one.placed for one in sections])),
        section=list(chain.from_iterable(map(repeat, range(len(sections)), lengths))),
        size=list(chain.from_iterable([one.size for one in sections])),
        headings=frozenset([end - len(one.placed) for one, end in zip(sections, ends, strict=True) if one.is_headed]),
        ends=ends,
        titles=[one.title for one in sections],
        ids="".join([one.ids for one in sections]),
        keys="".join([one.key for one in sections]),
    )
    while len(wordings.sides) >= MOST_SIDES:
        del wordings.sides[next(iter(wordings.sides))]
    wordings.sides[id(reading)] = (reading, side)
    return side


def _laid_section(section: Section, wordings: KnownWordings) -> LaidSection:
    title: tuple[str, ...] = ()
    is_headed = False
    if section.heading and section.heading.role == "text":
        is_headed = True
        title = wordings.words[section.label] or wordings.words[section.heading.passage.text]
    passages = [one.passage for one in section.text]
    # an ASCII text has the words that were counted when it was read
    size = tuple([one.words if one.text.isascii() else wordings.size[one.text] for one in passages])
    ids = "".join(map(wordings.passages.__getitem__, [one.id for one in passages]))
    if len(wordings.laid) >= MOST:
        wordings.laid.clear()
    wordings.laid[id(section)] = laid = LaidSection(
        section, section.text, size, is_headed, title, ids, wordings.sections[ids, is_headed]
    )
    return laid
