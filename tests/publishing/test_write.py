import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from palimpsest.memo.memo import Memo
from palimpsest.problems import ContentError
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.search.bundles import indexing
from palimpsest.publishing.search.records import Searched
from palimpsest.publishing.writing.publish import Publication, publish
from palimpsest.publishing.writing.verify import verify
from palimpsest.values import replace
from tests.publishing.catalogues import searched_of
from tests.publishing.outputs_fixture import ARCHIVE

SEARCHED = searched_of(ARCHIVE)
FILES = (SiteFile("index.html", b"home"), SiteFile("about/index.html", b"about"), SiteFile("feed.atom", b"<feed/>"))


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
    }


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _publish_searched(files: Sequence[SiteFile], searched: Iterable[Searched], output: Path) -> Publication:
    with indexing(searched, output) as collect:
        return publish(files, (), collect, output)


def test_a_site_is_published_whole_with_its_search_and_manifest(tmp_path):
    publication = _publish_searched(FILES, SEARCHED, tmp_path / "site")
    assert (publication.kept, publication.removed, publication.pages, publication.search_rebuilt) == (0, 0, 2, True)
    published = _bytes(tmp_path / "site")
    assert publication.written == len(published)
    assert publication.bytes == sum(map(len, published.values()))
    assert {file.path: file.content for file in FILES}.items() <= published.items()
    assert "pagefind/pagefind.js" in published
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_publishing_the_same_again_writes_nothing(tmp_path):
    _publish_searched(FILES, SEARCHED, tmp_path / "site")
    before = _state(tmp_path)
    publication = _publish_searched(FILES, SEARCHED, tmp_path / "site")
    assert not publication.changed
    assert not publication.search_rebuilt
    assert before == _state(tmp_path)


def test_what_did_not_change_is_kept_and_what_is_gone_is_removed(tmp_path):
    _publish_searched(FILES, SEARCHED, tmp_path / "site")
    before = _state(tmp_path / "site")
    changed = (FILES[0], SiteFile("about/index.html", b"About"))
    publication = _publish_searched(changed, SEARCHED, tmp_path / "site")
    after = _state(tmp_path / "site")
    assert (publication.written, publication.removed) == (2, 1)  # about, manifest; the feed
    assert before["index.html"] == after["index.html"]
    assert before["pagefind/pagefind.js"] == after["pagefind/pagefind.js"]
    assert (tmp_path / "site" / "about" / "index.html").read_bytes() == b"About"
    assert not (tmp_path / "site" / "feed.atom").exists()
    assert verify(tmp_path / "site") == []


def test_a_file_changed_without_changing_its_size_is_put_right(tmp_path):
    publish(FILES, (), None, tmp_path / "site")
    (tmp_path / "site" / "index.html").write_bytes(b"HOME")
    publication = publish(FILES, (), None, tmp_path / "site")
    assert publication.written == 1
    assert (tmp_path / "site" / "index.html").read_bytes() == b"home"


def test_a_stray_file_in_the_site_is_removed(tmp_path):
    publish(FILES, (), None, tmp_path / "site")
    (tmp_path / "site" / "stray.txt").write_text("?")
    assert publish(FILES, (), None, tmp_path / "site") == Publication(0, 4, 1, 2, 252, False)
    assert not (tmp_path / "site" / "stray.txt").exists()


def test_the_search_index_is_made_anew_when_its_records_change_or_it_is_damaged(tmp_path):
    _publish_searched(FILES, SEARCHED, tmp_path / "site")
    assert _publish_searched(FILES, SEARCHED[1:], tmp_path / "site").search_rebuilt
    (tmp_path / "site" / "pagefind" / "pagefind-entry.json").unlink()
    assert _publish_searched(FILES, SEARCHED[1:], tmp_path / "site").search_rebuilt
    assert verify(tmp_path / "site") == []


def test_the_manifest_is_what_sha256sum_checks(tmp_path):
    _publish_searched(FILES, SEARCHED, tmp_path / "site")
    check = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", urls.MANIFEST], cwd=tmp_path / "site", capture_output=True
    )
    assert (check.returncode, check.stdout) == (0, b"")


@pytest.mark.parametrize(
    "path",
    [
        "../outside.html", "a/../../outside.html", "/etc/passwd", "a//b.html", "./a.html", "a/", "", "a\\b.html",
        "C:/a.html", "a\nb.html", "manifest-sha256.txt", "pagefind/pagefind.js",
    ],
)  # fmt: skip
def test_a_path_that_leaves_the_site_or_is_the_programs_own_is_refused(tmp_path, path):
    with pytest.raises(ContentError):
        publish((*FILES, SiteFile(path, b"")), (), None, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "rival", ["index.html", "INDEX.html", "About/other.html", "about", "feed.atom/index.html", "Feed.Atom/index.html"]
)
def test_two_files_that_one_disk_could_take_for_the_same_are_refused(tmp_path, rival):
    with pytest.raises(ContentError):
        publish((*FILES, SiteFile(rival, b"")), (), None, tmp_path / "site")


