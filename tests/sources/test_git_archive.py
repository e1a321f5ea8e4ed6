"""Both layouts of git archives: what is a record, what ends one, what is left alone, and what a record becomes."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from palimpsest.curated.settings import DEFAULTS
from palimpsest.model import Settings, Source
from palimpsest.problems import ContentError, Problem
from palimpsest.sources.archived import ArchivedRecord, Event, TrackingEnded
from palimpsest.sources.companies import arrange
from palimpsest.sources.gather import gather
from palimpsest.sources.git_archive import git_snapshots, layout_of, read_history, snapshot_of
from palimpsest.sources.open_terms_archive import cause_of, source_snapshots
from palimpsest.sources.wayback import Memento, format_memento_url, parse_memento_url
from palimpsest.timestamps import iso, parse_instant
from palimpsest.values import replace
from tests.snapshots import source_of, text_of
from tests.sources.repositories import commit, git, new_repository, opened

ROOT = Path(__file__).parents[2]
ONE, TWO, THREE = "2022-07-11T14:44:34Z", "2022-07-12T00:00:00Z", "2022-07-13T23:59:59Z"
TERMS_ARCHIVE = Source("git", "archive", layout="open-terms-archive", collection="Archive of Terms")
ID = "1dff6490c87a020f24523283fb85d3f464d3cbdc"
URL = f"https://github.example/snapshots/commit/{ID}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return new_repository(tmp_path / "archive")


def history(folder: Path, source: Source = TERMS_ARCHIVE) -> list[Event]:
    return list(read_history(source, opened(folder)))


def in_short(events: Iterable[Event]) -> list[str]:
    """One line for each event."""
    lines = []
    for event in events:
        if isinstance(event, ArchivedRecord):
            lines.append(f"{event.position} {event.path}: {event.cause}, {iso(event.recorded_at)}")
        elif isinstance(event, TrackingEnded):
            lines.append(f"{event.position} {event.path}: ended, {iso(event.ended_at)}")
        else:
            lines.append(str(event).split("\n")[0])
    return lines


def gathered(folder: Path, *sources: Source):
    settings = replace(Settings(**DEFAULTS), sources=sources)
    snapshots, _, problems = gather(folder.parent / "content", settings)
    return snapshots, problems


@pytest.mark.parametrize(
    ("subject", "cause"),
    [
        ("First record of X Terms of Service", "first record"),
        ("Start tracking Facebook Live Policy", "first record"),
        ("Record new changes of X Terms of Service", "change"),
        ("Update Instagram Community Guidelines", "change"),
        ("Apply technical or declaration upgrade on X Terms of Service", "technical"),
        ("Refilter Facebook Terms of Service", "technical"),
        ("Initial commit", "unstated"),
        ("Updated everything", "unstated"),
        ("", "unstated"),
    ],
)
def test_cause_is_told_by_old_and_new_wordings(subject: str, cause: str) -> None:
    assert cause == cause_of(subject)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"This version was recorded after filtering snapshot {URL}", ((URL,), 1)),
        (f"This version was recorded after extracting from snapshot {URL}\n\nX-engine-version: 9.1.0", ((URL,), 1)),
        (f"This version was recorded after filtering snapshot {ID[:12]}", ((ID[:12],), 1)),
        ("This version was recorded after extracting from snapshot https://github.example/commit/undefined", ((), 1)),
        (
            "This version was recorded after filtering and assembling the following snapshots from 3 pages:\n"
            f"- {URL}\n- https://github.example/commit/undefined\n- {ID}\n",
            ((URL, ID), 3),
        ),
        (
            "This version was recorded after extracting from and assembling the following snapshots from 2 source"
            f" documents:\n- {URL}\n- {URL}\n\nX-engine-version: 14.1.0",
            ((URL, URL), 2),
        ),
        (f"This version was recorded after filtering snapshot javascript:alert(1)//{ID}", ((), 1)),
        (f"This version was recorded after filtering snapshot https://a.example/{'b' * 4000}/{ID}", ((), 1)),
        (f"This version was recorded after filtering snapshot https://a.example/{'b' * 3960}/{ID}", ((), 1)),
        ("Only was used to demo contrib tool\n- one", ((), 0)),
        ("", ((), 0)),
    ],
)
def test_pages_are_told_by_old_and_new_wordings(body: str, expected: tuple[tuple[str, ...], int]) -> None:
    assert expected == source_snapshots(body)


def test_commit_is_a_record_of_each_document_it_changes(folder: Path) -> None:
    commit(folder, "Initial commit", ONE, {"README.md": "x", "LICENSE": "x", ".github/a.md": "x", "X/data.json": "{}"})
    commit(folder, "Start tracking X Terms", TWO, {"X/Terms.md": "1", "X/Rules.md": "1"}, f"From\n\n- {ID}")
    commit(folder, "Update README.md", TWO, {"README.md": "y"})
    commit(folder, "Record new changes of X Terms", THREE, {"X/Terms.md": "2"})
    commit(folder, "Refilter X Terms", ONE, {"X/Terms.md": "3"})

    assert [
        f"2 X/Rules.md: first record, {TWO}",
        f"2 X/Terms.md: first record, {TWO}",
        f"4 X/Terms.md: change, {THREE}",
        f"5 X/Terms.md: technical, {ONE}",
    ] == in_short(history(folder))


def test_removed_document_is_tracked_no_longer_and_can_return(folder: Path) -> None:
    commit(folder, "First record of X Terms", ONE, {"X/Terms.md": "1", "README.md": "x"})
    commit(folder, "Delete X Directory", TWO, {"X/Terms.md": None, "README.md": None})
    commit(folder, "First record of X Terms", THREE, {"X/Terms.md": "1"})

    assert [
        f"1 X/Terms.md: first record, {ONE}",
        f"2 X/Terms.md: ended, {TWO}",
        f"3 X/Terms.md: first record, {THREE}",
    ] == in_short(history(folder))


def test_record_names_where_its_text_lies(folder: Path) -> None:
    name = commit(folder, "First record of Yahoo! Terms", ONE, {"Yahoo! (U.S.)/Terms.md": "# Terms\n"})

    assert [
        ArchivedRecord(
            "Yahoo! (U.S.)", "Terms", "Yahoo! (U.S.)/Terms.md", parse_instant(ONE), name, 1,
            git(folder, "rev-parse", "HEAD:Yahoo! (U.S.)/Terms.md"), "first record",
        )
    ] == history(folder)  # fmt: skip


def test_what_is_no_text_is_left_out_with_a_warning(folder: Path) -> None:
    commit(folder, "1", ONE, {"X/Terms.md": "1", "X/deep/Terms.md": "1", "X/\x1b[31m.md": "1", "X/利用規約.md": "1"})
    commit(folder, "2", TWO, {"X/deep/Terms.md": "2", "X/\x1b[31m.md": "2"})
    (folder / "X" / "Link.md").symlink_to("Terms.md")
    linked = commit(folder, "3", THREE, {})

    events = history(folder)

    assert [
        "archive/X/\\x1b[31m.md:1: warning: the name cannot be shown"
        " ('\\x1b[31m' holds the invisible character U+001B): its texts are left out",
        f"1 X/Terms.md: unstated, {ONE}",
        "archive/X/deep/Terms.md:1: warning: not of the form 'Service/Terms Type.md': left out",
        "archive/X/利用規約.md:1: warning: the name cannot be shown ('利用規約' holds no letter or digit that can stand"
        " in an address): its texts are left out",
        f"archive/{linked[:12]}:X/Link.md:1: warning: a symbolic link in place of a text: left out",
    ] == in_short(events)
    assert all(event.remedy for event in events if isinstance(event, Problem))


def test_merge_is_no_record(folder: Path) -> None:
    commit(folder, "Update X Terms", ONE, {"X/Terms.md": "1", "X/Rules.md": "1"})
    git(folder, "checkout", "--quiet", "-b", "side")
    commit(folder, "Update X Terms", TWO, {"X/Terms.md": "2"})
    git(folder, "checkout", "--quiet", "main")
    commit(folder, "Update X Terms", THREE, {"X/Terms.md": "3"})
    git(folder, "merge", "--quiet", "--no-ff", "--no-commit", "--strategy=ours", "side")
    merge = commit(folder, "Update everything", THREE, {"X/Terms.md": "of the merge's own"})

    *records, found = in_short(history(folder))

    assert 4 == len(records)
    assert (
        f"archive/{merge[:12]}:X/Terms.md:1: warning: a merge has a text of its own, which nobody recorded: left out"
        == found
    )


def test_texts_come_with_their_records_in_order(folder: Path) -> None:
    commit(folder, "Update X Terms", ONE, {"X/Terms.md": "one", "X/deep/Terms.md": "1"})
    commit(folder, "Delete", TWO, {"X/Terms.md": None})
    commit(folder, "Update X Terms", THREE, {"X/Terms.md": "three", "Y/Terms.md": ""})

    streamed = list(git_snapshots(TERMS_ARCHIVE, opened(folder)))

    assert history(folder) == [event for event, _ in streamed]
    assert [b"one", b"three", b""] == [text for _, text in streamed if text is not None]


def test_record_becomes_a_snapshot_with_its_provenance(folder: Path) -> None:
    body = f"This version was recorded after extracting from snapshot {URL}"
    name = commit(folder, "First record of X Terms", ONE, {"X/Terms.md": "# Terms\r\n"}, body)

    ((snapshot,), problems) = gathered(folder, replace(TERMS_ARCHIVE, path="../archive"))

    assert problems == []
    assert ("X", "Terms", ONE, b"# Terms\r\n", "# Terms\n", 1, "") == (
        snapshot.filed_under, snapshot.terms_type, iso(snapshot.captured_at), source_of(snapshot), text_of(snapshot),
        snapshot.body_line, snapshot.language,
    )  # fmt: skip
    assert (
        "Archive of Terms",
        name,
        "first record",
        (URL,),
        1,
        1,
        "X/Terms.md",
        "git:../archive#open-terms-archive",
    ) == tuple(getattr(snapshot.provenance, name) for name in snapshot.provenance.__struct_fields__)
    assert f"archive/{name[:12]}:X/Terms.md" == snapshot.location.path


def test_text_that_is_no_text_is_left_out_with_a_warning(folder: Path) -> None:
    commit(folder, "Update X Terms", ONE, {"X/Terms.md": "a\x00b"})
    ((record, text),) = git_snapshots(TERMS_ARCHIVE, opened(folder))

    for broken, message in (
        (text, "control character U+0000: left out"),
        (b"\xff", "not UTF-8: byte 0xff at offset 0: left out"),
    ):
        snapshot, (problem,) = snapshot_of(record, broken, TERMS_ARCHIVE, opened(folder))
        assert (None, "warning", message) == (snapshot, problem.severity, problem.message)


def test_dates_that_run_backwards_keep_the_order_of_the_history(folder: Path) -> None:
    for at in (TWO, ONE, THREE, THREE):
        commit(folder, "Update X Terms", at, {"X/Terms.md": f"{at} {len(history(folder)) if at != TWO else 0}"})
    seeds = folder.parent / "content" / "more"
    seeds.mkdir()
    (seeds / "a.md").write_text(
        "---\ncompany: x\nterms_type: Terms\ncaptured_at: 2022-07-12T12:00:00Z\n---\n\nFrom a file.\n"
    )

    snapshots, problems = gathered(folder, replace(TERMS_ARCHIVE, path="../archive"), Source("folder", "more"))
    (holding,), more = arrange([replaced(snapshot) for snapshot in snapshots], [])

    assert [] == problems + more
    assert [TWO, ONE, "2022-07-12T12:00:00Z", THREE, THREE] == [
        iso(snapshot.captured_at) for snapshot in holding.snapshots_by_terms["Terms"]
    ]


def replaced(snapshot):
    """The same, filed under the company's key, so that file and history are of one company."""
    return replace(snapshot, filed_under="x")


