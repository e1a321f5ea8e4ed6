"""The git layout of the Princeton-Leuven corpus: `m/mo/mon/monoprice.com.md`, every capture a commit of its own.

    Commit(changes=(PathChange("M", "file", "dc42...", "m/mo/mon/monoprice.com.md"),))
    -> ArchivedRecord("monoprice.com", "Privacy Policy", "m/mo/mon/monoprice.com.md", ...)

When the text was captured, and where, stands in its first line (princeton_leuven.py); unchanged captures are recorded
too, then only that line differs. The `.html` beside each text is left alone.
"""

from collections.abc import Iterator

from palimpsest.addresses import is_domain
from palimpsest.plaintext import quoted
from palimpsest.problems import Location, Problem
from palimpsest.sources.archived import ArchivedRecord, Event, TrackingEnded, unusable
from palimpsest.sources.commits import Commit, PathChange
from palimpsest.sources.princeton_leuven import TERMS_TYPE

_SUFFIX = ".md"


def is_document(path: str) -> bool:
    """Whether a path has the form of this layout: three folders that spell the domain's first letters.

    >>> is_document("m/mo/mon/mono.net.md"), is_document("m/mo/mon/mono.net.html"), is_document("a/b/c/mono.net.md")
    (True, False, False)
    """
    *folders, name = path.split("/")
    domain = name.removesuffix(_SUFFIX)
    return (
        path.endswith(_SUFFIX)
        and len(folders) == 3
        and is_domain(domain)
        and all(domain.startswith(folder) for folder in folders)
    )


def events(commit: Commit, position: int, shown: str) -> Iterator[Event]:
    """What a commit recorded and which documents it removed, in the order of their paths. `shown`: the repository."""
    for change in commit.changes:
        if not is_document(change.path):
            yield from _stray(change, shown)
        elif change.kind != "file" or commit.is_merge:
            yield from unusable(commit, change, shown)
        else:
            yield _event(commit, change, position)


def _event(commit: Commit, change: PathChange, position: int) -> Event:
    domain = change.path.rpartition("/")[2].removesuffix(_SUFFIX)
    if change.status == "D":
        return TrackingEnded(domain, TERMS_TYPE, change.path, commit.authored_at, commit.id, position)
    return ArchivedRecord(
        domain, TERMS_TYPE, change.path, commit.authored_at, commit.id, position, change.blob, source_pages=1
    )


def _stray(change: PathChange, shown: str) -> Iterator[Problem]:
    """A Markdown file in a folder that is no domain's text."""
    if change.path.endswith(_SUFFIX) and "/" in change.path and not change.path.startswith("."):
        message = "not of the form 'm/mo/mon/monoprice.com.md': left out"
        remedy = "Write 'layout:' with the source if its texts are kept in another way."
        yield Problem(Location(f"{shown}/{quoted(change.path, 500)[1:-1]}"), "warning", message, remedy)
