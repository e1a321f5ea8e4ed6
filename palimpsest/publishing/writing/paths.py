"""The paths of a site's files -> the same paths, or an error: nothing may leave the folder, nothing may meet.

"a/../../b" -> ContentError        "Index.html" beside "index.html" -> ContentError
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from palimpsest.problems import ContentError, Location
from palimpsest.publishing import urls

# A backslash or a drive leaves the folder on Windows; ".", ".." and nothing are no names.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|\A[A-Za-z]:|(?:\A|/)\.{0,2}(?:/|\Z)")
# Small letters, in names that do not begin with a dot: two of these are alike on a disk where they are equal.
_PLAIN = re.compile(r"(?:[a-z0-9_-][a-z0-9_.-]*/)*[a-z0-9_-][a-z0-9_.-]*")
_REMEDY = "Two things share an address, or a name is not fit for one: give one of them a slug in companies.yaml."


def check_paths(paths: Iterable[str]) -> None:
    """Each path by itself and against all before it; `ContentError` for a bad one.

    Two paths that differ only in case or in Unicode form are one file on many disks, so they are refused everywhere.
    """
    paths = list(paths)
    if _are_plain(paths):  # as nearly always, and told five times as fast as path by path
        return
    files_seen: dict[str, str] = {}
    folders_seen: dict[str, str] = {}
    clear: set[str] = {""}  # folders that were checked already: most files lie in one

    for path in paths:
        _check_form(path)
        key = _key(path)
        rival = files_seen.get(key) or folders_seen.get(key)
        above = path.rpartition("/")[0]
        while above not in clear:
            clear.add(above)
            known = folders_seen.setdefault(_key(above), above)
            rival = rival or files_seen.get(_key(above)) or (known if known != above else None)
            above = above.rpartition("/")[0]
        if rival is not None:
            raise ContentError(Location(path), f"stands in the way of {rival!r}", _REMEDY)
        files_seen[key] = path


def _are_plain(paths: Sequence[str]) -> bool:
    """Whether there is nothing to find in these: all are plain, and none meets another or what is the program's own."""
    files = {urls.MANIFEST, *paths}
    folders = above = {path.rpartition("/")[0] for path in files}
    while above := {folder.rpartition("/")[0] for folder in above} - folders:
        folders |= above
    is_alone = len(files) > len(paths) and files.isdisjoint(folders) and urls.PAGEFIND.rstrip("/") not in folders
    return is_alone and all(map(_PLAIN.fullmatch, paths))


def _check_form(path: str) -> None:
    if _UNSAFE.search(path):
        raise ContentError(Location(path), f"{path!r} is not a path inside the site's folder", _REMEDY)
    if path == urls.MANIFEST or path.startswith(urls.PAGEFIND):
        raise ContentError(Location(path), f"{path!r} is kept for the program itself", _REMEDY)


def _key(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()
