"""The examples of docs/curating.md are what they say they are."""

import re
from pathlib import Path

from palimpsest.curated.companies import load_companies
from palimpsest.curated.settings import load_settings
from palimpsest.sources.provenance import read_snapshot
from palimpsest.understanding.overrides import load_overrides
from tests.snapshots import source_file

GUIDE = (Path(__file__).parents[2] / "docs" / "curating.md").read_text()
FRONT_MATTER, PRINCETON_LEUVEN, SOURCES, COMPANIES, OVERRIDES = re.findall(r"\n```\n(.*?)```\n", GUIDE, re.DOTALL)


def test_both_examples_of_a_provenance_say_the_same() -> None:
    read = [
        read_snapshot(source_file("content/snapshots/example.com/2017-10-07.md", text.encode()))
        for text in (FRONT_MATTER, f"{PRINCETON_LEUVEN}\n# Privacy Policy\n\nWe keep ...\n")
    ]

    assert [problems for _, problems in read] == [[], []]
    first, second = (
        (held.filed_under, held.terms_type, held.timestamp, held.original_url, held.body_digest)
        for held, _ in read
        if held
    )
    assert first == second


def test_example_of_a_company_is_read_in_full(tmp_path: Path) -> None:
    (tmp_path / "companies.yaml").write_text(COMPANIES)

    ((company,), problems) = load_companies(tmp_path)

    assert problems == []
    assert (len(company.domains), len(company.operators), len(company.links)) == (2, 1, 1)
    assert (len(company.names), len(company.renamed_terms)) == (2, 1)


def test_example_of_a_git_archive_is_read_in_full(tmp_path: Path) -> None:
    (tmp_path / "archive.yaml").write_text(f"title: Archive\nbase_url: https://archive.example/\n{SOURCES}")

    settings, problems = load_settings(tmp_path)

    folder, archive = settings.sources
    assert problems == []
    assert "folder" == folder.kind
    assert [] == [name for name in archive.__struct_fields__ if not getattr(archive, name)]


def test_example_of_overrides_is_read_in_full(tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text(OVERRIDES)

    overrides, problems = load_overrides(tmp_path, {"selling-data": 0, "cookies-tracking": 1})

    assert problems == []
    assert [("1f3a9c20", False, "says"), ("77c0aa10", True, "denies")] == [
        (one.override.passage, one.override.is_added, one.override.polarity) for one in overrides
    ]
