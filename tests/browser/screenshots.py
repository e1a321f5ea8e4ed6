"""`make screenshots`: the pictures of README.md, taken from the site as content/ gives it now."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch
from tests.browser.server import served
from tests.conftest import ROOT, run_build

PICTURES = ROOT / "docs" / "images"
POLICY = "companies/monoprice.com/privacy-policy/"
SHOTS = {
    "version": (f"{POLICY}2017-10-07/", "light"),
    "changes": (f"{POLICY}2017-10-07/changes/", "light"),
    "home-dark": ("", "dark"),
}


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        done = run_build("--output", str(folder), "--no-cache")
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return done.returncode
        with sync_playwright() as playwright, served(folder) as host:
            browser = launch(playwright)
            for picture, (url, scheme) in SHOTS.items():
                page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
                page.goto(host.address + url)
                page.screenshot(path=PICTURES / f"{picture}.png")
                page.close()
            browser.close()
    print(f"{len(SHOTS)} pictures in {PICTURES.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
