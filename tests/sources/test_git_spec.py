"""How a source can be written, on the command line and in archive.yaml."""

from pathlib import Path

import pytest

from palimpsest.commandline import parse_arguments
from palimpsest.curated.settings import load_settings, location_of_source
from palimpsest.curated.sourcespec import format_source, parse_source
from palimpsest.model import Settings, Source


@pytest.mark.parametrize(
    ("spec", "source"),
    [
        ("snapshots", Source("folder", "snapshots")),
        ("../a b/ü#1", Source("folder", "../a b/ü#1")),
        ("git:../pga.git", Source("git", "../pga.git")),
        ("git:-x", Source("git", "-x")),
        ("git:pga.git#open-terms-archive", Source("git", "pga.git", layout="open-terms-archive")),
        ("git:/a/b#princeton-leuven", Source("git", "/a/b", layout="princeton-leuven")),
    ],
)
def test_source_in_one_line_is_read_and_written(spec: str, source: Source) -> None:
    assert (source, spec) == (parse_source(spec), format_source(source))


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("", "this is empty"),
        ("git:", "'git:' names no repository"),
        ("git:#open-terms-archive", "'git:#open-terms-archive' names no repository"),
        ("git:a#", "unknown layout ''"),
        ("git:a#hugo", "unknown layout 'hugo'"),
        ("a\nb", "'a\\nb' is more than one line"),
    ],
)
def test_line_that_names_no_source_is_refused(spec: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        parse_source(spec)
    assert message == str(raised.value)


def loaded(content: Path, sources: str) -> tuple[Settings, list[str]]:
    (content / "archive.yaml").write_text(f"title: Archive\nbase_url: https://archive.example/\nsources:\n{sources}")
    settings, problems = load_settings(content)
    assert all(problem.remedy for problem in problems)
    return settings, [str(problem).split("\n")[0].partition("/archive.yaml:")[2] for problem in problems]


def test_source_in_full_is_read(tmp_path: Path) -> None:
    settings, problems = loaded(
        tmp_path,
        "  - snapshots\n  - git:../b.git\n"
        "  - git: ../pga.git\n    branch: main\n    layout: open-terms-archive\n"
        "    collection: 'Open Terms Archive: pga'\n"
        "    licence: ODC-By 1.0\n    attribution: >-\n      Made by\n      them.\n"
        "  - folder: more\n    collection: Ours\n",
    )

    assert problems == []
    assert (
        Source("folder", "snapshots"),
        Source("git", "../b.git"),
        Source(
            "git", "../pga.git", "main", "open-terms-archive", "Open Terms Archive: pga", "ODC-By 1.0", "Made by them."
        ),
        Source("folder", "more", collection="Ours"),
    ) == settings.sources
    assert [4, 5, 6, 14] == [location_of_source(tmp_path, source).line for source in settings.sources]
    assert 1 == location_of_source(tmp_path, Source("folder", "elsewhere")).line


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ("  - {git: a, folder: b}\n", "4: error: a source is either a folder or a git archive"),
        ("  - {collection: a}\n", "4: error: a source is either a folder or a git archive"),
        ("  - {folder: a, branch: main}\n", "4: error: a folder has no branch and no layout"),
        ("  - {git: a, layout: hugo}\n", "4: error: unknown layout 'hugo'"),
        ("  - {git: a, brench: main}\n", "4: error: unknown key 'brench'"),
        ("  - git:a#hugo\n", "4: error: unknown layout 'hugo'"),
        ("  - [a]\n", "4: error: expected keys with values, found a list"),
    ],
)
def test_source_that_is_written_wrong_is_reported(tmp_path: Path, sources: str, message: str) -> None:
    assert [message] == loaded(tmp_path, sources)[1]


def test_command_line_takes_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "templates").mkdir()

    options = parse_arguments(["--source", "git:a.git", "--source", "b"], tmp_path, "")

    assert (Source("git", "a.git"), Source("folder", "b")) == options.sources
    with pytest.raises(SystemExit) as ended:
        parse_arguments(["--source", "git:a#hugo"], tmp_path, "")
    assert 2 == ended.value.code
    assert "unknown layout 'hugo'" in capsys.readouterr().err
