"""netlify.toml, its plugin and docs/deploying.md do what they say."""

import json
import re
import shutil
import subprocess
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from palimpsest.publishing.serve.headers import (
    CONTENT_SECURITY_POLICY,
    SECURITY_HEADERS,
    STRICT_TRANSPORT_SECURITY,
    content_type,
)

ROOT = Path(__file__).parents[1]
NETLIFY = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
DEPLOYING = (ROOT / "docs/deploying.md").read_text(encoding="utf-8")
EVERYWHERE = {**SECURITY_HEADERS, "Strict-Transport-Security": STRICT_TRANSPORT_SECURITY}

PUBLISHED = [
    "/",
    "/companies/monoprice.com/privacy-policy/",
    "/404.html",
    "/assets/palimpsest.css",
    "/feed.atom",
    "/companies/monoprice.com/feed.atom",
    "/companies/monoprice.com/feed.json",
    "/api/companies/monoprice.com/privacy-policy.json",
    "/companies/monoprice.com/privacy-policy/2017-10-07/source.md",
    "/companies/monoprice.com/privacy-policy/2017-10-07/cite.bib",
    "/companies/monoprice.com/privacy-policy/2017-10-07/cite.ris",
    "/opensearch.xml",
    "/sitemap.xml",
    "/pagefind/pagefind.js",
    "/pagefind/pagefind-entry.json",
    "/pagefind/wasm.en.pagefind",
    "/pagefind/pagefind.en_fafde99486.pf_meta",
    "/pagefind/fragment/en_8a5a158.pf_fragment",
    "/pagefind/index/en_516cc4f.pf_index",
    "/pagefind/filter/en_121f4fa.pf_filter",
]


def applies(rule, path):
    """Netlify's patterns: an asterisk stands for anything, slashes included."""
    return re.fullmatch(re.escape(rule["for"]).replace(r"\*", ".*"), path)


def sent_with(path):
    return {name: value for rule in NETLIFY["headers"] if applies(rule, path) for name, value in rule["values"].items()}


def test_the_build_checks_hashes_is_strict_and_publishes_the_output_folder():
    build = NETLIFY["build"]
    install, _, make = build["command"].partition(" && ")
    assert install == "python -m pip install --disable-pip-version-check --require-hashes -r requirements.txt"
    assert make == "python build.py --strict"
    assert build["publish"] == "site"
    assert build["processing"] == {"skip_processing": True}


def test_the_python_of_the_host_is_one_that_the_project_supports():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest = tuple(map(int, re.fullmatch(r">=([0-9]+)\.([0-9]+)", project["requires-python"]).groups()))
    assert lowest <= tuple(map(int, NETLIFY["build"]["environment"]["PYTHON_VERSION"].split("."))) <= (3, 14)


@pytest.mark.parametrize("path", PUBLISHED)
def test_every_file_is_sent_with_every_security_header(path):
    sent = sent_with(path)
    assert {name: sent.get(name) for name in EVERYWHERE} == EVERYWHERE


@pytest.mark.parametrize("path", PUBLISHED)
def test_no_two_rules_for_a_file_name_the_same_header(path):
    rules = [rule for rule in NETLIFY["headers"] if applies(rule, path)]
    named_twice = [sorted(set(a["values"]) & set(b["values"])) for a, b in combinations(rules, 2)]
    assert [names for names in named_twice if names] == []


@pytest.mark.parametrize("path", PUBLISHED)
def test_only_names_that_carry_a_digest_are_kept_for_good(path):
    hashed = re.search(r"_[0-9a-f]{7,}\.pf_", path)
    expected = "public, max-age=31536000, immutable" if hashed else None
    assert sent_with(path).get("Cache-Control") == expected


@pytest.mark.parametrize("path", PUBLISHED)
def test_a_type_that_is_said_is_the_type_of_the_file(path):
    assert sent_with(path).get("Content-Type", content_type(path)) == content_type(path)


@pytest.mark.parametrize("suffix", [".atom", ".json", ".md", ".bib", ".ris", "opensearch.xml"])
def test_types_that_hosts_do_not_know_are_said(suffix):
    assert all("Content-Type" in sent_with(path) for path in PUBLISHED if path.endswith(suffix))


