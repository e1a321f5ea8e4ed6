"""Texts are read again from where they lie: in the order asked for, streamed, and only if they are still the same."""

import os
import pickle
import tracemalloc
from pathlib import Path

import pytest

from palimpsest.curated.settings import DEFAULTS
from palimpsest.model import Settings, Source
from palimpsest.problems import ContentError
from palimpsest.sources.gather import gather
from palimpsest.sources.texts import body_of, read_sources
from palimpsest.values import replace
from tests.snapshots import snapshot, source_of, text_of
from tests.sources.repositories import commit, new_repository

FRONT_MATTER = "---\ncompany: x\nterms_type: Terms\ncaptured_at: {}T00:00:00Z\n---\n\n"
AT = "2022-07-11T14:44:34Z"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "snapshots").mkdir(parents=True)
    return folder


def gathered(content: Path, *sources: Source):
    snapshots, _, problems = gather(content, replace(Settings(**DEFAULTS), sources=sources))
    assert [] == problems
    return snapshots


def test_texts_of_several_sources_come_in_the_order_asked_for(content: Path) -> None:
    sources = [Source("folder", "snapshots")]
    for name in ("one", "two"):
        new_repository(content.parent / name)
        for number in range(70):  # more than git is asked for ahead of its answers
            commit(content.parent / name, f"Update {number}", AT, {f"{name}/Terms.md": f"{name} {number}"})
        sources.append(Source("git", f"../{name}", layout="open-terms-archive"))
    for day in range(10, 20):
        (content / "snapshots" / f"{day}.md").write_text(FRONT_MATTER.format(f"2022-01-{day}") + f"day {day}")
    snapshots = gathered(content, *sources)
    mixed = sorted(snapshots, key=lambda one: one.sha256)

    read = list(read_sources(iter(mixed)))

    assert 150 == len(read)
    assert mixed == [one for one, _ in read]
    assert [source_of(one) for one in mixed[:9]] == [source for _, source in read[:9]]
    assert {f"{name} {number}" for name in ("one", "two") for number in range(70)} | {
        f"day {day}" for day in range(10, 20)
    } == {body_of(one, source).decode() for one, source in read}


@pytest.mark.parametrize("text", ["Another text.\n", "One text, and more of it.\n", ""])
def test_file_that_has_changed_is_an_error_at_its_place(tmp_path: Path, text: str) -> None:
    one = snapshot("One text.\n", folder=tmp_path)
    (tmp_path / one.blob.name).write_text(text)

    with pytest.raises(ContentError) as raised:
        source_of(one)

    problem = raised.value.problem
    assert (one.location, "this text has changed while it was being read") == (problem.location, problem.message)


def test_file_that_is_gone_is_an_error_at_its_place(tmp_path: Path) -> None:
    one = snapshot("One text.\n", folder=tmp_path)
    (tmp_path / one.blob.name).unlink()

    with pytest.raises(ContentError, match="cannot be read any more") as raised:
        source_of(one)

    assert one.location == raised.value.problem.location


def test_body_that_is_not_the_one_gathered_is_an_error() -> None:
    with pytest.raises(ContentError, match="has changed"):
        body_of(snapshot("One text.\n"), b"Another text.\n")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_body_starts_below_its_provenance(content: Path, line_end: str) -> None:
    text = f"\ufeff{FRONT_MATTER.format('2022-01-01')}# Terms\n\nNothing.\n".replace("\n", line_end)
    (content / "snapshots" / "a.md").write_bytes(text.encode())

    [one] = gathered(content, Source("folder", "snapshots"))

    assert (7, "# Terms\n\nNothing.\n", text.encode()) == (one.body_line, text_of(one), source_of(one))


def test_snapshot_can_be_read_in_another_process_with_another_working_folder(
    content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    new_repository(content.parent / "terms")
    commit(content.parent / "terms", "First record", AT, {"X/Terms.md": "Of git."})
    (content / "snapshots" / "a.md").write_text(FRONT_MATTER.format("2022-01-01") + "Of a file.")
    monkeypatch.chdir(content)
    snapshots = gathered(Path(), Source("folder", "snapshots"), Source("git", "../terms"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    texts = [text_of(pickle.loads(pickle.dumps(one))) for one in snapshots]

    assert ["Of a file.", "Of git."] == sorted(texts)


def test_place_on_this_machine_is_not_shown(content: Path) -> None:
    (content / "snapshots" / "a.md").write_text(FRONT_MATTER.format("2022-01-01") + "Of a file.")

    [one] = gathered(content, Source("folder", "snapshots"))

    assert os.fspath(content) == os.path.dirname(one.blob.container)  # noqa: PTH120
    assert os.fspath(content) not in repr(one)
    assert "content/snapshots/a.md" == one.location.path == one.provenance.record


def test_memory_does_not_grow_with_the_texts(content: Path) -> None:
    for day in range(10, 30):
        body = f"{day}" * 500_000
        (content / "snapshots" / f"{day}.md").write_text(FRONT_MATTER.format(f"2022-01-{day}") + body)
    tracemalloc.start()

    snapshots = gathered(content, Source("folder", "snapshots"))
    size = sum(len(body_of(one, source)) for one, source in read_sources(snapshots))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 20_000_000 == size
    assert peak < 10_000_000


def test_ends_of_tracking_are_handed_out(content: Path) -> None:
    new_repository(content.parent / "terms")
    commit(content.parent / "terms", "First record", AT, {"X/Terms.md": "One."})
    name = commit(content.parent / "terms", "Remove", AT, {"X/Terms.md": None})
    source = Source("git", "../terms", layout="open-terms-archive")

    snapshots, ended, _ = gather(content, replace(Settings(**DEFAULTS), sources=(source, source)))

    assert 1 == len(snapshots)
    assert [("X", "Terms", name, 2)] == [(one.filed_under, one.terms_type, one.commit, one.position) for one in ended]
