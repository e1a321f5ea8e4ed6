"""Every file of the site -> the published folder, at once or not at all.

    publish(files, records, Path("site")) -> Publication(written=3, kept=120, removed=0, ...)

A complete new folder is built beside the old one (`.site.new`), then the two are exchanged by renaming; files that did
not change are hard links to the old ones, and where nothing changed nothing is written. A build that fails leaves the
old site as it stands; a crash between the two renames is mended by the next run.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from palimpsest.problems import ContentError, Location
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.manifest import files_below, format_manifest, is_published, parse_manifest
from palimpsest.publishing.paths import checked
from palimpsest.publishing.search import SearchRecord
from palimpsest.publishing.search_bundles import Bundles, make_bundles


@dataclass(frozen=True, slots=True)
class Publication:
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


def publish(files: Iterable[SiteFile], records: Iterable[SearchRecord] | None, output: Path) -> Publication:
    """Publish the whole site into a folder; `records` None publishes without a search index.

    Raises `ContentError` for paths that leave the folder or collide, for a folder with files that are not ours, and
    when the search index cannot be made. `files` is consumed one by one: no more than one is held.
    """
    output = output.resolve()  # a link to the folder stays a link
    new, old = (output.with_name(f".{output.name}.{state}") for state in ("new", "old"))
    _recover(output, new, old)
    _refuse_what_is_not_ours(output)
    try:
        plan = _build(files, records, output, new)
        if plan.publication.changed:
            for path in plan.kept:
                _link(output / path, new / path)
            _exchange(output, new, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return plan.publication


@dataclass(frozen=True, slots=True)
class _Plan:
    kept: tuple[str, ...]
    publication: Publication


def _build(files: Iterable[SiteFile], records: Iterable[SearchRecord] | None, output: Path, new: Path) -> _Plan:
    """Write what differs from the old folder into the new one; name what can be linked."""
    published = set(files_below(output)) if output.exists() else set()
    digests: dict[str, str] = {}
    kept: list[str] = []
    size = 0

    def place(file: SiteFile) -> None:
        nonlocal size
        size += len(file.content)
        if file.path in published and _is_same(output / file.path, file.content):
            kept.append(file.path)
        else:
            _write(new / file.path, file.content)

    for file in checked(files):
        digests[file.path] = sha256(file.content).hexdigest()
        place(file)
    pages = sum(path.endswith(".html") for path in digests)

    bundles = _search(records, output, new)
    digests |= bundles.digests
    size += sum(((output if path in bundles.kept else new) / path).stat().st_size for path in bundles.digests)
    kept.extend(sorted(bundles.kept))
    search_rebuilt = len(bundles.kept) < len(bundles.digests)

    place(SiteFile(urls.MANIFEST, format_manifest(digests)))
    removed = published - digests.keys() - {urls.MANIFEST}
    written = len(digests) + 1 - len(kept)
    return _Plan(tuple(kept), Publication(written, len(kept), len(removed), pages, size, search_rebuilt))


def _search(records: Iterable[SearchRecord] | None, output: Path, new: Path) -> Bundles:
    """The search bundles, each made anew or kept (its bytes differ from run to run)."""
    if records is None:
        return Bundles({}, frozenset())
    try:
        promised = parse_manifest((output / urls.MANIFEST).read_bytes().decode())
    except (OSError, ValueError):
        promised = {}
    return make_bundles(records, output, promised, new)


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
    new.mkdir(parents=True, exist_ok=True)  # a site that lost files and gained none has nothing new but links
    if output.exists():
        output.rename(old)
    try:
        new.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_same(path: Path, content: bytes) -> bool:
    ordinary = path.is_file() and not path.is_symlink()
    return ordinary and path.stat().st_size == len(content) and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _link(published: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(published, new)
    except OSError:  # a filesystem without hard links
        shutil.copy2(published, new)
