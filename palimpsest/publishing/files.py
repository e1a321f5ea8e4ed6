"""A file of the site before it is published: where it goes and its bytes.

SiteFile("companies/monoprice.com/feed.atom", b"<?xml ...")
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from palimpsest.memo.made import write_digests
from palimpsest.problems import ContentError, Location
from palimpsest.values import Frozen

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class SiteFile(Frozen):
    """One file: `path` relative to the site's folder, with forward slashes, as `urls.file_of` gives it. `sha256` is the
    hexadecimal digest of the content, for those who know it already."""

    path: str
    content: bytes
    sha256: str = ""


def write_below(folder: Path, file: SiteFile) -> None:
    """Write a file where it goes below a folder; `ContentError` for a path that leads elsewhere."""
    # Four files for each of thousands of versions: no `Path` (joining and parsing it takes as long as opening the
    # file), and none of the questions that Python's own files ask of the system before they write.
    if ".." in file.path or "\\" in file.path or file.path.startswith("/"):
        _refuse_to_leave(file.path)
    target = f"{folder}/{file.path}"
    try:
        opened = os.open(target, _NEW, 0o666)
    except FileNotFoundError:  # cheaper than asking for every file whether its folder is there
        _make_folder(target[: target.rfind("/")])
        opened = os.open(target, _NEW, 0o666)
    try:
        written = os.write(opened, file.content)
        while written < len(file.content):  # of a large file, a single write need not take all
            written += os.write(opened, memoryview(file.content)[written:])
    finally:
        os.close(opened)


def write_all_below(folder: Path, files: Iterable[SiteFile]) -> int:
    """Write files where they go below a folder that a stage fills, each as it comes; how many they were.

    Their digests are left for `made.make`: they are in memory here, and would be read again there.
    """
    digests = {}
    for file in files:
        write_below(folder, file)
        digests[file.path] = file.sha256 or sha256(file.content).hexdigest()
    write_digests(folder, digests)
    return len(digests)


def _refuse_to_leave(path: str) -> None:
    """Names are checked where they are read; should one slip through, nothing is written outside of the folder."""
    if path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise ContentError(
            Location(path), "leads out of the folder of the site", "Give what it is made of another name."
        )


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102 (two for each version, and most often only the last folder is missing)
    except FileNotFoundError:
        Path(path).mkdir(parents=True, exist_ok=True)
