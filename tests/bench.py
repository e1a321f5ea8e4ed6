"""`make bench`: what a build of a large archive costs, as a table of CPU, wall time, memory and files written.

    python -m tests.bench [--versions N]

The archive is the Platform Governance Archive where it lies beside the checkout, else one made of N versions (5,000).
Where the environment names a Hugo (`HUGO=.../hugo`), each line is set against Hugo building one plain page for each
version of the same archive. Machines are noisy: only ratios of one run say something. Memory is the sum of the
proportional set sizes (PSS: shared pages counted once) of all processes of the build, sampled up to ten times a second.

What one more version costs depends on its document and on what it says: the newest commits are added one by one, and
the table has the median one and the slowest.
"""

import argparse
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from tests.conftest import ROOT
from tests.plain_hugo import write_hugo_site
from tests.synthetic import make_archive

PGA = ROOT.parent / "shared" / "corpora" / "pga-versions.bundle"
_ADDED = 9  # commits that are added one by one
_PAUSE = 0.1  # seconds between two looks at the memory, at least
# While it is looked at, a process waits for new memory: gigabytes, as Hugo's, are looked at less often.
_SHARE_OF_LOOKING = 0.02
_WRITTEN = re.compile(r"([\d,]+) files written, [\d,]+ kept, ([\d,]+) removed")


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU (user and system, all processes) and of the clock, MiB at the peak, what the command printed."""

    cpu: float
    wall: float
    memory: float
    printed: str


def processes(root: int) -> list[int]:
    """A process and all below it; those that end meanwhile are left out, and those that are about to become another
    program: between `vfork` and `exec` a process has its parent's memory, all of which would be counted twice."""
    found, open_ = [], [(root, b"")]
    while open_:
        one, parents = open_.pop()
        try:
            own = Path(f"/proc/{one}/cmdline").read_bytes()
            if own == parents:
                continue
            found.append(one)
            for task in Path(f"/proc/{one}/task").glob("*/children"):
                open_ += [(int(child), own) for child in task.read_text().split()]
        except OSError:
            continue
    return found


def memory_of(process: int) -> int:
    """Its PSS in kiB."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:  # ended meanwhile, or no such files on this system
        pass
    return 0


def measured(command: list[str], folder: Path = ROOT) -> Cost:
    """Run a command to its end; the bench stops where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak, is_over = 0, Event()

    def watch() -> None:
        nonlocal peak
        pause = _PAUSE
        while not is_over.wait(pause):
            began = perf_counter()
            peak = max(peak, sum(memory_of(one) for one in processes(running.pid)))
            pause = max(_PAUSE, (perf_counter() - began) / _SHARE_OF_LOOKING)

    watching = Thread(target=watch)
    watching.start()
    printed, _ = running.communicate()
    is_over.set()
    watching.join()
    if running.returncode:
        sys.exit(printed)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, perf_counter() - start, peak / 1024, printed)


def git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def opened_archive(folder: Path, versions: int | None) -> tuple[Path, str]:
    """The archive to build, and what it is."""
    repository = folder / "archive.git"
    if versions is None and PGA.exists():
        subprocess.run(["git", "clone", "--quiet", "--bare", str(PGA), str(repository)], check=True)
        return repository, "Platform Governance Archive"
    make_archive(repository, versions or 5000)
    return repository, "synthetic archive"


def costs(folder: Path, repository: Path) -> dict[str, Cost]:
    """Every build in turn: each goes on from what the one before left."""
    branch = git(repository, "symbolic-ref", "HEAD")
    *added, before = git(repository, "rev-list", "--first-parent", f"--max-count={_ADDED + 1}", "HEAD").split()
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    build = [sys.executable, str(ROOT / "build.py"), f"--source=git:{repository}", f"--templates={templates}"]
    found = {}
    # Each round in folders of its own, and nothing is removed: a disk can take seconds of every core to find room for
    # new files beside those just removed (ext4 without a journal passes over their places for some minutes).
    for name, search in (("", ["--no-search"]), (", with search", [])):
        round_ = folder / ("searched" if name else "plain")
        also = [f"--output={round_ / 'site'}", f"--cache={round_ / 'cache'}", *search]
        git(repository, "update-ref", branch, before)
        found[f"cold{name}"] = measured([*build, *also, "--timings"])
        found[f"nothing changed{name}"] = measured([*build, *also])
        each = []
        for commit in reversed(added):
            git(repository, "update-ref", branch, commit)
            each.append(measured([*build, *also]))
        each.sort(key=attrgetter("wall"))
        found[f"one version added{name}"] = each[len(each) // 2]
        found[f"one version added{name}, slowest"] = each[-1]
        if not name:
            with (templates / "_base.html").open("a") as base:
                base.write("<!-- another theme -->\n")
            found["template changed"] = measured([*build, *also])
    return found


def table(found: dict[str, Cost], hugo: Cost | None) -> str:
    """One line for each build."""
    beside = f" {'CPU/Hugo':>9} {'wall/Hugo':>9}" if hugo else ""
    lines = [f"{'build':40} {'CPU s':>8} {'wall s':>8} {'PSS MiB':>8} {'files written':>14}{beside}"]
    for name, cost in found.items():
        written = _WRITTEN.search(cost.printed)
        files = "0" if "nothing written" in cost.printed else written[1] if written else "-"
        line = f"{name:40} {cost.cpu:8.1f} {cost.wall:8.1f} {cost.memory:8.0f} {files:>14}"
        ratios = f" {cost.cpu / hugo.cpu:9.2f} {cost.wall / hugo.wall:9.2f}" if hugo else ""
        lines.append(line + ratios)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, help="make an archive of so many versions, even beside a real one")
    versions = parser.parse_args().versions
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repository, called = opened_archive(folder, versions)
        hugo, lines = None, {}
        if executable := os.environ.get("HUGO"):
            pages = write_hugo_site(repository, folder / "hugo")
            hugo = measured([executable, "--quiet"], folder / "hugo")
            lines[f"Hugo, {pages:,} plain pages"] = hugo
        lines |= costs(folder, repository)
        commits = git(repository, "rev-list", "--count", "HEAD")
        print(f"{called}, {commits} commits, {os.cpu_count()} cores, Python {platform.python_version()}")
        print(lines["cold"].printed.strip())  # what was built, and the seconds of each stage
        print(table(lines, hugo))


if __name__ == "__main__":
    main()
