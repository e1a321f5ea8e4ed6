"""Where Chromium is on this machine, and how it is started."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing but the pages under test may use the network, and a root user's Chromium has no sandbox to start in.
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def installed(playwright: Playwright) -> str | None:
    """The browser to use: one of the system's, else the one that playwright downloaded, else None."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    own = playwright.chromium.executable_path
    return own if own and Path(own).exists() else None


def launch(playwright: Playwright) -> Browser:
    path = installed(playwright)
    assert path, "Chromium is not installed: run `python -m tests.browser.install`"
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
    return playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *sandbox])
