from pathlib import Path

import pytest

from palimpsest.publishing.serve.headers import content_type
from palimpsest.publishing.serve.routing import Answer, is_own_host, route


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "companies/monoprice.com").mkdir(parents=True)
    for name in ("index.html", "404.html", "companies/index.html", "companies/monoprice.com/index.html", "feed.atom"):
        (site / name).write_text(name)
    (tmp_path / "secret.txt").write_text("not published")
    (site / "leak.txt").symlink_to(tmp_path / "secret.txt")
    return site


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/companies/", "companies/index.html"),
        ("/companies/?page=2", "companies/index.html"),
        ("/companies/monoprice%2Ecom/", "companies/monoprice.com/index.html"),
        ("/feed.atom", "feed.atom"),
    ],
)
def test_an_address_is_answered_by_its_file(folder, address, name):
    assert Answer(200, folder / name) == route(folder, address)


@pytest.mark.parametrize(
    ("address", "location"),
    [("/companies", "/companies/"), ("/companies/monoprice.com?x=1", "/companies/monoprice.com/")],
)
def test_a_folder_without_its_slash_is_redirected(folder, address, location):
    assert Answer(301, None, location) == route(folder, address)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/feed.atom/",
        "/../secret.txt",
        "/companies/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/leak.txt",
        "//companies",
        "/companies//monoprice.com",
        "/companies\\monoprice.com",
        "/%00",
        "/" + "a" * 5000,
        "*",
    ],
)
def test_everything_else_is_missing(folder, address):
    assert Answer(404, folder / "404.html") == route(folder, address)


def test_without_a_404_page_a_missing_file_is_still_missing(tmp_path):
    assert Answer(404, None) == route(tmp_path, "/nothing")


@pytest.mark.parametrize(
    ("header", "served_on", "own"),
    [
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST:8000", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("archive.test:80", "archive.test", True),
        ("[fd00::7]:8000", "fd00::7", True),
        ("192.168.1.5:8000", "0.0.0.0", True),
        ("192.168.1.5:8000", "127.0.0.1", False),
        ("rebound.example:8000", "127.0.0.1", False),
        ("rebound.example:8000", "0.0.0.0", False),
        ("localhost.rebound.example", "127.0.0.1", False),
        ("127.0.0.1.rebound.example", "127.0.0.1", False),
        ("localhost@rebound.example", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_the_servers_own_names_are_its_own(header, served_on, own):
    assert own == is_own_host(header, served_on)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("companies/index.html", "text/html; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("opensearch.xml", "application/opensearchdescription+xml; charset=utf-8"),
        ("source.md", "text/plain; charset=utf-8"),
        ("cite.bib", "application/x-bibtex; charset=utf-8"),
        ("cite.ris", "application/x-research-info-systems; charset=utf-8"),
        ("pagefind/fragment/en_8a5a158.pf_fragment", "application/octet-stream"),
        ("pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("search.wasm", "application/wasm"),
    ],
)
def test_a_published_file_has_the_type_its_name_says(path, kind):
    assert kind == content_type(path)