def seeds() -> dict[str, str]:
    """The five documents as the corpus keeps them: path in its repository -> text, a company's oldest first."""
    files = sorted((ROOT / "content" / "snapshots").rglob("*.md"))
    return {str(file.relative_to(ROOT)): file.read_text() for file in files}


def corpus_path(domain: str) -> str:
    return f"{domain[:1]}/{domain[:2]}/{domain[:3]}/{domain}.md"


def seeded(folder: Path) -> str:
    """Every seed a commit of its own, then monoprice.com captured again unchanged; returns the text of that capture."""
    text = ""
    for path, text in seeds().items():
        domain = path.split("/")[2]
        file = corpus_path(domain)
        commit(folder, f"Capture {domain}", ONE, {file: text, file.replace(".md", ".html"): "<p>"})
        if path.endswith("2017-10-07.md"):
            monoprice = text
    first_line, _, rest = monoprice.partition("\n")
    address = first_line.partition("Wayback Machine](")[2].partition(")")[0]
    later = format_memento_url(Memento(parse_instant("2018-01-02T03:04:05Z"), parse_memento_url(address).original_url))
    again = first_line.replace("2017-10-07", "2018-01-02").replace(address, later) + "\n" + rest
    commit(folder, "Capture monoprice.com", TWO, {corpus_path("monoprice.com"): again})
    return again


