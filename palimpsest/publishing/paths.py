"""The paths of a site's files -> the same paths, or an error: nothing may leave the folder, nothing may meet.

"a/../../b" -> ContentError        "Index.html" beside "index.html" -> ContentError
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from palimpsest.problems import ContentError, Location
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|^[A-Za-z]:")  # a backslash or a drive leaves the folder on Windows
_REMEDY = "Two things share an address, or a name is not fit for one: give one of them a slug in companies.yaml."


def checked(files: Iterable[SiteFile]) -> Iterator[SiteFile]:
    """The files as they come, each path checked against all before it; `ContentError` at the first bad one.

    Two paths that differ only in case or in Unicode form are one file on many disks, so they are refused everywhere.
    """
    files_seen: dict[str, str] = {}
    folders_seen: dict[str, str] = {}
    for file in files:
        _check_form(file.path)
        key = _key(file.path)
        folders = _folders(file.path)
        rival = files_seen.get(key) or folders_seen.get(key)
        for folder in folders:
            known = folders_seen.setdefault(_key(folder), folder)
            rival = rival or files_seen.get(_key(folder)) or (known if known != folder else None)
        if rival is not None:
            raise ContentError(Location(file.path), f"stands in the way of {rival!r}", _REMEDY)
        files_seen[key] = file.path
        yield file


def _check_form(path: str) -> None:
    parts = path.split("/")
    if _UNSAFE.search(path) or any(part in ("", ".", "..") for part in parts):
        raise ContentError(Location(path), f"{path!r} is not a path inside the site's folder", _REMEDY)
    if path == urls.MANIFEST or path.startswith(urls.PAGEFIND):
        raise ContentError(Location(path), f"{path!r} is kept for the program itself", _REMEDY)


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