@pytest.mark.parametrize("path", ["é/index.html", "Notes/index.html", "a/.well-known/b.txt", "A.html"])
def test_a_path_that_meets_no_other_is_published_whatever_its_letters(tmp_path, path):
    assert publish((*FILES, SiteFile(path, b"")), (), None, tmp_path / "site").written == len(FILES) + 2


def test_unicode_forms_of_one_name_are_refused(tmp_path):
    with pytest.raises(ContentError):
        publish((SiteFile("caf\u00e9.html", b""), SiteFile("cafe\u0301.html", b"")), (), None, tmp_path / "site")


DOCUMENTS = ("a", "b", "c")


def _fill(name: str, folder: Path, text: str) -> None:
    for page in ("1/index.html", "2/index.html", "index.html", ".private"):
        place = folder / "companies" / name / page
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{text} {name} {page}" if page == "1/index.html" else name)


def _publish(folder: Path, text: str = "old", names: Sequence[str] = DOCUMENTS, code: str = "") -> Publication:
    with Memo(folder / "cache" / "memo.sqlite3", code, 1) as memo:
        made = [tree for _, tree in memo.making(_fill, names, text)]
        return publish(FILES, made, None, folder / "site")


def test_made_files_are_linked_into_the_site_and_private_ones_are_not(tmp_path):
    publication = _publish(tmp_path)
    assert (publication.written, publication.kept, publication.pages) == (13, 0, 11)
    assert publication.bytes == sum(map(len, _bytes(tmp_path / "site").values()))
    assert verify(tmp_path / "site") == []
    page = tmp_path / "site" / "companies" / "a" / "1" / "index.html"
    assert (page.read_text(), page.stat().st_nlink) == ("old a 1/index.html", 2)
    assert [] == list((tmp_path / "site").rglob(".private"))


@pytest.mark.parametrize("code", ["", "other"])
def test_made_files_that_did_not_change_are_left_alone(tmp_path, code):
    _publish(tmp_path)
    before = _state(tmp_path / "site")
    assert not _publish(tmp_path, code=code).changed
    assert before == _state(tmp_path / "site")


def test_a_lost_cache_changes_nothing_in_the_site(tmp_path):
    _publish(tmp_path)
    before = _state(tmp_path / "site")
    for _ in range(3):
        shutil.rmtree(tmp_path / "cache")
        for _ in range(2):
            assert not _publish(tmp_path).changed
            assert before == _state(tmp_path / "site")


def test_changed_made_files_are_replaced_and_removed_documents_are_gone(tmp_path):
    _publish(tmp_path)
    before = _state(tmp_path / "site")
    publication = _publish(tmp_path, "new", ("a", "b"))
    assert (publication.written, publication.kept, publication.removed) == (3, 7, 3)
    assert "new a 1/index.html" == (tmp_path / "site" / "companies" / "a" / "1" / "index.html").read_text()
    assert not (tmp_path / "site" / "companies" / "c").exists()
    for path in ("companies/a/2/index.html", "companies/b/index.html", "index.html"):
        assert before[path] == _state(tmp_path / "site")[path]
    assert verify(tmp_path / "site") == []
    assert {"site", "cache"} == {path.name for path in tmp_path.iterdir()}


def test_warm_equals_cold(tmp_path):
    for text in ("old", "new", "old"):
        _publish(tmp_path / "warm", text)
    _publish(tmp_path / "cold", "old")
    assert _bytes(tmp_path / "cold" / "site") == _bytes(tmp_path / "warm" / "site")


def test_a_made_file_edited_in_the_site_is_put_right_in_the_cache_too(tmp_path):
    _publish(tmp_path)
    before = _state(tmp_path / "site")
    page = tmp_path / "site" / "companies" / "b" / "1" / "index.html"
    page.write_text("OLD b 1/index.html")
    os.utime(page, (1, 1))
    publication = _publish(tmp_path)
    assert (publication.written, publication.removed) == (1, 0)
    assert page.read_text() == "old b 1/index.html"
    assert verify(tmp_path / "site") == []
    after = _state(tmp_path / "site")
    assert {"companies/b/1/index.html"} == {
        path for path in before if before[path] != after[path] and path.endswith("index.html")
    }
    assert not _publish(tmp_path).changed


