"""Findings about the content: values with a place, a reason and a remedy, printed at one edge.

A small check yields `Problem` values; a stage that cannot read its input at all raises `ContentError`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import (
    EACCES,
    EDQUOT,
    EEXIST,
    EFBIG,
    EISDIR,
    ELOOP,
    ENAMETOOLONG,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
)
from typing import Literal

from palimpsest.english import counted
from palimpsest.values import Frozen

# What the system refuses, and what there is to do about it.
_REFUSALS = {
    **dict.fromkeys((ENOSPC, EDQUOT, EFBIG), "Make room on the disk"),
    **dict.fromkeys((EROFS, EACCES, EPERM), "Allow this program to write there"),
    **dict.fromkeys((EEXIST, ENOTDIR, EISDIR), "Move what stands there, a file for a folder or a folder for a file"),
    **dict.fromkeys((ELOOP, ENAMETOOLONG), "Check the path"),
}

Severity = Literal["error", "warning"]


class Location(Frozen, order=True):
    """A place in the content: a path relative to the content folder's parent, and a line counted from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Problem(Frozen, order=True):
    """One finding. `message` says what is wrong, `remedy` what to do about it."""

    location: Location
    severity: Severity
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        """Two lines as every editor understands them: `file:line: severity: message`, then the remedy.

        >>> print(Problem(Location("content/archive.yaml", 3), "error", "unknown key 'titel'", "Did you mean 'title'?"))
        content/archive.yaml:3: error: unknown key 'titel'
            Did you mean 'title'?
        """
        first = f"{self.location}: {self.severity}: {self.message}"
        return f"{first}\n    {self.remedy}" if self.remedy else first


class _PlacedError(Exception):
    """An error with a place and a remedy, on its way to the edge where it is printed; `others` were found with it."""

    def __init__(self, location: Location, message: str, remedy: str = "", others: tuple[Problem, ...] = ()) -> None:
        super().__init__(location, message, remedy, others)  # all arguments, so that it survives a process boundary
        self.problem = Problem(location, "error", message, remedy)
        self.problems = (self.problem, *others)


class ContentError(_PlacedError):
    """Raised by a stage that cannot read its input; collected by the pipeline, never cached."""


class ThemeError(_PlacedError):
    """Raised where a template cannot be rendered. It speaks of pages of all documents, so that no item is left out for
    it: the build ends."""


@contextmanager
def writing(location: Location, elsewhere: str) -> Iterator[None]:
    """What the system refuses while something is written as `ContentError`; another failure stays what it is.
    `elsewhere` says how else to do it: "name another folder with --output"."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSALS:  # a mistake of ours, or of a template
            raise
        remedy = f"{_REFUSALS[error.errno]}, or {elsewhere}."
        raise ContentError(location, f"cannot be written: {error.strerror}", remedy) from error


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the findings that stop a publication."""
    return [problem for problem in problems if problem.severity == "error"]


def counted_by_severity(problems: Iterable[Problem]) -> str:
    """2 errors, 1 warning; "none" where there are none."""
    severities = Counter(problem.severity for problem in set(problems))
    found = [counted(severities[kind], kind) for kind in ("error", "warning") if severities[kind]]
    return ", ".join(found) or "none"
