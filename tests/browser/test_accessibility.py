"""axe-core finds nothing on any page kind, light and dark, narrow and wide; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.kinds import KINDS

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module", params=[(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def page(request, browser):
    width, scheme = request.param
    # axe is injected into the page, which production's policy rightly forbids.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_rule_is_broken(page, host, kind):
    page.goto(host + KINDS[kind])
    if kind == "search":
        page.locator("#search-results a").first.wait_for()
    if kind == "compare":
        page.locator("#compare-result .change").first.wait_for()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page, options=RULES).response["violations"]
    shown = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
    assert [] == shown
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
