"""One Chromium for all browser tests, and the real site served with production's headers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch
from tests.browser.server import served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as running:
        chromium = launch(running)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def host(site) -> Iterator[str]:
    """The address of the site."""
    with served(site) as serving:
        yield serving.address
