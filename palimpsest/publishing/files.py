"""A file of the site before it is written: where it goes and its bytes.

    SiteFile("companies/monoprice.com/feed.atom", b"<?xml ...")

Nothing here touches a disk; `write.py` does.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file: `path` relative to the site's folder, with forward slashes, as `urls.file_of` gives it."""

    path: str
    content: bytes = field(repr=False)
