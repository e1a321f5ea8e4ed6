"""Git repositories made by plain git commands, the same on every machine: nothing of the user's takes part."""

import os
import subprocess
from pathlib import Path

from palimpsest.problems import Location
from palimpsest.sources.git import open_repository
from palimpsest.sources.git_process import Repository

NAMED_AT = Location("content/archive.yaml", 4)


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """What a git command prints, run in a folder."""
    who = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false", *arguments],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"], "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{each}": "archive" for each in who}, **environment,
        },
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def new_repository(folder: Path) -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


def commit(folder: Path, subject: str, at: str, files: dict[str, str | None], body: str = "") -> str:
    """One commit, authored and committed at an instant such as `2022-07-11T14:44:34Z`; None removes a file."""
    for path, text in files.items():
        file = folder / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
    git(folder, "add", "--all", ".")
    message = f"{subject}\n\n{body}" if body else subject
    git(
        folder, "commit", "--quiet", "--allow-empty", "--message", message,
        GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE="2030-01-01T00:00:00Z",
    )  # fmt: skip
    return git(folder, "rev-parse", "HEAD")


def opened(folder: Path, branch: str = "") -> Repository:
    return open_repository(folder, branch, folder.name, NAMED_AT)
