"""A page that must stay silent and must ask nobody but its own server.

with silent_page(browser, "http://127.0.0.1:40123/") as page: page.goto(...)
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page


@contextmanager
def silent_page(browser: Browser, address: str, *, has_scripts: bool = True) -> Iterator[Page]:
    """Nothing may be written to the console, and nothing asked of another origin; checked when the page is closed."""
    page = browser.new_page(java_script_enabled=has_scripts)
    page.set_default_timeout(8000)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    assert [] == said
    assert [] == [url for url in asked if not url.startswith(address)]
