"""Every page kind in a real browser, with production's headers: silent, complete without scripts, by keyboard."""

import re
from time import sleep
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import KINDS
from tests.browser.silent import silent_page

MONOPRICE = "companies/monoprice.com/privacy-policy/"


@pytest.fixture
def page(browser, host):
    with silent_page(browser, host) as page:
        yield page


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_silent_and_asks_only_its_own_origin(page, host, kind):
    page.goto(host + KINDS[kind], wait_until="load")
    assert 1 == page.locator("h1").count()


@pytest.mark.browser
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("search", "compare")])
def test_a_page_is_complete_without_scripts(browser, page, host, kind):
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    without.goto(host + KINDS[kind])
    page.goto(host + KINDS[kind], wait_until="networkidle")
    # which passages others share is a fact of other documents: a version's page leads to it, and a script counts it
    page.evaluate("for (const note of document.querySelectorAll('.also')) note.remove()")
    assert page.locator("main").text_content() == without.locator("main").text_content()
    context.close()


@pytest.mark.browser
def test_search_without_scripts_leads_to_the_indexes(browser, host):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}search/")
    page.locator("noscript a", has_text="ompanies").first.click()
    assert page.url == f"{host}companies/"
    context.close()


@pytest.mark.browser
def test_a_search_filtered_to_2004_lands_on_the_marked_passage_by_keyboard_alone(page, host):
    page.goto(host)
    page.keyboard.press("Tab")  # the skip link
    page.keyboard.press("/")
    if not page.evaluate("document.activeElement.matches('input[name=q]')"):
        page.locator("input[name=q]").focus()
    page.keyboard.type("cookies")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=cookies*")
    page.locator(".hit a").first.wait_for()
    year = page.locator("select[name=year]")
    year.focus()
    page.keyboard.type("2004")
    page.wait_for_url("**year=2004*")
    expect(page.locator(".hit a").first).to_have_attribute("href", re.compile("2004-12-07"))
    page.locator(".hit a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{MONOPRICE}2004-12-07/**")
    fragment = urlsplit(page.url).fragment
    target = page.locator(f"[id='{fragment}']")
    assert "cookies" in page.locator("mark").first.text_content().lower()
    assert target.evaluate(
        "one => { const at = one.getBoundingClientRect(); return at.top < innerHeight && at.bottom > 0 }"
    )


@pytest.mark.browser
def test_the_first_stop_of_the_keyboard_skips_to_the_text(page, host):
    page.goto(f"{host}{MONOPRICE}2017-10-07/")
    page.keyboard.press("Tab")
    assert "Skip" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.browser
def test_the_name_of_a_month_stands_in_one_line(page, host):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{host}changes/2017/")
    month = page.locator(".letter.month > h2").first
    month.evaluate("one => { one.textContent = 'September' }")
    lines = "one => { const all = new Range(); all.selectNodeContents(one); return all.getClientRects().length }"
    assert 1 == month.evaluate(lines)


@pytest.mark.browser
def test_changes_are_walked_by_their_links(page, host):
    page.goto(f"{host}{MONOPRICE}2017-10-07/changes/")
    first = page.locator("[id^=change-]").first
    first.locator("a.following").click()
    assert "#change-2" in page.url


@pytest.mark.browser
def test_hidden_words_tell_a_screen_reader_what_was_inserted_and_deleted(page, host):
    page.goto(f"{host}{MONOPRICE}2017-10-07/changes/")
    assert "insert" in page.locator("ins").first.text_content().lower() or page.locator("ins .hidden").count()
    assert page.locator("ins").count() and page.locator("del").count()


@pytest.mark.browser
def test_a_page_prints_its_text_without_navigation(page, host):
    page.goto(f"{host}{MONOPRICE}2017-10-07/")
    page.emulate_media(media="print")
    assert not page.locator("header nav").first.is_visible()
    assert page.locator("article").is_visible()


@pytest.mark.browser
def test_a_passage_says_how_many_other_companies_have_its_words_and_leads_to_them(page, host):
    page.goto(f"{host}companies/mono.net/privacy-policy/2013-11-06/")
    note = page.locator("div[id]", has_text="set a cookie to enable the feature").locator(".also")
    expect(note).to_have_text("also in 1 other company’s texts")
    note.click()
    assert re.fullmatch(re.escape(host) + "shared/[0-9a-f]{12}/", page.url)
    expect(page.locator("main")).to_contain_text("First captured in this archive")
    expect(page.locator("main")).to_contain_text("36 words")
    assert page.locator("mark").count() > 2


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_to_a_passage_leads_to_it_also_when_notes_come_in_above_it(page, host, width):
    def noting(route):
        sleep(0.2)  # as on a real way, on which the browser has the page before the counts
        passages = {
            f"p-{digest}": {"companies": 3, "wording": "0" * 12} for digest in re.findall(r'id="p-(\w{8})', text)
        }
        route.fulfill(json={"passages": passages})

    url = f"{host}companies/mono.net/privacy-policy/2013-11-06/"
    text = page.request.get(url).text()
    page.route("**/api/shared/**", noting)
    page.set_viewport_size({"width": width, "height": 700})
    last = text.split(' id="p-')[-20][:8]
    page.goto(f"{url}?mark=mono#p-{last}")
    page.locator(".also").last.wait_for(state="attached")
    page.wait_for_timeout(300)
    assert page.locator(".also").count() > 40
    assert 0 <= page.locator(f"#p-{last}").evaluate("one => one.getBoundingClientRect().top") < 100


@pytest.mark.browser
def test_an_address_that_cannot_be_decoded_breaks_nothing(page, host):
    page.goto(f"{host}companies/mono.net/privacy-policy/2013-11-06/?mark=cookie#%")
    page.locator(".also").first.wait_for(state="attached")


@pytest.mark.browser
def test_the_link_to_a_passage_is_seen_where_nothing_can_hover(browser, host):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{host}companies/mono.net/privacy-policy/2013-11-06/")
    seen = "link => Number(getComputedStyle(link).opacity)"
    assert page.locator(".reader div[id] > a").first.evaluate(seen) > 0.5
    context.close()
