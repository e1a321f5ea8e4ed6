"""Versions and revisions -> each wording through time, and for each version how old its words are.

    a passage in the captures of 2004 and 2011, not in 2017  ->  first seen 2004, last seen 2011

A wording that leaves and comes back has one lineage, from its first capture to its last, in two intervals. The
wordings it was edited, split or merged from stand in it as far as the revisions know them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime

from palimpsest.comparing.regroupings import regroupings
from palimpsest.comparing.wordings import KnownWordings, Remembered, no_wordings, text_ids
from palimpsest.comparing.words import count_words
from palimpsest.model import Document, Lineage, LineageKind, LineageStep, Revision, Section, Version
from palimpsest.sources.order import in_history_order
from palimpsest.values import Frozen

Interval = tuple[datetime, datetime]
Steps = dict[str, tuple[LineageStep, ...]]


class Stratum(Frozen):
    """One layer of a version: how many of its words stand in passages first seen in a year. `version` counts from 0."""

    version: int
    year: int
    words: int


def lineages(
    versions: Sequence[Version], revisions: Sequence[Revision] = (), wordings: KnownWordings | None = None
) -> dict[str, Lineage]:
    """For every passage of the policy's text, by id: when it was seen, and from the revisions what it came from and
    what became of it."""
    earlier, later = _steps(versions, revisions, wordings or no_wordings())
    return {
        passage: Lineage(seen[0][0], seen[-1][1], seen, earlier.get(passage, ()), later.get(passage, ()))
        for passage, seen in intervals(versions).items()
    }


def intervals(versions: Sequence[Version]) -> dict[str, tuple[Interval, ...]]:
    """For every passage the runs of captures that have it: the instants of the first and the last one of each."""
    known: dict[Interval, Interval] = {}  # most passages come and go with many others
    seen: dict[str, list[Interval]] = defaultdict(list)
    since: dict[str, datetime] = {}
    last = None
    standing: Set[str] = frozenset()
    for instant, passages in _captures(versions):
        if passages is not standing:  # in more than half of all steps no passage comes or goes
            for passage in standing - passages:
                run = since.pop(passage), last or instant
                seen[passage].append(known.setdefault(run, run))
            since |= dict.fromkeys(passages - standing, instant)
            standing = passages
        last = instant
    for passage, start in since.items():
        run = start, last or start
        seen[passage].append(known.setdefault(run, run))
    return {passage: tuple(seen[passage]) for passage in sorted(seen)}


def _captures(versions: Sequence[Version]) -> Iterator[tuple[datetime, Set[str]]]:
    """Each capture in history order, with the ids of its passages."""
    distinct: dict[tuple[str, ...], Set[str]] = {}  # half of all versions have the passages of the one before
    ids_of_all = text_ids([version.reading for version in versions])
    passages = [distinct.get(ids) or distinct.setdefault(ids, frozenset(ids)) for ids in ids_of_all]
    captures = [snapshot for version in versions for snapshot in version.snapshots]
    numbers = {version.digest: number for number, version in enumerate(versions)}
    for snapshot in in_history_order(captures):
        yield snapshot.captured_at, passages[numbers[snapshot.body_digest]]


def _steps(versions: Sequence[Version], revisions: Sequence[Revision], wordings: KnownWordings) -> tuple[Steps, Steps]:
    """The steps that lead to each passage, and those that lead on from it; one seen again is the one it was."""
    first_captured = {version.digest: version.captured_at for version in versions} if revisions else {}
    leading: dict[str, dict[tuple[LineageKind, str], datetime]] = defaultdict(dict)
    following: dict[str, dict[tuple[LineageKind, str], datetime]] = defaultdict(dict)
    for revision in revisions:
        seen = first_captured[revision.after]
        for kind, before, after in _wordings_followed(revision, wordings):
            leading[after].setdefault((kind, before), seen)
            following[before].setdefault((kind, after), seen)
    return _as_steps(leading), _as_steps(following)


def _as_steps(found: Mapping[str, Mapping[tuple[LineageKind, str], datetime]]) -> Steps:
    return {
        passage: tuple(LineageStep(kind, other, seen) for (kind, other), seen in steps.items())
        for passage, steps in found.items()
    }


def _wordings_followed(revision: Revision, wordings: KnownWordings) -> Iterator[tuple[LineageKind, str, str]]:
    """Every pair of different wordings of which the later one followed the earlier: kind, earlier id, later id."""
    regrouped: dict[tuple[str, str], LineageKind] = {
        (before.passage.id, after.passage.id): group.kind
        for group in regroupings(revision, wordings)
        for before in group.before
        for after in group.after
    }
    for (before, after), kind in regrouped.items():
        yield kind, before, after
    for change in revision.changed:
        if change.before and change.after:
            pair = change.before.passage.id, change.after.passage.id
            if pair[0] != pair[1] and pair not in regrouped and change.kind in ("edited", "moved", "rewritten"):
                yield change.kind, *pair


def strata(versions: Sequence[Version], seen: Mapping[str, Lineage]) -> tuple[Stratum, ...]:
    """The layers of every version, oldest year first; together they hold all words of the version's text."""
    layers = []
    sizes = Remembered(count_words)
    of_section: dict[int, dict[int, int]] = {}  # by identity: versions share three quarters of their sections
    for number, version in enumerate(versions):
        words: dict[int, int] = {}
        for section in version.reading.sections:
            if id(section) not in of_section:
                of_section[id(section)] = _words_by_year(section, seen, sizes)
            for year, count in of_section[id(section)].items():
                words[year] = words.get(year, 0) + count
        layers += [Stratum(number, year, words[year]) for year in sorted(words)]
    return tuple(layers)


def _words_by_year(section: Section, seen: Mapping[str, Lineage], sizes: Mapping[str, int]) -> dict[int, int]:
    words: dict[int, int] = {}
    for placed in section.text:
        year = seen[placed.passage.id].first_seen.year
        words[year] = words.get(year, 0) + sizes[placed.passage.text]
    return words


def document_strata(document: Document) -> tuple[Stratum, ...]:
    """`strata` of a document's own versions."""
    return strata(document.versions, document.lineages)
