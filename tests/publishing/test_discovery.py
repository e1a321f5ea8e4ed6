from datetime import date
from xml.etree import ElementTree

from palimpsest.publishing import discovery, urls
from palimpsest.publishing.discovery import discovery_files, last_changes, sitemap_files
from tests.publishing.catalogues import catalogue_of
from tests.publishing.outputs_fixture import ARCHIVE

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CATALOGUE, OPEN = catalogue_of(ARCHIVE)
FILES = {file.path: file.content for file in discovery_files(CATALOGUE, OPEN)}
DOCUMENT = "companies/monoprice.com/privacy-policy/"


def test_pages_are_dated_by_captures():
    days = last_changes(CATALOGUE, OPEN)
    assert days[urls.HOME] == date(2019, 3, 4)
    assert days[f"{DOCUMENT}2004-12-07/"] == date(2004, 12, 7)
    assert days[f"{DOCUMENT}2017-10-07/"] == date(2018, 2, 1)
    assert days[f"{DOCUMENT}2017-10-07/changes/"] == date(2017, 10, 7)
    assert days["topics/cookies/evil.example/"] == date(2013, 6, 8)
    assert days["topics/children/"] is None
    assert days["about/"] is None
    assert days["changes/2017/"] == date(2017, 10, 7)


def test_the_sitemap_names_every_page_once_by_its_address_on_the_live_web():
    addresses = [loc.text for loc in ElementTree.fromstring(FILES["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    assert addresses == [f"https://policies.example/{url}" for url in last_changes(CATALOGUE, OPEN)]


def test_a_long_sitemap_is_split(monkeypatch):
    monkeypatch.setattr(discovery, "LONGEST_SITEMAP", 2)
    files = {file.path: file.content for file in sitemap_files({"a/": None, "b/": None, "c/": None}, "https://x.test/")}
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert [loc.text for loc in index.iter(f"{SITEMAP}loc")] == [
        "https://x.test/sitemap-1.xml",
        "https://x.test/sitemap-2.xml",
    ]
    assert b"https://x.test/c/" in files["sitemap-2.xml"]


def test_robots_may_read_everything():
    assert FILES["robots.txt"] == b"User-agent: *\nAllow: /\n\nSitemap: https://policies.example/sitemap.xml\n"


def test_browsers_can_search_from_their_address_bar():
    description = ElementTree.fromstring(FILES["opensearch.xml"])
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert description.find(f"{namespace}Url").get("template") == "https://policies.example/search/?q={searchTerms}"
    assert len(description.findtext(f"{namespace}ShortName")) <= 16
