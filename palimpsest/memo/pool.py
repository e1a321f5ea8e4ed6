"""Where the calls of a build run: here, or on workers that are started when they first pay, and stay.

    pool = Pool(jobs=2)
    pool.run(pool.width(4841, 200), make, calls)    (1, result), (0, result): the place of each call, as it is done
    pool.in_order(2, make, calls)                   result, result

What workers are is `executors.py`'s to know.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, islice, starmap
from typing import Any, TypeVar

from palimpsest.memo.executors import Workers, as_ready, cores, end_at_once, in_order, processes

_BATCH = 1_250  # texts to be read, say: a fifth of a second, of which a git process of its own takes little

A = TypeVar("A")
B = TypeVar("B")
Spread = Callable[..., Iterator[Any]]  # `Memo.spread`, for those who have something to be done for many items


def batches(items: Iterable[A]) -> Iterator[list[A]]:
    """So many items at a time that a call for them is worth being sent to another process."""
    remaining = iter(items)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def one_by_one(function: Callable[..., list[B]], items: Iterable, *shared: Any, expected: int = 0) -> Iterator[B]:
    """What `Memo.spread` gives, in this process, without a word of how far it is."""
    return chain.from_iterable(function(batch, *shared) for batch in batches(items))


@dataclass(slots=True)
class Pool:
    """`jobs` processes of this machine, None for as many as there are cores; or the `workers` that are given."""

    jobs: int | None = None
    workers: Workers | None = None
    _own: ExitStack = field(default_factory=ExitStack, init=False)

    def width(self, count: int, worth: int) -> int:
        """How many of `count` calls run at a time, where starting processes is `worth` it for so many of them."""
        if count < 2:
            return 1
        return self.workers.width if self.workers else self.jobs or (cores() if count >= worth else 1)

    def run(self, width: int, function: Callable[..., B], calls: Iterable[tuple]) -> Iterator[tuple[int, B]]:
        """`function(*call)` for each call: (place, result) in the order of finishing."""
        if width == 1:
            yield from enumerate(starmap(function, calls))
            return
        yield from as_ready(self._started(width), function, calls)

    def in_order(self, width: int, function: Callable[..., B], calls: Iterable[tuple]) -> Iterator[B]:
        """The same results in the order of the calls, each as soon as those before it are there."""
        return starmap(function, calls) if width == 1 else in_order(self._started(width), function, calls)

    def _started(self, width: int) -> Workers:
        if not self.workers:  # they stay for the stages to come: starting them takes half a second of each core
            self.workers = self._own.enter_context(processes(width))
            self._own.callback(setattr, self, "workers", None)
        return self.workers

    def dismiss(self, *, at_once: bool = False) -> None:
        """End the processes that were started here, `at_once` where nobody waits for what they do."""
        if at_once:
            end_at_once()
        self._own.close()
