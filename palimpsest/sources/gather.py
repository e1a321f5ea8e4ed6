"""Gather: every source -> snapshots by (filed under, terms type), each history in its order, and findings.

    content/, Settings(sources=(Source("folder", "snapshots"),), ...) -> [Snapshot("contactmonkey.com", ...), ...]

A source is a folder or a git archive; `_read_source` is the one place that tells them apart. Each text is read once,
its digests are taken, and it is dropped: texts.py reads it again where it is needed.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from palimpsest.model import Settings, Snapshot, Source
from palimpsest.plaintext import quoted
from palimpsest.problems import ContentError, Problem
from palimpsest.settings import location_of_source, shown_path
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.folder import read_folder
from palimpsest.sources.git_archive import open_archive
from palimpsest.sources.git_memory import GitMemory, read_with_memory
from palimpsest.sources.order import in_order
from palimpsest.sources.provenance import read_snapshot
from palimpsest.sources.twins import leave_out_twins
from palimpsest.sourcespec import format_source, source_key
from palimpsest.values import replace

Gathered = Snapshot | TrackingEnded | Problem


def gather(
    content: Path, settings: Settings, memories: dict[Source, GitMemory] | None = None
) -> tuple[list[Snapshot], list[TrackingEnded], list[Problem]]:
    """Every snapshot of every source of `settings`, and what is recorded no longer, each history in its order. Files
    with an error are left out and reported.

    `memories` of an earlier run, by source, spare reading histories again; they become those of this run, but where
    little is new.
    """
    memories = {} if memories is None else memories
    # Sources may overlap: a file met twice is one file. Two files can be shown alike, so the bytes are compared too.
    by_file: dict[tuple[str, str], Snapshot] = {}
    ended: dict[TrackingEnded, None] = {}
    problems: list[Problem] = []
    for source in settings.sources:
        for one in _read_source(content, source, memories):
            if isinstance(one, Snapshot):
                by_file[one.location.path, one.sha256] = one
            elif isinstance(one, TrackingEnded):
                ended[one] = None
            else:
                problems.append(one)
    snapshots = in_order(sorted(by_file.values(), key=lambda snapshot: snapshot.location.path))
    snapshots.sort(key=lambda snapshot: (snapshot.filed_under, snapshot.terms_type))
    snapshots, found = leave_out_twins(snapshots, lambda snapshot: snapshot.filed_under)
    return snapshots, list(ended), sorted({*problems, *found})


def _read_source(content: Path, source: Source, memories: dict[Source, GitMemory]) -> Iterator[Gathered]:
    """Everything one source gives, by its kind."""
    if source.kind == "git":
        return _read_git_source(content, source, memories)
    return _read_folder_source(content, source)


def _read_git_source(content: Path, source: Source, memories: dict[Source, GitMemory]) -> Iterator[Gathered]:
    try:
        repository = open_archive(source, content, location_of_source(content, source))
        for one in read_with_memory(source, repository, memories.get(source)):
            if isinstance(one, GitMemory):
                memories[source] = one
            else:
                yield one
    except ContentError as error:
        yield error.problem


def _read_folder_source(content: Path, source: Source) -> Iterator[Gathered]:
    folder = content.resolve() / source.path
    spec = format_source(source)
    if not os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a name is too long to be one)
        message = f"the source {quoted(spec)} is not a folder"
        remedy = f"Create it, or correct 'sources:'; folders are named relative to {shown_path(content, '')}"
        yield Problem(location_of_source(content, source), "error", message, remedy)
        return
    files = 0
    for file in read_folder(folder, _shown(content, folder)):
        if isinstance(file, Problem):
            yield file
            continue
        files += 1
        snapshot, found = read_snapshot(file)
        yield from found
        if snapshot:
            yield _of_source(snapshot, source)
    if not files:
        message = f"the source {quoted(spec)} holds no documents"
        location = location_of_source(content, source)
        yield Problem(location, "warning", message, "Add a .md file, or leave this source out.")


def _of_source(snapshot: Snapshot, source: Source) -> Snapshot:
    """A text that names no collection belongs to that of its source."""
    collection = snapshot.provenance.collection or source.collection
    provenance = replace(snapshot.provenance, collection=collection, source=source_key(source))
    return replace(snapshot, provenance=provenance)


def _shown(content: Path, folder: Path) -> str:
    """A source folder as findings and provenance call it: never by a path that only this machine has."""
    parent, resolved = content.resolve().parent, folder.resolve()
    return resolved.relative_to(parent).as_posix() if resolved.is_relative_to(parent) else resolved.name
