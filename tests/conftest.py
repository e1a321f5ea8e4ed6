"""What many tests need: the real content built once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run_build(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """`python build.py ARGUMENTS` in a process of its own, as a curator runs it and types into it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=typed,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The published site of content/, search index included."""
    folder = tmp_path_factory.mktemp("published") / "site"
    done = run_build("--output", str(folder), "--cache", str(folder.parent / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The real archives beside the checkout; tests that need them skip where they are absent."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not beside this checkout")
    return folder
