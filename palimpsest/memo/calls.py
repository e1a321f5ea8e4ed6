"""What a worker is asked to do in one call: a stage for some items, or a folder and the folders that follow on it.

    make_folders(Work(make_pages, ("t",)), Call(document, folder)) -> (Remembered(42, ...), [])

A document that was just understood lies in the memory of the worker that did it. Whatever is made of the document alone
is made `Ahead`, in the same call, and found there when its own stage is asked for.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from palimpsest.memo.asked import argument_digest, key_of
from palimpsest.memo.executors import Parcel
from palimpsest.memo.made import Earlier, Made, RememberedFolder, made_of, make
from palimpsest.problems import ContentError
from palimpsest.values import Frozen


class Ahead(Frozen):
    """A stage to come to which each item goes on at once: `item_of` gives that stage's item for an item and what was
    made of it. Nothing but time depends on it: the stage is asked for later as any other is."""

    stage: Callable
    item_of: Callable[[Any, Made], Any]
    shared: tuple


class Work(Frozen):
    """What all calls have in common: a stage, its shared arguments, and what is made ahead, each with the digest that
    its keys begin with and the keys that the build before knew; and whether the stage is `taking_over` from what was
    made before."""

    stage: Callable
    shared: tuple
    ahead: tuple[tuple[Ahead, bytes, frozenset[bytes]], ...] = ()
    taking_over: bool = False


MadeAhead = tuple[int, bytes, RememberedFolder]  # place of the stage in `Work.ahead`, key, what was made


class Call(Frozen):
    """One item, the folder to be filled for it, what was made for it the last time, and the same for what is made
    ahead."""

    item: Any
    folder: Path
    earlier: Earlier | None = None
    earlier_ahead: tuple[Earlier | None, ...] = ()


def each_of(common: Work | Parcel, items: Sequence) -> list:
    """The result of each item, a `ContentError` as a value."""
    work = _opened(common)
    return [_attempt(work, item) for item in items]


def make_folders(common: Work | Parcel, call: Call) -> tuple[RememberedFolder | ContentError, list[MadeAhead]]:
    """What was made of an item, and what was made ahead.

    What has a known key is not made; what fails ahead will fail again when it is asked for, and be reported then.
    """
    work = _opened(common)
    first = make(work.stage, call.item, work.shared, call.folder, call.earlier, work.taking_over)
    if isinstance(first, ContentError):
        return first, []
    made, found = made_of(call.folder, first), []
    for place, (ahead, about, known) in enumerate(work.ahead):
        item = ahead.item_of(call.item, made)
        key = key_of(about, argument_digest(item))
        if key not in known:
            folder = call.folder.with_name(key.hex())
            kept = make(ahead.stage, item, ahead.shared, folder, call.earlier_ahead[place])
            if not isinstance(kept, ContentError):
                found.append((place, key, kept))
    return first, found


def _opened(common: Work | Parcel) -> Work:
    return common.open() if isinstance(common, Parcel) else common


def _attempt(work: Work, item: Any) -> Any:
    try:
        return work.stage(item, *work.shared)
    except ContentError as error:
        return error
