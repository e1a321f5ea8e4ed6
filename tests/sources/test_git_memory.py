"""A history read with the memory of an earlier time gives what it gives without one, and reads less."""

from pathlib import Path

import pytest

from palimpsest.curated.settings import DEFAULTS
from palimpsest.memo import pool
from palimpsest.memo.memo import Memo
from palimpsest.model import Settings, Source
from palimpsest.sources import git_archive, git_memory
from palimpsest.sources.gather import gather
from palimpsest.values import replace
from tests.sources.repositories import commit, git, new_repository

ONE, TWO, THREE = "2022-07-11T14:44:34Z", "2022-07-12T00:00:00Z", "2022-07-13T23:59:59Z"
SETTINGS = replace(Settings(**DEFAULTS), sources=(Source("git", "../archive", collection="Archive"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    repository = new_repository(tmp_path / "archive")
    commit(repository, "First record of X Terms", ONE, {"X/Terms.md": "# One"})
    commit(repository, "First record of Y Terms", TWO, {"Y/Terms.md": "bad \0"})
    return repository


def test_the_same_history_is_given_from_memory(folder):
    memories = {}
    first = gather(folder.parent / "content", SETTINGS, memories)
    assert first == gather(folder.parent / "content", SETTINGS, memories)
    assert first == gather(folder.parent / "content", SETTINGS)


def test_a_record_knows_its_path_and_its_source(folder):
    source = replace(SETTINGS.sources[0], branch=git(folder, "branch", "--show-current").strip())
    snapshots, _, _ = gather(folder.parent / "content", replace(SETTINGS, sources=(source,)))
    told = [(one.provenance.path, one.provenance.source) for one in snapshots]
    assert [("X/Terms.md", f"git:../archive branch {source.branch}")] == told


def test_of_a_longer_history_only_what_was_not_there_is_read(folder, monkeypatch):
    content, memories, read = folder.parent / "content", {}, []
    gather(content, SETTINGS, memories)
    commit(folder, "Record new changes of X Terms", THREE, {"X/Terms.md": "# Two"})
    expected = gather(content, SETTINGS)
    blobs = git_archive.read_blobs
    monkeypatch.setattr(
        git_archive, "read_blobs", lambda *given: ((read.append(text), (id_, text))[1] for id_, text in blobs(*given))
    )
    assert expected == gather(content, SETTINGS, memories)
    assert [b"# Two"] == read


def test_where_little_is_new_the_memory_stays_and_the_same_is_given_twice(folder, monkeypatch):
    content, memories = folder.parent / "content", {}
    gather(content, SETTINGS, memories)
    before = dict(memories)
    monkeypatch.setattr(git_memory, "_LITTLE", 1)
    commit(folder, "Record new changes of X Terms", THREE, {"X/Terms.md": "# Two"})
    expected = gather(content, SETTINGS)
    assert [expected, expected] == [gather(content, SETTINGS, memories) for _ in range(2)]
    assert all(memories[source] is before[source] for source in before)


def test_the_texts_of_a_merged_line_are_read_and_no_others(folder, monkeypatch):
    content, memories, read = folder.parent / "content", {}, []
    gather(content, SETTINGS, memories)
    git(folder, "checkout", "--quiet", "-b", "other", "HEAD~1")
    commit(folder, "First record of Z Terms", THREE, {"Z/Terms.md": "# Zed"})
    git(folder, "checkout", "--quiet", "-")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge", "other")
    expected = gather(content, SETTINGS)
    blobs = git_archive.read_blobs
    monkeypatch.setattr(
        git_archive, "read_blobs", lambda *given: ((read.append(text), (id_, text))[1] for id_, text in blobs(*given))
    )
    assert expected == gather(content, SETTINGS, memories)
    assert [b"# Zed", b"bad \0"] == sorted(read)  # what could not be read is tried again: its finding is told again


def test_a_longer_history_with_endings_and_findings_is_that_read_at_once(folder):
    content, memories = folder.parent / "content", {}
    gather(content, SETTINGS, memories)
    (folder / "X" / "Terms.md").unlink()
    commit(folder, "Stop tracking", THREE, {"deep/er/X.md": "# Stray", "README.md": "# Read me"})
    gather(content, SETTINGS, memories)
    commit(folder, "Go on", THREE, {"deep/er/X.md": "# Stray again", "Y/Terms.md": "bad \0 again"})
    commit(folder, "First record of X Terms", THREE, {"X/Terms.md": "# Again"})
    assert gather(content, SETTINGS) == gather(content, SETTINGS, memories)


def test_each_branch_of_a_repository_has_a_memory_of_its_own(folder):
    git(folder, "branch", "other")
    commit(folder, "Record new changes of X Terms", THREE, {"X/Terms.md": "# Two"})
    branches = tuple(replace(one, branch=branch) for one in SETTINGS.sources for branch in ("main", "other"))
    memories = {}
    gather(folder.parent / "content", replace(SETTINGS, sources=branches), memories)
    assert list(branches) == [memory.about[0] for memory in memories.values()]


def test_a_history_written_anew_forgets_what_is_gone(folder):
    content, memories = folder.parent / "content", {}
    commit(folder, "Record new changes of X Terms", THREE, {"X/Terms.md": "# Two"})
    gather(content, SETTINGS, memories)
    git(folder, "reset", "--quiet", "--hard", "HEAD~1")
    commit(folder, "Record new changes of X Terms", THREE, {"X/Terms.md": "# Three"})
    assert gather(content, SETTINGS) == gather(content, SETTINGS, memories)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_several_broken_texts_the_first_of_the_history_is_told(folder, jobs, monkeypatch):
    monkeypatch.setattr(pool, "_BATCH", 1)
    for number in (3, 4):
        commit(folder, f"Update {number}", THREE, {f"X/Terms {number}.md": f"{number}"})
    ids = [git(folder, "rev-parse", f"HEAD:X/Terms {number}.md").strip() for number in (3, 4)]
    for name in ids:
        (folder / ".git" / "objects" / name[:2] / name[2:]).unlink()

    with Memo(None, "code", jobs) as memo:
        _, _, problems = gather(folder.parent / "content", SETTINGS, {}, memo.spread)

    broken = [problem.message for problem in problems if problem.severity == "error"]
    assert [f"the text {ids[0][:12]} of the source 'archive' cannot be read: missing"] == broken
