"""The boundary to git: what it reads, in which order, and what it says where it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from palimpsest.problems import ContentError
from palimpsest.sources import git as boundary
from palimpsest.sources.commits import Commit, PathChange
from palimpsest.sources.git import read_blobs, read_commits, read_paths
from palimpsest.timestamps import iso
from tests.sources.repositories import NAMED_AT, commit, git, new_repository, opened

ONE, TWO, THREE = "2022-07-11T14:44:34Z", "2022-07-12T00:00:00Z", "2022-07-13T23:59:59Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "archive")


def history(folder: Path, branch: str = "") -> list[Commit]:
    return list(read_commits(opened(folder, branch)))


def refusal(folder: Path, branch: str = "") -> str:
    """What opening and reading everything of a repository is refused with, place first."""
    with pytest.raises(ContentError) as raised:
        repository = opened(folder, branch)
        ids = [change.blob for found in read_commits(repository) for change in found.changes]
        list(read_blobs(repository, ids))
    problem = raised.value.problem
    assert (NAMED_AT, "error") == (problem.location, problem.severity)
    assert problem.remedy
    return f"{problem.message} | {problem.remedy}"


def test_commit_is_read_in_full(folder: Path) -> None:
    first = commit(folder, "Initial", ONE, {})
    second = commit(folder, "Update X", TWO, {"X/Terms.md": "# One\n"}, "From snapshot 1\n\n- a\n- b")
    blob = git(folder, "rev-parse", "HEAD:X/Terms.md")

    assert [
        (first, (), ONE, "Initial", "", ()),
        (second, (first,), TWO, "Update X", "From snapshot 1\n\n- a\n- b",
         (PathChange("A", "file", blob, "X/Terms.md"),)),
    ] == [
        (found.id, found.parents, iso(found.authored_at), found.subject, found.body, found.changes)
        for found in history(folder)
    ]  # fmt: skip
    assert ["2030-01-01T00:00:00Z"] * 2 == [iso(found.committed_at) for found in history(folder)]


def test_bare_repository_is_read_alike(folder: Path, tmp_path: Path) -> None:
    commit(folder, "Initial", ONE, {"X/Terms.md": "# One\n"})
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), "bare.git")

    assert history(folder) == history(tmp_path / "bare.git")


def test_linked_working_folder_is_read_alike(folder: Path, tmp_path: Path) -> None:
    commit(folder, "Initial", ONE, {"X/Terms.md": "# One\n"})
    git(folder, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))

    assert history(folder) == history(tmp_path / "linked")


def test_order_is_that_of_the_history_not_of_the_dates(folder: Path) -> None:
    for at in (THREE, ONE, TWO):
        commit(folder, at, at, {"X/Terms.md": at})

    assert [THREE, ONE, TWO] == [iso(found.authored_at) for found in history(folder)]


@pytest.mark.parametrize(
    "path",
    [
        "Yahoo!/Terms (U.S.).md", "-rf/--help.md", ":100644/:a.md", "ünïcödé/利用規約.md", 'a "quoted"/\\b.md',
        " blank /  .md", "tab\tline\nend/\x1b[31m.md", "$(x)/`y`.md", "a -> b/c => d.md", "..a/b...md",
    ],
)  # fmt: skip
def test_name_survives_whatever_characters_it_has(folder: Path, path: str) -> None:
    commit(folder, "Initial", ONE, {path: "text", "z.md": "text"})

    (found,) = history(folder)

    assert sorted([path, "z.md"]) == sorted(change.path for change in found.changes)
    assert {path, "z.md"} == set(read_paths(opened(folder)))


def test_name_that_is_not_utf8_stays_distinct(folder: Path) -> None:
    for name in (b"caf\xe9.md", b"caf\xea.md"):
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text("x")
    commit(folder, "Initial", ONE, {})

    (found,) = history(folder)

    assert ["caf\udce9.md", "caf\udcea.md"] == [change.path for change in found.changes]


def test_message_cannot_pretend_to_be_changes(folder: Path) -> None:
    body = ":000000 100644 0000000 1111111 A\n\n:100644 evil"
    commit(folder, ":Subject", ONE, {"a.md": "x"}, body)

    (found,) = history(folder)

    assert (":Subject", body, ["a.md"]) == (found.subject, found.body, [change.path for change in found.changes])


def test_every_kind_of_change_is_told_apart(folder: Path) -> None:
    commit(folder, "1", ONE, {"kept.md": "1", "gone.md": "1", "edited.md": "1", "moved.md": "1" * 99})
    (folder / "link.md").symlink_to("kept.md")
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub.md")
    (folder / "kept.md").chmod(0o755)
    (folder / "moved.md").rename(folder / "there.md")
    (folder / "sub.md").mkdir()  # where the other repository would lie, so that adding keeps the entry
    commit(folder, "2", TWO, {"gone.md": None, "edited.md": "2", "new.md": "2"})

    _, found = history(folder)

    assert {
        "edited.md": ("M", "file"), "gone.md": ("D", "file"), "link.md": ("A", "link"), "moved.md": ("D", "file"),
        "new.md": ("A", "file"), "sub.md": ("A", "submodule"), "there.md": ("A", "file"),
    } == {change.path: (change.status, change.kind) for change in found.changes}  # fmt: skip


def merged(folder: Path, resolution: str | None) -> None:
    """Two lines of history joined; `resolution` is the text the merge itself makes up, None where there is none."""
    commit(folder, "Base", ONE, {"a.md": "base", "b.md": "base"})
    git(folder, "checkout", "--quiet", "-b", "side")
    commit(folder, "Side", TWO, {"a.md": "side"})
    git(folder, "checkout", "--quiet", "main")
    commit(folder, "Main", THREE, {"b.md": "main"} if resolution is None else {"a.md": "main"})
    git(folder, "merge", "--quiet", "--no-ff", "--no-commit", "--strategy=ours", "side")
    commit(folder, "Merge", THREE, {"a.md": resolution or "side"})


def test_merge_adds_nothing_to_what_its_sides_recorded(folder: Path) -> None:
    merged(folder, None)

    found = history(folder)

    assert {"Base": 2, "Side": 1, "Main": 1, "Merge": 0} == {each.subject: len(each.changes) for each in found}
    assert [False, False, False, True] == [each.is_merge for each in found]


def test_merge_with_a_text_of_its_own_shows_it(folder: Path) -> None:
    merged(folder, "made up")

    *_, merge = history(folder)

    assert ["a.md"] == [change.path for change in merge.changes]
    assert [b"made up"] == [text for _, text in read_blobs(opened(folder), [merge.changes[0].blob])]


def test_branch_is_the_one_asked_for(folder: Path, tmp_path: Path) -> None:
    commit(folder, "Main", ONE, {"a.md": "1"})
    git(folder, "checkout", "--quiet", "-b", "texts/all")
    commit(folder, "Other", TWO, {"a.md": "2"})
    git(folder, "checkout", "--quiet", "main")
    git(tmp_path, "clone", "--quiet", str(folder), "clone")

    assert ["Main"] == [found.subject for found in history(folder)]
    assert ["Main", "Other"] == [found.subject for found in history(folder, "texts/all")]
    assert ["Main", "Other"] == [found.subject for found in history(tmp_path / "clone", "texts/all")]


def test_missing_branch_is_refused_with_the_nearest(folder: Path) -> None:
    commit(folder, "Initial", ONE, {})

    assert "the source 'archive' has no branch 'mian' | Did you mean 'main'?" == refusal(folder, "mian")
    for branch in ("-x", "main..main", "main@{1}", "refs/heads/main", "HEAD~0", ""):
        if branch:
            assert "has no branch" in refusal(folder, branch)


def test_head_that_leads_nowhere_is_refused_with_the_branches_there_are(folder: Path) -> None:
    commit(folder, "Initial", ONE, {})
    git(folder, "symbolic-ref", "HEAD", "refs/heads/master")

    assert "the source 'archive' has no branch 'HEAD' | Write 'branch:' with one of these: main" == refusal(folder)


def test_empty_repository_is_refused(folder: Path) -> None:
    assert "the source 'archive' holds no commits yet" in refusal(folder)


def test_folder_in_a_repository_is_not_taken_for_it(folder: Path) -> None:
    commit(folder, "Initial", ONE, {"content/a.md": "x"})

    assert "the source 'content' is not a git repository" in refusal(folder / "content")
    assert "the source 'nowhere' is not a git repository" in refusal(folder / "nowhere")


def test_bundle_is_refused_with_the_way_to_unpack_it(folder: Path, tmp_path: Path) -> None:
    commit(folder, "Initial", ONE, {"a.md": "x"})
    git(folder, "bundle", "create", "--quiet", str(tmp_path / "archive.bundle"), "--all")

    assert "git clone --bare FILE FOLDER" in refusal(tmp_path / "archive.bundle")


def test_shallow_clone_is_refused(folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        commit(folder, str(number), ONE, {"a.md": str(number)})
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "shallow")

    assert (
        "the source 'shallow' is a shallow clone: its earlier history is missing"
        " | Run 'git fetch --unshallow' in it." == refusal(tmp_path / "shallow")
    )


def test_clone_without_texts_fetches_nothing_and_is_refused(folder: Path, tmp_path: Path) -> None:
    commit(folder, "1", ONE, {"a.md": "1"})
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", folder.as_uri(), "partial.git")

    assert "of the source 'partial.git' cannot be read" in refusal(tmp_path / "partial.git")


def object_file(folder: Path, name: str) -> Path:
    return folder / ".git" / "objects" / name[:2] / name[2:]


@pytest.mark.parametrize("damage", ["removed", "garbled", "cut off", "empty"])
@pytest.mark.parametrize("what", ["HEAD:a.md", "HEAD", "HEAD~1", "HEAD~1^{tree}"])
def test_broken_object_is_refused(folder: Path, what: str, damage: str) -> None:
    for number in range(3):
        commit(folder, str(number), ONE, {"a.md": f"text {number}\n" * 500})
    file = object_file(folder, git(folder, "rev-parse", what))
    content = file.read_bytes()
    file.chmod(0o644)
    if damage == "removed":
        file.unlink()
    else:
        file.write_bytes({"garbled": b"\0" * len(content), "cut off": content[:20], "empty": b""}[damage])

    message = refusal(folder)

    assert "cannot be read" in message or "has no branch" in message or "holds no commits" in message
    assert str(folder) not in message


def test_id_of_something_else_than_a_text_is_refused(folder: Path) -> None:
    name = commit(folder, "Initial", ONE, {"a.md": "x"})

    with pytest.raises(ContentError, match="a commit, not a text"):
        list(read_blobs(opened(folder), [name]))
    with pytest.raises(ValueError, match="is not an object id"):
        list(read_blobs(opened(folder), ["HEAD\nHEAD"]))


def test_texts_come_in_the_order_asked_for_however_many_and_large(folder: Path) -> None:
    texts = [f"{number}\n" * (1 if number % 7 else 40_000) for number in range(300)]
    commit(folder, "Initial", ONE, {f"{number}.md": text for number, text in enumerate(texts)})
    ids = [git(folder, "rev-parse", f"HEAD:{number}.md") for number in (0, 7, 1)]
    asked = ids * 400  # far more than any pipe holds, in both directions
    (found,) = history(folder)

    assert [(name, texts[(0, 7, 1)[ids.index(name)]].encode()) for name in asked] == list(
        read_blobs(opened(folder), iter(asked))
    )
    assert len(texts) == sum(1 for _ in read_blobs(opened(folder), (change.blob for change in found.changes)))
    assert [] == list(read_blobs(opened(folder), []))


def test_ids_are_taken_little_by_little(folder: Path) -> None:
    commit(folder, "Initial", ONE, {"a.md": "x"})
    blob = git(folder, "rev-parse", "HEAD:a.md")
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield blob

    texts = read_blobs(opened(folder), endless())
    for _ in range(10):
        next(texts)
    texts.close()

    assert taken < 100


def test_text_longer_than_any_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary, "MAX_BYTES", 70_000)
    commit(folder, "Initial", ONE, {"long.md": "x" * 70_001, "short.md": "x" * 70_000})
    ids = [git(folder, "rev-parse", f"HEAD:{name}.md") for name in ("long", "short")]

    assert [None, b"x" * 70_000] == [text for _, text in read_blobs(opened(folder), ids)]


def test_settings_of_the_repository_and_the_user_take_no_part(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(folder, "One", ONE, {"a.md": "1"})
    commit(folder, "Two", TWO, {"b.md": "2"})
    plain = history(folder)
    for key, value in (
        ("log.showRoot", "false"), ("log.showSignature", "true"), ("log.date", "relative"), ("log.follow", "true"),
        ("core.quotePath", "true"), ("core.abbrev", "7"), ("diff.renames", "copies"), ("color.ui", "always"),
        ("format.pretty", "oneline"), ("core.pager", "false"), ("diff.external", "false"), ("gpg.program", "false"),
        ("i18n.logOutputEncoding", "UTF-16"), ("log.diffMerges", "off"), ("core.worktree", "/nonexistent"),
        ("log.decorate", "full"), ("diff.orderFile", "/nonexistent"), ("alias.log", "!false"),
    ):  # fmt: skip
        git(folder, "config", key, value)
    git(folder, "replace", plain[0].id, plain[1].id)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "grafts").write_text(f"{plain[1].id}\n")
    (tmp_path / ".gitconfig").write_text("[core\nbroken")
    for name, value in (
        ("HOME", str(tmp_path)), ("GIT_DIR", "/nonexistent"), ("GIT_OBJECT_DIRECTORY", "/nonexistent"),
        ("LC_ALL", "de_DE.UTF-8"), ("TZ", "Asia/Tokyo"), ("GIT_TRACE", "1"), ("GIT_PAGER", "false"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)

    assert plain == history(folder)


def test_missing_git_is_refused(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    assert "git is needed to read the source 'archive', and is not installed" in refusal(folder)


@pytest.mark.parametrize("name", ["-x", "--help", "a b", "ü", "$(x)", "a#b"])
def test_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    commit(new_repository(tmp_path / name), "Initial", ONE, {"a.md": "x"})
    monkeypatch.chdir(tmp_path)

    assert ["Initial"] == [found.subject for found in history(Path(name))]


def test_reader_that_stops_leaves_no_process(folder: Path) -> None:
    for number in range(20):
        commit(folder, str(number), ONE, {"a.md": str(number)})
    code = f"""
import gc, sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from palimpsest.problems import Location
from palimpsest.sources.git import open_repository, read_commits, read_blobs
repository = open_repository(Path({str(folder)!r}), "", "archive", Location("a"))
commits = read_commits(repository)
blobs = read_blobs(repository, iter([next(commits).changes[0].blob] * 1000))
next(blobs)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
