"""The records of one document, in the order the archive made them -> what happened: steps, and when each text was seen.

    texts A B B A B A B A, then nothing, then C  ->
        first (A), new version (B), seen again (B), alternation (A and B, 5 turns), ended, resumed (C)

A version is not a capture: a text that comes back is no new text. The order is the history's, never that of the dates:
dates run backwards on real paths, and many records share a day. No text is looked into: equal digests are equal.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from palimpsest.comparing.classes import HistoryFacts
from palimpsest.model import Cause, Document, Version
from palimpsest.sources.order import in_order

StepKind = Literal["first", "new version", "seen again", "return", "alternation", "ended", "resumed", "first again"]

# A and B, then A and B once more: three turns are the fewest that show taking turns rather than a change withdrawn.
_FEWEST_TURNS = 3
# Two wordings that swap this often are two editions; a new policy may be published, withdrawn and published again.
_EDITION_TURNS = 4


@dataclass(frozen=True, slots=True)
class Record:
    """What an archive wrote down once: a text by its digest, or `None` where tracking ended.

    `name` identifies the record in its collection (a commit). `recorded_at` is kept to the second. `cause` is what the
    record itself says of why it was made.
    """

    name: str
    recorded_at: datetime
    digest: str | None
    cause: Cause = "company"


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step, or a run of them told as one.

    `records` are the numbers of the records it covers, from 0. `digests`: the text it led to; two for an alternation.
    `turns`: how often an alternation went over. `runs_backwards`: a record in it is dated before the one before it.
    `first_seen`: for a return, when its text was first recorded.
    """

    kind: StepKind
    records: tuple[int, ...]
    digests: tuple[str, ...]
    since: datetime
    until: datetime
    turns: int = 0
    runs_backwards: bool = False
    first_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A text seen without another in between: the instants of its first and its last record in the run, and of the
    record that followed (`None`: it is the latest). A following record can be dated earlier."""

    seen_from: datetime
    seen_to: datetime
    followed_at: datetime | None


def steps(records: Sequence[Record]) -> tuple[HistoryStep, ...]:
    """What happened, in the order of the records; runs in which two texts take turns are one step."""
    kinds = _kinds(records)
    told: list[HistoryStep] = []
    number = 0
    while number < len(records):
        run = _turns_from(records, kinds, number)
        told.append(_step(records, "alternation" if len(run) > 1 else kinds[number], run))
        number = run[-1] + 1
    return tuple(told)


def intervals(records: Sequence[Record]) -> dict[str, tuple[Interval, ...]]:
    """For each text, by digest, when it was seen; several intervals where it came back."""
    found: dict[str, list[Interval]] = defaultdict(list)
    start = 0
    for number in range(1, len(records) + 1):
        if number < len(records) and records[number].digest == records[start].digest:
            continue
        instants = [record.recorded_at for record in records[start:number]]
        if (digest := records[start].digest) is not None:
            followed = records[number].recorded_at if number < len(records) else None
            found[digest].append(Interval(min(instants), max(instants), followed))
        start = number
    return {digest: tuple(runs) for digest, runs in found.items()}


def history_facts(
    digests: Sequence[str], wordings: Sequence[Hashable], elsewhere: frozenset[str] = frozenset()
) -> tuple[HistoryFacts, ...]:
    """For each step from one record to the next what `classes.classify` needs to know of the history.

    `digests` and `wordings` stand for each record's source text and its words alone (such as its passage ids), in
    order; `elsewhere` holds the digests that other documents of the company have as well.

    >>> [facts.is_return for facts in history_facts("ABAC", "ABAC")]
    [False, True, False]
    """
    turns = _turns_by_pair(wordings)
    facts = []
    seen_digests: set[str] = set()
    seen_wordings: set[Hashable] = set()
    for number, (before, after) in enumerate(pairwise(digests)):
        seen_digests.add(before)
        seen_wordings.add(wordings[number])
        is_new_wording = wordings[number] != wordings[number + 1]
        facts.append(
            HistoryFacts(
                is_return=after != before and after in seen_digests,
                is_wording_return=is_new_wording and wordings[number + 1] in seen_wordings,
                alternates=is_new_wording and turns[frozenset(wordings[number : number + 2])] >= _EDITION_TURNS,
                is_elsewhere=after in elsewhere,
            )
        )
    return tuple(facts)


def newest_version(document: Document) -> Version:
    """The version that the last capture of a document carries, in the order of its history: after a return that is an
    earlier text, and where dates run backwards it is not the one of the latest date."""
    last = in_order(document.snapshots)[-1].body_digest
    return next(version for version in document.versions if version.digest == last)


def _turns_by_pair(wordings: Sequence[Hashable]) -> Counter[frozenset]:
    """How often each two wordings follow one another, in either order."""
    return Counter(frozenset(pair) for pair in pairwise(wordings) if pair[0] != pair[1])


def _kinds(records: Sequence[Record]) -> list[StepKind]:
    kinds: list[StepKind] = []
    seen: set[str] = set()
    before: Record | None = None
    for record in records:
        kinds.append(_kind(record, before, seen))
        if record.digest is not None:
            seen.add(record.digest)
        before = record
    return kinds


def _kind(record: Record, before: Record | None, seen: set[str]) -> StepKind:
    answers: Iterator[tuple[bool, StepKind]] = iter(
        (
            (record.digest is None, "ended"),
            (before is None, "first"),
            (before is not None and before.digest is None, "resumed"),
            (before is not None and record.digest == before.digest, "seen again"),
            (record.cause == "first record", "first again"),
            (record.digest in seen, "return"),
        )
    )
    return next((kind for holds, kind in answers if holds), "new version")


def _turns_from(records: Sequence[Record], kinds: Sequence[StepKind], start: int) -> tuple[int, ...]:
    """The records from `start` on in which two texts take turns, the first of them a return; `start` alone if none do.

    What a text was before the run stands in its own step, so that nothing is told twice.
    """
    alone = (start,)
    if kinds[start] != "return":
        return alone
    pair = {records[start].digest, records[start - 1].digest}
    end = start
    while end + 1 < len(records) and kinds[end + 1] in ("return", "seen again") and records[end + 1].digest in pair:
        end += 1
    run = tuple(range(start, end + 1))
    while len(run) > 1 and kinds[run[-1]] == "seen again":
        run = run[:-1]
    return run if _turns(records, run) + 1 >= _FEWEST_TURNS else alone


def _turns(records: Sequence[Record], run: Sequence[int]) -> int:
    """How often the text changes to the other one in a run, its first record counted."""
    return sum(records[number].digest != records[number - 1].digest for number in run)


def _step(records: Sequence[Record], kind: StepKind, run: tuple[int, ...]) -> HistoryStep:
    instants = [records[number].recorded_at for number in run]
    last = records[run[-1]]
    digests = (last.digest,) if last.digest else ()
    if kind == "alternation":
        digests = tuple(dict.fromkeys(records[number].digest for number in (run[0] - 1, run[0])))
    earlier = (record.recorded_at for record in records[: run[0]] if record.digest == last.digest)
    return HistoryStep(
        kind=kind,
        records=run,
        digests=digests,
        since=min(instants),
        until=max(instants),
        turns=_turns(records, run) if kind == "alternation" else 0,
        runs_backwards=any(records[n].recorded_at < records[n - 1].recorded_at for n in run if n),
        first_seen=next(earlier, None) if kind == "return" else None,
    )
