"""Every file of the site -> the published folder, at once or not at all.

    publish(files, made, collect, Path("site")) -> Publication(written=3, kept=120, removed=0, ...)

A complete new folder is built beside the old one (`.site.new`), then the two are exchanged by renaming; files that did
not change are hard links to the old ones, folders in which nothing changed are moved over at the last moment, and where
nothing changed at all nothing is written. A build that fails leaves the old site as it stands; a crash in that last
moment is mended by the next run.

Files that a stage made on disk (`made.py`) are linked from there and not read: their digests are known.
"""

import shutil
from collections.abc import Iterable, Sequence, Set
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from palimpsest.memo.made import Made
from palimpsest.problems import ContentError, Location, writing
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.search.bundles import Bundles, Collect
from palimpsest.publishing.writing.carrying import carried, forget_moves, move_all, move_back
from palimpsest.publishing.writing.manifest import format_manifest, is_published
from palimpsest.publishing.writing.paths import check_paths
from palimpsest.publishing.writing.placing import Published, link_all, published, sorted_out
from palimpsest.values import Frozen


class Publication(Frozen):
    """What a publication did: files written, kept and removed, pages and bytes of the whole site, search included."""

    written: int
    kept: int
    removed: int
    pages: int
    bytes: int
    search_rebuilt: bool

    @property
    def changed(self) -> bool:
        """Whether anything was written at all."""
        return bool(self.written or self.removed)


def publish(
    files: Iterable[SiteFile],
    made: Iterable[Made[Any]],
    collect: Collect | None,
    output: Path,
) -> Publication:
    """Publish the whole site into a folder. The search bundles that are being made (`indexing`) are collected when all
    else is there; None publishes without.

    Raises `ContentError` for paths that leave the folder or collide, for a folder with files that are not ours, and
    when the search index cannot be made or the disk does not take the files.
    """
    output = output.resolve()  # a link to the folder stays a link
    new, old = (output.with_name(f".{output.name}.{state}") for state in ("new", "old"))
    _recover(output, new, old)
    _refuse_what_is_not_ours(output)
    try:
        with writing(Location(output.name), "name another folder with --output"):
            plan = _build(files, made, collect, output, new)
            if plan.publication.changed:
                # A site that lost files and gained none has nothing new but links.
                new.mkdir(parents=True, exist_ok=True)
                whole, single = carried(plan.kept, plan.standing, plan.paths)
                link_all(output, single, new)
                move_all(output, whole, new)
                _exchange(output, new, old)
    finally:
        move_back(output, new)
        shutil.rmtree(new, ignore_errors=True)
    return plan.publication


class _Plan(Frozen):
    standing: Published
    paths: Set[str]
    kept: Sequence[str]
    publication: Publication


def _build(
    files: Iterable[SiteFile],
    made: Iterable[Made[Any]],
    collect: Collect | None,
    output: Path,
    new: Path,
) -> _Plan:
    """Write what differs from the old folder into the new one; name what can be linked."""
    standing = published(output)
    files, made = list(files), list(made)
    digests = {file.path: sha256(file.content).hexdigest() for file in files}
    for tree in made:
        digests.update(zip(tree.files.names, tree.files.hexadecimal, strict=True))
    size = sum(len(file.content) for file in files) + sum(sum(tree.files.sizes) for tree in made)
    count = len(files) + sum(len(tree.files) for tree in made)
    if count > len(digests) or not _were_published(digests.keys(), standing):
        check_paths(chain((file.path for file in files), *(tree.files.names for tree in made)))
    kept: list[str] = []
    for file in files:
        _place(file, standing, kept, new)
    for tree in made:
        same, other = sorted_out(tree, standing)
        kept += same
        link_all(tree.folder, other, new)
    pages = sum(path.endswith(".html") for path in digests)

    bundles = collect(new) if collect else Bundles({}, frozenset())
    digests |= bundles.digests
    size += sum(((output if path in bundles.kept else new) / path).stat().st_size for path in bundles.digests)
    kept.extend(sorted(bundles.kept))
    search_rebuilt = len(bundles.kept) < len(bundles.digests)

    manifest = SiteFile(urls.MANIFEST, format_manifest(digests))
    size += len(manifest.content)
    _place(manifest, standing, kept, new)
    paths = digests.keys() | {urls.MANIFEST}
    removed = standing.paths - paths
    written = len(paths) - len(kept)
    return _Plan(standing, paths, kept, Publication(written, len(kept), len(removed), pages, size, search_rebuilt))


def _were_published(paths: Set[str], standing: Published) -> bool:
    """Whether all these stand in the old site, so that they were looked at when they were published together."""
    return paths <= standing.digests.keys() and not any(path.startswith(urls.PAGEFIND) for path in paths)


def _place(file: SiteFile, standing: Published, kept: list[str], new: Path) -> None:
    if file.path in standing.paths and _is_same(standing.folder / file.path, file.content):
        kept.append(file.path)
    else:
        _write(new / file.path, file.content)


def _recover(output: Path, new: Path, old: Path) -> None:
    """Bring the old site back after a crash between the two renames, and clear what a crash left behind."""
    is_free = not output.exists() or (output.is_dir() and not any(output.iterdir()))
    if old.exists() and not is_published(old):
        raise ContentError(Location(old.name), "stands where the old site is put aside", "Move or remove it.")
    if old.exists() and is_free:
        if output.exists():
            output.rmdir()
        old.rename(output)
    elif old.exists() and is_published(output):
        shutil.rmtree(old)
    move_back(output, new)
    if new.exists():
        shutil.rmtree(new)


def _refuse_what_is_not_ours(output: Path) -> None:
    if not output.exists() or is_published(output):
        return
    if not output.is_dir() or any(output.iterdir()):
        raise ContentError(
            Location(output.name),
            f"holds files that this program did not publish (no {urls.MANIFEST} in it), so it is not replaced",
            "Empty it, or name another folder with --output.",
        )


def _exchange(output: Path, new: Path, old: Path) -> None:
    """Two renames: portable, and the moment between them is one that `_recover` knows."""
    if output.exists():
        output.rename(old)
    try:
        new.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    forget_moves(output)
    shutil.rmtree(old, ignore_errors=True)


def _is_same(path: Path, content: bytes) -> bool:
    ordinary = path.is_file() and not path.is_symlink()
    return ordinary and path.stat().st_size == len(content) and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
