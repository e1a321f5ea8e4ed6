"""The manifest of a published site: every file's digest <-> text that `sha256sum -c manifest-sha256.txt` accepts.

    {"index.html": "9f86d0..."} <-> "9f86d0...  index.html\\n"

The manifest names every file but itself, in the order of the paths. It is also how a folder is known to be ours.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from palimpsest.publishing import urls

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


def format_manifest(digests: Mapping[str, str]) -> bytes:
    """Hexadecimal SHA-256 by path to the manifest's bytes.

    >>> parse_manifest(format_manifest({"b": "0" * 64, "a": "1" * 64}).decode()) == {"a": "1" * 64, "b": "0" * 64}
    True
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def parse_manifest(text: str) -> dict[str, str]:
    """The manifest's text to digests by path; `ValueError` with the line's number where it is not one."""
    digests = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], start=1):
        match = _LINE.fullmatch(line)
        if not match:
            raise ValueError(f"line {number} is not a digest, two spaces and a path")
        digests[match[2]] = match[1]
    return digests


def is_published(folder: Path) -> bool:
    """Whether a folder was published by this program."""
    return (folder / urls.MANIFEST).is_file()
