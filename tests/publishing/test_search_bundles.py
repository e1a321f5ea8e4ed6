from pathlib import Path

import pytest

from palimpsest.problems import ContentError
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.search.bundles import Bundles, indexing
from palimpsest.publishing.search.index import begin, finish, give_up
from palimpsest.publishing.search.records import records_of
from palimpsest.publishing.search.staging import staged
from palimpsest.publishing.writing.publish import publish
from palimpsest.publishing.writing.verify import verify
from palimpsest.values import replace
from tests.publishing.catalogues import searched_of
from tests.publishing.outputs_fixture import ARCHIVE

SEARCHED = searched_of(ARCHIVE)
FILES = (SiteFile("index.html", b"home"),)
STAGED = staged(records_of(ARCHIVE, ARCHIVE.companies[0], ARCHIVE.companies[0].documents[0]))


@pytest.fixture
def failing_pagefind(monkeypatch) -> None:
    monkeypatch.setenv("PAGEFIND_GLOB", "[")


def _collected(output: Path, new: Path) -> Bundles:
    with indexing(SEARCHED, output) as collect:
        return collect(new)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_bundles_are_made_in_a_folder_of_their_own_and_moved_into_the_new_site(tmp_path):
    bundles = _collected(tmp_path / "site", tmp_path / "new")
    found = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert bundles.digests.keys() == found
    assert bundles.kept == frozenset()
    assert _names(tmp_path) == ["new"]


def test_more_bundles_than_are_made_at_a_time_are_all_made(tmp_path):
    own = [one for one in SEARCHED if one.layer == "earlier"]
    companies = [f"company-{number}.example" for number in range(20)]
    every = [*SEARCHED, *(replace(one, company=company) for one in own for company in companies)]
    with indexing(every, tmp_path / "site") as collect:
        bundles = collect(tmp_path / "new")
    made = sorted(path for path in bundles.digests if path.endswith("/input.sha256"))
    parts = [f"earlier/{part}/" for part in range(8)]
    assert made == sorted(f"pagefind/{name}input.sha256" for name in ("", *parts))


def test_files_of_a_bundle_made_anew_that_stand_as_they_are_are_links_to_them(tmp_path):
    site = tmp_path / "site"
    with indexing(SEARCHED, site) as collect:
        publish(FILES, (), collect, site)
    before = {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.pf_fragment")}
    damaged, *others = sorted(path for path in before if path.startswith("pagefind/fragment/"))
    (site / damaged).write_bytes(bytes((site / damaged).stat().st_size))
    changed = [replace(one, digest="another") if one.layer == "latest" else one for one in SEARCHED]
    with indexing(changed, site) as collect:
        publication = publish(FILES, (), collect, site)
    assert others
    assert all((site / path).stat().st_ino == before[path] for path in others)
    assert (site / damaged).stat().st_ino != before[damaged]
    assert publication.written < publication.kept
    assert verify(site) == []


def test_when_pagefind_fails_it_says_why_and_the_old_site_stays(tmp_path, failing_pagefind):
    publish(FILES, (), None, tmp_path / "site")
    with (
        pytest.raises(ContentError, match='could not be made: Error: Provided glob "\\["'),
        indexing(SEARCHED, tmp_path / "site") as collect,
    ):
        publish(FILES, (), collect, tmp_path / "site")
    assert _names(tmp_path) == ["site"]
    assert _names(tmp_path / "site") == ["index.html", "manifest-sha256.txt"]


def test_bundles_that_nobody_collects_are_given_up_and_leave_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), indexing(SEARCHED, tmp_path / "site"):
        raise KeyboardInterrupt
    assert _names(tmp_path) == []


def test_a_run_that_is_given_up_has_ended(tmp_path):
    run = begin(STAGED, len(STAGED), tmp_path / "pagefind", 1)
    give_up(run)
    assert run.process.returncode is not None


def test_a_run_that_is_finished_leaves_what_it_made_and_no_staged_document(tmp_path):
    finish(begin(STAGED, len(STAGED), tmp_path / "pagefind", 1))
    assert _names(tmp_path) == ["pagefind"]


@pytest.mark.parametrize("wanted", [SEARCHED, None])
def test_what_a_crash_left_is_cleared(tmp_path, wanted):
    (tmp_path / ".site.search" / "pagefind").mkdir(parents=True)
    with indexing(wanted, tmp_path / "site") as collect:
        publish(FILES, (), collect, tmp_path / "site")
    assert _names(tmp_path) == ["site"]
