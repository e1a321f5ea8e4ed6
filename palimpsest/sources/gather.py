"""Gather: every source -> snapshots by (filed under, terms type), each history in its order, and findings.

    content/, Settings(sources=(Source("folder", "snapshots"),), ...) -> [Snapshot("contactmonkey.com", ...), ...]

A source is a folder or a git archive; `_read_source` is the one place that tells them apart.
"""

import os
from dataclasses import replace
from pathlib import Path

from palimpsest.model import Settings, Snapshot, Source
from palimpsest.plaintext import quoted
from palimpsest.problems import ContentError, Problem
from palimpsest.settings import location_of_source, shown_path
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.folder import read_folder
from palimpsest.sources.git_archive import git_snapshots, open_archive, snapshot_of
from palimpsest.sources.order import in_order
from palimpsest.sources.provenance import read_snapshot
from palimpsest.sources.twins import leave_out_twins, spelled_in_two_ways
from palimpsest.sourcespec import format_source


def gather(content: Path, settings: Settings) -> tuple[list[Snapshot], list[Problem]]:
    """Every snapshot of every source of `settings`. Files with an error are left out and reported."""
    # Sources may overlap: a file met twice is one file. Two files can be shown alike, so the bytes are compared too.
    by_file: dict[tuple[str, str], Snapshot] = {}
    problems: list[Problem] = []
    for source in settings.sources:
        snapshots, found = _read_source(content, source, settings.language)
        by_file.update(((snapshot.location.path, snapshot.sha256), snapshot) for snapshot in snapshots)
        problems += found
    snapshots = in_order(sorted(by_file.values(), key=lambda snapshot: snapshot.location.path))
    snapshots.sort(key=lambda snapshot: (snapshot.filed_under, snapshot.terms_type))
    problems += spelled_in_two_ways(snapshots)
    snapshots, found = leave_out_twins(snapshots, lambda snapshot: snapshot.filed_under)
    return snapshots, sorted({*problems, *found})


def _read_source(content: Path, source: Source, language: str) -> tuple[list[Snapshot], list[Problem]]:
    """The snapshots of one source, by its kind."""
    read = _read_git_source if source.kind == "git" else _read_folder_source
    return read(content, source, language)


def _read_git_source(content: Path, source: Source, language: str) -> tuple[list[Snapshot], list[Problem]]:
    snapshots, problems = [], []
    try:
        repository = open_archive(source, content, location_of_source(content, source))
        for event in git_snapshots(source, repository):
            if isinstance(event, Problem):
                problems.append(event)
            elif not isinstance(event, TrackingEnded):
                snapshot, found = snapshot_of(*event, source, repository.shown, language)
                problems += found
                snapshots += [snapshot] if snapshot else []
    except ContentError as error:
        problems.append(error.problem)
    return snapshots, problems


def _read_folder_source(content: Path, source: Source, language: str) -> tuple[list[Snapshot], list[Problem]]:
    folder = content.resolve() / source.path
    spec = format_source(source)
    if not os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a name is too long to be one)
        message = f"the source {quoted(spec)} is not a folder"
        remedy = f"Create it, or correct 'sources:'; folders are named relative to {shown_path(content, '')}"
        return [], [Problem(location_of_source(content, source), "error", message, remedy)]
    files, problems = read_folder(folder, _shown(content, folder))
    if not files:
        message = f"the source {quoted(spec)} holds no documents"
        location = location_of_source(content, source)
        problems.append(Problem(location, "warning", message, "Add a .md file, or leave this source out."))
    snapshots = []
    for file in files:
        snapshot, found = read_snapshot(file, language)
        problems += found
        if snapshot:
            snapshots.append(_of_collection(snapshot, source.collection))
    return snapshots, problems


def _of_collection(snapshot: Snapshot, collection: str) -> Snapshot:
    """A text that names no collection belongs to that of its source."""
    if snapshot.provenance.collection or not collection:
        return snapshot
    return replace(snapshot, provenance=replace(snapshot.provenance, collection=collection))


def _shown(content: Path, folder: Path) -> str:
    """A source folder as findings and provenance call it: never by a path that only this machine has."""
    parent, resolved = content.resolve().parent, folder.resolve()
    return resolved.relative_to(parent).as_posix() if resolved.is_relative_to(parent) else resolved.name
