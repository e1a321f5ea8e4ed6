import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from palimpsest.curated.companies import load_companies
from palimpsest.curated.settings import DEFAULTS, load_settings
from palimpsest.curated.sourcespec import parse_source
from palimpsest.memo.memo import Memo
from palimpsest.model import Settings, Snapshot, Source
from palimpsest.sources.companies import arrange
from palimpsest.sources.gather import gather
from palimpsest.values import replace
from tests.snapshots import source_of, text_of
from tests.sources.repositories import commit, new_repository

CONTENT = Path(__file__).parents[2] / "content"
SETTINGS = Settings(**DEFAULTS)

BODY = "# Privacy Policy\n\nWe keep nothing.\n"


def front_matter(company: str = "example.com", terms: str = "Privacy Policy", at: str = "2017-10-07T10:42:52Z") -> str:
    return f"---\ncompany: {company}\nterms_type: {terms}\ncaptured_at: {at}\n---\n\n"


_NOBODY = 65534  # the user without any rights, on every Unix


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "snapshots").mkdir(parents=True)
    return folder


def write(content: Path, name: str, text: str | bytes) -> None:
    file = content / "snapshots" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def with_sources(*specs: str) -> Settings:
    return replace(SETTINGS, sources=tuple(map(parse_source, specs)))


def found(content: Path, settings: Settings = SETTINGS) -> tuple[list[str], list[str]]:
    """The paths of the snapshots, and the findings with their remedies cut off."""
    snapshots, _, problems = gather(content, settings)
    return [snapshot.location.path for snapshot in snapshots], [str(problem).split("\n")[0] for problem in problems]


def one(content: Path) -> Snapshot:
    (snapshot,), _, problems = gather(content, SETTINGS)
    assert problems == []
    return snapshot


def test_the_five_documents_are_gathered_without_a_finding() -> None:
    snapshots, _, problems = gather(CONTENT, load_settings(CONTENT)[0])

    assert problems == []
    assert [(snapshot.filed_under, snapshot.timestamp, snapshot.original_url) for snapshot in snapshots] == [
        ("contactmonkey.com", "20170223090402", "https://www.contactmonkey.com/privacy"),
        ("mono.net", "20131106125702", "http://www.mono.net/privacy-policy"),
        ("monoprice.com", "20041207152939", "http://www.monoprices.com/home/home.asp?pn=privacy&style="),
        ("monoprice.com", "20171007104252", "https://www.monoprice.com/help?pn=privacy"),
        ("monovm.com", "20130608222501", "http://www.monovm.com/privacy.php"),
    ]
    assert [snapshot.body_line for snapshot in snapshots] == [3] * 5
    assert all(text_of(snapshot).startswith("# ") for snapshot in snapshots)


def test_the_five_documents_keep_every_byte_of_their_files() -> None:
    snapshots, _, _ = gather(CONTENT, load_settings(CONTENT)[0])

    for snapshot in snapshots:
        source = (CONTENT.parent / snapshot.location.path).read_bytes()
        assert source == source_of(snapshot)
        assert (hashlib.sha256(source).hexdigest(), len(source)) == (snapshot.sha256, snapshot.size)
        assert source.decode().split("\n", 2)[2] == text_of(snapshot)


def test_front_matter_gives_every_field(content: Path) -> None:
    write(
        content,
        "a.md",
        "---\ncompany: example.com\nterms_type: Terms of Service\ncaptured_at: 2017-10-07T12:42:52+02:00\n"
        "memento_url: https://web.archive.org/web/20171007104252/https://www.example.com/terms?a=b\n"
        "collection: My own captures\nlanguage: de\n---\n\n" + BODY,
    )

    snapshot = one(content)

    assert (
        snapshot.filed_under, snapshot.terms_type, snapshot.timestamp, snapshot.language,
    ) == ("example.com", "Terms of Service", "20171007104252", "de")  # fmt: skip
    assert snapshot.original_url == "https://www.example.com/terms?a=b"
    assert snapshot.provenance.collection == "My own captures"
    assert (text_of(snapshot), snapshot.body_line) == (BODY, 10)


def test_a_text_that_names_no_language_has_none_for_its_record(content: Path) -> None:
    write(content, "a.md", front_matter() + BODY)

    (snapshot,), _, _ = gather(content, replace(SETTINGS, language="fr"))

    assert "" == snapshot.language


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbf" + (front_matter() + BODY).encode(),
        (front_matter() + BODY).replace("\n", "\r\n").encode(),
        (front_matter() + BODY).replace("\n", "\r").encode(),
    ],
    ids=["byte order mark", "CRLF", "CR"],
)
def test_bytes_of_other_editors_are_kept_and_read_alike(content: Path, source: bytes) -> None:
    write(content, "a.md", source)

    snapshot = one(content)

    assert (source, BODY) == (source_of(snapshot), text_of(snapshot))


