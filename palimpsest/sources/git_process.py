"""Git at work in a repository: how it is started, what takes part, and what it prints.

    with running(repository, "ls-tree", "-z", "HEAD") as (process, output, complaint): ...

Nothing a repository or a user has configured takes part: no hooks, pagers, signature checks, replaced objects or
transports, so that a repository of a stranger runs nothing and fetches nothing.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from palimpsest.plaintext import quoted
from palimpsest.problems import ContentError, Location
from palimpsest.values import Frozen

CHUNK = 1 << 16
_ROOM = 1 << 20  # the most that Linux gives everybody
_SETTINGS = (
    "core.quotePath=false",
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.packedGitWindowSize=1m",  # or as much of a pack as was read counts as git's memory
    "core.packedGitLimit=16m",
    "core.deltaBaseCacheLimit=8m",  # 96m would be kept of texts that were read: as fast, with five times the memory
    f"diff.orderFile={os.devnull}",
    "log.showSignature=false",
    "log.showRoot=true",
    "protocol.allow=never",  # a partial clone would fetch what it lacks
)


class Repository(Frozen):
    """A repository that was found readable. `head` is the commit its history is read from, `shown` its name in
    findings, `named_at` where the curator names it."""

    git_folder: Path
    head: str
    shown: str
    named_at: Location


def answer_of(repository: Repository, *arguments: str) -> tuple[str, str]:
    """What a short command prints, and what it complains of where it fails."""
    with running(repository, *arguments) as (process, output, complaint):
        answer = output.read().decode("utf-8", "replace").strip()
        return (answer, "") if process.wait() == 0 else ("", complaint() or "no reason given")


@contextmanager
def running(
    repository: Repository, *arguments: str, is_asked: bool = False
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], Callable[[], str]]]:
    """Git at work, what it prints, what it has complained of once it ended. It ends when the reader stops reading.
    What it is asked (`is_asked`) is written to it."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = ["git", f"--git-dir={repository.git_folder}", "--no-pager", *settings, *arguments]
    with tempfile.TemporaryFile() as complaints:  # a file: a second pipe nobody reads could fill up

        def complaint() -> str:
            process.wait()
            complaints.seek(0)
            lines = complaints.read(4000).decode("utf-8", "replace").split("\n")
            return quoted(next((line for line in lines if line.strip()), ""), 200)[1:-1]

        try:
            stdin = subprocess.PIPE if is_asked else subprocess.DEVNULL
            process = subprocess.Popen(
                command, stdin=stdin, stdout=subprocess.PIPE, stderr=complaints, bufsize=CHUNK, env=_environment()
            )
        except FileNotFoundError as error:
            message = f"git is needed to read the source {quoted(repository.shown)}, and is not installed"
            raise ContentError(repository.named_at, message, "Install git, or leave this source out.") from error
        assert process.stdout  # it was asked for
        _let_run_ahead(process.stdout)
        try:
            yield process, process.stdout, complaint
        finally:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(BrokenPipeError):
                    pipe.close()


def _let_run_ahead(pipe: IO[bytes]) -> None:
    """Room for what git reads while we work on what it read before: a fifth of the time, where the system has it."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _environment() -> dict[str, str]:
    """Nothing of the user's but where programs are found: no configuration, no other repository, no language."""
    ours = {
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ} | ours
