"""A file of the site before it is published: where it goes and its bytes.

SiteFile("companies/monoprice.com/feed.atom", b"<?xml ...")
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file: `path` relative to the site's folder, with forward slashes, as `urls.file_of` gives it."""

    path: str
    content: bytes = field(repr=False)


def write_below(folder: Path, file: SiteFile) -> None:
    """Write a file where it goes below a folder."""
    target = f"{folder}/{file.path}"  # no `Path`: joining and parsing it takes as long as opening the file
    try:
        opened = FileIO(target, "w")
    except FileNotFoundError:  # cheaper than asking for every file whether its folder is there
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        opened = FileIO(target, "w")
    with opened:
        rest = memoryview(file.content)
        while rest:  # of a large file, a single write need not take all
            rest = rest[opened.write(rest) :]


def write_all_below(folder: Path, files: Iterable[SiteFile]) -> int:
    """Write files where they go below a folder, each as it comes; how many they were."""
    written = 0
    for file in files:
        write_below(folder, file)
        written += 1
    return written
