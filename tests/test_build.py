"""Properties of a build: twice writes nothing, warm equals cold, parallel equals serial, removed is gone, broken is
reported and leaves the old site alone."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from palimpsest.commandline import parse_arguments
from palimpsest.values import replace
from tests.conftest import ROOT, run_build
from tests.sources.repositories import commit, new_repository
from tests.test_golden import files

FAST = ("--no-search",)


@pytest.fixture
def content(tmp_path) -> Path:
    """A copy of content/ that a test may change."""
    copy = tmp_path / "content"
    shutil.copytree(ROOT / "content", copy)
    return copy


def build(content: Path, *arguments: str, **environment: str):
    folder = content.parent
    here = ("--content", str(content), "--output", str(folder / "site"), "--cache", str(folder / "cache"))
    return run_build(*here, *arguments, **environment)


def cold(content: Path, *arguments: str, **environment: str) -> dict[str, bytes]:
    """The files of a build from nothing, in a folder of its own."""
    output = content.parent / "cold"
    shutil.rmtree(output, ignore_errors=True)
    done = run_build("--content", str(content), "--output", str(output), "--no-cache", *FAST, *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return files(output)


def test_a_second_build_writes_nothing_and_says_so(content):
    first = build(content)
    assert 0 == first.returncode, first.stderr
    assert "Built" in first.stdout and "5 versions" in first.stdout
    assert re.search(r"\nFindings: none\.\nTook [0-9.]+ s: .*; [0-9]+ MiB in the largest process\.\n\Z", first.stdout)
    stamps = {path: path.stat().st_mtime_ns for path in (content.parent / "site").rglob("*")}
    second = build(content)
    assert 0 == second.returncode, second.stderr
    assert "nothing written" in second.stdout
    assert stamps == {path: path.stat().st_mtime_ns for path in (content.parent / "site").rglob("*")}


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--jobs=2",), {}),
        ((), {"TZ": "Pacific/Kiritimati"}),
        ((), {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
        ((), {"PYTHONHASHSEED": "4711"}),
    ],
    ids=["two processes", "another time zone", "another locale", "another hash seed"],
)
def test_the_bytes_do_not_depend_on_the_machine(content, arguments, environment):
    assert cold(content, "--jobs=1", PYTHONHASHSEED="0", TZ="UTC") == cold(content, *arguments, **environment)


def test_the_bytes_do_not_depend_on_the_order_of_files_on_disk(content):
    expected = cold(content)
    texts = sorted((content / "snapshots").rglob("*.md"), reverse=True)
    kept = {path: path.read_bytes() for path in texts}
    shutil.rmtree(content / "snapshots")
    for path, source in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source)
    assert expected == cold(content)


def test_a_warm_build_equals_a_cold_one_after_a_change_and_what_is_removed_is_gone(content):
    assert 0 == build(content, *FAST).returncode
    (content / "snapshots" / "monovm.com" / "2013-06-08.md").unlink()
    companies = content / "companies.yaml"
    companies.write_text(companies.read_text().replace("name: Monoprice\n", "name: Monoprice Shop\n"))
    done = build(content, *FAST)
    assert 0 == done.returncode, done.stderr
    warm = files(content.parent / "site")
    assert cold(content) == warm
    assert [] == [path for path in warm if "monovm" in path]


def test_search_forgets_a_removed_text(content):
    assert 0 == build(content).returncode
    (content / "snapshots" / "monovm.com" / "2013-06-08.md").unlink()
    assert 0 == build(content).returncode
    index = content.parent / "site" / "pagefind"
    assert b"" != b"".join(path.read_bytes() for path in index.rglob("*.pf_index"))
    assert 0 == run_build("verify", str(content.parent / "site")).returncode


def test_a_build_with_search_after_one_without_indexes_the_same(content):
    assert 0 == build(content, *FAST).returncode
    assert [] == [path for path in files(content.parent / "site") if path.startswith("pagefind/")]
    assert 0 == build(content).returncode
    warm = files(content.parent / "site")
    assert 0 == build(content, "--no-cache", "--output", str(content.parent / "cold")).returncode
    assert warm["pagefind/input.sha256"] == files(content.parent / "cold")["pagefind/input.sha256"]


def break_content(content: Path) -> dict[str, str]:
    """Ten ways to be wrong at once -> the beginning of the finding expected for each."""
    texts = content / "snapshots"
    good = (texts / "monovm.com" / "2013-06-08.md").read_bytes()
    line, body = good.split(b"\n", 1)
    broken = {
        "a.example/no_provenance.md": b"# Privacy\n\nNo line.\n",
        "a.example/garbled.md": line.replace(b"extracted and transformed", b"taken") + b"\n" + body,
        "a.example/impossible.md": line.replace(b"2013-06-08", b"2013-02-30") + b"\n" + body,
        "a.example/contradicted.md": line.replace(b"on 2013-06-08", b"on 2014-06-08") + b"\n" + body,
        "a.example/slash.md": line.replace(b"the monovm.com", b"the ../../etc") + b"\n" + body,
        "monovm.com/twin.md": line + b"\n\n# Another text\n\nOf the same instant.\n",
        "a.example/latin.md": line + b"\n\n# Caf\xe9\n",
        "a.example/empty.md": line + b"\n\n  \n",
    }
    for path, source in broken.items():
        (texts / path).parent.mkdir(exist_ok=True)
        (texts / path).write_bytes(source)
    archive = content / "archive.yaml"
    archive.write_text(archive.read_text() + "\ntitel: misspelled\n")
    (content / "companies.yaml").write_text("monoprice.com:\n  name: [unclosed\n")
    return {path: f"content/snapshots/{path}:" for path in broken} | {
        "unknown key": "content/archive.yaml:",
        "YAML error": "content/companies.yaml:",
    }


def test_every_broken_input_is_reported_in_one_run_and_the_old_site_stays(content):
    assert 0 == build(content, *FAST).returncode
    before = files(content.parent / "site")
    expected = break_content(content)
    done = build(content, *FAST)
    assert 1 == done.returncode
    lines = done.stderr.split("\n")
    for what, place in expected.items():
        found = [number for number, line in enumerate(lines) if line.startswith(place) and ": error: " in line]
        assert found, f"{what} is not reported:\n{done.stderr}"
        assert lines[found[0] + 1].startswith("    "), f"{what} has no remedy"
    assert before == files(content.parent / "site")
    assert "the old site stays" in done.stderr


def test_keep_going_publishes_the_rest_and_still_fails(content):
    (content / "snapshots" / "monovm.com" / "2013-06-08.md").write_text("no provenance\n")
    done = build(content, "--keep-going", *FAST)
    assert 1 == done.returncode
    assert "3 companies" in done.stdout
    assert (content.parent / "site" / "companies" / "mono.net" / "index.html").exists()
    report = (content.parent / "site" / "report" / "index.html").read_text()
    assert "content/snapshots/monovm.com/2013-06-08.md" in report


@pytest.mark.parametrize("arguments", [(), ("--keep-going",)])
def test_sources_that_give_nothing_leave_the_old_site_alone(content, arguments):
    assert 0 == build(content, *FAST).returncode
    before = files(content.parent / "site")
    repository = new_repository(content.parent / "pga")
    commit(repository, "Update", "2022-07-11T14:44:34Z", {"X/Terms of Service.md": "# Terms\n"})
    for source in ("git:../pga#princeton-leuven", "nosuch", "git:../nosuch"):
        done = build(content, *FAST, *arguments, "--source", source)
        assert 1 == done.returncode
        assert "--source:1: error: " in done.stderr
        assert "'sources:'" not in done.stderr
    for text in (content / "snapshots").rglob("*.md"):
        text.write_text("no provenance\n")
    done = build(content, *FAST, *arguments)
    assert (1, "") == (done.returncode, done.stdout)
    assert "content/archive.yaml:29: error: no text of the source 'snapshots' can be used" in done.stderr
    assert "unknown company" not in done.stderr
    shutil.rmtree(content / "snapshots")
    (content / "snapshots").mkdir()
    done = build(content, *FAST, *arguments)
    assert 1 == done.returncode
    assert "the source 'snapshots' holds no documents" in done.stderr
    assert before == files(content.parent / "site")
    (content / "archive.yaml").write_text("title: Archive\nbase_url: https://archive.example/\nsources: []\n")
    assert "content/archive.yaml:3: error: names no source" in build(content, "check").stderr


def test_keep_going_never_publishes_what_a_broken_settings_file_takes_away(content):
    assert 0 == build(content, *FAST).returncode
    before = files(content.parent / "site")
    broken = {
        "archive.yaml": "title: [\n", "companies.yaml": "a: [\n", "topics.yaml": "topisc: {}\n",
        "parties.yaml": "a: [\n", "overrides.yaml": "a: b\n",
    }  # fmt: skip
    kept = {name: (content / name).read_bytes() for name in broken if (content / name).exists()}
    (content / "snapshots" / "monovm.com" / "2013-06-08.md").write_text("no provenance\n")
    for name, text in broken.items():
        (content / name).write_text(text)
        done = build(content, "--keep-going", *FAST)
        assert (1, "") == (done.returncode, done.stdout), name
        assert f"content/{name}:" in done.stderr
        assert "errors above." in done.stderr
        (content / name).unlink()
        if name in kept:
            (content / name).write_bytes(kept[name])
    assert before == files(content.parent / "site")


OVERRIDES = """
- company: mono.net
  terms: Privacy Policy
  passage: {passage}
  add: cookies-tracking
  reason: A test says so.
  by: Jane Doe
