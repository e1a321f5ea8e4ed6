import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from palimpsest.problems import ContentError
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.search import search_records
from palimpsest.publishing.summary import catalogue_of
from palimpsest.publishing.verify import verify
from palimpsest.publishing.write import Publication, publish
from tests.publishing.outputs_fixture import ARCHIVE

RECORDS = tuple(search_records(*catalogue_of(ARCHIVE)))
FILES = (SiteFile("index.html", b"home"), SiteFile("about/index.html", b"about"), SiteFile("feed.atom", b"<feed/>"))


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
    }


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_published_whole_with_its_search_and_manifest(tmp_path):
    publication = publish(FILES, RECORDS, tmp_path / "site")
    assert (publication.kept, publication.removed, publication.pages, publication.search_rebuilt) == (0, 0, 2, True)
    published = _bytes(tmp_path / "site")
    assert publication.written == len(published)
    assert publication.bytes == sum(map(len, published.values()))
    assert {file.path: file.content for file in FILES}.items() <= published.items()
    assert "pagefind/pagefind.js" in published
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_publishing_the_same_again_writes_nothing(tmp_path):
    publish(FILES, RECORDS, tmp_path / "site")
    before = _state(tmp_path)
    publication = publish(FILES, RECORDS, tmp_path / "site")
    assert not publication.changed
    assert not publication.search_rebuilt
    assert before == _state(tmp_path)


def test_what_did_not_change_is_kept_and_what_is_gone_is_removed(tmp_path):
    publish(FILES, RECORDS, tmp_path / "site")
    before = _state(tmp_path / "site")
    changed = (FILES[0], SiteFile("about/index.html", b"About"))
    publication = publish(changed, RECORDS, tmp_path / "site")
    after = _state(tmp_path / "site")
    assert (publication.written, publication.removed) == (2, 1)  # about, manifest; the feed
    assert before["index.html"] == after["index.html"]
    assert before["pagefind/pagefind.js"] == after["pagefind/pagefind.js"]
    assert (tmp_path / "site" / "about" / "index.html").read_bytes() == b"About"
    assert not (tmp_path / "site" / "feed.atom").exists()
    assert verify(tmp_path / "site") == []


def test_a_file_changed_without_changing_its_size_is_put_right(tmp_path):
    publish(FILES, None, tmp_path / "site")
    (tmp_path / "site" / "index.html").write_bytes(b"HOME")
    publication = publish(FILES, None, tmp_path / "site")
    assert publication.written == 1
    assert (tmp_path / "site" / "index.html").read_bytes() == b"home"


def test_a_stray_file_in_the_site_is_removed(tmp_path):
    publish(FILES, None, tmp_path / "site")
    (tmp_path / "site" / "stray.txt").write_text("?")
    assert publish(FILES, None, tmp_path / "site") == Publication(0, 4, 1, 2, 252, False)
    assert not (tmp_path / "site" / "stray.txt").exists()


def test_the_search_index_is_made_anew_when_its_records_change_or_it_is_damaged(tmp_path):
    publish(FILES, RECORDS, tmp_path / "site")
    assert publish(FILES, RECORDS[1:], tmp_path / "site").search_rebuilt
    (tmp_path / "site" / "pagefind" / "pagefind-entry.json").unlink()
    assert publish(FILES, RECORDS[1:], tmp_path / "site").search_rebuilt
    assert verify(tmp_path / "site") == []


def test_the_manifest_is_what_sha256sum_checks(tmp_path):
    publish(FILES, RECORDS, tmp_path / "site")
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
        publish((*FILES, SiteFile(path, b"")), None, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "rival", ["index.html", "INDEX.html", "About/other.html", "about", "feed.atom/index.html", "Feed.Atom/index.html"]
)
def test_two_files_that_one_disk_could_take_for_the_same_are_refused(tmp_path, rival):
    with pytest.raises(ContentError):
        publish((*FILES, SiteFile(rival, b"")), None, tmp_path / "site")


def test_unicode_forms_of_one_name_are_refused(tmp_path):
    with pytest.raises(ContentError):
        publish((SiteFile("caf\u00e9.html", b""), SiteFile("cafe\u0301.html", b"")), None, tmp_path / "site")


def _failing() -> Iterator[SiteFile]:
    yield SiteFile("index.html", b"half")
    raise RuntimeError("the build broke")


def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(tmp_path):
    publish(FILES, None, tmp_path / "site")
    before = _state(tmp_path / "site")
    with pytest.raises(RuntimeError):
        publish(_failing(), None, tmp_path / "site")
    assert before == _state(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_files_of_somebody_else_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("ten years of work")
    with pytest.raises(ContentError) as error:
        publish(FILES, None, tmp_path)
    assert "Empty it" in error.value.problem.remedy
    assert (tmp_path / "thesis.txt").read_text() == "ten years of work"


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "site").mkdir()
    assert publish(FILES, None, tmp_path / "site").written == 4


def test_a_crash_between_the_two_renames_is_mended_by_the_next_run(tmp_path):
    publish(FILES, None, tmp_path / "site")
    before = _state(tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    (tmp_path / ".site.new").mkdir()
    (tmp_path / ".site.new" / "half.html").write_text("half")
    assert not publish(FILES, None, tmp_path / "site").changed
    assert before == _state(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_crash_after_both_renames_is_cleared_by_the_next_run(tmp_path):
    publish(FILES, None, tmp_path / "site")
    publish(FILES, None, tmp_path / ".site.old")
    assert not publish(FILES, None, tmp_path / "site").changed
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_is_never_thrown_away_for_somebody_elses_folder(tmp_path):
    publish(FILES, None, tmp_path / ".site.old")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(ContentError):
        publish(FILES, None, tmp_path / "site")
    assert verify(tmp_path / ".site.old") == []


def test_a_folder_that_stands_where_the_old_site_is_put_aside_is_left_alone(tmp_path):
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(ContentError):
        publish(FILES, None, tmp_path / "site")
    assert (tmp_path / ".site.old" / "thesis.txt").exists()


def test_a_link_to_the_site_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    publish(FILES, None, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").read_bytes() == b"home"


def test_a_link_inside_the_site_is_never_written_through(tmp_path):
    publish(FILES, None, tmp_path / "site")
    (tmp_path / "precious").write_bytes(b"home")
    (tmp_path / "site" / "index.html").unlink()
    (tmp_path / "site" / "index.html").symlink_to(tmp_path / "precious")
    publish((SiteFile("index.html", b"new"), *FILES[1:]), None, tmp_path / "site")
    assert (tmp_path / "precious").read_bytes() == b"home"
    assert not (tmp_path / "site" / "index.html").is_symlink()


def test_each_of_the_two_search_bundles_is_kept_while_its_own_records_are_the_same(tmp_path):
    site = tmp_path / "site"
    publish(FILES, RECORDS, site)
    before = _state(site)
    earlier = next(record for record in RECORDS if not record.is_current)
    publication = publish(FILES, [record for record in RECORDS if record != earlier], site)
    after = _state(site)
    assert publication.search_rebuilt
    assert before["pagefind/pagefind-entry.json"] == after["pagefind/pagefind-entry.json"]
    assert before["pagefind/earlier/pagefind-entry.json"] != after["pagefind/earlier/pagefind-entry.json"]
    assert verify(site) == []


def test_records_are_consumed_as_they_come(tmp_path):
    publication = publish(FILES, (record for record in RECORDS), tmp_path / "site")
    assert not publish(FILES, iter(RECORDS), tmp_path / "site").changed
    assert publication.search_rebuilt
