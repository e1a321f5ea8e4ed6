"""A build command -> one build after another, never two at once, each with what it reported.

    [python, "build.py"] -> Build(number=1, ok=False, report="content/a.md:3: error: ...", seconds=0.8)

The build runs in a child process: it uses the code as it is now, not as it was when serving began, and nothing it
does (a full core, a crash) can keep the pages from being served.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from threading import Event

from palimpsest.problems import Location, Problem, Severity
from palimpsest.values import Frozen

STOPPED_AFTER = 5.0  # seconds a build gets to end by itself when serving ends

_PROBLEM = re.compile(r"(?P<path>\S.*?):(?P<line>[0-9]+): (?P<severity>error|warning): (?P<message>.*)")
_REMEDY = re.compile(r"    (?P<remedy>\S.*)")


class Build(Frozen):
    """One finished build: the whole of its output, and whether it published (exit code 0)."""

    number: int
    ok: bool
    report: str
    seconds: float

    @property
    def problems(self) -> list[Problem]:
        """What the report names with file and line."""
        return parse_problems(self.report)


def parse_problems(report: str) -> list[Problem]:
    """The problems printed in a build's report, in its order: the inverse of `str(Problem)`.

    >>> problem = Problem(Location("content/archive.yaml", 3), "error", "unknown key 'titel'", "Did you mean 'title'?")
    >>> parse_problems(f"Building\\n{problem}\\n1 error") == [problem]
    True
    """
    problems: list[Problem] = []
    open_problem = False  # a remedy belongs to the line just above it
    for line in report.split("\n"):
        if match := _PROBLEM.fullmatch(line):
            location = Location(match["path"], int(match["line"]))
            severity: Severity = "error" if match["severity"] == "error" else "warning"
            problems.append(Problem(location, severity, match["message"]))
            open_problem = True
        elif open_problem and (match := _REMEDY.fullmatch(line)):
            problem = problems.pop()
            remedy = f"{problem.remedy}\n{match['remedy']}" if problem.remedy else match["remedy"]
            problems.append(Problem(problem.location, problem.severity, problem.message, remedy))
        else:
            open_problem = False
    return problems


def keep_building(command: Sequence[str], wanted: Event, stopping: Event, done: Callable[[Build], None]) -> None:
    """Run the command whenever a build is wanted, and tell `done`, until stopped.

    While one build runs, any number of wishes is one wish: afterwards exactly one more build follows.
    """
    for number in count(1):
        wanted.wait()
        wanted.clear()
        if stopping.is_set():
            return
        if build := run_build(command, number, stopping):
            done(build)


def run_build(command: Sequence[str], number: int, stopping: Event) -> Build | None:
    """Run one build to its end; None if serving ended before it did."""
    began = time.monotonic()
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUTF8": "1"},
            start_new_session=True,  # so that its workers can be stopped with it
        )
    except OSError as error:
        return Build(number, False, f"The build could not be started: {error}", time.monotonic() - began)
    while True:
        try:
            output, _ = child.communicate(timeout=0.2)
        except subprocess.TimeoutExpired:
            if stopping.is_set():
                stop_group(child)
                return None
        else:
            report = output.decode("utf-8", errors="replace").replace("\r\n", "\n")
            return Build(number, child.returncode == 0, report, time.monotonic() - began)


def stop_group(child: subprocess.Popen[bytes]) -> None:
    """Interrupt a child and everything it started, as Ctrl-C would; end them all if that is not enough."""
    _signal_group(child, "SIGINT")
    try:
        child.communicate(timeout=STOPPED_AFTER)
    except subprocess.TimeoutExpired:
        _signal_group(child, "SIGKILL")
        child.communicate()


def _signal_group(child: subprocess.Popen[bytes], name: str) -> None:
    if not hasattr(os, "killpg"):  # a system without process groups
        child.terminate()
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.Signals[name])
