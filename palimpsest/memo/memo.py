"""What is fresh: the only file that knows.

`Memo.each(stage, items)` computes `stage(item)` for every item and remembers each result under the digest of (source of
the code, name of the stage, arguments); `Memo.making` does the same for stages that fill a folder with files. There is
no other notion of freshness: an incremental build is a full build in which most results are remembered, and it gives
the same bytes as one from nothing.

Everything remembered lies in one folder that may be deleted at any time (`results.py`: values; `made.py`: folders).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Self, TypeVar
from uuid import uuid4

from palimpsest.memo.asked import Asked, about, argument_digest, asked, digest, name_of, stage_name
from palimpsest.memo.calls import Ahead, Call, Work, each_of, make_folders
from palimpsest.memo.executors import Workers, parcel
from palimpsest.memo.made import Earlier, Made, RememberedFolder, made_of, remove_others, standing
from palimpsest.memo.pool import Pool, batches
from palimpsest.memo.reports import NAMED, StageReport, Underway
from palimpsest.memo.results import ELSEWHERE, Results
from palimpsest.problems import ContentError, Location, Problem, writing

_WORTH_A_POOL = 200  # starting processes costs about as much as computing this many small items
_HEAVY_WORTH_A_POOL = 8  # and items that have a weight are large ones
_SPREAD_WORTH_A_POOL = 1_000  # and what no build remembers is of little work
_BATCH = 64  # small items sent to a worker at a time, at most: what is under way is held in memory

A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class Memo:
    """Remembers results between builds, collects the problems of stages, counts and times them.

    `store`: the SQLite file, or None to remember nothing; folders go into `made/` beside it, without a store into a
    temporary folder. `code`: digest of everything that is not an argument. `workers`: where stages run; without them
    `jobs` processes of this machine do it, and None means as many as there are cores once that pays. `progress` is told
    the stage, how many of its items are done, and how many had to be computed.
    """

    store: Path | None
    code: str
    jobs: int | None = None
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None
    workers: Workers | None = None
    problems: list[Problem] = field(default_factory=list)
    stages: list[StageReport] = field(default_factory=list)
    started: float = field(default_factory=perf_counter, init=False)
    _results: Results | None = field(default=None, init=False)
    _folders: Path = field(default=Path(), init=False)
    _ahead: dict[bytes, RememberedFolder] = field(default_factory=dict, init=False)
    _stages_run: list[str] = field(default_factory=list, init=False)
    _closing: ExitStack = field(default_factory=ExitStack, init=False)
    _pool: Pool = field(init=False)

    def __post_init__(self) -> None:
        self._pool = Pool(self.jobs, self.workers)

    def __enter__(self) -> Self:
        if self.store:
            self._results = Results.opened(self.store)
            self._closing.callback(self._results.close)
            self._folders = self.store.parent.resolve() / "made"
            with writing(Location(self._folders.name), ELSEWHERE):
                self._folders.mkdir(exist_ok=True)
        else:
            self._folders = Path(self._closing.enter_context(TemporaryDirectory(prefix="palimpsest-"))).resolve()
        return self

    def __exit__(self, raised: type | None, *_: object) -> None:
        self._closing.callback(self._pool.dismiss, at_once=raised is KeyboardInterrupt)  # Ctrl-C
        with self._closing:
            if self._results:
                self._results.commit()
                if raised is None:
                    self._results.prune(self._stages_run)
                    known = self._results.folders()
                    if known is not None:
                        remove_others(self._folders, known)

    def each(self, stage: Callable[..., B], items: Iterable[A], *shared: Any) -> list[tuple[A, B]]:
        """`stage(item, *shared)` for each item, in order, as pairs (item, result).

        `stage` is a top-level function. Items whose stage raised `ContentError` are left out; the finding is in
        `problems`.
        """
        task = self._begin(stage, items, shared, 1, self._recall)
        jobs = self._pool.width(len(task.missing), _WORTH_A_POOL)
        size = max(1, min(_BATCH, len(task.missing) // (jobs * 8))) if jobs > 1 else 1
        work = list(task.missing.items())
        batches = [work[at : at + size] for at in range(0, len(work), size)]
        calls = (([item for _, item in batch],) for batch in batches)
        done = 0
        for place, results in self._run(jobs, Work(stage, shared), each_of, calls):
            for (key, _), result in zip(batches[place], results, strict=True):
                done += 1
                self.progress(stage.__name__, done, len(work))
                if isinstance(result, ContentError):
                    task.errors[key] = result.problem
                    continue
                task.results[key] = result
                if self._results:
                    self._results.keep(key, task.question.stage, result)
        return self._end(task)

    def making(
        self,
        stage: Callable[..., B],
        items: Iterable[A],
        *shared: Any,
        weight: Callable[[A], float] | None = None,
        ahead: Sequence[Ahead] = (),
        taking_over: bool = False,
    ) -> list[tuple[A, Made[B]]]:
        """`stage(item, folder, *shared)` for each item: it fills a new empty folder and returns a small result.

        As `each`, but one item at a time, those of the greatest `weight` first, so that no worker is left with a long
        one at the end; items without a weight are light, and nothing is started for their sake. Files whose names begin
        with a dot are private (`Made.private`). An item that is made goes on to the stages `ahead` in the same call;
        what they make is there when they are asked for. A stage that is `taking_over` has one more argument, `earlier`:
        the folder that the same code last made for the item, or None. What of it still holds is the stage's to know,
        and the same has to come out without it.
        """
        task = self._begin(stage, items, shared, 2, self._recall_made)
        work = list(task.missing.items())
        if weight:
            work.sort(key=lambda pair: weight(pair[1]), reverse=True)
        names = {key: name for name, (_, key) in task.question.items.items()}
        before = [self._asked_before(each.stage) for each in ahead]
        common = Work(stage, shared, tuple(map(self._to_make_ahead, ahead, before)), taking_over)
        calls = ((self._call(key, item, names[key], task.before, before),) for key, item in work)
        jobs = self._pool.width(len(work), _HEAVY_WORTH_A_POOL) if weight or self._pool.workers else 1
        running = self._run(jobs, common, make_folders, calls)
        for done, (place, (result, found)) in enumerate(running, 1):
            key = work[place][0]
            self.progress(stage.__name__, done, len(work))
            if isinstance(result, ContentError):
                task.errors[key] = result.problem
                continue
            task.results[key] = made_of(self._folder(key), result)
            self._keep_made(key, task.question.stage, result)
            for number, other, kept in found:
                self._ahead[other] = kept
                self._keep_made(other, stage_name(ahead[number].stage), kept)
            if self._results:
                self._results.commit()  # a document can take minutes: what is done survives a crash
        return self._end(task)

    def spread(self, function: Callable[..., list[B]], items: Iterable[A], *shared: Any, expected: int) -> Iterator[B]:
        """`function(batch, *shared)`, which gives a list, for all items, some at a time: every result, in order. None
        is remembered. `items` are drawn from as cores get free, and are about as many as `expected`."""
        start, done, first = perf_counter(), 0, list[str]()

        def calls() -> Iterator[tuple]:
            for batch in batches(items):
                first.extend(map(name_of, batch[: NAMED - len(first)]))
                yield batch, *shared

        for results in self._pool.in_order(self._pool.width(expected, _SPREAD_WORTH_A_POOL), function, calls()):
            done += len(results)
            self.progress(function.__name__, done, max(done, expected))
            yield from results
        if done:
            self.progress(function.__name__, done, done)
            self.stages.append(StageReport.of_unremembered(function.__name__, done, first, perf_counter() - start))

    def dismiss(self) -> None:
        """End the processes that stages were run on: none is to come for them, and their memory is wanted."""
        self._pool.dismiss()

    def recollection(self, name: str) -> Any:
        """What a build before, of the same code, left to be faster by; None where there is nothing.

        It must not change what comes out: it may be missing at any time.
        """
        recalled = self._results.recall(digest((self.code, name))) if self._results else None
        return recalled[0] if recalled else None

    def leave(self, name: str, value: Any) -> None:
        """Leave a value for the next build."""
        if self._results:
            self._results.keep(digest((self.code, name)), name, value)
            self._results.commit()
            self._stages_run.append(name)

    def _begin(self, stage: Callable, items: Iterable, shared: tuple, own: int, recall: Callable) -> Underway:
        start, listed = perf_counter(), list(items)
        question, keys = asked(stage, self.code, listed, shared, own=own)
        before = self._asked_before(stage)
        recalled = ((key, recall(key, question.stage)) for key in dict.fromkeys(keys))
        results = {key: value[0] for key, value in recalled if value is not None}
        missing = {key: item for key, item in zip(keys, listed, strict=True) if key not in results}
        return Underway(stage.__name__, listed, keys, question, before, results, missing, start, {})

    def _end(self, task: Underway) -> list[tuple[Any, Any]]:
        if self._results:
            if task.question != task.before:
                self._results.note(task.question)
            self._results.commit()
            self._stages_run.append(task.question.stage)
        self.stages.append(task.report(self._ahead.keys(), perf_counter() - task.start))
        self.problems += [task.errors[key] for key in task.missing if key in task.errors]
        pairs = zip(task.keys, task.listed, strict=True)
        return [(item, task.results[key]) for key, item in pairs if key in task.results]

    def _run(self, jobs: int, common: Work, function: Callable, calls: Iterable[tuple]) -> Iterator[tuple[int, Any]]:
        """`function(common, *call)` for each call, here or on workers: (place, result) in the order of finishing."""
        if jobs == 1:
            yield from self._pool.run(jobs, function, ((common, *call) for call in calls))
            return
        with parcel(common, self._folders / f".shared.{uuid4().hex}") as sent:
            yield from self._pool.run(jobs, function, ((sent, *call) for call in calls))

    def _asked_before(self, stage: Callable) -> Asked | None:
        return self._results.asked_before(stage_name(stage)) if self._results else None

    def _to_make_ahead(self, ahead: Ahead, before: Asked | None) -> tuple[Ahead, bytes, frozenset[bytes]]:
        known = frozenset(key for _, key in before.items.values()) if before else frozenset()
        return ahead, about(ahead.stage, self.code, map(argument_digest, ahead.shared), own=2), known

    def _call(
        self, key: bytes, item: Any, name: str, before: Asked | None, before_ahead: Iterable[Asked | None]
    ) -> Call:
        ahead = tuple(self._earlier(name, asked_before) for asked_before in before_ahead)
        return Call(item, self._folder(key), self._earlier(name, before, key), ahead)

    def _recall(self, key: bytes, _stage: str) -> tuple[Any] | None:
        return self._results.recall(key) if self._results else None

    def _recall_made(self, key: bytes, stage: str) -> tuple[Made] | None:
        if key in self._ahead:
            return (made_of(self._folder(key), self._ahead[key]),)
        recalled = self._recall(key, stage)
        if recalled is None:
            return None
        kept = recalled[0]
        found = standing(self._folder(key), kept)
        if found is None:
            return None
        if found is not kept:
            self._keep_made(key, stage, found)
        return (made_of(self._folder(key), found),)

    def _keep_made(self, key: bytes, stage: str, kept: RememberedFolder) -> None:
        if self._results:
            self._results.keep(key, stage, kept, kept.size)

    def _earlier(self, name: str, before: Asked | None, *keys: bytes) -> Earlier | None:
        """The folder last made for the item: of the same key, but damaged; or of another key and the same name."""
        if not self._results:
            return None
        candidates = dict.fromkeys(keys, True)  # whether the same code made it
        if before and name in before.items:
            candidates.setdefault(before.items[name][1], before.code == self.code)
        for each, same_code in candidates.items():
            if kept := self._results.look(each):
                return Earlier(self._folder(each), kept[0], same_code)
        return None

    def _folder(self, key: bytes) -> Path:
        return self._folders / key.hex()
