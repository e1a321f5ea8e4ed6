"""The git layout of Open Terms Archive: `Service/Terms Type.md`, one commit records one text (some early ones several).

    Commit(subject="First record of X Terms of Service", body="This version was recorded after extracting from snapshot
    https://...", changes=(PathChange("A", "file", "dc42...", "X/Terms of Service.md"),))
    -> ArchivedRecord("X", "Terms of Service", ..., cause="first record", source_pages=1)

What the commit's subject calls the record is its cause, in the wordings of all years. What the body names is the
records of the fetched pages. Everything else in the repository (README, LICENSE, workflows) is left alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from palimpsest.addresses import MAX_WEB_ADDRESS, parse_terms_type, parse_web_address
from palimpsest.model import RecordedCause
from palimpsest.plaintext import parse_one_line, quoted
from palimpsest.problems import Location, Problem
from palimpsest.sources.archived import NOT_OURS, ArchivedRecord, Event, TrackingEnded, unusable
from palimpsest.sources.commits import Commit, PathChange

MAX_SERVICE = 200  # characters
_SUFFIX = ".md"

# How subjects begin, newest wording first. "Update README.md" changes no document, so it needs no exception.
_CAUSES: tuple[tuple[str, RecordedCause], ...] = (
    ("First record of ", "first record"),
    ("Start tracking ", "first record"),
    ("Record new changes of ", "change"),
    ("Update ", "change"),
    ("Apply technical or declaration upgrade on ", "technical"),
    ("Refilter ", "technical"),
)
_ONE_PAGE = re.compile(r"^This version was recorded after (?:filtering|extracting from) snapshot (\S+)", re.MULTILINE)
_MANY_PAGES = re.compile(r"\bassembling the following snapshots from ([0-9]{1,4}) (?:pages|source documents):")
_LISTED = re.compile(r"^- (\S+)", re.MULTILINE)
_ID = re.compile(r"(?:^|/)[0-9a-f]{5,64}$")


def is_document(path: str) -> bool:
    """Whether a path has the form of this layout.

    >>> is_document("X/Terms of Service.md"), is_document("README.md"), is_document(".github/README.md")
    (True, False, False)
    """
    return path.count("/") == 1 and path.endswith(_SUFFIX) and not path.startswith((".", "/")) and "/." not in path


def events(commit: Commit, position: int, shown: str) -> Iterator[Event]:
    """What a commit recorded and which documents it removed, in the order of their paths. `shown`: the repository."""
    for change in commit.changes:
        if not is_document(change.path):
            yield from _stray(change, shown)
        elif change.kind != "file" or commit.is_merge:
            yield from unusable(commit, change, shown)
        else:
            yield _event(commit, change, position, shown)


def cause_of(subject: str) -> RecordedCause:
    """Why the archive says it recorded a text.

    >>> cause_of("Refilter Facebook Terms of Service"), cause_of("Initial commit")
    ('technical', 'unstated')
    """
    return next((cause for beginning, cause in _CAUSES if subject.startswith(beginning)), "unstated")


def source_snapshots(body: str) -> tuple[tuple[str, ...], int]:
    """The records of the fetched pages that a body names, and the number of pages; 0 where it says nothing.

    A page whose record was lost (`.../commit/undefined`) is counted and not named.

    >>> source_snapshots("This version was recorded after filtering snapshot 1dff6490c87a020f24523283fb85d3f464d3cbdc")
    (('1dff6490c87a020f24523283fb85d3f464d3cbdc',), 1)
    """
    if one := _ONE_PAGE.search(body):
        return tuple(filter(_is_reference, one.groups())), 1
    if many := _MANY_PAGES.search(body):
        return tuple(filter(_is_reference, _LISTED.findall(body, many.end()))), int(many.group(1))
    return (), 0


def _event(commit: Commit, change: PathChange, position: int, shown: str) -> Event:
    service, _, name = change.path.partition("/")
    try:
        change.path.encode()
        service, terms_type = parse_one_line(service, MAX_SERVICE), parse_terms_type(name.removesuffix(_SUFFIX))
    except ValueError as error:  # also bytes that are not UTF-8
        reason = "it is not UTF-8" if isinstance(error, UnicodeError) else error
        message = f"the name cannot be shown ({reason}): its texts are left out"
        return Problem(Location(f"{shown}/{quoted(change.path, 500)[1:-1]}"), "warning", message, NOT_OURS)
    if change.status == "D":
        return TrackingEnded(service, terms_type, change.path, commit.authored_at, commit.id, position)
    snapshots, pages = source_snapshots(commit.body)
    return ArchivedRecord(
        filed_under=service,
        terms_type=terms_type,
        path=change.path,
        recorded_at=commit.authored_at,
        commit=commit.id,
        position=position,
        blob=change.blob,
        cause=cause_of(commit.subject),
        source_snapshots=snapshots,
        source_pages=pages,
    )


def _stray(change: PathChange, shown: str) -> Iterator[Problem]:
    """A Markdown file deeper down than this layout has any: perhaps the layout is another one."""
    if change.path.endswith(_SUFFIX) and change.path.count("/") > 1 and not change.path.startswith("."):
        message = "not of the form 'Service/Terms Type.md': left out"
        remedy = "Write 'layout:' with the source if its texts are kept in another way."
        yield Problem(Location(f"{shown}/{quoted(change.path, 500)[1:-1]}"), "warning", message, remedy)


def _is_reference(text: str) -> bool:
    """Whether this names a record: an id, or an address that ends with one."""
    if "/" in text and (len(text) > MAX_WEB_ADDRESS or not _is_web_folder(text.rpartition("/")[0])):
        return False
    return bool(_ID.search(text))


@lru_cache(maxsize=64)  # an archive names records of one or two others, thousands of times
def _is_web_folder(address: str) -> bool:
    try:
        return bool(parse_web_address(f"{address}/"))
    except ValueError:
        return False
