"""Every page of a small archive, rendered: what must hold on each of them."""

import gc
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest

from palimpsest.publishing import urls
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.methods import methods_page
from palimpsest.values import replace
from tests.publishing.archive_fixture import HOSTILE, archive
from tests.publishing.catalogues import catalogue_of
from tests.publishing.pages import all_views, parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
VIEWS = tuple(all_views(archive()))
HTML = {view.url: render(view, THEME) for view in VIEWS}
PAGES = {url: parsed(html) for url, html in HTML.items()}
MADE_ELSEWHERE = ("feed.atom", ".json", ".md", ".bib", ".ris", "opensearch.xml", "sitemap.xml", "manifest-sha256.txt")

every_page = pytest.mark.parametrize("url", HTML, ids=lambda url: url or "home")


def test_each_template_has_a_view_of_the_same_name_and_each_view_a_template():
    views = {view.template for view in VIEWS}
    templates = {path.name for path in THEME.templates.glob("[!_]*.html")}
    assert templates == views
    for view in VIEWS:
        words = view.template.removesuffix(".html").split("_")
        assert "".join(word.capitalize() for word in words) + "Page" == type(view).__name__


def test_every_field_of_a_view_is_used_by_its_template():
    shared = "".join(path.read_text() for path in sorted(THEME.templates.glob("_*.html")))
    for view in {type(view): view for view in VIEWS}.values():
        used = set(re.findall(r"page\.(\w+)", shared + (THEME.templates / view.template).read_text()))
        assert not set(view.__struct_fields__) - used - {"template"}, view.template


def test_nothing_of_a_page_stays_in_memory_when_it_is_rendered():
    """In one of three rounds: what a thread of the test runner leaves meanwhile is counted, too."""
    gc.disable()
    try:
        assert 0 in [left_by_rendering() for _ in range(3)]
    finally:
        gc.enable()


def left_by_rendering() -> int:
    gc.collect()
    for view in VIEWS:
        render(view, THEME)
    return gc.collect()


@pytest.mark.parametrize("address", ["https://www.monoprice.com/", "http://register.example/7"])
def test_a_company_shows_every_link_of_its_entry(address):
    assert f'href="{address}"' in HTML["companies/monoprice.com/"]


def test_no_address_is_given_twice():
    assert len(VIEWS) == len(HTML)


def test_pages_come_in_the_same_order_every_time():
    assert [view.url for view in VIEWS] == [view.url for view in all_views(archive())]


@every_page
def test_elements_are_closed_in_order(url):
    assert ([], []) == (PAGES[url].open, PAGES[url].misnested)


@every_page
def test_one_main_heading_and_no_level_is_skipped(url):
    levels = [int(name[1]) for name, _ in PAGES[url].elements if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@every_page
def test_ids_are_unique(url):
    ids = PAGES[url].ids
    assert len(set(ids)) == len(ids)


@every_page
def test_nothing_needs_inline_script_or_style(url):
    page = PAGES[url]
    assert not page.all("style")
    assert all(script.get("src") or script.get("type") == "application/ld+json" for script in page.all("script"))
    attributes = {name for _, found in page.elements for name in found}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]


@every_page
def test_what_strangers_wrote_is_escaped(url):
    assert "<script>alert" not in HTML[url]
    assert '" onload="' not in HTML[url]


def test_hostile_words_are_shown_as_words():
    showing = [url for url, page in PAGES.items() if HOSTILE in page.words]
    assert "companies/monoprice.com/privacy-policy/2017-10-07/" in showing
    assert urls.REPORT in showing


@every_page
def test_nothing_is_loaded_from_elsewhere(url):
    page = PAGES[url]
    loaded = [link["href"] for link in page.all("link") if link["rel"] in ("stylesheet", "icon")]
    loaded += [script["src"] for script in page.all("script") if script.get("src")]
    assert not [address for address in loaded if "//" in address]
    assert not page.all("img")
    assert not page.all("iframe")


@every_page
def test_links_and_anchors_inside_the_site_lead_somewhere(url):
    for link in PAGES[url].all("a"):
        href = link["href"]
        if re.match(r"https?:|mailto:", href):
            continue
        target, anchor = _resolved(url, href)
        if target.endswith(MADE_ELSEWHERE):
            continue
        assert target in PAGES, f"{href} on {url}"
        assert not anchor or anchor in PAGES[target].ids, f"{href} on {url}"


def _resolved(url, href):
    path, _, anchor = href.partition("#")
    path = path.partition("?")[0]
    if not path:
        return url, anchor
    root = "https://palimpsest.example/archive/"
    return urljoin(f"{root}{url}", path).removeprefix(root), anchor


@every_page
def test_links_that_leave_the_site_pass_nothing_on(url):
    for link in PAGES[url].all("a"):
        if link["href"].startswith("http"):
            assert {"nofollow", "noopener"} <= set((link.get("rel") or "").split())


@every_page
def test_links_have_words(url):
    for text in re.findall(r"<a [^>]*>(.*?)</a>", HTML[url], re.DOTALL):
        assert re.sub(r"<[^>]*>|\s", "", text)


@every_page
def test_pages_speak_with_restraint(url):
    ours = re.sub(r"<article.*?</article>", "", HTML[url], flags=re.DOTALL)
    assert not re.search(r"does not mention|deleted on|silent change|was deleted", ours)


def test_a_page_served_at_any_depth_has_rooted_links():
    page = PAGES[urls.NOT_FOUND]
    links = [link["href"] for name in ("a", "link") for link in page.all(name) if link.get("rel") != "canonical"]
    assert all(href.startswith(("/archive/", "#")) for href in links)


def test_the_methods_stay_as_they_are_whatever_is_captured():
    assert methods_page(catalogue_of(archive())[0]) == methods_page(catalogue_of(replace(archive(), companies=()))[0])


@pytest.mark.parametrize("url", [urls.HOME, urls.NOT_FOUND])
def test_a_form_promises_the_search_it_starts(url):
    """Without a choice, the search page looks through the latest texts."""
    html = HTML[url]
    assert "every layer" not in html
    assert '<label for="q">Search the latest texts</label>' in html
    assert '<input type="checkbox" name="layers" value="all">' in html
