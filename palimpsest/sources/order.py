"""Snapshots of files and of histories -> one order in time that breaks no history.

    a history's records of 2 May, 1 May and 3 May, and a file of 2 May -> 2 May, 1 May, the file, 3 May

A history is the order in which its texts followed each other. Its times can run backwards, where an archive extracted
an older page anew: so a record counts as no earlier than the one before it in its history. Times stay as they are.
"""

from collections.abc import Iterable
from datetime import datetime

from palimpsest.model import Snapshot


def in_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The snapshots by time, those of one history (see `Provenance.position`) in its order; else as they come."""
    reached: dict[tuple[str, str, str, str], datetime] = {}
    timed = []
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot.provenance.position):
        time = snapshot.captured_at
        if snapshot.provenance.position:
            history = _history(snapshot)
            time = reached[history] = max(time, reached.get(history, time))
        timed.append((time, snapshot))
    return [snapshot for _, snapshot in sorted(timed, key=lambda pair: pair[0])]


def in_history_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The captures of one document, in whatever order they come: those of one instant by where they lie."""
    return in_order(sorted(snapshots, key=lambda snapshot: snapshot.location))


def _history(snapshot: Snapshot) -> tuple[str, str, str, str]:
    """What tells one path of one repository from another."""
    repository = snapshot.location.path.partition("/")[0]
    return repository, snapshot.provenance.collection, snapshot.filed_under, snapshot.terms_type
