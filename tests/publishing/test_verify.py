import pytest

from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.writing.publish import publish
from palimpsest.publishing.writing.verify import verify


@pytest.fixture
def site(tmp_path):
    publish((SiteFile("index.html", b"home"), SiteFile("about/index.html", b"about")), (), None, tmp_path / "site")
    return tmp_path / "site"


def test_a_site_as_published_has_no_problems(site):
    assert verify(site) == []


def test_missing_extra_and_changed_files_are_all_named(site):
    (site / "about" / "index.html").unlink()
    (site / "extra.html").write_bytes(b"extra")
    (site / "index.html").write_bytes(b"hOme")
    found = [(problem.location.path, problem.message) for problem in verify(site)]
    assert found == [
        ("about/index.html", "is in the manifest, but missing"),
        ("extra.html", "is not in the manifest"),
        ("index.html", "its bytes differ from the manifest"),
    ]


def test_a_link_in_place_of_a_file_is_named(site):
    (site / "index.html").rename(site.parent / "home")
    (site / "index.html").symlink_to(site.parent / "home")
    assert [problem.message for problem in verify(site)] == ["is not an ordinary file"]


@pytest.mark.parametrize("damage", [b"nonsense\n", b"\xff\n", b"0  index.html\n"])
def test_a_damaged_manifest_is_a_problem(site, damage):
    (site / urls.MANIFEST).write_bytes(damage)
    (problem,) = verify(site)
    assert problem.location.path == f"{site}/{urls.MANIFEST}"


def test_a_folder_without_a_manifest_is_a_problem(tmp_path):
    (problem,) = verify(tmp_path)
    assert (f"{tmp_path}/{urls.MANIFEST}", "the manifest cannot be read") == (problem.location.path, problem.message)
