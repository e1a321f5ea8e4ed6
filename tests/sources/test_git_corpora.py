"""The real archives: every record is read, as an independent count of git's own listing has it."""

import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from palimpsest.curated.settings import DEFAULTS
from palimpsest.model import Settings, Source
from palimpsest.problems import Problem
from palimpsest.sources.archived import ArchivedRecord, TrackingEnded
from palimpsest.sources.companies import arrange
from palimpsest.sources.gather import gather
from palimpsest.sources.git_archive import git_snapshots, layout_of, read_history, snapshot_of
from palimpsest.values import replace
from tests.sources.repositories import git, opened

pytestmark = pytest.mark.corpus

EXPECTED = {"pga": (4841, 133), "genai-eu": (1036, 82)}


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def archive(request, corpora: Path, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpora") / f"{request.param}.git"
    git(folder.parent, "clone", "--quiet", "--bare", str(corpora / f"{request.param}-versions.bundle"), folder.name)
    return folder


def test_every_version_and_document_is_read(archive: Path) -> None:
    listing = git(
        archive, "-c", "core.quotePath=false", "log", "--no-merges", "--no-renames", "--name-only", "--format=",
        "--diff-filter=AM", "HEAD",
    )  # fmt: skip
    listed = Counter(
        line for line in listing.split("\n") if line.count("/") == 1 and line.endswith(".md") and line[0] != "."
    )
    source = Source("git", str(archive))

    events = list(read_history(source, opened(archive)))
    counted = Counter(event.path for event in events if isinstance(event, ArchivedRecord))

    assert "open-terms-archive" == layout_of(source, opened(archive))
    assert listed == counted
    assert EXPECTED[archive.stem] == (counted.total(), len(counted))
    assert [] == [event for event in events if isinstance(event, Problem)]


def test_what_commits_say_is_understood(archive: Path) -> None:
    records = [
        event
        for event in read_history(Source("git", str(archive)), opened(archive))
        if isinstance(event, ArchivedRecord)
    ]
    unexplained = [record for record in records if record.cause == "unstated"]

    assert {
        "pga": {"first record": 133, "change": 4412, "technical": 296},
        "genai-eu": {"first record": 63, "change": 917, "technical": 37, "unstated": 19},
    }[archive.stem] == Counter(record.cause for record in records)
    # Texts that came with the template of the repository, in its very first commit.
    assert {"pga": set(), "genai-eu": {1}}[archive.stem] == {record.position for record in unexplained}
    assert all(record.source_pages for record in records if record.cause != "unstated")
    assert {"pga": 48, "genai-eu": 0}[archive.stem] == sum(
        record.source_pages - len(record.source_snapshots) for record in records if record.cause != "unstated"
    )


def test_ends_of_tracking_are_read(archive: Path) -> None:
    ended = [
        event.path
        for event in read_history(Source("git", str(archive)), opened(archive))
        if isinstance(event, TrackingEnded)
    ]

    assert {"pga": 1, "genai-eu": 19}[archive.stem] == len(ended)
    assert archive.stem != "pga" or ended == ["Expedia/Privacy Policy.md"]


def test_texts_are_streamed(archive: Path) -> None:
    source = Source("git", str(archive), collection="Archive")
    streamed, words = 0, 0
    tracemalloc.start()
    for _, text in git_snapshots(source, opened(archive)):
        if text is not None:
            streamed += 1
            words += len(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert EXPECTED[archive.stem][0] == streamed
    assert words > 60_000_000
    assert peak < 12_000_000


def test_every_text_becomes_a_snapshot(archive: Path) -> None:
    source, repository = Source("git", str(archive), collection="Archive"), opened(archive)
    failed = [
        record.path
        for record, text in git_snapshots(source, repository)
        if isinstance(record, ArchivedRecord) and snapshot_of(record, text, source, repository)[0] is None
    ]

    assert [] == failed


def test_what_looks_like_one_history_under_two_names_is_suggested(archive: Path) -> None:
    settings = replace(Settings(**DEFAULTS), sources=(Source("git", str(archive)),))
    snapshots, ended, _ = gather(archive, settings)

    _, problems = arrange(snapshots, (), ended)

    suggested = {
        "pga": ["'Community Guidelines' of wechat", "9 documents of 'X' begin with the text that 'Twitter' ends with"],
        "genai-eu": ["6 documents of 'Vibe' begin with the text that 'Le Chat' ends with"],
    }
    assert [True] * len(problems) == [
        one.message.startswith(told) for one, told in zip(problems, suggested[archive.stem], strict=True)
    ]
