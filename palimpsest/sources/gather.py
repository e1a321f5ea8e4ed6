"""Gather: every source of the archive -> snapshots in the order (filed under, terms type, captured at), and findings.

    content/, Settings(sources=("snapshots",), ...) -> [Snapshot("contactmonkey.com", ...), ...]

A source is a folder, or `git:PATH[#layout]`; `_read_source` is the one place that tells them apart.
"""

import os
from pathlib import Path

from palimpsest.model import Settings, Snapshot
from palimpsest.plaintext import quoted
from palimpsest.problems import Problem
from palimpsest.settings import location_in_settings, shown_path
from palimpsest.sources.folder import read_folder
from palimpsest.sources.provenance import read_snapshot
from palimpsest.sources.twins import leave_out_twins, spelled_in_two_ways


def gather(content: Path, settings: Settings) -> tuple[list[Snapshot], list[Problem]]:
    """Every snapshot of every source of `settings`. Files with an error are left out and reported."""
    # Sources may overlap: a file met twice is one file. Two files can be shown alike, so the bytes are compared too.
    by_file: dict[tuple[str, str], Snapshot] = {}
    problems: list[Problem] = []
    for spec in settings.sources:
        snapshots, found = _read_source(content, spec, settings.language)
        by_file.update(((snapshot.location.path, snapshot.sha256), snapshot) for snapshot in snapshots)
        problems += found
    snapshots = sorted(by_file.values(), key=_order)
    problems += spelled_in_two_ways(snapshots)
    snapshots, found = leave_out_twins(snapshots, lambda snapshot: snapshot.filed_under)
    return snapshots, sorted({*problems, *found})


def _read_source(content: Path, spec: str, language: str) -> tuple[list[Snapshot], list[Problem]]:
    """The snapshots of one source, by its kind."""
    if spec.startswith("git:"):
        message = f"the source {quoted(spec)} is a git archive, which cannot be read yet"
        location = location_in_settings(content, "sources", spec)
        return [], [Problem(location, "error", message, "Name a folder, or leave this source out.")]
    return _read_folder_source(content, spec, language)


def _read_folder_source(content: Path, spec: str, language: str) -> tuple[list[Snapshot], list[Problem]]:
    folder = content.resolve() / spec
    if not os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a name is too long to be one)
        message = f"the source {quoted(spec)} is not a folder"
        remedy = f"Create it, or correct 'sources:'; folders are named relative to {shown_path(content, '')}"
        return [], [Problem(location_in_settings(content, "sources", spec), "error", message, remedy)]
    files, problems = read_folder(folder, _shown(content, folder))
    if not files:
        message = f"the source {quoted(spec)} holds no documents"
        location = location_in_settings(content, "sources", spec)
        problems.append(Problem(location, "warning", message, "Add a .md file, or leave this source out."))
    snapshots = []
    for file in files:
        snapshot, found = read_snapshot(file, language)
        problems += found
        if snapshot:
            snapshots.append(snapshot)
    return snapshots, problems


def _shown(content: Path, folder: Path) -> str:
    """A source folder as findings and provenance call it: never by a path that only this machine has."""
    parent, resolved = content.resolve().parent, folder.resolve()
    return resolved.relative_to(parent).as_posix() if resolved.is_relative_to(parent) else resolved.name


def _order(snapshot: Snapshot) -> tuple[str, str, object, str]:
    return snapshot.filed_under, snapshot.terms_type, snapshot.captured_at, snapshot.location.path
