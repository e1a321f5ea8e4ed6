"""An archive in which every field is hostile, in a real browser: nothing runs, nothing is asked of another origin."""

import json

import pytest

from tests.browser.server import served
from tests.conftest import ROOT, run_build
from tests.site_reading import pages

EVIL = """"><img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}"""
BODY = f"""# {EVIL}

<script>alert(3)</script>

[click](javascript:alert(4)) [data](data:text/html;base64,PHNjcmlwdD4=) ![pixel](https://evil.example/pixel.gif)
[vb](vbscript:x) [spoof](https://bank.example@evil.example/) <https://evil.example/"onmouseover="alert(5)>

**{EVIL}**

* item {EVIL}
* [{EVIL}](https://evil.example/'onclick='alert(6))

| {EVIL} | b |
|---|---|
| </td></tr></table><svg onload=alert(7)> | `</code><script>alert(8)</script>` |

> </blockquote><iframe src=https://evil.example></iframe>

We use cookies and never sell your data to {EVIL}. Last updated: 3 May 2019. </script><style>*{{display:none}}</style>
"""

ACTIVE = "iframe, img, object, embed, svg[onload], [onclick], [onerror], [onmouseover]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    texts = folder / "content" / "snapshots"
    texts.mkdir(parents=True)
    quoted = json.dumps(EVIL)  # JSON strings are YAML strings
    (folder / "content" / "archive.yaml").write_text(
        f"title: {quoted}\nbase_url: https://palimpsest.example/\ndescription: {quoted}\nlicence: {quoted}\n"
    )
    (folder / "content" / "companies.yaml").write_text(
        f"evil.example:\n  name: {quoted}\n  operators:\n    - name: {quoted}\n      note: {quoted}\n"
    )
    for name in ("topics.yaml", "parties.yaml"):
        (folder / "content" / name).write_bytes((ROOT / "content" / name).read_bytes())
    for year, body in ((2018, BODY), (2019, BODY.replace("never sell", "gladly sell") + "\n\nAn added passage.\n")):
        front = (
            f"---\ncompany: evil.example\nterms_type: Privacy Policy\ncaptured_at: {year}-05-04T03:02:01Z\n"
            f"original_url: https://evil.example/{year}?a=1&b=2\ncollection: {quoted}\n---\n\n"
        )
        (texts / f"{year}.md").write_text(front + body)
    done = run_build("--content", str(folder / "content"), "--output", str(folder / "site"), "--no-cache")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.browser
def test_nothing_of_a_hostile_archive_runs_or_loads(browser, hostile):
    said, asked, dialogs = [], [], []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with served(hostile) as host:
        # One page of each kind is enough: of the topics, the one that quotes the text.
        shown = [one for one in pages(hostile) if "topics" not in one.parts or "cookies-tracking" in one.parts]
        for file in shown:
            page.goto(host.address + file.relative_to(hostile).as_posix())
            assert page.locator(ACTIVE).count() == 0
            assert page.locator("main").is_visible()
        page.goto(f"{host.address}search/?q=cookies")
        page.locator("#search-results a").first.wait_for()
        assert page.locator("#search-results img, #search-results script").count() == 0
        foreign = [url for url in asked if not url.startswith(host.address)]
    page.close()
    assert ([], [], []) == (said, foreign, dialogs)
