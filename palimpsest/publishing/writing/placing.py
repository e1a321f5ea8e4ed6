"""Made files and the published folder -> which of them stand there already, and links for the rest. No file is read.

    sorted_out(made, published(Path("site"))) -> (["companies/a/index.html", ...], ["companies/b/index.html"])

A published file is a hard link to the made one, or a copy with its time where the disk has no links. One with the same
size and time, and the same digest in the old manifest, is the same; with another time it is read once, and the made
file becomes a link to it, so that neither the site nor the next build pays for a cache that was made anew.
"""

import os
import shutil
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any
from uuid import uuid4

from palimpsest.memo.filelist import MadeFile
from palimpsest.memo.made import Made, digest_of, inodes_below
from palimpsest.publishing import urls
from palimpsest.publishing.writing.manifest import parse_manifest
from palimpsest.values import Frozen


class Published(Frozen):
    """The old site: every path below its folder with the number by which the disk knows the file, which disk that is
    (0 for no folder), and what its manifest says of them."""

    folder: Path
    inodes: dict[str, int]
    disk: int
    digests: dict[str, str]

    @property
    def paths(self) -> Set[str]:
        """Of every file."""
        return self.inodes.keys()


def published(folder: Path) -> Published:
    """What stands in the folder of the site, which need not be there yet."""
    disk = folder.stat().st_dev if folder.exists() else 0
    return Published(folder, dict(inodes_below(folder)), disk, published_digests(folder))


def published_digests(folder: Path) -> dict[str, str]:
    """Digests by path as the folder's manifest has them; none where it cannot be read."""
    try:
        return parse_manifest((folder / urls.MANIFEST).read_bytes().decode())
    except (OSError, ValueError):
        return {}


def sorted_out(made: Made[Any], old: Published) -> tuple[list[str], list[str]]:
    """The paths of made files that stand in the old site as they are, and those of all others."""
    names = made.files.names
    if _are_links(made, names, old):
        return names, []
    same: list[str] = []
    other: list[str] = []
    start = f"{old.folder}{os.sep}"
    for file in made.files:
        promised = file.path in old.paths and old.digests.get(file.path) == file.sha256
        (same if promised and _stands(start + file.path, file, made.folder) else other).append(file.path)
    return same, other


def link_all(source: Path, paths: Iterable[str], target: Path) -> None:
    """Link the files of those paths from one folder into another, which is made if need be; copy where links fail."""
    start, end = f"{source}{os.sep}", f"{target}{os.sep}"
    ready = set()
    for path in paths:
        above = path.rpartition("/")[0]
        if above not in ready:
            (target / above).mkdir(parents=True, exist_ok=True)
            ready.add(above)
        try:
            os.link(start + path, end + path)
        except OSError:  # a filesystem without hard links, or another one
            shutil.copy2(start + path, end + path)


def _are_links(made: Made[Any], names: list[str], old: Published) -> bool:
    """Whether all made files are the very files of the old site, which its manifest promises with their bytes. (`Memo`
    has found the made ones as they were left; nothing has to be asked of the disk about the same files again.)"""
    return (
        list(map(old.inodes.get, names)) == made.files.inodes.tolist()
        and list(map(old.digests.get, names)) == made.files.hexadecimal
        and made.folder.stat().st_dev == old.disk
    )


def _stands(place: str, file: MadeFile, folder: Path) -> bool:
    try:
        status = os.lstat(place)
    except OSError:
        return False
    if not S_ISREG(status.st_mode) or status.st_size != file.size:
        return False
    if status.st_mtime_ns == file.mtime_ns:
        return True
    if digest_of(Path(place)) != file.sha256:
        return False
    _adopt(Path(place), folder / file.path)
    return True


def _adopt(published_file: Path, made_file: Path) -> None:
    """Let the made file be the published one, whose bytes are the same."""
    spare = made_file.with_name(f".{uuid4().hex}")
    with suppress(OSError):
        os.link(published_file, spare)
        spare.replace(made_file)
