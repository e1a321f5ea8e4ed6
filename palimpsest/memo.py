"""What is fresh, and on which core the rest runs: the only file that knows.

`Memo.each(stage, items)` computes `stage(item)` for every item, in order, and remembers each result under the digest
of (source of the code, name of the stage, arguments). There is no other notion of freshness: an incremental build is
a full build in which most results are remembered, and it gives the same bytes as one from nothing.

The store is one SQLite file that may be deleted at any time. A damaged one is thrown away; a damaged entry is
computed again; entries that no build has asked for in a while are dropped.
"""

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, Self, TypeVar

from palimpsest.problems import ContentError, Problem

_KEEP_RUNS = 8  # an entry is dropped when this many builds in a row did not ask for it
_WORTH_A_POOL = 200  # starting processes costs about as much as computing this many items
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS result (key BLOB PRIMARY KEY, value BLOB, check_sum BLOB, run INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS build (run INTEGER PRIMARY KEY, code TEXT);
"""


A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class StageReport:
    """One stage of one build: how many items there were, which had to be computed, and the seconds it took."""

    name: str
    items: int
    computed: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class Memo:
    """Remembers results between builds, collects the problems of stages, counts and times them.

    `store`: the SQLite file, or None to remember nothing. `code`: digest of everything that is not an argument.
    `jobs`: number of processes; None means as many as there are cores once that pays. `progress` is told the stage,
    how many of its items are done, and how many had to be computed.
    """

    store: Path | None
    code: str
    jobs: int | None = None
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None
    problems: list[Problem] = field(default_factory=list)
    stages: list[StageReport] = field(default_factory=list)
    code_is_new: bool = field(default=False, init=False)
    _results: sqlite3.Connection | None = field(default=None, init=False)
    _run: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        if self.store:
            self.store.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._open()
            except sqlite3.DatabaseError:  # damaged: nothing in it is needed
                self.store.unlink()
                self._open()
        return self

    def __exit__(self, *_: object) -> None:
        if self._results:
            with suppress(sqlite3.DatabaseError), self._results:
                self._results.execute("DELETE FROM result WHERE run <= ?", (self._run - _KEEP_RUNS,))
                self._results.execute("DELETE FROM build WHERE run < ?", (self._run,))
            self._results.close()
            self._results = None

    def each(self, stage: Callable[..., B], items: Iterable[A], *shared: Any) -> list[tuple[A, B]]:
        """`stage(item, *shared)` for each item, in order, as pairs (item, result).

        `stage` is a top-level function. Items whose stage raised `ContentError` are left out; the finding is in
        `problems`.
        """
        start = perf_counter()
        listed = list(items)
        about_all = _digest((self.code, stage.__module__, stage.__qualname__, shared))
        keys = [_digest((about_all, item)) for item in listed]
        results = {key: value for key in dict.fromkeys(keys) if (value := self._remembered(key)) is not None}
        missing = {key: item for key, item in zip(keys, listed, strict=True) if key not in results}
        computed = self._computed(stage, list(missing.values()), shared)
        for done, (key, result) in enumerate(zip(missing, computed, strict=True), 1):
            self.progress(stage.__name__, done, len(missing))
            if isinstance(result, ContentError):
                self.problems.append(result.problem)
            else:
                self._remember(key, result)
                results[key] = (result,)
        names = tuple(_name(item) for item in missing.values())
        self.stages.append(StageReport(stage.__name__, len(listed), names, perf_counter() - start))
        return [(item, results[key][0]) for key, item in zip(keys, listed, strict=True) if key in results]

    def _computed(self, stage: Callable, items: Sequence, shared: tuple) -> Iterator[Any]:
        jobs = self.jobs or (os.cpu_count() or 1 if len(items) >= _WORTH_A_POOL else 1)
        if jobs == 1 or len(items) < 2:
            yield from (_attempt(stage, item, shared) for item in items)
            return
        # spawn, not fork: the same on every platform, and no lock of this process is copied in a locked state
        with ProcessPoolExecutor(jobs, get_context("spawn"), _share, (stage, shared)) as pool:
            yield from pool.map(_attempt_shared, items, chunksize=max(1, len(items) // (jobs * 8)))

    def _open(self) -> None:
        self._results = sqlite3.connect(self.store)
        with self._results:
            self._results.executescript(_SCHEMA)
            last = self._results.execute("SELECT run, code FROM build ORDER BY run DESC LIMIT 1").fetchone()
            self._run = last[0] + 1 if last else 1
            self.code_is_new = last is None or last[1] != self.code
            self._results.execute("INSERT INTO build VALUES (?, ?)", (self._run, self.code))

    def _remembered(self, key: bytes) -> tuple[Any] | None:
        """The result in a tuple of one, so that a remembered None is not a miss."""
        if not self._results:
            return None
        with suppress(sqlite3.DatabaseError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
            row = self._results.execute("SELECT value, check_sum FROM result WHERE key = ?", (key,)).fetchone()
            if row and blake2b(row[0], digest_size=16).digest() == row[1]:
                self._results.execute("UPDATE result SET run = ? WHERE key = ?", (self._run, key))
                return (pickle.loads(row[0]),)  # written by this program, checked against its sum
        return None

    def _remember(self, key: bytes, value: Any) -> None:
        if self._results:
            pickled = pickle.dumps(value, protocol=5)
            check_sum = blake2b(pickled, digest_size=16).digest()
            with suppress(sqlite3.DatabaseError):  # a full or read-only disk costs time, not the build
                self._results.execute(
                    "INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", (key, pickled, check_sum, self._run)
                )


def code_digest(*roots: Path) -> str:
    """Files and folders of source code to one digest: the part of every key that is not an argument."""
    digest = sha256()
    for root in roots:
        paths = [root] if root.is_file() else sorted(root.rglob("*.py"))
        for path in paths:
            digest.update(path.relative_to(root.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _digest(argument: Any) -> bytes:
    """Equal plain data to equal bytes: pickled without references, since who shares an object is not content."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(argument)
    return blake2b(buffer.getbuffer(), digest_size=20).digest()


def _name(item: Any) -> str:
    """What `--explain` calls an item: its place, its address, or its kind."""
    return str(getattr(item, "location", "") or getattr(item, "url", "") or type(item).__name__)


def _attempt(stage: Callable, item: Any, shared: tuple) -> Any:
    try:
        return stage(item, *shared)
    except ContentError as error:
        return error


_shared_in_worker: list = []  # what a worker process was started with: sent once, not with every item


def _share(stage: Callable, shared: tuple) -> None:
    _shared_in_worker[:] = [stage, shared]


def _attempt_shared(item: Any) -> Any:
    stage, shared = _shared_in_worker
    return _attempt(stage, item, shared)
