"""A folder -> its Markdown files, sorted, with a finding for everything else that lies in it.

    content/snapshots/monoprice.com/2017-10-07.md -> ListedFile("content/...", Blob("file", ...))
    ListedFile("content/...", Blob("file", ...))  -> SourceFile("content/...", Blob("file", ...), b"> *The ...")

The file system stops here. Hidden names are passed over; links are not followed, so that a folder received from
somebody else cannot reach out of itself.
"""

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from palimpsest.model import Blob
from palimpsest.plaintext import quoted
from palimpsest.problems import Location, Problem
from palimpsest.values import Frozen

SUFFIX = ".md"
_NOT_READ = {  # what is said of it, and the remedy
    "link": ("a symbolic link is not followed", "Put the file itself here."),
    "file": (f"not a {SUFFIX} file: left out", f"Rename it to {SUFFIX}, or move it out of this folder."),
    "other": ("neither a file nor a folder: left out", "Move it out of this folder."),
}
MAX_BYTES = 8 * 2**20  # the longest policy among 45,000 measured records is far below one megabyte


class SourceFile(Frozen):
    """A file as received; `path` is the one shown in findings, `blob` where it lies."""

    path: str
    blob: Blob
    source: bytes


class ListedFile(Frozen):
    """A file that has not been read."""

    path: str
    blob: Blob

    @property
    def name(self) -> str:
        """What `--explain` calls it."""
        return self.path


def list_folder(folder: Path, shown: str) -> tuple[list[ListedFile], list[Problem]]:
    """Every Markdown file below `folder` (called `shown` in findings) in the order of its path, and a finding for
    everything else."""
    files, problems = [], []
    container = folder.resolve()
    for found in _walk(folder, shown):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            file, path = found
            blob = Blob("file", str(container), file.relative_to(folder).as_posix())
            files.append(ListedFile(path, blob))
    return sorted(files, key=attrgetter("path")), problems


def read_listed(file: ListedFile) -> SourceFile | Problem:
    """A file with its bytes, or why it cannot be read."""
    try:
        with (Path(file.blob.container) / file.blob.name).open("rb") as stream:
            source = stream.read(MAX_BYTES + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        return Problem(Location(file.path), "error", f"cannot be read: {error.strerror}", "Check its permissions.")
    if len(source) > MAX_BYTES:
        message = f"{size:,} bytes, at most {MAX_BYTES:,} are read"
        return Problem(Location(file.path), "error", message, "Is this one text, and a text at all?")
    return SourceFile(file.path, file.blob, source)


def _walk(folder: Path, shown: str) -> Iterator[tuple[Path, str] | Problem]:
    """Markdown files with the path shown for them, and findings, depth first."""
    waiting = [(folder, shown)]
    while waiting:
        current, current_shown = waiting.pop()
        try:
            with os.scandir(current) as entries:  # tells kinds also where the folder's files may not be looked at
                children = sorted((entry.name, _kind(entry)) for entry in entries)
        except OSError as error:
            yield Problem(
                Location(current_shown), "error", f"cannot be listed: {error.strerror}", "Check its permissions."
            )
            continue
        for name, kind in children:
            path = f"{current_shown}/{name}"
            if name.startswith("."):
                continue
            if not name.isprintable():
                escaped = f"{current_shown}/{quoted(name)[1:-1]}"
                message = "a name with control or undecodable characters"
                yield Problem(Location(escaped), "error", message, "Rename it.")
            elif kind == "folder":
                waiting.append((current / name, path))
            elif kind == "file" and name.endswith(SUFFIX):
                yield current / name, path
            else:
                yield Problem(Location(path), "warning", *_NOT_READ[kind])


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    return "folder" if entry.is_dir() else "file" if entry.is_file() else "other"
