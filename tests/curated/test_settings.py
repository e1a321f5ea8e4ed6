"""Files in tests/data/settings are broken settings; NAME.expected holds what must be said about NAME.yaml."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from palimpsest.curated.companies import load_companies, without_documents
from palimpsest.curated.settings import DEFAULTS, check_featured, load_settings, overruled
from palimpsest.model import Baseline, Company, DatedName, Settings, Source, TextLink
from palimpsest.problems import Problem, errors
from palimpsest.sources.front_matter import OPTIONAL, REQUIRED
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data" / "settings"
CONTENT = ROOT / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def printed(problems: list[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def cases(name: str) -> list[Path]:
    return sorted((DATA / name).glob("*.yaml"))


@pytest.mark.parametrize("case", cases("archive"), ids=lambda case: case.stem)
def test_broken_archive_yaml_is_reported(case: Path, content: Path) -> None:
    shutil.copy(case, content / "archive.yaml")

    _, problems = load_settings(content)

    assert case.with_suffix(".expected").read_text() == printed(problems)
    assert [problem for problem in errors(problems) if not problem.remedy] == []


@pytest.mark.parametrize("case", cases("companies"), ids=lambda case: case.stem)
def test_broken_companies_yaml_is_reported(case: Path, content: Path) -> None:
    shutil.copy(case, content / "companies.yaml")

    _, problems = load_companies(content)

    assert case.with_suffix(".expected").read_text() == printed(problems)
    assert [problem for problem in errors(problems) if not problem.remedy] == []


def test_all_settings_are_read(content: Path) -> None:
    (content / "archive.yaml").write_text(
        "title: No\nbase_url: https://archive.example/sub\ndescription: >-\n  One\n  two.\nlanguage: pt-BR\n"
        "licence: ODC-By\nfeatured: [a.example]\nsources: [snapshots, ../more]\n"
        "baselines:\n  - {date: 2018-05-25, label: GDPR}\n"
    )

    expected = Settings(
        "No", "https://archive.example/sub/", "One two.", "pt-BR", "ODC-By", ("a.example",),
        (Source("folder", "snapshots"), Source("folder", "../more")),
        (Baseline(date(2018, 5, 25), "GDPR"),),
    )  # fmt: skip
    assert (expected, []) == load_settings(content)


def test_two_settings_are_enough(content: Path) -> None:
    (content / "archive.yaml").write_text("title: Archive\nbase_url: https://archive.example/\nlicence:\n")

    expected = Settings(**{**DEFAULTS, "title": "Archive", "base_url": "https://archive.example/"})
    assert (expected, []) == load_settings(content)


def test_missing_archive_yaml_is_an_error_with_defaults(content: Path) -> None:
    settings, problems = load_settings(content)

    assert Settings(**DEFAULTS) == settings
    assert [str(problem).split("\n")[0] for problem in problems] == [
        "content/archive.yaml:1: error: cannot be read: No such file or directory"
    ]


def test_right_values_are_kept_beside_wrong_ones(content: Path) -> None:
    (content / "archive.yaml").write_text("title: Archive\nbase_url: nonsense\nlanguage: de\n")

    settings, problems = load_settings(content)

    assert ("Archive", DEFAULTS["base_url"], "de", 1) == (
        settings.title, settings.base_url, settings.language, len(problems),
    )  # fmt: skip


def test_company_entry_is_read_in_full(content: Path) -> None:
    (content / "companies.yaml").write_text(
        "x:\n  name: X\n  domains:\n    - x.example\n"
        "    - {name: old.example, since: 2006-03-21, until: 2023-07-23, note: Renamed.}\n"
        "  operators: [X Corp.]\n  links:\n    - {label: Register, url: https://register.example/1}\n"
    )

    expected = Company(
        "x", "X",
        (DatedName("x.example"), DatedName("old.example", date(2006, 3, 21), date(2023, 7, 23), "Renamed.")),
        (DatedName("X Corp."),),
        (TextLink("Register", "https://register.example/1"),),
    )  # fmt: skip
    assert ((expected,), []) == load_companies(content)


def test_domain_that_is_the_key_is_held_without_being_listed(content: Path) -> None:
    (content / "companies.yaml").write_text("x.example:\n  name: X\n  domains: [old.example]\n")

    ((company,), _) = load_companies(content)

    assert (DatedName("x.example"), DatedName("old.example")) == company.domains


def test_companies_yaml_may_be_absent_or_empty(content: Path) -> None:
    absent = load_companies(content)
    (content / "companies.yaml").write_text("# nobody yet\n")

    assert ((), []) == absent == load_companies(content)


def test_featured_company_without_documents_is_reported_at_its_line(content: Path) -> None:
    (content / "archive.yaml").write_text(
        "title: Archive\nbase_url: https://archive.example/\nfeatured:\n  - mono.net\n  - monoprize.com\n"
    )

    problems = check_featured(content, load_settings(content)[0], ["monoprice.com", "mono.net"])

    assert printed(problems) == (
        "content/archive.yaml:5: error: unknown company 'monoprize.com'\n    Did you mean 'monoprice.com'?\n"
    )


def test_a_company_to_which_no_document_belongs_is_a_warning_at_its_line(content: Path) -> None:
    (content / "companies.yaml").write_text("mono.net: {name: mono.net}\nmonoprize.com:\n  name: Monoprice\n")
    companies, _ = load_companies(content)

    problems = without_documents(content, companies, ["mono.net", "monoprice.com"])

    assert ["content/companies.yaml:2: warning: no document belongs to the company 'monoprize.com'"] == [
        str(problem).split("\n")[0] for problem in problems
    ]


def test_our_own_settings_have_no_findings() -> None:
    settings, problems = load_settings(CONTENT)
    companies, more = load_companies(CONTENT)

    assert problems + more + check_featured(CONTENT, settings, [company.slug for company in companies]) == []
    assert settings.featured == ("monoprice.com",)


def test_every_key_is_documented() -> None:
    guide = (ROOT / "docs" / "curating.md").read_text()
    keys = {*DEFAULTS, *REQUIRED, *OPTIONAL, "date", "label", "url"}
    keys |= {"name", "names", "domains", "operators", "links", "renamed_terms", "since", "until", "note"}
    keys |= {"folder", "git", "branch", "layout", "collection", "licence", "attribution"}

    assert sorted(key for key in keys if f"`{key}`" not in guide) == []


def test_every_finding_of_the_guide_exists() -> None:
    root = ROOT
    table = (root / "docs" / "curating.md").read_text().split("## What the findings mean")[1]
    findings = re.findall(
        r"`([^`]+)`", "\n".join(row.split("|")[1] for row in table.split("\n") if row.startswith("| `"))
    )
    code = "".join(file.read_text() for file in sorted((root / "palimpsest").rglob("*.py")))

    assert len(findings) > 40
    assert [finding for finding in findings if finding not in code] == []


def test_sources_of_the_command_line_are_not_under_the_licence_of_others():
    settings = load_settings(CONTENT)[0]
    other = overruled(settings, (Source("git", "../archive"),), "")
    assert settings == overruled(settings, (), "")
    assert "Princeton" in settings.licence
    assert "Princeton" not in other.licence
    assert settings.base_url == other.base_url
