"""The docs are kept true: every command, option, setting, page kind, repair, word and make target is explained."""

import re
from pathlib import Path

import pytest

from palimpsest import commandline
from palimpsest.curated import settings
from palimpsest.reading.repairs import FLAGS, REPAIRS
from tests.conftest import ROOT, run_build
from tests.site_reading import page

DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}


def test_every_command_and_option_is_explained_in_the_docs():
    usage = run_build("--help").stdout
    words = set(re.findall(r"--[a-z][a-z-]+", usage)) - {"--help"}
    assert {"build", "serve", "check", "verify", "label"} <= set(re.findall(r"[a-z]+", usage))
    assert [] == sorted(word for word in words if f"`{word}" not in DOCS["commands.md"])
    for command in commandline.COMMANDS:
        assert f"`{command}`" in DOCS["commands.md"] or f"build.py {command}" in DOCS["commands.md"]


def test_every_key_of_the_settings_is_explained():
    keys = [*settings.DEFAULTS]
    assert [] == [key for key in keys if f"`{key}`" not in DOCS["curating.md"]]


def test_every_make_target_is_explained():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE).group(1).split()
    assert [] == [target for target in targets if f"make {target}" not in DOCS["commands.md"]]


def test_every_page_kind_is_named():
    kinds = sorted(template.stem for template in (ROOT / "templates").glob("[!_]*.html"))
    assert [] == [kind for kind in kinds if f"`{kind}`" not in DOCS["pages.md"]]


def test_every_repair_and_flag_is_explained_on_the_methods_page(site):
    methods = page(site / "methods" / "index.html")
    for sentence in (*REPAIRS.values(), *FLAGS.values()):
        assert sentence in methods.text


def test_every_relative_link_in_the_docs_leads_somewhere():
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("record", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_is_numbered_dated_and_at_most_a_page(record: Path):
    lines = record.read_text(encoding="utf-8").splitlines()
    number = int(record.stem.split("-")[0])
    assert re.match(rf"# (?:0*{number})\. ", lines[0])
    assert any(re.search(r"20\d\d-\d\d-\d\d", line) for line in lines[:6])
    assert len(lines) <= 70
