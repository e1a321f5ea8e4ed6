"""Every file in tests/data/sources/broken is one broken input; NAME.expected holds what must be said about NAME.md."""

import shutil
from pathlib import Path

import pytest

from palimpsest.curated.settings import DEFAULTS, Settings
from palimpsest.sources.gather import gather
from palimpsest.sources.provenance import read_snapshot
from tests.snapshots import source_file

BROKEN = Path(__file__).parents[1] / "data" / "sources" / "broken"
CASES = sorted(BROKEN.glob("*.md"))
SETTINGS = Settings(**DEFAULTS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken_input_is_reported_with_place_and_remedy(case: Path) -> None:
    _, problems = read_snapshot(source_file(f"content/snapshots/{case.name}", case.read_bytes()))

    assert case.with_suffix(".expected").read_text() == "".join(f"{problem}\n" for problem in problems)
    assert [problem for problem in problems if not problem.remedy] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_input_with_an_error_gives_no_snapshot(case: Path) -> None:
    snapshot, problems = read_snapshot(source_file("content/snapshots/a.md", case.read_bytes()))

    assert (snapshot is None) == any(problem.severity == "error" for problem in problems)


def test_all_broken_inputs_are_reported_in_one_run(tmp_path: Path) -> None:
    snapshots = tmp_path / "content" / "snapshots"
    snapshots.mkdir(parents=True)
    for case in CASES:
        shutil.copy(case, snapshots)

    _, _, problems = gather(tmp_path / "content", SETTINGS)

    assert {f"content/snapshots/{case.name}" for case in CASES} == {problem.location.path for problem in problems}
