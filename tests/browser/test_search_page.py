"""The search page in a real browser, with production's headers, below a path, from a server on this machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from palimpsest.model import Archive, Lineage
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.render import render
from palimpsest.publishing.search import index
from palimpsest.publishing.search.bundles import indexing
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.search import search_page
from palimpsest.publishing.writing.publish import publish
from palimpsest.values import replace
from tests.browser.server import served
from tests.browser.silent import silent_page
from tests.publishing.catalogues import catalogue_of, catalogue_outputs, searched_of
from tests.publishing.outputs_fixture import ARCHIVE, EVIL, FIRST, HOSTILE, MONOPRICE, STRANGE, THIRD, section

ROOT = Path(__file__).parents[2]


def _published(archive: Archive, folder: Path) -> Path:
    assets = [
        SiteFile(urls.asset(path.name), path.read_bytes()) for path in (ROOT / "templates" / "assets").glob("*.*")
    ]
    catalogue, open_wordings = catalogue_of(archive)
    page = SiteFile(urls.file_of(urls.SEARCH), render(search_page(catalogue), theme_of(ROOT / "templates")).encode())
    files = [*catalogue_outputs(catalogue, open_wordings), *assets, page]
    with indexing(searched_of(archive), folder) as collect:
        publish(files, (), collect, folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return _published(ARCHIVE, tmp_path_factory.mktemp("searched") / "site")


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    with served(folder, "/sub/path/") as host:
        yield host.address


@pytest.fixture
def page(browser, address):
    with silent_page(browser, address) as page:
        yield page


def _search(page, address: str, **query: str) -> None:
    page.goto(urls.absolute(urls.search(**query), address))
    _settled(page)


def _settled(page) -> None:
    _status(page, "")


def _status(page, text: str) -> None:
    beginning = re.compile("^" + (re.escape(text) or "."))
    page.locator("#search-status").filter(has_text=beginning).wait_for()


def _counted(page, name: str) -> list[str]:
    """The choices of a list, once each says how many passages it gives."""
    page.locator("select[name=company] option").filter(has_text="(").first.wait_for(state="attached")
    return page.locator(f"select[name={name}] option").all_text_contents()


def _hits(page) -> list[str]:
    return page.locator(".hit a").evaluate_all("links => links.map(link => link.href)")


def _quotes(page) -> list[str]:
    return page.locator(".hit blockquote").all_text_contents()


pytestmark = pytest.mark.browser
EVERYTHING = ["All companies", "All documents", "All topics", "All years"]


def test_a_search_finds_wordings_and_says_where_and_when(page, address):
    _search(page, address, q="tracking")
    assert page.locator("#search-status").text_content() == "1 passage found in the latest texts."
    assert page.locator(".found h2").all_text_contents() == ["Monoprice: Privacy Policy"]
    assert page.locator(".hit .seen").all_text_contents() == ["first seen 7 October 2017, last seen 4 March 2019"]
    assert page.locator(".hit .section").all_text_contents() == ["under “Cookies”"]
    assert page.locator(".hit mark").all_text_contents() == ["tracking"]
    document = f"{address}companies/monoprice.com/privacy-policy/"
    assert page.locator(".found h2 a").evaluate_all("links => links.map(link => link.href)") == [document]


def test_what_a_query_names_can_be_gone_to(page, address):
    _search(page, address, q="monoprice COOKIES & similar 2004")
    _status(page, "No passage found")
    links = page.locator("#search-advice a")
    narrower, company, topic = links.evaluate_all("links => links.map(link => [link.textContent, link.href])")[:3]
    assert company == ["Monoprice, its documents", f"{address}companies/monoprice.com/"]
    assert topic == ["Cookies & similar, company by company", f"{address}topics/cookies/"]
    assert narrower[0] == "Search for “COOKIES & similar” only in Monoprice, captures of 2004"
    _search(page, address, q="monoprice COOKIES 2004")
    links.first.click()
    _status(page, "2 passages found.")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["COOKIES"], "company": ["monoprice.com"], "year": ["2004"]}
    assert 0 == links.count()


@pytest.mark.parametrize("query", ['"tracking"', "track", "cookies"])
def test_what_names_nothing_is_only_looked_for(page, address, query):
    _search(page, address, q=query)
    assert page.locator("#search-advice a").count() == 0


def test_filtered_to_a_year_a_result_opens_that_years_version_on_the_marked_passage(page, address):
    _search(page, address, q="cookies", year="2004", company="monoprice.com")
    (heading, passage) = sorted(urlsplit(url).query for url in _hits(page))
    assert parse_qs(passage) == {"mark": ["cookies"]} == parse_qs(heading)
    for url in _hits(page):
        assert urlsplit(url).path == "/sub/path/companies/monoprice.com/privacy-policy/2004-12-07/"
        assert urlsplit(url).fragment.startswith("p-")


def test_the_year_of_a_later_capture_of_the_same_version_leads_to_that_version(page, address):
    _search(page, address, q="tracking", year="2018")
    assert [urlsplit(url).path.split("/")[-2] for url in _hits(page)] == ["2017-10-07"]


@pytest.mark.parametrize("query", ["third party", "third-party", "thirdparty", '"third party advertising"'])
def test_hyphenated_and_separate_words_find_each_other(page, address, query):
    _search(page, address, q=query)
    assert any("third-party advertising" in quote for quote in _quotes(page))
    marked = page.locator(".hit mark").all_text_contents()
    assert "third" in marked
    assert "party" in marked


def test_without_hyphen_in_the_text_the_hyphenated_query_finds_it_too(page, address):
    _search(page, address, q="third-party", layers="all")
    assert any("to a third party for" in quote for quote in _quotes(page))


def test_hostile_text_stays_text(page, address):
    _search(page, address, company="evil.example")
    assert any("</script><b>x & y" in quote for quote in _quotes(page))
    assert page.locator("#search-results b, #search-results script").count() == 0
    assert page.locator(".found h2").first.text_content().startswith(HOSTILE[:12])


def test_every_choice_says_how_many_passages_it_gives(page, address):
    _search(page, address, q="cookies", year="2004")
    years = _counted(page, "year")
    assert years == ["All years", "2019 (2)", "2018 (2)", "2017 (2)", "2013 (1)", "2004 (2)"]
    companies = _counted(page, "company")
    assert companies[0] == "All companies"
    assert "Monoprice (2)" in companies


def test_choosing_a_filter_searches_and_the_back_button_undoes_it(page, address):
    _search(page, address, q="cookies", layers="all")
    _status(page, "4 passages")
    page.locator("select[name=year]").select_option("2013")
    _status(page, "1 passage")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["cookies"], "year": ["2013"], "layers": ["all"]}
    page.go_back()
    _status(page, "4 passages")
    assert page.locator("select[name=year]").input_value() == ""
    page.go_forward()
    _status(page, "1 passage")


def test_a_typed_word_is_one_step_back(page, address):
    _search(page, address, layers="all")
    page.locator("#search-words").press_sequentially("secure", delay=10)
    _status(page, "3 passages")
    page.locator("#search-words").press_sequentially(" socket", delay=10)
    page.wait_for_url("**q=secure+socket*")
    page.go_back()
    _status(page, "Type a word")
    assert page.locator("#search-words").input_value() == ""


def test_the_keyboard_is_enough(page, address):
    _search(page, address)
    page.keyboard.press("/")
    page.keyboard.type("cookies")
    page.keyboard.press("Enter")
    _status(page, "3 passages")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == _hits(page)[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search-words"
    page.keyboard.press("Escape")
    _status(page, "Type a word")
    assert page.locator(".hit").count() == 0


@pytest.mark.parametrize(
    ("query", "found"), [("cook", "3 passages"), ("advertised", "1 passage"), ("cookiesque", "No")]
)
def test_beginnings_and_stems_of_words_are_found_but_longer_words_are_not(page, address, query, found):
    _search(page, address, q=query)
    assert page.locator("#search-status").text_content().startswith(found)


def test_a_word_that_stands_nowhere_is_named(page, address):
    _search(page, address, q="cookies zeppelin")
    assert "“zeppelin” stands in no latest text." in page.locator("#search-status").text_content()
    assert page.locator(".hit").count() == 0


def test_nothing_found_says_what_to_do_next(page, address):
    _search(page, address, q="zeppelin")
    assert (
        page.locator("#search-status").text_content().startswith("No passage found for “zeppelin” in the latest texts.")
    )
    assert page.locator("#search-advice a").evaluate_all("links => links.map(link => link.href)") == [
        f"{address}companies/",
        f"{address}topics/",
    ]


def test_nothing_found_in_a_narrow_search_offers_the_wide_one(page, address):
    _search(page, address, q="tracking", year="2004")
    assert "1 passage elsewhere" in page.locator("#search-status").text_content()
    page.locator("#search-advice button").click()
    _status(page, "1 passage found in the latest texts")
    assert page.locator("select[name=year]").input_value() == ""


def test_a_choice_that_no_list_has_is_named_until_the_next_one(page, address):
    _search(page, address, q="tracking", year="1999", company="<b>nobody</b>")
    said = "Not in this archive, and left aside: company “<b>nobody</b>”, year of capture “1999”. 1 passage found"
    assert page.locator("#search-status").text_content().startswith(said)
    chosen = "lists => lists.map(list => list.selectedOptions[0]?.textContent)"
    assert page.locator(".facet select").evaluate_all(chosen) == EVERYTHING
    page.locator("select[name=year]").select_option("2018")
    _status(page, "1 passage found")


def test_a_missing_index_is_said_in_words(browser, address):
    page = browser.new_page()
    page.route("**/pagefind.js", lambda route: route.abort())
    _search(page, address, q="cookies")
    assert page.locator("#search-status").text_content().startswith("The search index could not be loaded.")
    page.close()


def test_texts_in_several_languages_are_searched_together(browser, tmp_path):
    version = replace(STRANGE, language="de-AT")
    german = replace(EVIL, documents=(replace(EVIL.documents[0], versions=(version,)),))
    folder = _published(replace(ARCHIVE, companies=(german, MONOPRICE)), tmp_path / "site")
    with served(folder) as host:
        page = browser.new_page()
        _search(page, host.address, q="cookies")
        _status(page, "3 passages found in the latest texts.")
        assert page.locator(".hit [lang]").evaluate_all("quotes => quotes.map(quote => quote.lang)") == ["de"]
        page.locator("select[name=year]").select_option("2013")
        _status(page, "1 passage found.")
        page.close()


def test_more_results_come_on_demand_and_take_the_focus(browser, tmp_path):
    texts = [f"Passage {number} speaks of lanterns." for number in range(45)]
    version = replace(FIRST, reading=replace(FIRST.reading, sections=(section("", *texts),)))
    lineages = {
        placed.passage.id: Lineage(version.captured_at, version.captured_at) for placed in version.reading.text()
    }
    document = replace(MONOPRICE.documents[0], versions=(version,), revisions=(), lineages=lineages)
    folder = _published(replace(ARCHIVE, companies=(replace(MONOPRICE, documents=(document,)),)), tmp_path / "site")
    with served(folder) as host:
        page = browser.new_page()
        _search(page, host.address, q="lanterns")
        more = page.locator("#search-more")
        assert (page.locator(".hit").count(), more.text_content()) == (20, "Show 20 more of 25")
        more.click()
        page.locator(".hit").nth(39).wait_for()
        assert page.evaluate("document.activeElement.href") == _hits(page)[20]
        more.click()
        page.locator(".hit").nth(44).wait_for()
        assert more.is_hidden()
        assert page.locator(".found h2").count() == 1
        page.close()


def test_earlier_layers_are_loaded_when_they_are_asked_for(browser, folder):
    with served(folder) as host:
        page = browser.new_page()
        _search(page, host.address, q="cookies")
        _status(page, "3 passages found in the latest texts.")
        assert not any("earlier" in request.path for request in host.requests)
        page.locator("input[name=layers]").check()
        _status(page, "4 passages found.")
        assert parse_qs(urlsplit(page.url).query)["layers"] == ["all"]
        page.locator("input[name=layers]").uncheck()
        _status(page, "3 passages found in the latest texts.")
        page.close()


def test_a_year_brings_its_layer_with_it(page, address):
    _search(page, address, q="cookies")
    assert _counted(page, "year")[:2] == ["All years", "2019"]
    page.locator("select[name=year]").select_option("2004")
    _status(page, "2 passages found.")
    assert any("NO COOKIES" in quote for quote in _quotes(page))


def test_what_only_earlier_texts_say_is_one_step_away(page, address):
    _search(page, address, q="cookies")
    _status(page, "3 passages found in the latest texts.")
    page.get_by_role("button", name="Search earlier layers too").click()
    _status(page, "4 passages found.")
    assert not page.get_by_role("button", name="Search earlier layers too").count()
    _search(page, address, q="transferred")
    _status(page, "No passage found for “transferred” in the latest texts.")
    page.get_by_role("button", name="Search earlier layers too").click()
    _status(page, "1 passage found.")
    assert page.locator("input[name=layers]").is_checked()


@pytest.fixture
def shared_pages(tmp_path, monkeypatch) -> Iterator[str]:
    """The same site with pages of the index that hold several wordings, as in a large archive."""
    monkeypatch.setattr(index, "PAGES", 1)
    with served(_published(ARCHIVE, tmp_path / "site")) as host:
        yield host.address


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "cookies"}, ["Cookies", "Harmless words", "We use cookies"]),
        ({"q": "cookies tracking"}, ["We use cookies"]),
        ({"q": "thirdparty"}, ["We use cookies"]),
        ({"q": "cookies", "year": "2004"}, ["Cookies", "We use NO COOKIES"]),
        ({"q": "use", "topic": "cookies"}, ["We use cookies"]),
        ({"q": '"secure socket"', "layers": "all"}, ["We use 128", "We use 256"]),
        ({"q": "contact harmless"}, []),
    ],
)
def test_of_pages_with_several_wordings_those_that_hold_every_word_are_shown(browser, shared_pages, query, found):
    page = browser.new_page()
    _search(page, shared_pages, **query)
    quotes = sorted(_quotes(page))
    assert len(quotes) == len(found)
    assert all(quote.startswith(beginning) for quote, beginning in zip(quotes, found, strict=True))
    page.close()


def test_where_the_lists_count_something_else_than_the_sentence_it_says_so(browser, shared_pages):
    page = browser.new_page()
    _search(page, shared_pages, q="cookies")
    assert page.locator("#search-status").text_content() == (
        "3 passages found in 2 places in the latest texts; the lists count places."
    )
    assert "Monoprice (1)" in _counted(page, "company")
    page.close()


def test_a_wording_of_a_shared_page_leads_to_its_own_place(browser, shared_pages):
    page = browser.new_page()
    _search(page, shared_pages, q="tracking")
    assert page.locator(".hit mark").all_text_contents() == ["tracking"]
    assert page.locator(".hit .section").all_text_contents() == ["under “Cookies”"]
    (url,) = _hits(page)
    anchor = next(at.anchor for at in THIRD.reading.text() if "tracking" in at.passage.text)
    assert url.split("companies/")[1] == f"monoprice.com/privacy-policy/2019-03-04/?mark=tracking#{anchor}"
    page.close()


def test_words_with_a_stroke_between_them_are_marked_where_their_result_leads(browser, host):
    page = browser.new_page()
    _search(page, host, q="referring")
    assert "referring/exit" in page.locator(".hit mark").all_text_contents()
    page.locator(".hit", has_text="referring/exit").locator("a").click()
    page.wait_for_url("**/companies/**")
    page.locator("mark").first.wait_for()
    assert page.locator("mark").all_text_contents() == ["referring", "exit"]
    page.close()


def test_from_disk_the_page_says_why_it_cannot_search(browser, folder):
    page = browser.new_page()
    page.goto((folder / "search" / "index.html").as_uri())
    _settled(page)
    assert page.locator("#search-status").text_content().startswith("Search works where the site is served")
    page.close()


def test_without_javascript_the_page_leads_to_the_indexes(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/")
    links = page.locator("main .notice a")
    assert links.count() == 3
    assert links.first.is_visible()
    context.close()
