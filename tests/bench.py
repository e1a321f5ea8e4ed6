"""`make bench`: seconds of each stage, cold and warm, and the warm build as a share of the cold one.

Machines are noisy: the ratio is taken from builds of one run, and each figure is the median of three.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.conftest import run_build

ROUNDS = 3


def timed(folder: Path, *arguments: str) -> tuple[float, str]:
    start = perf_counter()
    done = run_build(
        "--output", str(folder / "site"), "--cache", str(folder / "cache"), "--timings", "--no-search", *arguments
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return perf_counter() - start, done.stdout


def main() -> None:
    cold, warm = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            seconds, stages = timed(folder)
            cold.append(seconds)
            warm.append(timed(folder)[0])
            shutil.rmtree(folder, ignore_errors=True)
    print("Stages of the last cold build:", stages, sep="\n")
    print(f"whole process, cold {median(cold):.2f} s, warm {median(warm):.2f} s")
    print(f"warm / cold {median(after / before for before, after in zip(cold, warm, strict=True)):.2f}")


if __name__ == "__main__":
    main()
