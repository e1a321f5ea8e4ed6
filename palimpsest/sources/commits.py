r"""What `git log --raw -z` prints -> commits with the paths they changed. Pure: git itself is run by git.py.

    b"1181...\0\0" b"1650456085\0" b"1650456085\0" b"Initial commit\0\0\0" b"\n:000000 100644 0... 170c... A\0LICENSE\0"
    -> Commit("1181...", (), 2022-04-20 12:01:25 UTC, ..., "Initial commit", "", (PathChange("A", "file", ...),))

Everything is divided at NUL bytes, which neither a message nor a path can hold: no name is quoted, none can deceive.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Literal

from palimpsest.values import Frozen

Status = Literal["A", "M", "D", "T"]
EntryKind = Literal["file", "link", "submodule"]

# Id, parents, author's and committer's seconds since 1970, subject, body: each closed by a NUL.
LOG_FORMAT = "%H%x00%P%x00%at%x00%ct%x00%s%x00%b%x00"
_FIELDS = 6
_KINDS: dict[str, EntryKind] = {"120000": "link", "160000": "submodule"}


class PathChange(Frozen):
    """One path that a commit added (A), modified (M), deleted (D) or gave another kind (T).

    `blob` is the id of its new content (of the old one for D). Bytes of `path` that are not UTF-8 are kept as lone
    surrogates, so that it cannot be taken for another path.
    """

    status: Status
    kind: EntryKind
    blob: str
    path: str


class Commit(Frozen):
    """One commit, times in UTC. `changes` of a merge are only those paths whose content is that of no parent."""

    id: str
    parents: tuple[str, ...]
    authored_at: datetime
    committed_at: datetime
    subject: str
    body: str
    changes: tuple[PathChange, ...]

    @property
    def is_merge(self) -> bool:
        """Whether it joins two or more lines of history."""
        return len(self.parents) > 1


def parse_commits(tokens: Iterable[bytes]) -> Iterator[Commit]:
    """The commits of what stands between the NUL bytes; `ValueError` where one has no possible date."""
    remaining = iter(tokens)
    first = next(remaining, None)
    while first:
        fields = [first, *islice(remaining, _FIELDS - 1)]
        changes, first = _changes(remaining)
        if len(fields) == _FIELDS:  # fewer: the output was cut off, which its exit code tells
            yield _commit(fields, changes)


def decode_path(token: bytes) -> str:
    """A path as git has it."""
    return token.decode("utf-8", "surrogateescape")


def _commit(fields: list[bytes], changes: tuple[PathChange, ...]) -> Commit:
    name, parents, authored, committed, subject, body = (field.decode("utf-8", "replace") for field in fields)
    try:
        authored_at, committed_at = (datetime.fromtimestamp(int(seconds), UTC) for seconds in (authored, committed))
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"the commit {name[:12]} has no possible date") from error
    return Commit(name, tuple(parents.split()), authored_at, committed_at, subject, body.strip(), changes)


def _changes(tokens: Iterator[bytes]) -> tuple[tuple[PathChange, ...], bytes | None]:
    """The changes that follow a commit's fields, and the token after them: the next commit's id, or None."""
    changes = []
    for token in tokens:
        entry = token.lstrip(b"\n")
        if entry.startswith(b":"):
            change = _change(entry.decode("ascii", "replace"), decode_path(next(tokens, b"")))
            changes += [change] if change else []
        elif entry:
            return tuple(changes), entry
    return tuple(changes), None


def _change(entry: str, path: str) -> PathChange | None:
    """`:MODE MODE OLD NEW STATUS` as a change; None where the content stays, because a mode alone has changed.

    A merge has one more colon, mode, id and letter for each further parent.

    >>> _change(":100644 100644 aa bb M", "X/Privacy Policy.md")
    PathChange(status='M', kind='file', blob='bb', path='X/Privacy Policy.md')
    >>> _change("::100644 100644 100644 aa bb cc MM", "X/Privacy Policy.md").blob
    'cc'
    """
    values = entry.lstrip(":")
    parents = len(entry) - len(values)
    *modes_and_ids, statuses = values.split(" ")
    modes, ids = modes_and_ids[: parents + 1], modes_and_ids[parents + 1 :]
    if statuses == "M" and ids[0] == ids[1]:
        return None
    status: Status = statuses[-1]  # type: ignore[assignment]
    which = 0 if status == "D" else -1
    return PathChange(status, _KINDS.get(modes[which], "file"), ids[which], path)
