"""Files on disk -> the moment they have changed and come to rest.

    {"content/archive.yaml": (mtime, size, inode)} before and after -> ["content/archive.yaml"]

Looking is done by asking for every file's stamp now and then: it needs no outside library, works the same on every
system and on network file systems, and tens of thousands of files cost a tenth of a second.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

Stamp = tuple[int, int, int]
Stamps = Mapping[str, Stamp]

LOOK_EVERY = 0.2  # seconds between two looks
SETTLED_AFTER = 0.15  # seconds without a change: an editor's save is several events, a checkout many
SETTLED_AT_LAST = 2.0  # seconds: something that never stops writing must not keep the site from being rebuilt


def stamps(watched: Sequence[Path]) -> Stamps:
    """Modification time, size and inode of every file watched (files, or folders with all below them).

    Hidden files, editors' backups and compiled Python are left out: the build itself writes the last.
    """
    return {path: stamp for top in watched for path, stamp in (_below(str(top)) if top.is_dir() else _of(top))}


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    # os.scandir and text, not Path: four times as fast, and this runs five times a second.
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if not _is_noise(entry.name)), key=lambda entry: entry.name)
    except OSError:  # gone since it was listed: a change, not an error
        return
    for entry in found:
        try:
            if entry.is_dir():
                yield from _below(entry.path)
            else:
                yield entry.path, _stamp(entry.stat())
        except OSError:  # gone, or a link that leads nowhere or round in a circle
            continue


def _of(file: Path) -> Iterator[tuple[str, Stamp]]:
    with suppress(OSError):
        yield str(file), _stamp(file.stat())


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _is_noise(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(("~", ".pyc", ".swp", ".tmp")) or name == "__pycache__"


def changed(before: Stamps, after: Stamps) -> list[str]:
    """Paths that were written, made or removed, sorted.

    >>> changed({"a": (1, 1, 1), "b": (1, 1, 2)}, {"b": (2, 1, 2), "c": (1, 1, 3)})
    ['a', 'b', 'c']
    """
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def keep_watching(watched: Sequence[Path], before: Stamps, stopping: Event, tell: Callable[[list[str]], None]) -> None:
    """Call `tell` with the changed paths each time the watched files have changed and come to rest, until stopped."""
    pause = LOOK_EVERY
    while not stopping.wait(pause):
        began = time.monotonic()
        after = stamps(watched)
        # A large archive is looked at less often, so that looking never takes more than a tenth of a core.
        pause = max(LOOK_EVERY, 10 * (time.monotonic() - began))
        if after == before:
            continue
        after = _settled(watched, after, stopping)
        if paths := changed(before, after):
            tell(paths)
        before = after


def _settled(watched: Sequence[Path], now: Stamps, stopping: Event) -> Stamps:
    began = time.monotonic()
    while not stopping.wait(SETTLED_AFTER) and time.monotonic() - began < SETTLED_AT_LAST:
        later = stamps(watched)
        if later == now:
            break
        now = later
    return now
