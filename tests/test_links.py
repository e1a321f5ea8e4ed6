"""Every internal link and anchor leads somewhere, at `/` and under a path; every outside link is one we allow."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.conftest import run_build
from tests.site_reading import page, pages

PREFIXES = ("/", "/sub/path/")


@pytest.fixture(scope="module", params=PREFIXES)
def published(request, tmp_path_factory) -> tuple[Path, str]:
    """The site as built for a host that serves it below the prefix."""
    folder = tmp_path_factory.mktemp("linked") / "site"
    base = f"https://palimpsest.example{request.param}"
    done = run_build("--output", str(folder), "--no-cache", "--no-search", "--base-url", base)
    assert done.returncode == 0, done.stderr
    return folder, request.param


def address_of(file: Path, site: Path, prefix: str) -> str:
    path = file.relative_to(site).as_posix()
    return f"http://host{prefix}{path.removesuffix('index.html')}"


def targets(tree):
    for element in tree.all():
        for attribute in ("href", "src", "action"):
            if attribute in element.attributes and element.tag != "use":
                yield element, element.attributes[attribute]


def has_anchor(tree, fragment: str) -> bool:
    return not fragment or bool(tree.having("id", unquote(fragment)))


def test_every_internal_link_and_anchor_leads_somewhere(published):
    site, prefix = published
    lost = []
    for file in pages(site):
        for _, target in targets(page(file)):
            absolute = urlsplit(urljoin(address_of(file, site, prefix), target))
            if absolute.hostname != "host":
                continue
            path = unquote(absolute.path)
            if not path.startswith(prefix):
                lost.append(f"{file}: {target} leaves the site")
                continue
            landing = site / path.removeprefix(prefix)
            landing = landing / "index.html" if path.endswith("/") else landing
            if not landing.is_file():
                lost.append(f"{file.relative_to(site)}: {target} leads nowhere")
            elif landing.suffix == ".html" and not has_anchor(page(landing), absolute.fragment):
                lost.append(f"{file.relative_to(site)}: {target} has no such anchor")
    assert [] == lost


def test_an_outside_link_is_safe_and_loads_nothing(site):
    for file in pages(site):
        for element, target in targets(page(file)):
            scheme = urlsplit(target).scheme
            assert scheme in ("", "http", "https", "mailto"), f"{file}: {target}"
            if scheme:
                loads = element.tag == "link" and element.attributes.get("rel", "").split()[0] in ("stylesheet", "icon")
                assert element.tag in ("a", "link") and not loads, f"{file}: {target}"


def test_no_id_stands_twice_and_no_heading_level_is_skipped(site):
    for file in pages(site):
        tree = page(file)
        repeated = [
            name for name, count in Counter(one.attributes["id"] for one in tree.having("id")).items() if count > 1
        ]
        assert [] == repeated, file
        levels = [int(one.tag[1]) for one in tree.all() if one.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        assert 1 == levels.count(1), f"{file}: {levels}"
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{file}: {levels}"


def test_no_page_shows_what_only_a_machine_should_see(site):
    for file in pages(site):
        text = file.read_text(encoding="utf-8")
        for literal in ("**", "---|---", "#harmful-link", "web.archive.org/terms", 'href="emailto:'):
            assert literal not in text, f"{file}: {literal}"
        assert [] == page(file).having("style")
        assert [] == [one for one in page(file).all("script") if not {"src", "type"} & set(one.attributes)]
        for link in page(file).all("a"):
            named = link.text.strip() or link.attributes.get("aria-label", "").strip()
            assert named, f"{file}: a link without text to {link.attributes.get('href')}"