def test_corpus_repository_gives_every_capture_with_the_time_of_its_line(folder: Path) -> None:
    again = seeded(folder)

    snapshots, problems = gathered(folder, Source("git", "../archive"))

    assert problems == []
    assert [
        ("contactmonkey.com", "2017-02-23T09:04:02Z"),
        ("mono.net", "2013-11-06T12:57:02Z"),
        ("monoprice.com", "2004-12-07T15:29:39Z"),
        ("monoprice.com", "2017-10-07T10:42:52Z"),
        ("monoprice.com", "2018-01-02T03:04:05Z"),
        ("monovm.com", "2013-06-08T22:25:01Z"),
    ] == [(snapshot.filed_under, iso(snapshot.captured_at)) for snapshot in snapshots]
    assert again.encode() == source_of(snapshots[4])
    assert snapshots[3].body_digest == snapshots[4].body_digest
    assert all(snapshot.provenance.collection.startswith("Princeton-Leuven") for snapshot in snapshots)
    assert "http://www.monoprices.com/home/home.asp?pn=privacy&style=" == snapshots[2].original_url


def test_capture_that_is_in_a_folder_too_is_met_once(folder: Path) -> None:
    (folder.parent / "content" / "snapshots").symlink_to(ROOT / "content" / "snapshots")
    seeded(folder)

    snapshots, problems = gathered(folder, Source("folder", "snapshots"), Source("git", "../archive"))

    assert 6 == len(snapshots)
    assert ["warning"] * 5 == [problem.severity for problem in problems]
    assert "Take snapshots/mono.net/2013-11-06.md out: the history has its text." in {
        problem.remedy for problem in problems
    }