- company: mono.net
  terms: Privacy Policy
  passage: p-00000000
  add: cookies-tracking
  reason: Of another text.
  by: Jane Doe
"""


def test_an_override_of_a_passage_that_no_version_has_is_reported_in_every_build(content):
    page = next((ROOT / "tests/golden/site/companies/mono.net").rglob("2013-11-06/index.html"))
    passage = re.search(r'id="(p-[0-9a-f]{8})"', page.read_text(encoding="utf-8"))[1]
    (content / "overrides.yaml").write_text(OVERRIDES.format(passage=passage), encoding="utf-8")
    for _ in range(2):
        done = build(content, *FAST)
        assert 0 == done.returncode
        assert "content/overrides.yaml:8: warning: no version has the passage p-00000000" in done.stderr
        assert f"the passage {passage}" not in done.stderr
    assert 1 == build(content, *FAST, "--strict").returncode


def test_strict_lets_a_warning_stop_the_publication(content):
    (content / "snapshots" / "notes.txt").write_text("not a document")
    assert 0 == build(content, "check").returncode
    assert 1 == build(content, "--strict", *FAST).returncode
    assert not (content.parent / "site").exists()


def test_only_check_looks_at_the_clock(content):
    text = content / "snapshots" / "monovm.com" / "2013-06-08.md"
    text.write_text(text.read_text().replace("2013-06-08", "2913-06-08").replace("/20130608", "/29130608"))
    assert "2913-06-08T22:25:01Z, which is still to come" in build(content, "check").stderr
    done = build(content, *FAST, "--strict")
    assert (0, "") == (done.returncode, done.stderr)


def test_check_publishes_nothing(content):
    done = build(content, "check")
    assert (0, False) == (done.returncode, (content.parent / "site").exists())
    assert "nothing published" in done.stdout


@pytest.mark.parametrize("command", [("label",), ("topics", "test", "We sell it."), ("topics", "audit")])
def test_a_broken_word_list_is_a_finding_of_whoever_asks_it(content, command):
    (content / "topics.yaml").write_text("topics: [\n")
    done = build(content, *command)
    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("content/topics.yaml:2: error: YAML:")


def test_a_line_that_cannot_be_labelled_is_named(content):
    done = build(content, "label", typed='We sell it.\n{"id": 1, "text": "We sell it."}\n[]\n')
    assert (2, 1) == (done.returncode, done.stdout.count("\n"))
    assert done.stderr.startswith("standard input:1: error: not JSON:")
    assert "standard input:3: error: not an object" in done.stderr


def test_broken_overrides_stop_no_other_finding(content):
    (content / "overrides.yaml").write_text("- company: [\n")
    (content / "companies.yaml").write_text("a: [\n")
    for done in (build(content, "check"), build(content, *FAST)):
        assert 1 == done.returncode
        assert "content/overrides.yaml:2: error: YAML:" in done.stderr
        assert "content/companies.yaml:2: error: YAML:" in done.stderr


def test_verify_finds_what_changed_what_is_missing_and_what_is_extra(content):
    assert 0 == build(content, *FAST).returncode
    site = content.parent / "site"
    assert 0 == run_build("verify", str(site)).returncode
    (site / "about" / "index.html").write_text("tampered")
    (site / "feed.atom").unlink()
    (site / "extra.html").write_text("left here")
    done = run_build("verify", str(site))
    assert 1 == done.returncode
    for name in ("about/index.html", "feed.atom", "extra.html"):
        assert name in done.stderr


def test_a_folder_that_is_not_ours_is_never_replaced(content):
    (content.parent / "site").mkdir()
    (content.parent / "site" / "thesis.txt").write_text("precious")
    done = build(content, *FAST)
    assert 2 == done.returncode
    assert "precious" == (content.parent / "site" / "thesis.txt").read_text()


def test_the_output_and_what_is_read_never_lie_in_each_other(content):
    folder = content.parent
    assert 0 == build(content, *FAST).returncode
    (folder / "file").write_text("")
    for option, place, message in (
        ("--output", content / "site", "lies inside of the content folder"),
        ("--output", folder, "holds the content folder"),
        ("--output", content, "lies inside of the content folder"),
        ("--output", ROOT / "templates" / "site", "lies inside of the templates"),
        ("--output", "/", "is the root of the disk"),
        ("--output", "/proc/x", "cannot be made in /proc"),
        ("--output", folder / "file" / "site", "cannot be made"),
        ("--cache", folder / "site", "is a published site"),
        ("--cache", folder / "site" / "cache", "lies in one"),
    ):
        done = build(content, option, str(place))
        assert (2, "") == (done.returncode, done.stdout), (option, place)
        assert done.stderr.startswith(f"{option}:1: error: "), done.stderr
        assert message in done.stderr
    elsewhere = folder / "elsewhere"
    shutil.copytree(content / "snapshots", elsewhere)
    done = build(content, "--source", "../elsewhere", "--output", str(elsewhere / "site"))
    assert (2, "") == (done.returncode, done.stdout)
    assert "lies inside of the source '../elsewhere'" in done.stderr
    assert 0 == run_build("verify", str(folder / "site")).returncode


def theme(content: Path, **changed: str) -> str:
    """The templates, some of them changed, as an option."""
    folder = content.parent / "templates"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "templates", folder)
    for name, text in changed.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return f"--templates={folder}"


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_a_template_that_cannot_be_rendered_is_named_with_its_line(content, jobs):
    assert 0 == build(content, *FAST).returncode
    before = files(content.parent / "site")
    version, home = ((ROOT / "templates" / f"{name}.html").read_text(encoding="utf-8") for name in ("version", "home"))
    (content.parent / "empty").mkdir()
    begins = "{% block main %}"
    for changed, expected in (
        ({"version": f"{{% if %}}\n{version}"}, "templates/version.html:1: error: Expected an expression"),
        (
            {"home": home.replace(begins, f"{begins}\n{{{{ nosuch }}}}")},
            "templates/home.html:6: error: 'nosuch' is undef",
        ),
        (
            {"home": home.replace(begins, f"{begins}\n{{{{ page.nosuch }}}}")},
            "templates/home.html:6: error: 'HomePage'",
        ),
        ({"home": "{% extends '_nosuch.html' %}"}, "templates/home.html:1: error: there is no template"),
        ({"_masthead": "\n{{ nosuch }}"}, "templates/_masthead.html:2: error: 'nosuch' is undefined"),
        ({}, "empty:1: error: there is no template"),
    ):
        option = theme(content, **changed) if changed else f"--templates={content.parent / 'empty'}"
        done = build(content, *FAST, "--keep-going", jobs, option)
        assert (2, "") == (done.returncode, done.stdout), done.stderr
        assert expected in done.stderr
        assert re.match(r"(templates/\w+\.html|empty):\d+: error: .*\n    .*\n\Z", done.stderr), done.stderr
    assert before == files(content.parent / "site")


def test_every_template_that_cannot_be_read_is_named_in_one_run(content):
    option = theme(content, topic="{% if %}", party="{% for %}", home="{{ 1 | nosuch }}")
    for done in (build(content, *FAST, option), run_build("check", f"--content={content}", option)):
        assert 0 != done.returncode
        for name in ("home", "party", "topic"):
            assert 1 == done.stderr.count(f"templates/{name}.html:1: error: "), done.stderr


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_an_interrupted_build_says_so_in_one_line(content, jobs):
    assert 0 == build(content, *FAST).returncode
    before = files(content.parent / "site")
    endless = "{% for a in 'x' * 9999 %}" * 3 + "{% endfor %}" * 3
    folder = content.parent
    command = [sys.executable, str(ROOT / "build.py"), f"--content={content}", f"--output={folder / 'site'}"]
    command += [f"--cache={folder / 'other'}", theme(content, version=endless), jobs]
    # Whoever runs the tests in the background has them, and all they start, ignore what Ctrl-C sends.
    heed = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", heed, *command]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, text=True) as child:
        try:
            while child.poll() is None and not any((folder / "other" / "made").glob(".*.*/*")):
                time.sleep(0.05)
            time.sleep(1)
            os.killpg(child.pid, signal.SIGINT)
            _, said = child.communicate(timeout=30)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
    assert (130, "Interrupted: the old site stays as it is.\n") == (child.returncode, said)
    assert before == files(folder / "site")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-such-option",), ("--jobs", "0"), ("--content", "nowhere"), ("--templates", "nowhere"), ("--cache", ""),
        ("--base-url", "example.org"), ("--base-url", ""), ("biuld",), ("--strict", "--keep-going"),
    ],
)  # fmt: skip
def test_a_usage_error_exits_with_two(arguments):
    assert 2 == run_build(*arguments).returncode


def test_the_address_of_a_site_ends_with_a_slash():
    assert "https://a.example/b/" == parse_arguments(["--base-url=https://a.example/b"], ROOT, "").base_url


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--source=snapshots", "--source=git:../pga.git#open-terms-archive", "--source=git:../other.git"],
        ["--base-url=https://a.example/b", "--no-cache", "--no-search", "--strict", "--jobs=3"],
        ["--keep-going"],
        ["--executor=dask:tcp://10.0.0.5:8786", "--cache=elsewhere", "--content=content", "--output=there"],
    ],
)
def test_serving_builds_as_it_was_asked_to(arguments):
    options = parse_arguments(["serve", *arguments], ROOT, "")
    assert replace(options, command="build") == parse_arguments(options.building, ROOT, "")


def test_a_text_that_shares_words_with_others_changes_no_page_of_theirs(content):
    assert 0 == build(content, *FAST).returncode
    before = files(content.parent / "site")
    lines = (content / "snapshots" / "mono.net" / "2013-11-06.md").read_text(encoding="utf-8").split("\n")
    [widgets] = [line for line in lines if "a cookie to enable the feature" in line]
    provenance = lines[0].replace("mono.net", "late.example").replace("20131106", "20190304")
    added = content / "snapshots" / "late.example" / "2019-03-04.md"
    added.parent.mkdir()
    source = f"{provenance.replace('2013-11-06', '2019-03-04')}\n\n# Privacy Policy\n\n{widgets}\n"
    added.write_text(source, encoding="utf-8")
    assert 0 == build(content, *FAST).returncode
    after = files(content.parent / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    shared = {path for path in changed if path.startswith(("shared/", "api/shared/"))}
    theirs = {path for path in changed if path.startswith(("companies/mono.net", "companies/monoprice.com"))}
    assert set() == theirs
    assert {
        "api/shared/late.example/privacy-policy.json",
        "api/shared/mono.net/privacy-policy.json",
        "api/shared/monoprice.com/privacy-policy.json",
        "shared/5651e0dabc2b/index.html",
        "shared/companies/late.example/index.html",
        "shared/companies/mono.net/index.html",
        "shared/companies/monoprice.com/index.html",
        "shared/index.html",
    } == shared


def test_another_template_makes_pages_anew_and_no_file_that_no_template_shapes(content):
    templates = content.parent / "templates"
    shutil.copytree(ROOT / "templates", templates)
    before = build(content, *FAST, "--templates", str(templates))
    assert 0 == before.returncode, before.stderr
    kept = {path: digest for path, digest in files(content.parent / "site").items() if not path.endswith(".html")}
    with (templates / "_base.html").open("a", encoding="utf-8") as base:
        base.write("<!-- changed -->")
    done = build(content, *FAST, "--templates", str(templates), "--timings")
    computed = dict(re.findall(r"s  (\w+) +[\d,]+ items, (\d+) computed", done.stdout))
    assert int(computed["make_pages"]) > 0 and int(computed["make_topic"]) > 0
    assert ["0"] * 3 == [computed[stage] for stage in ("understand_document", "make_files", "make_feed")]
    after = {path: digest for path, digest in files(content.parent / "site").items() if not path.endswith(".html")}
    assert {path for path in kept if kept[path] != after[path]} == {"manifest-sha256.txt"}