def test_a_made_file_that_collides_is_refused(tmp_path):
    def publish_with(*files: SiteFile) -> None:
        with Memo(None, "", 1) as memo:
            made = [tree for _, tree in memo.making(_fill, DOCUMENTS, "old")]
            publish(files, made, None, tmp_path / "site")

    for path in ("companies/a/index.html", "companies/A/index.html", "companies", "companies/a/1/index.html/more"):
        with pytest.raises(ContentError):
            publish_with(SiteFile(path, b""))
    assert not (tmp_path / "site").exists()
    with Memo(None, "", 1) as memo, pytest.raises(ContentError):
        [(_, tree)] = memo.making(_fill, ["a"], "old")
        publish((), (tree, tree), None, tmp_path / "site")


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_a_crash_while_folders_are_carried_over_is_mended_by_the_next_run(tmp_path, moves):
    _publish(tmp_path)
    before = _state(tmp_path / "site")
    site, new = tmp_path / "site", tmp_path / ".site.new"
    folders = ["companies/a", "companies/b/2", "about"]
    (tmp_path / ".site.moving").write_text("".join(f"{folder}\n" for folder in folders))
    new.mkdir()
    for folder in folders[:moves]:
        (new / folder).parent.mkdir(parents=True, exist_ok=True)
        (site / folder).rename(new / folder)
    if moves == 3:
        site.rename(tmp_path / ".site.old")
    assert not _publish(tmp_path).changed
    files = [path for path in before if path.endswith(".html")]
    assert [before[path] for path in files] == [_state(site)[path] for path in files]
    assert {"site", "cache"} == {path.name for path in tmp_path.iterdir()}


def _failing() -> Iterator[SiteFile]:
    yield SiteFile("index.html", b"half")
    raise RuntimeError("the build broke")


def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(tmp_path):
    publish(FILES, (), None, tmp_path / "site")
    before = _state(tmp_path / "site")
    with pytest.raises(RuntimeError):
        publish(_failing(), (), None, tmp_path / "site")
    assert before == _state(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_files_of_somebody_else_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("ten years of work")
    with pytest.raises(ContentError) as error:
        publish(FILES, (), None, tmp_path)
    assert "Empty it" in error.value.problem.remedy
    assert (tmp_path / "thesis.txt").read_text() == "ten years of work"


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "site").mkdir()
    assert publish(FILES, (), None, tmp_path / "site").written == 4


def test_a_crash_between_the_two_renames_is_mended_by_the_next_run(tmp_path):
    publish(FILES, (), None, tmp_path / "site")
    before = _state(tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    (tmp_path / ".site.new").mkdir()
    (tmp_path / ".site.new" / "half.html").write_text("half")
    assert not publish(FILES, (), None, tmp_path / "site").changed
    assert before == _state(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_crash_after_both_renames_is_cleared_by_the_next_run(tmp_path):
    publish(FILES, (), None, tmp_path / "site")
    publish(FILES, (), None, tmp_path / ".site.old")
    assert not publish(FILES, (), None, tmp_path / "site").changed
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_is_never_thrown_away_for_somebody_elses_folder(tmp_path):
    publish(FILES, (), None, tmp_path / ".site.old")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(ContentError):
        publish(FILES, (), None, tmp_path / "site")
    assert verify(tmp_path / ".site.old") == []


def test_a_folder_that_stands_where_the_old_site_is_put_aside_is_left_alone(tmp_path):
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(ContentError):
        publish(FILES, (), None, tmp_path / "site")
    assert (tmp_path / ".site.old" / "thesis.txt").exists()


def test_a_link_to_the_site_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    publish(FILES, (), None, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").read_bytes() == b"home"


def test_a_link_inside_the_site_is_never_written_through(tmp_path):
    publish(FILES, (), None, tmp_path / "site")
    (tmp_path / "precious").write_bytes(b"home")
    (tmp_path / "site" / "index.html").unlink()
    (tmp_path / "site" / "index.html").symlink_to(tmp_path / "precious")
    publish((SiteFile("index.html", b"new"), *FILES[1:]), (), None, tmp_path / "site")
    assert (tmp_path / "precious").read_bytes() == b"home"
    assert not (tmp_path / "site" / "index.html").is_symlink()


def test_each_search_bundle_is_kept_while_its_own_records_are_the_same(tmp_path):
    site = tmp_path / "site"
    others = [replace(one, company="other.example") for one in SEARCHED if one.company == "monoprice.com"]
    every = [*SEARCHED, *others]
    _publish_searched(FILES, every, site)
    before = _state(site)
    earlier = next(one for one in others if one.layer == "earlier")
    fewer = replace(earlier, count=earlier.count - 1, digest="fewer", open=lambda: earlier.open()[1:])
    publication = _publish_searched(FILES, [fewer if one is earlier else one for one in every], site)
    after = _state(site)
    assert publication.search_rebuilt
    assert verify(site) == []
    parts = [f"pagefind/earlier/{name}/" for name in json.loads((site / "pagefind/earlier/parts.json").read_text())]
    changed = [f"{prefix}input.sha256" for prefix in ("pagefind/", *parts)]
    assert 2 == len(parts)
    assert 1 == sum(before.get(path) != after.get(path) for path in changed)


def test_records_are_opened_only_for_a_bundle_that_is_made(tmp_path):
    def unopened():
        raise AssertionError("nothing has changed")

    assert _publish_searched(FILES, iter(SEARCHED), tmp_path / "site").search_rebuilt
    assert not _publish_searched(FILES, [replace(one, open=unopened) for one in SEARCHED], tmp_path / "site").changed
