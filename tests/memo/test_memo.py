"""A warm build equals a cold one: what is remembered, what is not, and what happens to a damaged store."""

import os
import pickle
import sqlite3
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path
from zlib import crc32

import pytest

from palimpsest.memo.asked import code_digest
from palimpsest.memo.memo import Memo
from palimpsest.problems import ContentError, Location


def double(item: int) -> int:
    return item * 2


def shift(item: int, by: int) -> int:
    return item + by


def odd_only(item: int) -> int | None:
    if item % 2 == 0:
        raise ContentError(Location("content/x.md", item), f"{item} is even", "Make it odd.")
    return None if item == 5 else item


@dataclass(frozen=True)
class Item:
    name: str
    value: int


def labelled(item: Item, label: str) -> str:
    return f"{item.value} {label}"


def run(store: Path | None, stage, items, *shared, code: str = "code", jobs: int | None = 1):
    with Memo(store, code, jobs) as memo:
        pairs = memo.each(stage, items, *shared)
    return pairs, len(memo.stages[0].computed), memo.problems


@pytest.fixture
def store(tmp_path):
    return tmp_path / "cache" / "memo.sqlite3"


def test_results_come_in_order_with_their_items(store):
    assert ([(3, 6), (1, 2), (3, 6)], 2, []) == run(store, double, [3, 1, 3])


def test_a_second_run_computes_nothing(store):
    cold, _, _ = run(store, double, range(10))
    assert (cold, 0, []) == run(store, double, range(10))


def test_new_code_a_new_argument_or_a_new_stage_computes_again(store):
    run(store, shift, [1, 2], 10)
    assert 2 == run(store, shift, [1, 2], 10, code="other")[1]
    assert ([(1, 21), (2, 22)], 2, []) == run(store, shift, [1, 2], 20)
    assert 2 == run(store, double, [1, 2])[1]


