"""`make accept`: build the site from content/ and make it the golden tree. Read `git diff tests/golden` afterwards."""

import shutil
import sys

from tests.conftest import run_build
from tests.test_golden import ARGUMENTS, GOLDEN


def main() -> int:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    done = run_build("--output", str(GOLDEN), *ARGUMENTS)
    print(done.stdout, done.stderr, sep="", end="")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
