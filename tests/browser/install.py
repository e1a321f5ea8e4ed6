"""Makes sure that there is a Chromium: the system's, else by apt when that is allowed, else playwright's download."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

from tests.browser.chromium import installed


def main() -> int:
    with sync_playwright() as playwright:
        if installed(playwright):
            return 0
    print("Installing Chromium for the browser tests ...", file=sys.stderr)
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "--quiet", *command], env=environment, stdout=sys.stderr, check=False)
    with sync_playwright() as playwright:
        if installed(playwright):
            return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
