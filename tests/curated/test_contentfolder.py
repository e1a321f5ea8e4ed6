"""What lies in a content folder that nobody reads, and which findings stop a publication."""

from pathlib import Path

import pytest

from palimpsest.commandline import parse_arguments
from palimpsest.curated.companies import load_companies
from palimpsest.curated.contentfolder import NAMES, OPTION, is_written, stopping, strays
from palimpsest.curated.sourcespec import parse_source
from palimpsest.problems import Location, Problem
from palimpsest.understanding.overrides import load_overrides
from palimpsest.understanding.vocabulary import read_vocabulary, survey


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "snapshots").mkdir(parents=True)
    return folder


def found(content: Path, *sources: str) -> list[str]:
    return [f"{one.location}: {one.message}. {one.remedy}" for one in strays(content, map(parse_source, sources))]


def test_what_nothing_reads_is_named_with_what_was_meant(content: Path) -> None:
    for name in (*NAMES, "README.md", "LICENSE.txt", ".gitignore", "companies.yaml~"):
        (content / name).write_text("")
    (content / "texts" / "more").mkdir(parents=True)
    assert [] == found(content, "snapshots", "texts/more", "git:../pga.git")

    for name in ("companies.yml", "overides.yaml", "policy.md", "Topics.yaml"):
        (content / name).write_text("")
    assert [
        "content/Topics.yaml:1: nothing reads 'Topics.yaml'. Did you mean 'topics.yaml'?",
        "content/companies.yml:1: nothing reads 'companies.yml'. Did you mean 'companies.yaml'?",
        "content/overides.yaml:1: nothing reads 'overides.yaml'. Did you mean 'overrides.yaml'?",
        "content/policy.md:1: nothing reads 'policy.md'. Texts lie in the folders that archive.yaml names under"
        " 'sources:', as in snapshots/.",
        "content/texts:1: nothing reads 'texts'. Name it under 'sources:' in archive.yaml if it holds texts; else move"
        " it out of this folder.",
    ] == found(content, "snapshots")


def test_a_folder_that_is_a_source_itself_says_what_it_leaves_out(content: Path) -> None:
    (content / "policy.md").write_text("")
    assert [] == found(content, ".") == found(content, "..")


def test_a_link_to_nothing_is_no_file_that_is_absent(content: Path) -> None:
    for name in ("companies.yaml", "overrides.yaml", "parties.yaml", "topics.yaml"):
        (content / name).symlink_to(content / "gone" / name)
        assert is_written(content, name)
    problems = [*load_companies(content)[1], *load_overrides(content, [])[1]]
    problems += survey(read_vocabulary(content)).problems
    assert {"content/companies.yaml", "content/overrides.yaml", "content/parties.yaml", "content/topics.yaml"} == {
        problem.location.path for problem in problems if problem.severity == "error"
    }
    assert {"This is a link that leads to nothing: put the file itself here."} == {one.remedy for one in problems}


@pytest.mark.parametrize("place", [*(f"content/{name}" for name in NAMES), OPTION.path])
def test_a_mistake_that_concerns_all_documents_always_stops(content: Path, place: str) -> None:
    options = parse_arguments(["check", "--content", str(content), "--keep-going"], content.parent, "")
    whole = Problem(Location(place, 3), "error", "wrong")
    single = Problem(Location("content/snapshots/a.md"), "error", "wrong")
    warning = Problem(Location(place, 4), "warning", "odd")
    assert [whole] == stopping([whole, single, warning], options, ["a document"])
    assert [] == stopping([single, warning], options, ["a document"])
    assert [single] == stopping([single, warning], options, [])