def test_two_processes_give_what_one_gives():
    assert run(None, shift, range(50), 7, jobs=1) == run(None, shift, range(50), 7, jobs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_findings_are_collected_and_never_remembered(store, jobs):
    for _ in range(2):
        pairs, computed, problems = run(store, odd_only, [1, 2, 4, 5], jobs=jobs)
        assert [(1, 1), (5, None)] == pairs
        assert ["content/x.md:2: error: 2 is even", "content/x.md:4: error: 4 is even"] == [
            str(problem).split("\n")[0] for problem in problems
        ]
    assert 2 == computed


@pytest.mark.parametrize("damage", [b"", b"not a database " * 500])
def test_a_damaged_store_is_thrown_away(store, damage):
    cold, _, _ = run(store, double, range(10))
    store.write_bytes(damage)
    assert (cold, 10, []) == run(store, double, range(10))
    assert (cold, 0, []) == run(store, double, range(10))


def test_a_damaged_entry_is_computed_again(store):
    cold, _, _ = run(store, double, range(10))
    with sqlite3.connect(store) as results:
        results.execute("UPDATE result SET value = X'00'")
    results.close()
    assert (cold, 10, []) == run(store, double, range(10))


@pytest.mark.parametrize("damage", [b"\x00", b"\x80\xff.", b"h\x05.", b"0."])
def test_what_a_disk_has_not_kept_is_not_read(store, damage):
    run(store, double, range(10))
    with sqlite3.connect(store) as results:
        for table in ("result", "asked"):
            results.execute(f"UPDATE {table} SET value = ?, check_sum = ?", (damage, crc32(damage)))
    results.close()
    with Memo(store, "code", 1) as memo:
        memo.each(double, range(10))
    assert ["new"] * 10 == list(memo.stages[0].reasons)


def test_what_was_asked_is_checked_against_its_sum(store):
    run(store, double, range(10))
    with sqlite3.connect(store) as results:
        results.execute("UPDATE asked SET value = ?", (pickle.dumps(("stage", "other code", {}, {"int": (b"", b"")})),))
        results.execute("DELETE FROM result")
    results.close()
    with Memo(store, "code", 1) as memo:
        memo.each(double, [1])
    assert ("new",) == memo.stages[0].reasons


def occupy(store: Path, name: str) -> None:
    """Put a file where a folder should be, or the other way round."""
    if name == "cache":
        store.parent.write_text("a file")
    elif name == "made":
        store.parent.mkdir()
        (store.parent / name).write_text("a file")
    else:
        store.mkdir(parents=True)


@pytest.mark.parametrize("name", ["cache", "made", "memo.sqlite3"])
def test_a_cache_that_cannot_be_used_is_a_finding_with_a_way_out(store, name):
    occupy(store, name)
    with pytest.raises(ContentError) as raised, Memo(store, "code"):
        pass
    assert "--no-cache" in raised.value.problem.remedy


def fill_disk(item: int, folder: Path) -> None:
    raise OSError(ENOSPC, os.strerror(ENOSPC))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_is_a_finding_with_a_way_out(store, jobs):
    with pytest.raises(ContentError) as raised, Memo(store, "code", jobs) as memo:
        memo.making(fill_disk, [1, 2], weight=float)
    assert "cannot be written: No space left on device" == raised.value.problem.message
    assert "--cache" in raised.value.problem.remedy
    assert [] == list((store.parent / "made").iterdir())


def end_process(item: int) -> None:
    os._exit(9)


def test_a_worker_that_the_system_ended_is_a_finding_with_a_way_out(store):
    with pytest.raises(ContentError) as raised, Memo(store, "code", 2) as memo:
        memo.each(end_process, range(300))
    assert "--jobs 1" in raised.value.problem.remedy


def test_entries_nobody_asks_for_are_dropped(store):
    run(store, double, [1])
    for _ in range(9):
        run(store, double, [2])
    assert 1 == run(store, double, [1])[1]
    assert 0 == run(store, double, [2])[1]


def test_a_store_of_an_older_format_is_thrown_away(store):
    store.parent.mkdir()
    with sqlite3.connect(store) as results:
        results.execute("CREATE TABLE result (key BLOB PRIMARY KEY, value BLOB, check_sum BLOB, run INTEGER)")
    results.close()
    assert 2 == run(store, double, [1, 2])[1]
    assert 0 == run(store, double, [1, 2])[1]


def test_two_builds_at_a_time_do_not_share_a_cache(store):
    with Memo(store, "code"), pytest.raises(ContentError) as raised, Memo(store, "code"):
        pass
    assert "--cache" in raised.value.problem.remedy


def test_other_stages_than_those_that_ran_are_not_dropped(store):
    run(store, double, [1])
    for _ in range(12):
        run(store, shift, [1], 1)
    assert 0 == run(store, double, [1])[1]


def test_why_something_is_computed_is_known(store):
    def reasons(items, by, code="code"):
        with Memo(store, code, 1) as memo:
            memo.each(labelled, items, by)
        return dict(zip(memo.stages[0].computed, memo.stages[0].reasons, strict=True))

    one, two = Item("a", 1), Item("b", 1)
    assert {"a": "new", "b": "new"} == reasons([one, two], "x")
    assert {} == reasons([one, two], "x")
    assert {"b": "the input changed (the item itself)"} == reasons([one, Item("b", 2)], "x")
    assert {"a": "the input changed (label)", "b": "the input changed (label, the item itself)"} == reasons(
        [one, two], "y"
    )
    assert {"a": "the code changed", "b": "the code changed"} == reasons([one, two], "y", "other")


def test_the_code_digest_changes_with_any_source_file(tmp_path):
    (tmp_path / "a.py").write_text("x = 1")
    before = code_digest(tmp_path)
    (tmp_path / "b.py").write_text("")
    assert before != code_digest(tmp_path)


def test_the_code_digest_changes_with_the_python_that_runs_the_code(tmp_path, monkeypatch):
    before = code_digest(tmp_path)
    monkeypatch.setattr("palimpsest.memo.asked._PYTHON", "(3, 99) 99.0.0")
    assert before != code_digest(tmp_path)
