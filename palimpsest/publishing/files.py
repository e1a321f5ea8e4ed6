"""A file of the site before it is published: where it goes and its bytes.

SiteFile("companies/monoprice.com/feed.atom", b"<?xml ...")
"""

import os
from dataclasses import dataclass, field
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
        opened = open(target, "wb")
    except FileNotFoundError:  # cheaper than asking for every file whether its folder is there
        above = os.path.dirname(target)
        try:
            os.mkdir(above)  # most often a page's own folder, in one that is there
        except FileNotFoundError:
            os.makedirs(above, exist_ok=True)
        opened = open(target, "wb")
    with opened:
        opened.write(file.content)