def test_form_feed_is_white_space_of_the_text(content: Path) -> None:
    write(content, "a.md", front_matter() + "One.\fTwo.\n")

    assert text_of(one(content)) == "One. Two.\n"


def test_equal_text_has_an_equal_digest_in_both_formats(content: Path) -> None:
    original = (CONTENT / "snapshots" / "mono.net" / "2013-11-06.md").read_text()
    write(content, "a.md", original)
    write(content, "b.md", front_matter("mono.net", at="2014-01-01T00:00:00Z") + original.split("\n", 2)[2])

    snapshots, _, _ = gather(content, SETTINGS)

    assert len({snapshot.body_digest for snapshot in snapshots}) == 1


def test_files_are_found_in_all_folders_in_a_fixed_order(content: Path) -> None:
    for number, name in enumerate(("z.md", "b/2.md", "b/1.md", "a/x/y.md")):
        write(content, name, front_matter(at=f"2017-10-0{9 - number}T00:00:00Z") + BODY)

    paths, problems = found(content)

    assert problems == []
    assert [path.removeprefix("content/snapshots/") for path in paths] == ["a/x/y.md", "b/1.md", "b/2.md", "z.md"]


def test_hidden_files_are_passed_over_and_others_are_warned_of(content: Path) -> None:
    write(content, "a.md", front_matter() + BODY)
    write(content, ".DS_Store", "x")
    write(content, ".git/b.md", "x")
    write(content, "a.html", "x")

    assert found(content) == (
        ["content/snapshots/a.md"],
        ["content/snapshots/a.html:1: warning: not a .md file: left out"],
    )


def test_what_is_neither_file_nor_folder_is_warned_of(content: Path) -> None:
    write(content, "a.md", front_matter() + BODY)
    os.mkfifo(content / "snapshots" / "b.md")

    assert found(content) == (
        ["content/snapshots/a.md"],
        ["content/snapshots/b.md:1: warning: neither a file nor a folder: left out"],
    )


