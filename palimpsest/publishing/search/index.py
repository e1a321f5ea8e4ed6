"""Staged wordings -> a Pagefind bundle, by one run of its command line.

    tiny HTML documents in a folder  ->  fragments, index and filters in `pagefind/`

A browser loads a few bytes for each staged document before the first search, and each becomes a file: so there is one
for each wording while they are few, and wordings of one document share one when they are many (`PAGES`).
"""

import math
import shutil
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from palimpsest.problems import ContentError, Location
from palimpsest.publishing.files import SiteFile, write_below
from palimpsest.publishing.search import staging
from palimpsest.publishing.search.staging import Staged, document_html, pages
from palimpsest.values import Frozen

PAGES = 2000  # staged documents of a bundle, and at least one for each document of the archive: 20 kB to load
_ENTRY = "pagefind-entry.json"
_UNUSED = ("*-ui.js", "*-ui.css", "pagefind-highlight.js")  # Pagefind's own interfaces: the search page is ours


class IndexRun(Frozen):
    """Pagefind under way: it reads `staging` and fills `folder`. No process where there is nothing to index."""

    folder: Path
    staging: Path
    process: subprocess.Popen[str] | None


def begin(wordings: Iterable[Staged], count: int, folder: Path, most: int) -> IndexRun:
    """Begin to make the bundle of `count` wordings, those of a document together, in a new folder. They are consumed
    one by one, and staged beside it as about `most` documents. `finish` waits for the bundle, `give_up` ends it.
    """
    folder.mkdir(parents=True)
    staging = folder.with_name(f"{folder.name}.staged")
    if not count:  # a bundle of nothing that says so: the search page asks which languages it holds
        (folder / _ENTRY).write_text('{"languages":{}}\n', encoding="utf-8", newline="")
        return IndexRun(folder, staging, None)
    staging.mkdir()
    for path, page in pages(wordings, math.ceil(count / most)):
        write_below(staging, SiteFile(path, document_html(page).encode()))
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(staging), "--output-path", str(folder)]
    captured = subprocess.PIPE
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=captured, stderr=captured, encoding="utf-8", errors="replace"
    )
    return IndexRun(folder, staging, process)


def finish(run: IndexRun) -> None:
    """Wait for a bundle to be complete. Its filter and metadata files differ from run to run.

    Raises `ContentError` when Pagefind fails.
    """
    if not run.process:
        return
    said, complained = run.process.communicate()
    shutil.rmtree(run.staging)
    if run.process.returncode:
        reason = (complained or said).strip().split("\n")[0]
        raise ContentError(
            Location(run.folder.name),
            f"the search index could not be made: {reason}",
            "Build with --no-search meanwhile.",
        )
    for pattern in _UNUSED:
        for path in run.folder.glob(pattern):
            path.unlink()


def give_up(run: IndexRun) -> None:
    """End Pagefind if it is not done; nothing of it runs afterwards."""
    if run.process:
        with run.process:  # closes its pipes and waits for it
            run.process.kill()


def format_digest() -> bytes:
    """What a bundle depends on besides its wordings: Pagefind, and how they are staged."""
    from importlib.metadata import version as distribution_version  # here: it takes long to import, for this alone

    files = (__file__, staging.__file__)
    code = b"".join(Path(file).read_bytes() for file in files)
    return sha256(distribution_version("pagefind-bin").encode() + code).digest()
