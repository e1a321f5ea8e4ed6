from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from palimpsest.publishing.serve.headers import SECURITY_HEADERS
from tests.browser.server import Request, served


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page").mkdir()
    for name in ("index.html", "404.html", "page/index.html"):
        (tmp_path / name).write_text(name)
    return tmp_path


def ask(host, path, method="GET"):
    connection = HTTPConnection(urlsplit(host.address).netloc, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("prefix", ["/", "/sub/path/"])
def test_a_folder_is_served_below_its_prefix_as_it_is_and_logged(folder, prefix):
    with served(folder, prefix) as host:
        page, body = ask(host, f"{prefix}page/")
        moved, _ = ask(host, f"{prefix}page")
        missing, text = ask(host, f"{prefix}nothing")
        head, nothing = ask(host, prefix, "HEAD")
    assert host.address.endswith(prefix)
    assert (page.status, body) == (200, "page/index.html")
    assert {name: page.headers[name] for name in SECURITY_HEADERS} == dict(SECURITY_HEADERS)
    assert (moved.status, moved.headers["Location"]) == (301, f"{prefix}page/")
    assert (missing.status, text) == (404, "404.html")
    assert (head.status, nothing) == (200, "")
    assert host.requests == [
        Request("GET", f"{prefix}page/", 200),
        Request("GET", f"{prefix}page", 301),
        Request("GET", f"{prefix}nothing", 404),
        Request("HEAD", prefix, 200),
    ]


def test_nothing_is_served_outside_the_prefix(folder):
    with served(folder, "/sub/path/") as host:
        assert ask(host, "/page/")[0].status == 404
