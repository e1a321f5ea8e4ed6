"""Gather: every source -> snapshots by (filed under, terms type), each history in its order, and findings.

    content/, Settings(sources=(Source("folder", "snapshots"),), ...) -> [Snapshot("contactmonkey.com", ...), ...]

A source is a folder or a git archive; `_read_source` is the one place that tells them apart. Each text is read once,
its digests are taken, and it is dropped: texts.py reads it again where it is needed.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from palimpsest.curated.contentfolder import OPTION, shown_path
from palimpsest.curated.settings import location_of_source
from palimpsest.curated.sourcespec import format_source, source_key
from palimpsest.memo.pool import Spread, one_by_one
from palimpsest.model import Settings, Snapshot, Source
from palimpsest.plaintext import quoted
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.folder import ListedFile, SourceFile, list_folder, read_listed
from palimpsest.sources.git_archive import open_archive
from palimpsest.sources.git_memory import GitMemory, read_with_memory
from palimpsest.sources.order import in_order
from palimpsest.sources.provenance import read_snapshot
from palimpsest.sources.twins import leave_out_twins
from palimpsest.values import replace

Gathered = Snapshot | TrackingEnded | Problem


def gather(
    content: Path,
    settings: Settings,
    memories: dict[Source, GitMemory] | None = None,
    spread: Spread = one_by_one,
    *,
    are_given: bool = False,
) -> tuple[list[Snapshot], list[TrackingEnded], list[Problem]]:
    """Every snapshot of every source of `settings`, and what is recorded no longer, each history in its order. Files
    with an error are left out and reported, and so is a source of which nothing is left.

    `memories` of an earlier run, by source, spare reading histories again; they become those of this run, but where
    little is new. Texts are read where `spread` (`Memo.spread`) has it done. `are_given`: the sources were named on the
    command line, so that no line of archive.yaml is to blame.
    """
    memories = {} if memories is None else memories
    # Sources may overlap: a file met twice is one file. Two files can be shown alike, so the bytes are compared too.
    by_file: dict[tuple[str, str], Snapshot] = {}
    ended: dict[TrackingEnded, None] = {}
    problems: list[Problem] = []
    for source in settings.sources:
        named_at = OPTION if are_given else location_of_source(content, source)
        is_used, own = False, []
        for one in _read_source(content, source, named_at, memories, spread):
            if isinstance(one, Snapshot):
                by_file[one.location.path, one.sha256] = one
                is_used = True
            elif isinstance(one, TrackingEnded):
                ended[one] = None
            else:
                own.append(one)
        problems += own if is_used else _with_summary(own, source, named_at)
    snapshots = in_order(sorted(by_file.values(), key=lambda snapshot: snapshot.location.path))
    snapshots.sort(key=lambda snapshot: (snapshot.filed_under, snapshot.terms_type))
    snapshots, found = leave_out_twins(snapshots, lambda snapshot: snapshot.filed_under)
    return snapshots, list(ended), sorted({*problems, *found})


def _with_summary(problems: list[Problem], source: Source, named_at: Location) -> list[Problem]:
    """The findings of a source that gave nothing, with one that says so, if none of them does: an archive that is left
    with nothing must not look like one that is well."""
    if any(problem.location == named_at and problem.severity == "error" for problem in problems):
        return problems
    message = f"no text of the source {quoted(format_source(source))} can be used"
    remedy = "Mend the texts that are named, or take this source out."
    if source.kind == "git":
        remedy = "Its texts may be kept in another layout, or on another branch: see docs/curating.md."
    return [*problems, Problem(named_at, "error", message, remedy)]


def _read_source(
    content: Path, source: Source, named_at: Location, memories: dict[Source, GitMemory], spread: Spread
) -> Iterator[Gathered]:
    """Everything one source gives, by its kind."""
    if source.kind == "git":
        return _read_git_source(content, source, named_at, memories, spread)
    return _read_folder_source(content, source, named_at, spread)


def _read_git_source(
    content: Path, source: Source, named_at: Location, memories: dict[Source, GitMemory], spread: Spread
) -> Iterator[Gathered]:
    try:
        repository = open_archive(source, content, named_at)
        for one in read_with_memory(source, repository, memories.get(source), spread):
            if isinstance(one, GitMemory):
                memories[source] = one
            else:
                yield one
    except ContentError as error:
        yield error.problem


def _read_folder_source(content: Path, source: Source, named_at: Location, spread: Spread) -> Iterator[Gathered]:
    folder = content.resolve() / source.path
    spec, named_by = format_source(source), "--source" if named_at == OPTION else "'sources:'"
    if not os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a name is too long to be one)
        message = f"the source {quoted(spec)} is not a folder"
        remedy = f"Create it, or correct {named_by}; folders are named relative to {shown_path(content, '')}"
        yield Problem(named_at, "error", message, remedy)
        return
    files, problems = list_folder(folder, _shown(content, folder))
    yield from problems
    for snapshot, found in spread(read_files, files, source, expected=len(files)):
        yield from found
        if snapshot:
            yield snapshot
    if not files:
        message = f"the source {quoted(spec)} holds no documents"
        remedy = f"Put a first .md file into it, as docs/curating.md shows, or correct {named_by}."
        yield Problem(named_at, "error", message, remedy)


def read_files(files: Sequence[ListedFile], source: Source) -> list[tuple[Snapshot | None, list[Problem]]]:
    """The snapshot of each file of a source, or None, with all findings, read on any core."""
    return [_read_file(file, source) for file in map(read_listed, files)]


def _read_file(file: SourceFile | Problem, source: Source) -> tuple[Snapshot | None, list[Problem]]:
    if isinstance(file, Problem):
        return None, [file]
    snapshot, found = read_snapshot(file)
    return _of_source(snapshot, source) if snapshot else None, found


def _of_source(snapshot: Snapshot, source: Source) -> Snapshot:
    """A text that names no collection belongs to that of its source."""
    collection = snapshot.provenance.collection or source.collection
    provenance = replace(snapshot.provenance, collection=collection, source=source_key(source))
    return replace(snapshot, provenance=provenance)


def _shown(content: Path, folder: Path) -> str:
    """A source folder as findings and provenance call it: never by a path that only this machine has."""
    parent, resolved = content.resolve().parent, folder.resolve()
    return resolved.relative_to(parent).as_posix() if resolved.is_relative_to(parent) else resolved.name
