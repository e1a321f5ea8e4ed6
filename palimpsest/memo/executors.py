"""Where calls run: this process, other processes of this machine, or a Dask cluster. The only file that knows.

    with processes(2) as workers:
        list(as_ready(workers, make, calls))     [(1, result), (0, result)]: the place of each call, as it is done

Anything shaped like `concurrent.futures.Executor` will do. What all calls of a stage share is written to a file once
(`Parcel`) and read once by each worker; with workers on other machines that file's folder has to be a shared one.
"""

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palimpsest.problems import ContentError, Location, writing
from palimpsest.values import Frozen

if TYPE_CHECKING:  # imported where workers are asked for: most builds have too little to do for them
    from concurrent.futures import Executor

_DASK = "dask:"
_QUEUED = 2  # calls handed over for each worker: one it does, one it finds ready when that is done
_AHEAD = 4  # the same where results wait for their turn: the others have work while one of them is slow


class Workers(Frozen):
    """Something to run calls on, and how many of them it runs at a time."""

    executor: "Executor"
    width: int


def as_ready(workers: Workers, function: Callable, calls: Iterable[tuple]) -> Iterator[tuple[int, Any]]:
    """`function(*call)` for every call, as (place of the call, result) in the order they are done.

    `calls` is drawn from as workers get free: no more than a few for each worker are under way at any time. An
    exception of a call is raised here, and what was not begun is given up. `ContentError` where a worker was ended by
    the system.
    """
    waiting: dict = {}
    with _under_way(waiting):
        for place, call in enumerate(calls):
            waiting[workers.executor.submit(function, *call)] = place
            if len(waiting) >= workers.width * _QUEUED:
                yield from _done(waiting)
        while waiting:
            yield from _done(waiting)


def in_order(workers: Workers, function: Callable, calls: Iterable[tuple]) -> Iterator[Any]:
    """The same results in the order of the calls.

    What is done before its turn waits and counts as under way, so that one slow call does not let all others pile up.
    """
    waiting: deque = deque()
    with _under_way(waiting):
        for call in calls:
            waiting.append(workers.executor.submit(function, *call))
            if len(waiting) >= workers.width * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _under_way(waiting: Iterable) -> Iterator[None]:
    """What ends before all calls are done ends the `waiting` ones."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor as error:
        message = "a process of the build was ended by the system, most likely because memory ran out"
        raise ContentError(Location("--jobs"), message, "Build again with fewer processes: --jobs 1") from error
    finally:
        for future in waiting:
            future.cancel()


def _done(waiting: dict) -> list[tuple[int, Any]]:
    from concurrent.futures import FIRST_COMPLETED, wait

    return [(waiting.pop(future), future.result()) for future in wait(waiting, return_when=FIRST_COMPLETED).done]


@contextmanager
def processes(jobs: int) -> Iterator[Workers]:
    """That many processes of this machine. They end with the block, and their memory goes back."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # spawn, not fork: the same on every platform, and no lock of this process is copied in a locked state
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_end_quickly) as pool:
        yield Workers(pool, jobs)


def end_at_once() -> None:
    """End the processes of this machine: what they are doing, perhaps for minutes, nobody wants."""
    from multiprocessing import active_children

    for process in active_children():
        process.terminate()


def _end_quickly() -> None:
    """Let this process, when it ends, leave what it holds to the system: or Python looks through all of it first. And
    let Ctrl-C end it without a word: the process that started it says what there is to say."""
    import signal
    from multiprocessing.util import Finalize

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as of a build in the background, which goes on
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    Finalize(None, gc.freeze, exitpriority=0)


def cores() -> int:
    """How many processes this machine runs at once."""
    return os.cpu_count() or 1


def chosen(spec: str) -> Any:
    """What `--executor` names, as a context manager of `Workers`; "" gives None: `--jobs` decides.

    Raises `ContentError` where Dask is not installed or its scheduler does not answer.
    """
    return _cluster(spec.removeprefix(_DASK)) if spec else nullcontext()


def parse_executor(text: str) -> str:
    """What `--executor` takes; `ValueError` for anything else.

    >>> parse_executor("dask:tcp://10.0.0.5:8786")
    'dask:tcp://10.0.0.5:8786'
    """
    if not text.startswith(_DASK) or text == _DASK:
        raise ValueError(f"{text!r} is not an executor; dask:ADDRESS is, as in dask:tcp://10.0.0.5:8786")
    return text


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """The workers of a Dask scheduler. They import the same checkout and see the same cache folder."""
    place = Location("--executor")
    try:
        from distributed import Client  # here, since it is an extra and takes half a second to import
    except ImportError as error:
        remedy = "Install it: python -m pip install 'distributed>=2026.1' (the extra [cluster] of pyproject.toml)."
        raise ContentError(place, "needs Dask distributed, which is not installed", remedy) from error
    try:
        client = Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ContentError(place, f"no Dask scheduler answers at {address}: {error}", "Is it running?") from error
    with client:
        client.wait_for_workers(1)
        # pure=False: freshness is the memo's business; the scheduler must not remember results of its own
        yield Workers(client.get_executor(pure=False), max(1, sum(client.ncores().values())))


class Parcel(Frozen):
    """A value that is sent to every worker once: a file, and the worker that opens it remembers what was in it."""

    path: str

    def open(self) -> Any:
        """The value."""
        return _unpacked(self.path)


@contextmanager
def parcel(value: Any, path: Path) -> Iterator[Parcel]:
    """Write a value for workers to open; the file is gone after the block. The path must be new for every value."""
    with writing(Location(path.parent.name), "name another folder with --cache"):
        path.write_bytes(pickle.dumps(value, protocol=5))
    try:
        yield Parcel(str(path.resolve()))
    finally:
        path.unlink(missing_ok=True)


@lru_cache(maxsize=1)  # one stage at a time: the parcel of the last one may go
def _unpacked(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())  # written by this program a moment ago
