"""What is done for many items on the cores there are, and remembered by no build."""

from functools import partial
from time import sleep

import pytest

from palimpsest.memo import pool
from palimpsest.memo.memo import Memo
from palimpsest.memo.pool import one_by_one


def plus(items: list[int], by: int) -> list[int]:
    return [item + by for item in items]


def slow_at_first(items: list[int], by: int) -> list[int]:
    sleep(0.5 if 0 in items else 0)
    return plus(items, by)


def spread(jobs: int, store=None, count: int = 1000, progress=lambda *_: None) -> tuple[list[int], Memo]:
    with Memo(store, "code", jobs, progress) as memo:
        return list(memo.spread(plus, iter(range(count)), 1, expected=count)), memo


def test_results_come_in_order_from_here_and_from_processes():
    expected = list(range(1, 1001))
    assert [expected, expected] == [spread(jobs)[0] for jobs in (1, 2)]
    assert expected == list(one_by_one(plus, range(1000), 1))


def test_nothing_is_remembered_and_all_of_it_is_reported(tmp_path):
    for _ in range(2):
        _, memo = spread(1, tmp_path / "memo.sqlite3", 3)
        (report,) = memo.stages
        assert ("plus", 3, ("int", "int", "int"), ("read anew",) * 3) == (
            report.name, report.items, report.computed, report.reasons,
        )  # fmt: skip


def test_of_many_items_the_first_are_named():
    _, memo = spread(1)
    (report,) = memo.stages
    assert (1000, 12, 1000) == (report.items, len(report.computed), report.count)


def test_progress_ends_with_what_there_was(monkeypatch):
    monkeypatch.setattr(pool, "_BATCH", 2)
    told: list[tuple] = []
    spread(1, count=3, progress=lambda *how: told.append(how))
    assert [("plus", 2, 3), ("plus", 3, 3), ("plus", 3, 3)] == told


def test_of_no_items_nothing_is_said():
    told: list[tuple] = []
    results, memo = spread(2, count=0, progress=lambda *how: told.append(how))
    assert ([], [], []) == (results, memo.stages, told)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("function", [plus, slow_at_first])
def test_little_is_drawn_and_done_before_its_turn(function, jobs, monkeypatch):
    monkeypatch.setattr(pool, "_BATCH", 2)
    drawn: list[int] = []
    with Memo(None, "code", jobs) as memo:
        results = memo.spread(function, (drawn.append(item) or item for item in range(1000)), 1, expected=1000)
        assert 1 == next(results)
        results.close()
    assert len(drawn) < 50


def test_few_items_start_no_process(monkeypatch):
    monkeypatch.setattr(pool, "processes", partial(pytest.fail, "processes were started"))
    with Memo(None, "code") as memo:
        assert [2] * 999 == list(memo.spread(plus, [1] * 999, 1, expected=999))
