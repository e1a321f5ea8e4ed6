"""What a git source gave the last time -> what it gives now, without reading again what cannot have changed.

    remembered for the tip 5be3003..., the tip is 5be3003...  ->  the same snapshots; git is asked for nothing else
    remembered for the tip 5be3003..., which 76d0228... follows   ->  what was remembered, then the commits after it
    remembered for the tip 5be3003..., which is no more           ->  the texts of commits that were not there are read

A record is a commit and a path, and neither ever means another text. A memory is only a faster way to the same answer:
without one, or with one of another source, everything is read.
"""

from collections.abc import Iterator

from palimpsest.memo.pool import Spread, one_by_one
from palimpsest.model import Layout, Snapshot, Source
from palimpsest.problems import ContentError, Problem
from palimpsest.sources.archived import ArchivedRecord, TrackingEnded, place
from palimpsest.sources.git import count_commits, is_in_history, read_commits
from palimpsest.sources.git_archive import (
    CommitStretch,
    ReadSnapshot,
    beside,
    layout_of,
    read_history,
    read_snapshots,
)
from palimpsest.sources.git_process import Repository
from palimpsest.values import Frozen, replace

Given = Snapshot | TrackingEnded | Problem

_LITTLE = 0.01  # of a history: to read so much again takes less than to write down the memory of all


class GitMemory(Frozen):
    """All that a source gave, in its order, when its branch had the tip `head`; `about` is what else it depends on."""

    about: tuple[Source, str, Layout]
    head: str
    commits: int  # in the history of that tip
    given: tuple[Given, ...]
    questionable: frozenset[str] = frozenset()  # places of snapshots that came with findings


def read_with_memory(
    source: Source, repository: Repository, before: GitMemory | None, spread: Spread = one_by_one
) -> Iterator[Given | GitMemory]:
    """Everything the source gives, and last the memory of it, or the one `before` where little is new. Texts are read
    where `spread` (as of `Memo`) does it."""
    about = (source, str(repository.git_folder), layout_of(source, repository))
    before = before if before and before.about == about else None
    if before and before.head == repository.head:
        yield from before.given
        yield before
        return
    stretch = _after(before, repository) if before else None
    given = list(before.given) if before and stretch else []
    questionable = set(before.questionable) if before and stretch else set()
    count = stretch.first + len(stretch.commits) - 1 if stretch else count_commits(repository)
    known = _known(before) if before and not stretch else {}
    yield from given
    said = {one for one in given if isinstance(one, Problem)}
    unread = len(stretch.commits) if stretch else max(0, count - len(known))

    def is_wanted(record: ArchivedRecord) -> bool:
        return _place(record, repository) not in known

    def read(records: Iterator[ArchivedRecord]) -> Iterator[ReadSnapshot]:
        return spread(read_snapshots, records, source, repository, expected=unread)

    for event, answer in beside(read_history(source, repository, stretch), is_wanted, read):
        if isinstance(answer, ContentError):
            raise answer
        if not isinstance(event, ArchivedRecord):
            if event not in said:
                given.append(event)
                yield event
            continue
        snapshot, found = answer or (_at_position(known[_place(event, repository)], event), [])
        if found:
            questionable.add(_place(event, repository))
        fresh: list[Given] = [*found, *([snapshot] if snapshot else [])]
        given += fresh
        yield from fresh
    if before and stretch and len(stretch.commits) < _LITTLE * before.commits:
        yield before
    else:
        yield GitMemory(about, repository.head, count, tuple(given), frozenset(questionable))


def _after(before: GitMemory, repository: Repository) -> CommitStretch | None:
    """What follows a remembered history, if that is one line of commits; None where there is more than one way to it,
    as after a merge, or the history was written anew."""
    if not is_in_history(repository, before.head):
        return None
    commits = list(read_commits(repository, before.head))
    parents = [before.head, *(commit.id for commit in commits)]
    is_line = all(commit.parents == (parent,) for commit, parent in zip(commits, parents, strict=False))
    return CommitStretch(commits, before.commits + 1) if is_line else None


def _known(before: GitMemory) -> dict[str, Snapshot]:
    snapshots = (one for one in before.given if isinstance(one, Snapshot))
    return {one.location.path: one for one in snapshots if one.location.path not in before.questionable}


def _place(record: ArchivedRecord, repository: Repository) -> str:
    return place(repository.shown, record.commit, record.path).path


def _at_position(snapshot: Snapshot, record: ArchivedRecord) -> Snapshot:
    """The same snapshot, if need be at the place its record now has in the history (a merge can put others before)."""
    if snapshot.provenance.position == record.position:
        return snapshot
    return replace(snapshot, provenance=replace(snapshot.provenance, position=record.position))
