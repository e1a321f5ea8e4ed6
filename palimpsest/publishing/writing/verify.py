"""A published folder -> what differs from its manifest, both ways: missing, extra, changed.

site/index.html edited by hand -> [Problem("index.html:1: error: its bytes differ from the manifest ...")]
"""

from hashlib import sha256
from pathlib import Path

from palimpsest.memo.made import files_below
from palimpsest.problems import Location, Problem
from palimpsest.publishing import urls
from palimpsest.publishing.writing.manifest import parse_manifest

_REBUILD = "Build the site again; if nobody touched it, look at the disk or the copying."


def verify(site: Path) -> list[Problem]:
    """Every difference between a folder's files and its manifest, in the order of their paths. Reads every byte."""
    manifest = (site / urls.MANIFEST).as_posix()  # with the folder: it may not be the one that was meant
    try:
        expected = parse_manifest((site / urls.MANIFEST).read_bytes().decode())
    except OSError:
        return [_problem(manifest, "the manifest cannot be read", "Is this a site made by `make site`?")]
    except ValueError as error:
        return [_problem(manifest, f"the manifest is damaged: {error}")]
    found = set(files_below(site)) - {urls.MANIFEST}
    problems = []
    for path in sorted(found | expected.keys()):
        if path not in found:
            problems.append(_problem(path, "is in the manifest, but missing"))
        elif path not in expected:
            problems.append(_problem(path, "is not in the manifest"))
        elif (site / path).is_symlink() or not (site / path).is_file():
            problems.append(_problem(path, "is not an ordinary file"))
        elif sha256((site / path).read_bytes()).hexdigest() != expected[path]:
            problems.append(_problem(path, "its bytes differ from the manifest"))
    return problems


def _problem(path: str, message: str, remedy: str = _REBUILD) -> Problem:
    return Problem(Location(path), "error", message, remedy)