def test_text_without_its_line_is_left_out_with_a_warning(folder: Path) -> None:
    seeded(folder)
    name = commit(folder, "Capture mono.net", THREE, {corpus_path("mono.net"): "# Bare\n", "m/other.md": "x"})

    snapshots, problems = gathered(folder, Source("git", "../archive"))

    assert 6 == len(snapshots)
    assert [
        f"archive/{name[:12]}:m/mo/mon/mono.net.md:1: warning: no provenance: it begins '# Bare': left out",
        "archive/m/other.md:1: warning: not of the form 'm/mo/mon/monoprice.com.md': left out",
    ] == [str(problem).split("\n")[0] for problem in problems]


def test_domain_of_the_line_is_believed_over_that_of_the_path(folder: Path) -> None:
    commit(folder, "Capture", ONE, {corpus_path("example.com"): seeds()["content/snapshots/mono.net/2013-11-06.md"]})

    (snapshot,), (problem,) = gathered(folder, Source("git", "../archive"))

    assert "mono.net" == snapshot.filed_under
    assert "filed under mono.net, but recorded as example.com" == problem.message


def test_removed_domain_is_tracked_no_longer(folder: Path) -> None:
    seeded(folder)
    commit(folder, "Remove", THREE, {corpus_path("mono.net"): None})

    assert f"7 m/mo/mon/mono.net.md: ended, {THREE}" in in_short(
        history(folder, Source("git", "", layout="princeton-leuven"))
    )


def test_layout_is_the_one_more_paths_have(folder: Path) -> None:
    repository = Source("git", "archive")
    commit(folder, "1", ONE, {"README.md": "x", "X/Terms.md": "x"})
    assert "open-terms-archive" == layout_of(repository, opened(folder))

    seeded(folder)
    assert "princeton-leuven" == layout_of(repository, opened(folder))
    assert "open-terms-archive" == layout_of(TERMS_ARCHIVE, opened(folder))


def test_repository_without_documents_is_refused(folder: Path) -> None:
    commit(folder, "1", ONE, {"README.md": "x"})

    with pytest.raises(ContentError, match="holds no document of a known layout"):
        layout_of(Source("git", "archive"), opened(folder))


def test_wrong_source_is_reported_where_it_is_named(folder: Path) -> None:
    content = folder.parent / "content"
    commit(folder, "1", ONE, {"X/Terms.md": "x"})
    source = Source("git", "../archive", "mian", "open-terms-archive")
    (content / "archive.yaml").write_text(
        "title: Archive\nbase_url: https://archive.example/\nsources:\n  - snapshots\n"
        "  - git: ../archive\n    branch: mian\n    layout: open-terms-archive\n"
    )

    assert ([], ["content/archive.yaml:5: error: the source 'archive' has no branch 'mian'"]) == (
        gathered(folder, source)[0],
        [str(problem).split("\n")[0] for problem in gathered(folder, source)[1]],
    )
