"""The whole site is a test: every byte of it is in tests/golden, and was read before it was accepted (`make accept`).

The search index is left out: its files differ from run to run.
"""

import difflib
from pathlib import Path

import pytest

from tests.conftest import run_build

GOLDEN = Path(__file__).parent / "golden" / "site"
ARGUMENTS = ("--no-search", "--no-cache", "--jobs=1")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_site_is_the_accepted_one_byte_for_byte(tmp_path):
    done = run_build("--output", str(tmp_path / "site"), *ARGUMENTS)
    assert 0 == done.returncode, done.stderr
    built, accepted = files(tmp_path / "site"), files(GOLDEN)
    assert sorted(accepted) == sorted(built)
    different = [path for path in accepted if accepted[path] != built[path]]
    if different:
        first = different[0]
        sides = (side[first].decode("utf-8", "replace").splitlines() for side in (accepted, built))
        shown = "\n".join(list(difflib.unified_diff(*sides, "accepted", "built", lineterm="", n=1))[:40])
        pytest.fail(f"{len(different)} files differ, first {first}:\n{shown}\nRead the change, then `make accept`.")
