"""What the program says on a terminal: findings, progress, and the closing report. Only build.py prints with it, and
the commands that ask the word lists.

Findings and progress go to standard error, results to standard output. Progress is drawn on a terminal only; in a pipe
there is nothing but the findings and the report.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from time import perf_counter

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

from palimpsest.commandline import Options
from palimpsest.curated.contentfolder import stopping
from palimpsest.english import counted
from palimpsest.memo.reports import NAMED, StageReport
from palimpsest.problems import Problem, counted_by_severity, errors

_LONGEST, _TOLD = 5, 0.05  # of its stages a report names so many, those that took longer than so many seconds


def exit_code_of(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    """What a command comes to, also where whoever reads its output has seen enough (`| head`), or pressed Ctrl-C."""
    try:
        code = main(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at the end
        code = 1
    except KeyboardInterrupt:
        line_end = "\n" if sys.stderr.isatty() else ""  # of the progress that stands there
        print(f"{line_end}Interrupted: the old site stays as it is.", file=sys.stderr)
        code = 130  # as a shell reports a program that SIGINT ended
    return code


def show_problems(problems: Iterable[Problem]) -> None:
    """Every finding, in the order of files and lines, errors and warnings together."""
    for problem in sorted(set(problems)):
        print(problem, file=sys.stderr)


def refuses(found: Iterable[Problem], options: Options, left: Collection, before: Iterable[Problem] = ()) -> bool:
    """Show what was `found`, after what was found `before`; say that nothing is published if one of them stops it.
    `left`: the documents that are not left out."""
    found = tuple(found)
    show_problems(found)
    problems = (*before, *found)
    if not stopping(problems, options, left):
        return False
    kept = "the old site stays as it is" if options.output.exists() else "there is no site yet"
    print(f"Nothing published, {kept}: {counted_by_severity(problems)} above.", file=sys.stderr)
    return True


def show_checked(captures: int, problems: Collection[Problem], *, strict: bool) -> int:
    """What `check` found in so many captures, to its exit code."""
    show_problems(problems)
    print(f"Checked {counted(captures, 'capture')}: {counted(len(problems), 'finding')}, nothing published.")
    return bool(problems if strict else errors(problems))


def show_progress(stage: str, done: int, total: int) -> None:
    """One line that rewrites itself, `read 1,234 of 4,841`; nothing where nobody is watching."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\x1b[K{stage} {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)


def show_verdict(site: Path, problems: Sequence[Problem]) -> int:
    """What `verify` found of a published folder, to its exit code."""
    show_problems(problems)
    verdict = counted(len(problems), "finding") if problems else "every file is as published, nothing is missing"
    print(f"{site}: {verdict}.")
    return bool(problems)


def show_stages(stages: Sequence[StageReport], *, timings: bool, explain: bool) -> None:
    """What was asked for of what a build took, stage by stage."""
    if timings:
        show_timings(stages)
    if explain:
        show_explanation(stages)


def took(stages: Iterable[StageReport], started: float) -> str:
    """The last line of a report: the seconds since `started`, in the stages that took longest, and the memory of the
    largest process, where the system says.

    Took 14.1 s: understand_document 12.5, make_feed 0.6; 165 MiB in the largest process.
    """
    longest = sorted(stages, key=lambda stage: -stage.seconds)[:_LONGEST]
    named = [f"{stage.name} {stage.seconds:.1f}" for stage in longest if stage.seconds >= _TOLD]
    where = f": {', '.join(named)}" if named else ""
    return f"Took {perf_counter() - started:.1f} s{where}{_largest_process()}."


def _largest_process() -> str:
    """Of those that have ended, and this one."""
    if not resource:
        return ""
    usage = (resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    return f"; {max(usage) * unit / 2**20:.0f} MiB in the largest process"


def show_timings(stages: Sequence[StageReport]) -> None:
    """A line for each stage: seconds, items, and how many of them had to be computed."""
    for stage in stages:
        print(f"{stage.seconds:8.3f} s  {stage.name:<12} {stage.items:>7,} items, {stage.count:,} computed")


def show_explanation(stages: Sequence[StageReport]) -> None:
    """What was computed again and why, stage by stage: the reasons with their counts, and the first few items."""
    for stage in stages:
        if not stage.computed:
            print(f"{stage.name}: all {stage.items:,} remembered")
            continue
        reasons = Counter(stage.reasons).most_common()
        why = reasons[0][0] if len(reasons) == 1 else "; ".join(f"{count:,} {reason}" for reason, count in reasons)
        print(f"{stage.name}: {stage.count:,} of {stage.items:,} computed: {why}")
        for name, reason in list(zip(stage.computed, stage.reasons, strict=True))[:NAMED]:
            print(f"    {name}" if len(reasons) == 1 else f"    {name}: {reason}")
        if stage.count > NAMED:
            print(f"    and {stage.count - NAMED:,} more")
