"""A repository, read in place -> commits in the order of its history, and the bytes of its texts.

    open_repository(Path("pga.git"), "main", ...) -> Repository(head="5be3003...")
    read_commits(repository) -> Commit("1181210...", subject="Start tracking ...", changes=(PathChange("A", ...),)), ...
    read_blobs(repository, ["170c7b6..."]) -> ("170c7b6...", b"# Terms ..."), ...

One `git log` and one `git cat-file` serve any number of versions, and both are read while they run: what is held in
memory does not grow with the history.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import IO

from palimpsest.plaintext import quoted
from palimpsest.problems import ContentError, Location
from palimpsest.sources.commits import LOG_FORMAT, Commit, decode_path, parse_commits
from palimpsest.sources.folder import MAX_BYTES
from palimpsest.sources.git_process import CHUNK, Repository, answer_of, running

# Requests sent ahead of their answers. Together they are smaller than the smallest pipe a system may have
# (4,096 bytes, POSIX), so writing them never waits for git, which may itself be waiting to be read: no deadlock.
_AHEAD = 50
_OBJECT_ID = re.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?")
_CLONE_AGAIN = "Run 'git fsck' in it; clone the archive again if it is damaged."
_LOG = (
    "log", "--reverse", "--topo-order", "--raw", "-z", "--no-renames", "--no-abbrev", "--diff-merges=combined",
    "--no-ext-diff", "--no-textconv", "--no-notes", "--no-color", "--no-decorate", "--no-mailmap", "--encoding=UTF-8",
    f"--format=tformat:{LOG_FORMAT}",
)  # fmt: skip
Blobs = Generator[tuple[str, bytes | None], None, None]  # object ids with what they name; close it to stop early


def open_repository(folder: Path, branch: str, shown: str, named_at: Location) -> Repository:
    """A bare or ordinary repository at the tip of a branch (`""`: the one it has checked out, HEAD).

    `ContentError` where there is none, git is missing, the history is cut off, or the branch is not there.
    """
    git_folder = _git_folder(folder)
    if git_folder is None:
        raise ContentError(named_at, f"the source {quoted(shown)} is not a git repository", _how_to_unpack(folder))
    repository = Repository(git_folder, "", shown, named_at)
    answer, complaint = answer_of(repository, "rev-parse", "--is-shallow-repository")
    if complaint:
        message = f"the source {quoted(shown)} cannot be read by git: {complaint}"
        raise ContentError(named_at, message, _CLONE_AGAIN)
    if answer == "true":
        message = f"the source {quoted(shown)} is a shallow clone: its earlier history is missing"
        raise ContentError(named_at, message, "Run 'git fetch --unshallow' in it.")
    return Repository(git_folder, _tip(repository, branch), shown, named_at)


def read_commits(repository: Repository, since: str = "") -> Iterator[Commit]:
    """Every commit of the branch but those in the history of `since`; parents before children, whatever the dates."""
    revisions = [repository.head, *([f"^{since}"] if since else [])]
    with running(repository, *_LOG, *revisions, "--") as (process, output, complaint):
        try:
            yield from parse_commits(_tokens(output))
        except ValueError as error:
            message = f"{error} in the source {quoted(repository.shown)}"
            raise ContentError(repository.named_at, message, _CLONE_AGAIN) from error
        if process.wait():
            raise _unreadable(repository, "the history of the source", complaint())


def count_commits(repository: Repository) -> int:
    """How many `read_commits` gives; 0 of a damaged history, which reading it reports."""
    return int(answer_of(repository, "rev-list", "--count", repository.head, "--")[0] or 0)


def is_in_history(repository: Repository, commit: str) -> bool:
    """Whether the branch has (or is) this commit."""
    return not answer_of(repository, "merge-base", "--is-ancestor", commit, repository.head)[1]


def read_paths(repository: Repository) -> Iterator[str]:
    """The paths of all files at the tip of the branch."""
    listing = ("ls-tree", "-r", "-z", "--name-only", "--full-tree", repository.head)
    with running(repository, *listing) as (process, output, complaint):
        yield from (decode_path(token) for token in _tokens(output) if token)
        if process.wait():
            raise _unreadable(repository, "the history of the source", complaint())


def read_blobs(repository: Repository, ids: Iterable[str]) -> Blobs:
    """The content of each object, in the order asked for; None where it is longer than any text (`MAX_BYTES`).

    `ids` is consumed little by little, at most 50 ahead of the answers. `ContentError` at a missing or broken object.
    """
    with running(repository, "cat-file", "--batch", is_asked=True) as (process, output, complaint):
        assert process.stdin  # it was asked for
        remaining = iter(ids)
        asked: deque[str] = deque()
        while True:
            for wanted in islice(remaining, _AHEAD - len(asked)):
                if not _OBJECT_ID.fullmatch(wanted):
                    raise ValueError(f"{wanted!r} is not an object id")
                asked.append(wanted)
                process.stdin.write(f"{wanted}\n".encode())
            if not asked:
                return
            try:
                process.stdin.flush()
            except BrokenPipeError as error:  # git gave up at an earlier object
                raise _broken(repository, asked[0], complaint()) from error
            yield asked[0], _content(output, repository, asked[0], complaint)
            asked.popleft()


def _content(stream: IO[bytes], repository: Repository, wanted: str, complaint: Callable[[], str]) -> bytes | None:
    """The object whose answer begins here: `ID blob SIZE`, its bytes, a line end."""
    header = stream.readline().decode("utf-8", "replace").split()
    if len(header) != 3:  # there is none, or the output ended, so git did
        raise _broken(repository, wanted, "missing" if header[1:] == ["missing"] else complaint())
    if header[1] != "blob":
        raise _broken(repository, wanted, f"a {header[1]}, not a text")
    size = int(header[2])
    if size > MAX_BYTES:
        while size > 0:
            size -= len(stream.read(min(size, CHUNK))) or size
        stream.read(1)
        return None
    content = stream.read(size)
    if len(content) < size or stream.read(1) != b"\n":
        raise _broken(repository, wanted, complaint() or "cut off")
    return content


def _tokens(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands between NUL bytes."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *complete, rest = (rest + chunk).split(b"\0")
        yield from complete
    if rest:
        yield rest


def _git_folder(folder: Path) -> Path | None:
    """Where the repository itself lies. Never a folder further up: content/ may lie in a repository of its own."""
    absolute = folder.absolute()  # so that no name can be taken for an option
    with suppress(OSError):  # a name too long to be one, or a folder that may not be looked into
        if (absolute / ".git").exists():
            return absolute / ".git"
        if (absolute / "HEAD").is_file() and (absolute / "objects").is_dir():
            return absolute
    return None


def _how_to_unpack(folder: Path) -> str:
    if os.path.isfile(folder):  # noqa: PTH113 (Path.is_file raises where a name is too long to be one)
        return "A bundle or a packed archive is unpacked first: git clone --bare FILE FOLDER"
    return "Name the folder of a clone, relative to the content folder; make one with: git clone --bare ADDRESS FOLDER"


def _tip(repository: Repository, branch: str) -> str:
    """The commit a branch ends at: a local one, or one of `origin` that nobody has checked out."""
    if not branch:
        head, _ = answer_of(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if head:
            return head
    for place in ("refs/heads/", "refs/remotes/origin/") if branch else ():
        answer, _ = answer_of(repository, "show-ref", "--verify", "--hash", "--", f"{place}{branch}")
        if answer:
            return answer
    names, _ = answer_of(repository, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads")
    known = names.split("\n") if names else []
    if not known:
        message = f"the source {quoted(repository.shown)} holds no commits yet"
        raise ContentError(repository.named_at, message, "Fetch its history, or leave this source out.")
    message = f"the source {quoted(repository.shown)} has no branch {quoted(branch or 'HEAD')}"
    near = get_close_matches(branch, known, n=1)
    remedy = f"Did you mean '{near[0]}'?" if near else f"Write 'branch:' with one of these: {', '.join(known[:20])}"
    raise ContentError(repository.named_at, message, remedy)


def _broken(repository: Repository, wanted: str, found: str) -> ContentError:
    return _unreadable(repository, f"the text {wanted[:12]} of the source", found)


def _unreadable(repository: Repository, what: str, found: str) -> ContentError:
    message = f"{what} {quoted(repository.shown)} cannot be read: {found}"
    return ContentError(repository.named_at, message, _CLONE_AGAIN)
