"""Snapshots that cannot all be right, or say the same thing twice: findings that need more than one file.

two files, monoprice.com, Privacy Policy, 2017-10-07 10:42:52, different texts -> an error that names both
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter

from palimpsest.addresses import slug_of
from palimpsest.model import Snapshot
from palimpsest.problems import Problem
from palimpsest.timestamps import iso


def leave_out_twins(
    snapshots: Iterable[Snapshot],
    company_of: Callable[[Snapshot], str],
    terms_of: Callable[[Snapshot], str] = attrgetter("terms_type"),
) -> tuple[list[Snapshot], list[Problem]]:
    """One snapshot for each company, terms type and time: the first one stays, every other one is a finding.

    Records of a history stay beside each other: an archive can record several texts of a document in one second.
    """
    first: dict[tuple[str, str, datetime], Snapshot] = {}
    kept, problems = [], []
    for snapshot in snapshots:
        key = company_of(snapshot), slug_of(terms_of(snapshot)), snapshot.captured_at
        twin = first.setdefault(key, snapshot)
        if twin is snapshot or (twin.provenance.position and snapshot.provenance.position):
            kept.append(snapshot)
            continue
        company, _, captured_at = key
        if twin.body_digest == snapshot.body_digest:
            message = f"the same text as {twin.location.path}: left out"
            problems.append(Problem(snapshot.location, "warning", message, "Keep one of the two files."))
        else:
            message = f"another text than {twin.location.path} for {company}, {snapshot.terms_type}, {iso(captured_at)}"
            remedy = "One address had one text at one time: find out which file is right."
            problems.append(Problem(snapshot.location, "error", message, remedy))
    return kept, problems


def spelled_in_two_ways(snapshots: Iterable[Snapshot]) -> list[Problem]:
    """Terms types that would share an address: "Privacy Policy" and "Privacy policy"."""
    first: dict[str, Snapshot] = {}
    problems = []
    for snapshot in snapshots:
        earlier = first.setdefault(slug_of(snapshot.terms_type), snapshot)
        if earlier.terms_type != snapshot.terms_type:
            message = f"terms_type '{snapshot.terms_type}' is spelled '{earlier.terms_type}' in {earlier.location.path}"
            problems.append(Problem(snapshot.location, "error", message, "Spell it alike in all files."))
    return problems
