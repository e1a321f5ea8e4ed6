"""Real archives from git: nothing is lost, nothing but wording is news, and every way to build gives the same bytes."""

import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from palimpsest.model import Passage
from palimpsest.publishing.serve.routing import route
from palimpsest.understanding.facts.facts import named
from tests.cluster import two_workers
from tests.conftest import ROOT, run_build
from tests.site_reading import page
from tests.sources.repositories import commit, git, new_repository

SEEDS = {"companies": 4, "documents": 4, "versions": 5, "captures": 5}
_IDS = re.compile(r'\sid="([^"]*)"')
_LINKS = re.compile(r'\s(?:href|src|action)="([^"]*)"')
BASE = "https://palimpsest.example/"  # of content/archive.yaml


@dataclass(frozen=True)
class Built:
    site: Path
    said: str
    errors: str

    def json(self, path: str) -> dict:
        return json.loads((self.site / path).read_text(encoding="utf-8"))

    def text(self, path: str) -> str:
        return " ".join(page(self.site / path / "index.html").text.split())


def build(folder: Path, *sources: Path | str, content: Path | None = None, arguments: tuple[str, ...] = ()) -> Built:
    specs = [f"--source={source if isinstance(source, str) else f'git:{source}'}" for source in sources]
    where = (f"--content={content or ROOT / 'content'}", f"--output={folder / 'site'}")
    done = run_build(*where, *specs, "--no-search", *(arguments or ("--no-cache", "--jobs=1")))
    assert 0 == done.returncode, done.stderr[-4000:]
    return Built(folder / "site", done.stdout, done.stderr)


def digests(site: Path) -> dict[str, str]:
    found = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            found[path.relative_to(site).as_posix()] = file_digest(file, "sha256").hexdigest()
    return found


@pytest.fixture(scope="module")
def genai(corpora, tmp_path_factory) -> Path:
    clone = tmp_path_factory.mktemp("genai") / "genai-eu.git"
    git(clone.parent, "clone", "--quiet", "--bare", str(corpora / "genai-eu-versions.bundle"), clone.name)
    return clone


@pytest.fixture(scope="module")
def archive(genai, tmp_path_factory) -> Built:
    """The seeds and genai-eu in one site, cold, in one process."""
    return build(tmp_path_factory.mktemp("archive"), "snapshots", genai)


@pytest.mark.corpus
def test_nothing_is_lost_and_nothing_is_an_error(archive, genai):
    blobs, records = defaultdict(set), 0
    log = git(genai, "log", "--no-merges", "--no-renames", "--no-abbrev", "--raw", "-z", "--format=", "--diff-filter=d")
    parts = log.split("\0")
    for described, path in zip(parts[::2], parts[1::2], strict=False):
        if path.count("/") == 1 and path.endswith(".md") and not path.startswith("."):
            blobs[path].add(described.split()[3])
            records += 1
    counts = archive.json("api/archive.json")["counts"]
    assert len(blobs) + SEEDS["documents"] == counts["documents"]
    assert sum(map(len, blobs.values())) + SEEDS["versions"] == counts["versions"]
    assert records + SEEDS["captures"] == counts["captures"]
    assert len({path.partition("/")[0] for path in blobs}) + SEEDS["companies"] == counts["companies"]
    assert ": error: " not in archive.errors


@pytest.mark.corpus
def test_every_link_and_anchor_of_an_archive_leads_somewhere(archive):
    site = archive.site
    ids, links = {}, {}
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        ids[address] = {unescape(name) for name in _IDS.findall(text)}
        links[address] = {unescape(target) for target in _LINKS.findall(text)}
    lost = []
    for address, targets in links.items():
        for target in targets:
            there = urlsplit(urljoin(f"http://host/{address}", target))
            if there.hostname != "host":
                continue
            path = unquote(there.path)[1:]
            if path in ids:
                is_there = not there.fragment or unquote(there.fragment) in ids[path]
            else:
                is_there = (site / path).is_file()
            if not is_there:
                lost.append(f"{address}: {target}")
    assert [] == lost[:20]