def git(folder, *arguments):
    own = ["-c", "user.name=Curator", "-c", "user.email=curator@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *own, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def pushes(tmp_path_factory):
    """A repository with one commit per touched path: what was touched -> commit."""
    folder = tmp_path_factory.mktemp("pushes")
    git(folder, "init", "--quiet")
    commits = {}
    for path in ("build.py", "README.md", "content/snapshots/a.md", "tests/test_a.py", "netlify/plugins/p/index.js"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", path)
        commits[path] = git(folder, "rev-parse", "HEAD")
    return folder, commits


@pytest.mark.parametrize(
    ("last_built", "pushed", "builds"),
    [
        ("build.py", "README.md", False),
        ("content/snapshots/a.md", "tests/test_a.py", False),
        ("README.md", "content/snapshots/a.md", True),
        ("tests/test_a.py", "netlify/plugins/p/index.js", True),
        ("build.py", "tests/test_a.py", True),
        ("build.py", "build.py", True),
        ("", "README.md", True),
        ("0" * 40, "README.md", True),
    ],
)
def test_a_push_builds_when_it_touches_what_the_site_is_made_of(pushes, last_built, pushed, builds):
    folder, commits = pushes
    names = {"CACHED_COMMIT_REF": commits.get(last_built, last_built), "COMMIT_REF": commits[pushed]}
    path = {"PATH": f"{Path(shutil.which('git')).parent}:/usr/bin:/bin"}
    command = ["bash", "-c", NETLIFY["build"]["ignore"]]
    done = subprocess.run(command, cwd=folder, env={**names, **path}, capture_output=True, check=False)
    assert (done.returncode != 0) == builds


CALLS = """
const [, script, mode] = process.argv;
const plugin = require(script);
const calls = [];
const answer = (name) => async (path) => {
  calls.push([name, path]);
  if (mode === "throws") throw new Error("no disk");
  return mode === "found";
};
const utils = { cache: { restore: answer("restore"), save: answer("save") } };
console.log = (line) => calls.push(["log", line]);
(async () => {
  await plugin.onPreBuild({ utils });
  await plugin.onPostBuild({ utils });
  process.stdout.write(JSON.stringify(calls));
})();
"""


@pytest.mark.skipif(not shutil.which("node"), reason="node, which runs the plugin on Netlify, is not installed here")
@pytest.mark.parametrize(
    ("cache", "said"),
    [
        ("found", ["Restored .cache of the last build", "Kept .cache for the next build"]),
        ("absent", ["No .cache of an earlier build: everything is built anew", "The build left no .cache to keep"]),
        ("throws", ["The build cache is left aside: no disk"] * 2),
    ],
)
def test_the_plugin_keeps_the_cache_and_never_fails_a_build(cache, said):
    (plugin,) = NETLIFY["plugins"]
    folder = ROOT / plugin["package"].lstrip("/")
    assert (folder / "manifest.yml").read_text() == f"name: {folder.name}\n"
    command = [shutil.which("node"), "-e", CALLS, str(folder / "index.js"), cache]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == [["restore", ".cache"], ["log", said[0]], ["save", ".cache"], ["log", said[1]]]


def test_the_cache_that_is_kept_is_the_one_git_leaves_alone():
    assert "/.cache/" in (ROOT / ".gitignore").read_text().splitlines()


def test_every_host_in_the_docs_that_can_send_headers_sends_all_of_ours():
    blocks = [block for block in re.findall(r"```\w*\n(.*?)```", DEPLOYING, re.DOTALL) if "Security-Policy" in block]
    assert len(blocks) == 3  # Cloudflare Pages, nginx, Caddy
    missing = [
        (block[:30], name)
        for block in blocks
        for name, value in EVERYWHERE.items()
        if not re.search(rf"{name}:? \"?{re.escape(value)}(?:\"|$)", block, re.MULTILINE)
    ]
    assert missing == []


def test_cloudflare_sends_the_types_that_netlify_sends():
    [block] = re.findall(r"```\n(/\*\n.*?)```", DEPLOYING, re.DOTALL)
    told = [(rule["for"], rule["values"].get("Content-Type")) for rule in NETLIFY["headers"]]
    expected = {path: named for path, named in told if named}
    assert expected == dict(re.findall(r"^(/\S+)\n  Content-Type: (.+)$", block, re.MULTILINE))


def test_no_other_policy_is_written_down_anywhere():
    netlify = (ROOT / "netlify.toml").read_text(encoding="utf-8")
    assert [text.count("default-src") for text in (DEPLOYING, netlify)] == [
        text.count(CONTENT_SECURITY_POLICY) for text in (DEPLOYING, netlify)
    ]
