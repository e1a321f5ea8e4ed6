"""What a version says, or newly says -> one line of it, for timelines: pieces of text, each with its part in the step.

Monoprice 2004, whose passage on cookies denies them   ->  (("We use NO COOKIES on this site.", "same"),)
"We may keep it for [30]{90} days." in a later version  ->  (("We may keep it for ", "same"), ("30", "deleted"), ...)

Of a step nothing is quoted that stands in both texts, but around the words that do not: new words come first, and
what is no longer there is struck out.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from palimpsest.comparing.controls import is_control
from palimpsest.model import Label, PassageKind, Placed, Span, SpanKind
from palimpsest.publishing.views.history import History, Quoted, Station
from palimpsest.values import Frozen

_LENGTH = 190
_LEAD = 80  # characters before the first words that differ
# What is quoted first: sentences; rows, headings, and last the line of the date and the controls of a page ("Return to
# top"), only where nothing before them differs.
_RANKS: Mapping[PassageKind, int] = {"paragraph": 0, "item": 0, "row": 1, "quote": 1, "code": 1, "heading": 2}
_LAST = 3
_DATE_WORDS, _CONTROL_WORDS = 12, 6
_A_FEW = 3  # words; what differs in fewer is quoted where nothing differs in more
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?]\s+|\n")


class _Candidate(Frozen):
    """A changed passage of one of the two texts; `words` is how many of it the other text does not have there,
    `is_away` whether another version has all of it."""

    placed: Placed
    spans: tuple[Span, ...]
    labels: tuple[Label, ...]
    words: int
    rank: int
    is_away: bool = False

    @property
    def weight(self) -> tuple[bool, bool, int, int, int]:
        """What no other version has before what one has; then a denial before anything else, then what surely speaks of
        most topics, then what is longest."""
        return self.words >= _A_FEW, not self.is_away, *_weight(self.labels), self.words


def excerpt(history: History, station: Station) -> Quoted:
    """One line of what a version says, or of what differs from the version before; nothing where no text does. It is
    asked for by lists, timelines and summaries, and found once."""
    known = history.excerpts.get(station.number)
    if known is None:
        known = history.excerpts[station.number] = _found(history, station)
    return known


def _found(history: History, station: Station) -> Quoted:
    before = history.before(station)
    if before is None:
        labels = station.findings.labels
        texts = [
            _Candidate(one, (), labels.get(one.anchor, ()), 0, _rank(one)) for one in station.version.reading.text()
        ]
        first = _heaviest(texts, 0)
        return _quoted(first, "same") if first else ()
    new = list(_candidates(station, "after", station, before))
    gone = [] if _is_telling(_heaviest(new, 0)) else list(_candidates(station, "before", before, station))
    steps = (_of_step(_heaviest(new, rank), _heaviest(gone, rank)) for rank in range(_LAST + 1))
    return next(filter(None, steps), ())


def _of_step(new: _Candidate | None, gone: _Candidate | None) -> Quoted:
    if new and (gone is None or _is_telling(new) or (not new.is_away, new.words) >= (not gone.is_away, gone.words)):
        return _quoted(new, "same")
    return _quoted(gone, "deleted") if gone else ()


def _is_telling(new: _Candidate | None) -> bool:
    return bool(new and new.words >= _A_FEW and not new.is_away)


def _candidates(
    station: Station, side: Literal["before", "after"], one: Station, other: Station
) -> Iterator[_Candidate]:
    """The passages of one side of the step that have words of their own: those of a whole passage are none where the
    other text has it as well, at another place."""
    own: SpanKind = "deleted" if side == "before" else "inserted"
    labels, dates = one.findings.labels, {stated.anchor for stated in one.findings.stated_dates}
    elsewhere: frozenset[str] | None = None
    for change in station.changed:
        placed = change.before if side == "before" else change.after
        if not placed or placed.role != "text" or (change.kind == "moved" and not change.spans):
            continue
        if change.spans:
            words = sum(len(span.text.split()) for span in change.spans if span.kind == own)
        else:
            elsewhere = elsewhere or frozenset(one.passage.id for one in other.version.reading.placed())
            words = 0 if placed.passage.id in elsewhere else placed.passage.words
        if words:
            rank, is_away = _rank(placed, dates), change.number in station.away.where
            yield _Candidate(placed, change.spans, labels.get(placed.anchor, ()), words, rank, is_away)


def _rank(placed: Placed, dates: Container[str] = ()) -> int:
    passage = placed.passage
    if passage.words <= _DATE_WORDS and placed.anchor in dates:
        return _LAST
    return _LAST if passage.words <= _CONTROL_WORDS and is_control(passage.text) else _RANKS[passage.kind]


def _heaviest(candidates: Iterable[_Candidate], rank: int) -> _Candidate | None:
    return max((one for one in candidates if one.rank == rank), key=lambda one: one.weight, default=None)


def _weight(labels: Sequence[Label]) -> tuple[int, int]:
    sure = [label for label in labels if label.certainty != "possible"]
    return sum(label.polarity == "denies" for label in sure), len(sure)


def _quoted(chosen: _Candidate, kind: SpanKind) -> Quoted:
    if chosen.spans:
        return _window([(span.text, span.kind) for span in chosen.spans])
    text = chosen.placed.passage.text
    start = _sentence_start(text, _telling(chosen.labels))
    return _window([(text[start:], kind)], is_cut=start > 0)


def _telling(labels: Sequence[Label]) -> int:
    """Where in the passage the words stand that earned its label, a denial's first."""
    sure = [label for label in labels if label.certainty != "possible"]
    telling = next((label for label in sure if label.polarity == "denies"), sure[0] if sure else None)
    evidence = [found.start for found in telling.evidence if found.where == "passage"] if telling else []
    return evidence[0] if evidence else 0


def _sentence_start(text: str, at: int) -> int:
    return max((match.end() for match in _SENTENCE_END.finditer(text, 0, at)), default=0)


def _longest_run(pieces: Sequence[tuple[str, SpanKind]]) -> int:
    """Where the longest run of pieces that differ begins, the first of equal ones; 0 where nothing does.

    >>> _longest_run([("a", "same"), ("5", "deleted"), ("b", "same"), ("21", "deleted"), ("22", "inserted")])
    3
    """
    longest, first, place = 0, 0, 0
    for is_same, run in groupby(pieces, key=lambda piece: piece[1] == "same"):
        texts = [text for text, _ in run]
        if not is_same and (length := sum(map(len, texts))) > longest:
            longest, first = length, place
        place += len(texts)
    return first


def _window(pieces: Sequence[tuple[str, SpanKind]], *, is_cut: bool = False) -> Quoted:
    """The longest run of pieces that differ with a few words before it, up to the length of a line."""
    first = _longest_run(pieces)
    lead = "".join(text for text, _ in pieces[:first])
    start = max(_sentence_start(lead, len(lead)), len(lead) - _LEAD)
    if 0 < start < len(lead) and not lead[start - 1].isspace():  # in the middle of a word
        start = lead.find(" ", start) + 1 or start
    kept: list[tuple[str, SpanKind]] = [(lead[start:], "same")] if lead[start:] else []
    room = _LENGTH - len(lead[start:])
    for text, kind in pieces[first:]:
        if len(text) > room:
            kept.append((text[:room].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …", kind))
            break
        kept.append((text, kind))
        room -= len(text)
    lines = tuple([(_SPACES.sub(" ", text), kind) for text, kind in kept])
    return (("… ", "same"), *lines) if start or is_cut else lines
