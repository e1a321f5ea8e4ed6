"""The manifest of a published site: every file's digest <-> text that `sha256sum -c manifest-sha256.txt` accepts.

    {"index.html": "9f86d0..."} <-> "9f86d0...  index.html\\n"

The manifest names every file but itself, in the order of the paths. It is also how a folder is known to be ours.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from palimpsest.publishing import urls

_LINE = re.compile(r"^([0-9a-f]{64})  ([^\n]+)\n", re.MULTILINE)


def format_manifest(digests: Mapping[str, str]) -> bytes:
    """Hexadecimal SHA-256 by path to the manifest's bytes.

    >>> parse_manifest(format_manifest({"b": "0" * 64, "a": "1" * 64}).decode()) == {"a": "1" * 64, "b": "0" * 64}
    True
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def parse_manifest(text: str) -> dict[str, str]:
    """The manifest's text to digests by path; `ValueError` with the line's number where it is not one."""
    text = text if text.endswith("\n") or not text else f"{text}\n"
    found = _LINE.findall(text)
    if len(found) < text.count("\n"):
        lines = enumerate(text.split("\n"), start=1)
        bad = next(number for number, line in lines if not _LINE.fullmatch(f"{line}\n"))
        raise ValueError(f"line {bad} is not a digest, two spaces and a path")
    return {path: digest for digest, path in found}


def is_published(folder: Path) -> bool:
    """Whether a folder was published by this program."""
    return (folder / urls.MANIFEST).is_file()