@pytest.mark.corpus
def test_every_fact_of_the_json_is_found_at_its_characters(archive):
    off, facts = [], 0
    for path in sorted((archive.site / "api" / "companies").rglob("*.json")):
        for listed in json.loads(path.read_text(encoding="utf-8"))["passages"]:
            text = listed["text"]
            if told := {(one["kind"], one["value"], one["start"], one["end"]) for one in listed["facts"]}:
                facts += len(told)
                there = named(Passage(listed["id"], "paragraph", text, ""), keeps=True)
                behind_links = {one for one in told if one[0] == "email" and "@" not in text[one[2] : one[3]]}
                off += [f"{path.name}: {one}" for one in sorted(told - behind_links - set(there))]
    assert facts > 1000
    assert [] == off[:20]


@pytest.mark.corpus
def test_what_a_source_does_not_say_is_left_out(archive):
    """Collections of git archives are named in archive.yaml, and not on the command line."""
    pages = [archive.site / "about" / "index.html", *sorted(archive.site.glob("companies/*/*/20*/index.html"))]
    assert [] == [page for page in pages if re.search(r"<(dd|li)>\s*</", page.read_text(encoding="utf-8"))]


def revisions(built: Built) -> dict[str, tuple[str, str]]:
    """The class and cause of every step by the address of its redline; of first captures by that of the version."""
    found = {}
    for path in sorted((built.site / "api" / "companies").rglob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        addresses = {version["digest"]: version["url"].removeprefix(BASE) for version in document["versions"]}
        found[document["versions"][0]["url"].removeprefix(BASE)] = ("first capture", "")
        for step in document["revisions"]:
            found[f"{addresses[step['after']]}changes/"] = (step["class"], step["cause"])
    return found


def is_worth_telling(kind: str, cause: str) -> bool:
    return kind == "first capture" or (kind == "wording" and cause in ("company", "unstated"))


@pytest.mark.corpus
def test_nothing_but_wording_by_the_company_is_in_a_feed_or_a_list_of_changes(archive):
    known = revisions(archive)
    told = []
    for path in sorted(archive.site.rglob("feed.json")):
        told += [item["url"].removeprefix(BASE) for item in json.loads(path.read_text(encoding="utf-8"))["items"]]
    assert len(told) > 100
    listed = [archive.site / "index.html", *sorted((archive.site / "changes").rglob("index.html"))]
    for file in listed:
        address = file.relative_to(archive.site).as_posix().removesuffix("index.html")
        for target in _LINKS.findall(file.read_text(encoding="utf-8")):
            landing = urlsplit(urljoin(f"{BASE}{address}", unescape(target))).path[1:]
            if landing.startswith("companies/") and landing.endswith("/changes/"):
                told.append(landing)
    assert [] == [(url, known[url]) for url in told if not is_worth_telling(*known[url])]
    uncounted = [url for url, (kind, cause) in known.items() if kind == "wording" and not is_worth_telling(kind, cause)]
    assert uncounted  # else the archive has nothing to tempt us with
    for url in uncounted:
        assert "not counted as a change of wording" in archive.text(url)


@pytest.mark.corpus
def test_a_warm_build_in_two_processes_is_a_cold_one_in_one(archive, genai, tmp_path):
    earlier = tmp_path / genai.name
    shutil.copytree(genai, earlier)
    head, branch = git(earlier, "rev-parse", "HEAD"), git(earlier, "symbolic-ref", "HEAD")
    git(earlier, "update-ref", branch, "HEAD~5")
    warm = (f"--cache={tmp_path / 'cache'}", "--jobs=2")
    build(tmp_path, "snapshots", earlier, arguments=warm)
    git(earlier, "update-ref", branch, head)
    built = build(tmp_path, "snapshots", earlier, arguments=warm)
    assert digests(archive.site) == digests(built.site)
    assert "nothing written" in build(tmp_path, "snapshots", earlier, arguments=warm).said


@pytest.fixture
def cluster() -> Iterator[str]:
    with two_workers() as address:
        yield address


@pytest.mark.corpus
def test_two_workers_of_a_dask_cluster_make_the_same_bytes(archive, genai, cluster, tmp_path):
    cached = (f"--executor=dask:{cluster}", f"--cache={tmp_path / 'cache'}")
    built = build(tmp_path, "snapshots", genai, arguments=cached)
    assert digests(archive.site) == digests(built.site)


def own_content(folder: Path, companies: str) -> Path:
    content = folder / "content"
    content.mkdir()
    shutil.copy(ROOT / "content" / "topics.yaml", content)
    (content / "archive.yaml").write_text(f"title: Test\nbase_url: {BASE}\n")
    (content / "companies.yaml").write_text(companies)
    return content


RENAMED = """
x:
  name: X
  names:
    - name: Twitter
      until: 2024-02-20
    - name: X
      since: 2024-02-21
  renamed_terms:
    Rules: Community Guidelines
"""


def leads_on(built: Built, old: str, new: str) -> bool:
    """Whether the page at an old address sends browsers on to the new one."""
    html = (built.site / old / "index.html").read_text(encoding="utf-8")
    target = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', html)
    return bool(target) and urljoin(f"{BASE}{old}", target.group(1)) == f"{BASE}{new}"


def is_answered(site: Path, address: str) -> bool:
    """Whether an address has a file, or is led to one that has."""
    answer = route(site, address)
    return (route(site, answer.location) if answer.status == 301 else answer).status == 200


@pytest.mark.corpus
def test_twitter_and_x_are_one_history(corpora, tmp_path):
    whole, some = tmp_path / "whole.git", tmp_path / "pga.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(corpora / "pga-versions.bundle"), whole.name)
    terms = [f"{name}/Copyright Claims Policy.md" for name in ("Twitter", "X")]
    git(tmp_path, "init", "--quiet", "--bare", some.name)
    # "--" twice: git 2.39 takes the first one away.
    exported = subprocess.run(
        ["git", "-C", whole, "fast-export", "HEAD", *(("--",) * 2), *terms], capture_output=True, check=True
    )
    subprocess.run(["git", "-C", some, "fast-import", "--quiet"], input=exported.stdout, check=True)
    branch = git(whole, "symbolic-ref", "HEAD")
    git(some, "symbolic-ref", "HEAD", branch)
    built = build(tmp_path, some, content=own_content(tmp_path, RENAMED))
    api = built.json("api/archive.json")
    assert ["x"] == [company["slug"] for company in api["companies"]]
    (document,) = api["companies"][0]["documents"]
    assert document["first_captured_at"] < "2023" and document["last_captured_at"] > "2024-02-21"
    shown = built.text("companies/x")
    assert "Twitter until 20 February 2024" in shown and "X from 21 February 2024" in shown
    assert leads_on(built, "companies/twitter/", "companies/x/")
    assert leads_on(built, "companies/twitter/copyright-claims-policy/", "companies/x/copyright-claims-policy/")


def test_a_renamed_company_a_renamed_type_and_what_the_archive_did_are_told(tmp_path):
    repository = new_repository(tmp_path / "ota")
    one, three = (
        "This version was recorded after extracting from snapshot 1dff6490c87a020f24523283fb85d3f464d3cbdc",
        "This version was recorded after extracting and assembling the following snapshots from 3 source documents:\n"
        "- 1dff6490c87a020f24523283fb85d3f464d3cbdc",
    )
    old, new = "Twitter/Rules.md", "X/Community Guidelines.md"
    texts = [f"# Rules\n\nBe kind to others.\n\nWe count {word} strikes.\n" for word in ("two", "six", "ten", "no")]
    commit(repository, "First record of Twitter Rules", "2022-07-11T10:00:00Z", {old: texts[0]}, one)
    commit(repository, "Apply technical or declaration upgrade on Twitter Rules", "2022-08-11T10:00:00Z",
           {old: texts[1]}, one)  # fmt: skip
    commit(repository, "Record new changes of Twitter Rules", "2022-09-11T10:00:00Z", {old: texts[2]}, three)
    commit(repository, "Delete Twitter", "2022-10-19T10:00:00Z", {old: None})
    commit(repository, "First record of X Community Guidelines", "2024-02-21T10:00:00Z", {new: texts[2]}, three)
    commit(repository, "Record new changes of X Community Guidelines", "2024-03-21T10:00:00Z", {new: texts[3]}, three)
    commit(repository, "Delete X", "2024-04-21T10:00:00Z", {new: None})
    source = f"git:{repository}#open-terms-archive"
    apart = build(tmp_path / "apart", source)
    built = build(tmp_path, source, content=own_content(tmp_path, RENAMED))
    page_of = "companies/x/community-guidelines/"
    steps = {url.removeprefix(page_of): step for url, step in revisions(built).items()}
    assert {
        "2022-07-11/": ("first capture", ""),
        "2022-08-11/changes/": ("wording", "technical"),
        "2022-09-11/changes/": ("wording", "scope"),
        "2024-03-21/changes/": ("wording", "company"),
    } == steps
    items = [item["url"].removeprefix(BASE + page_of) for item in built.json("feed.json")["items"]]
    assert ["2024-03-21/changes/", "2022-07-11/"] == items
    shown = built.text(page_of)
    assert "Tracking by the archive ended, resumed 21 February 2024" in shown
    assert "Tracking by the archive ended on 21 April 2024." in shown
    assert "recorded while the archive re-extracted the text" in shown
    assert "(1 before, 3 after)" in built.text(f"{page_of}2022-09-11/changes")
    old_pages = ("companies/x/rules/", "companies/twitter/rules/", "companies/twitter/community-guidelines/")
    assert [True] * 3 == [leads_on(built, old_page, page_of) for old_page in old_pages]
    of_twitter = [path for path in digests(apart.site) if "/twitter/" in path]
    assert {"companies/twitter/rules/2022-09-11/changes/index.html", "api/companies/twitter/rules.json"} < {*of_twitter}
    of_both = [*of_twitter, *(path for path in digests(apart.site) if path.startswith(page_of))]
    assert f"{page_of}2024-02-21/index.html" in of_both  # has the text of September 2022, and is called by that now
    assert [] == [path for path in of_both if not is_answered(built.site, f"/{path.removesuffix('index.html')}")]
    assert f"/{page_of}2022-09-11/" == route(built.site, f"/{page_of}2024-02-21/").location


def test_an_unchanged_capture_of_a_princeton_leuven_history_is_seen_again(tmp_path):
    repository = new_repository(tmp_path / "princeton")
    seeds = ROOT / "content" / "snapshots" / "monoprice.com"
    first, second = ((seeds / name).read_text(encoding="utf-8") for name in ("2004-12-07.md", "2017-10-07.md"))
    again = second.replace("2017-10-07", "2018-03-04", 1).replace("20171007104252", "20180304050607", 1)
    path = "m/mo/mon/monoprice.com.md"
    for at, text in (("2019-01-01", first), ("2019-01-02", second), ("2019-01-03", again)):
        commit(repository, f"Capture of {at}", f"{at}T00:00:00Z", {path: text})
    built = build(tmp_path, repository)
    counts = built.json("api/archive.json")["counts"]
    assert (1, 2, 3) == (counts["documents"], counts["versions"], counts["captures"])
    assert "4 March 2018: Seen again, unchanged." in built.text("companies/monoprice.com/privacy-policy")
    assert 2 == len(built.json("feed.json")["items"])