@contextmanager
def as_somebody() -> Iterator[None]:
    """Without the rights of root, to whom nothing is forbidden."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(own)


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_folder_that_may_not_be_looked_into_is_reported(mode: int) -> None:
    with TemporaryDirectory() as folder:  # tmp_path lies in a folder that only its owner may look into
        Path(folder).chmod(0o755)
        content = Path(folder, "content")
        write(content, "a.md", front_matter() + BODY)
        write(content, "closed/b.md", front_matter("other.example") + BODY)
        (content / "snapshots" / "closed").chmod(mode)

        with as_somebody():
            paths, (problem,) = found(content)

        (content / "snapshots" / "closed").chmod(0o755)
    place, what = ("closed/b.md", "read") if mode else ("closed", "listed")
    assert ["content/snapshots/a.md"] == paths
    assert f"content/snapshots/{place}:1: error: cannot be {what}: Permission denied" == problem


def test_links_out_of_the_folder_are_not_followed(content: Path, tmp_path: Path) -> None:
    write(content, "a.md", front_matter() + BODY)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "b.md").write_text(front_matter("secret.example") + BODY)
    (content / "snapshots" / "folder").symlink_to(tmp_path / "secret")
    (content / "snapshots" / "file.md").symlink_to(tmp_path / "secret" / "b.md")
    (content / "snapshots" / "loop").symlink_to(content / "snapshots")

    assert (
        ["content/snapshots/a.md"],
        [
            f"content/snapshots/{name}:1: warning: a symbolic link is not followed"
            for name in ("file.md", "folder", "loop")
        ],
    ) == found(content)


@pytest.mark.parametrize("name", [b"a\nb.md", b"a\x1b[31m.md", b"\xff.md"])
def test_file_name_that_cannot_be_shown_is_reported_escaped(content: Path, name: bytes) -> None:
    write(content, "a.md", front_matter() + BODY)
    with open(os.path.join(os.fsencode(content / "snapshots"), name), "wb") as file:  # noqa: PTH118, PTH123 (bytes)
        file.write(b"x")

    _, (problem,) = found(content)

    assert problem.endswith("error: a name with control or undecodable characters")
    assert problem.isprintable()


def test_same_time_with_two_texts_names_both_files(content: Path) -> None:
    write(content, "a.md", front_matter() + BODY)
    write(content, "b.md", front_matter() + BODY + "We keep everything.\n")

    assert found(content) == (
        ["content/snapshots/a.md"],
        [
            "content/snapshots/b.md:1: error: another text than content/snapshots/a.md"
            " for example.com, Privacy Policy, 2017-10-07T10:42:52Z"
        ],
    )


def test_same_text_twice_is_left_out_with_a_warning(content: Path) -> None:
    write(content, "a.md", front_matter() + BODY)
    write(content, "b.md", front_matter() + BODY)

    assert found(content) == (
        ["content/snapshots/a.md"],
        ["content/snapshots/b.md:1: warning: the same text as content/snapshots/a.md: left out"],
    )


def test_folder_of_another_domain_is_a_warning(content: Path) -> None:
    write(content, "other.example/a.md", front_matter() + BODY)

    assert found(content) == (
        ["content/snapshots/other.example/a.md"],
        [
            "content/snapshots/other.example/a.md:1: warning:"
            " filed under example.com, but lies in the folder other.example"
        ],
    )


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("git:../pga", "error: the source 'pga' is not a git repository"),
        ("nowhere", "error: the source 'nowhere' is not a folder"),
        (f"git:{'a' * 300}", f"error: the source '{'a' * 60}…' is not a git repository"),
        ("a" * 300, f"error: the source '{'a' * 60}…' is not a folder"),
        ("snapshots", "error: the source 'snapshots' holds no documents"),
    ],
)  # fmt: skip
def test_source_that_gives_nothing_is_reported(content: Path, spec: str, message: str) -> None:
    assert ([], [f"content/archive.yaml:1: {message}"]) == found(content, with_sources(spec))


def test_source_that_is_wrong_is_reported_at_its_line(content: Path) -> None:
    (content / "archive.yaml").write_text(
        "title: Archive\nbase_url: https://archive.example/\nsources:\n  - nowhere\n  - git:../pga\n"
    )

    _, _, problems = gather(content, load_settings(content)[0])

    assert [str(problem.location) for problem in problems] == ["content/archive.yaml:4", "content/archive.yaml:5"]


def test_overlapping_sources_give_each_file_once(content: Path) -> None:
    write(content, "a/a.md", front_matter() + BODY)
    write(content, "b.txt", "x")

    paths, problems = found(content, with_sources("snapshots", "snapshots/a", "snapshots"))

    assert paths == ["content/snapshots/a/a.md"]
    assert problems == ["content/snapshots/b.txt:1: warning: not a .md file: left out"]


def test_source_outside_is_named_without_a_path_of_this_machine(content: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere" / "corpus"
    outside.mkdir(parents=True)
    (outside / "a.md").write_text(front_matter() + BODY)
    inner = tmp_path / "project" / "content"
    inner.mkdir(parents=True)

    assert found(inner, with_sources(str(outside))) == (["corpus/a.md"], [])


def test_two_outside_folders_of_one_name_are_both_read(tmp_path: Path) -> None:
    for number in (1, 2):
        outside = tmp_path / str(number) / "corpus"
        outside.mkdir(parents=True)
        (outside / "a.md").write_text(front_matter(f"{number}.example") + BODY)
    inner = tmp_path / "project" / "content"
    inner.mkdir(parents=True)

    paths, problems = found(inner, with_sources("../../1/corpus", "../../2/corpus"))

    assert (paths, problems) == (["corpus/a.md", "corpus/a.md"], [])


def test_gathering_gives_the_same_from_any_working_folder(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CONTENT / "snapshots", content / "snapshots", dirs_exist_ok=True)
    absolute = gather(content, SETTINGS)
    monkeypatch.chdir(content)

    assert absolute == gather(Path(), SETTINGS)


def test_whole_chain_holds_one_monoprice_timeline() -> None:
    snapshots, _, _ = gather(CONTENT, load_settings(CONTENT)[0])

    holdings, problems = arrange(snapshots, load_companies(CONTENT)[0])

    assert problems == []
    assert [(holding.company.name, len(holding.snapshots_by_terms["Privacy Policy"])) for holding in holdings] == [
        ("ContactMonkey", 1),
        ("mono.net", 1),
        ("Monoprice", 2),
        ("MonoVM", 1),
    ]


@pytest.mark.parametrize("name", ["folder", "git"])
def test_texts_are_read_on_any_core(tmp_path, name):
    content = tmp_path / "content"
    (content / "texts").mkdir(parents=True)
    archive = new_repository(tmp_path / "archive")
    for number in range(3):
        text = "bad \0" if number == 1 else f"Text {number}."
        head = f"---\ncompany: x\nterms_type: Terms\ncaptured_at: 2022-07-1{number}T12:00:00Z\n---\n\n"
        (content / "texts" / f"{number}.md").write_text(head + text)
        commit(archive, f"Update {number}", f"2022-07-1{number}T12:00:00Z", {f"X/Terms {number}.md": text})
    source = Source("folder", "texts") if name == "folder" else Source("git", "../archive")
    settings = replace(SETTINGS, sources=(source,))

    with Memo(None, "code", 2) as memo:
        spread = gather(content, settings, {}, memo.spread)

    assert gather(content, settings) == spread
    assert (2, 1) == (len(spread[0]), len(spread[2]))
