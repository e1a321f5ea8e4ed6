"""Folders that stages fill: remembered, made anew when damaged, dropped when unused, the same on every executor."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from palimpsest.memo.calls import Ahead
from palimpsest.memo.executors import Workers, chosen
from palimpsest.memo.made import Made, write_digests
from palimpsest.memo.memo import Memo
from palimpsest.problems import ContentError, Location
from tests.cluster import two_workers


@dataclass(frozen=True)
class Document:
    name: str
    versions: tuple[str, ...]


DOCUMENTS = tuple(Document(f"c{number}", ("old", "new")[: 1 + number % 2]) for number in range(6))


def pages(document: Document, folder: Path, title: str) -> int:
    """A page for each version, and a note for later stages."""
    assert [] == list(folder.iterdir())
    if document.name == "broken":
        (folder / "half.html").write_text("half")
        raise ContentError(Location("content/broken.md"), "is broken")
    for number, version in enumerate(document.versions):
        page = folder / document.name / str(number) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<title>{title}</title>{version}")
    (folder / ".wordings").write_text(",".join(document.versions))
    return len(document.versions)


@pytest.fixture
def store(tmp_path) -> Path:
    return tmp_path / "cache" / "memo.sqlite3"


def contents(made: list[tuple[Document, Made[int]]]) -> list:
    return [
        (
            document.name,
            tree.result,
            tree.private(".wordings"),
            file.path,
            file.sha256,
            (tree.folder / file.path).read_bytes(),
        )
        for document, tree in made
        for file in tree.files
    ]


def run(store: Path | None, documents=DOCUMENTS, title="t", code="code", jobs=1, workers=None):
    """(contents of all folders, names of what was made now, findings)"""
    with Memo(store, code, jobs, workers=workers) as memo:
        made = memo.making(pages, documents, title, weight=lambda document: len(document.versions))
        return contents(made), memo.stages[0].computed, [problem.message for problem in memo.problems]


def folders(store: Path) -> list[Path]:
    return sorted((store.parent / "made").iterdir())


def test_a_folder_comes_with_the_digests_of_its_files(store):
    with Memo(store, "code") as memo:
        [(document, made)] = memo.making(pages, [Document("a", ("old", "new"))], "t")
        assert ("a", 2) == (document.name, made.result)
        assert ["a/0/index.html", "a/1/index.html"] == [file.path for file in made.files]
        for file in made.files:
            assert file.sha256 == sha256((made.folder / file.path).read_bytes()).hexdigest()
            status = (made.folder / file.path).stat()
            assert (file.size, file.mtime_ns) == (status.st_size, status.st_mtime_ns)
        assert b"old,new" == made.private(".wordings")
        with pytest.raises(ValueError, match="not a private file"):
            made.private("a/0/index.html")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_warm_run_equals_a_cold_one_and_makes_nothing(store, jobs):
    cold, made, _ = run(store, jobs=jobs)
    assert {document.name for document in DOCUMENTS} == set(made)
    assert (cold, (), []) == run(store, jobs=jobs)
    assert cold == run(None, jobs=jobs)[0]


def test_without_a_store_the_folders_go_with_the_memo():
    with Memo(None, "code", 1) as memo:
        [(_, made)] = memo.making(pages, DOCUMENTS[:1], "t")
        assert made.folder.is_dir()
    assert not made.folder.exists()


def damage_edit(folder: Path) -> None:
    page = folder / "c1" / "0" / "index.html"
    page.write_text("<title>t</title>0ld")  # of the same size
    os.utime(page, (1, 1))  # clocks of files tick slowly; a person's edit is later than the build


def damage_remove(folder: Path) -> None:
    (folder / "c1" / "0" / "index.html").unlink()


def damage_private(folder: Path) -> None:
    (folder / ".wordings").write_text("?")


def damage_all(folder: Path) -> None:
    shutil.rmtree(folder)


def damage_link(folder: Path) -> None:
    (folder / "c1" / "0" / "index.html").rename(folder / "elsewhere")
    (folder / "c1" / "0" / "index.html").symlink_to(folder / "elsewhere")


@pytest.mark.parametrize("damage", [damage_edit, damage_remove, damage_private, damage_all, damage_link])
def test_a_damaged_folder_is_made_anew(store, damage):
    cold, _, _ = run(store)
    damage(next(folder for folder in folders(store) if (folder / "c1").exists()))
    assert (cold, ("c1",), []) == run(store)
    assert (cold, (), []) == run(store)


def test_a_cache_that_was_copied_is_read_once_and_trusted(store, tmp_path):
    cold, _, _ = run(store)
    copied = tmp_path / "restored"
    shutil.copytree(store.parent, copied, copy_function=shutil.copyfile)  # other times, the same bytes
    shutil.rmtree(store.parent)
    assert (cold, (), []) == run(copied / store.name)


def test_a_file_that_comes_out_the_same_stays_the_same_file(store):
    before, after = Document("a", ("old", "new")), Document("a", ("old", "newer"))

    def inodes(document: Document) -> list[int]:
        with Memo(store, "code", 1) as memo:
            [(_, made)] = memo.making(pages, [document], "t")
            return [(made.folder / file.path).stat().st_ino for file in made.files]

    first, second = inodes(before), inodes(after)
    assert first[0] == second[0]
    assert first[1] != second[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_findings_are_collected_and_leave_no_folder(store, jobs):
    documents = (*DOCUMENTS[:2], Document("broken", ()))
    for _ in range(2):
        made, computed, problems = run(store, documents, jobs=jobs)
        assert ["c0", "c1", "c1"] == [name for name, *_ in made]
        assert ["is broken"] == problems
    assert ("broken",) == computed
    assert 2 == len(folders(store))


def test_folders_nobody_asks_for_and_leftovers_of_a_crash_are_removed(store):
    run(store, DOCUMENTS[:1])
    [first] = folders(store)
    (store.parent / "made" / f".{first.name}.{'0' * 32}").mkdir()
    (store.parent / "made" / "thesis").mkdir()
    run(store, DOCUMENTS[1:2])
    assert 3 == len(folders(store))  # the two, and what is not ours
    for _ in range(8):
        run(store, DOCUMENTS[1:2])
    assert first not in folders(store)
    assert (store.parent / "made" / "thesis").exists()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Workers]:
    with two_workers() as address, chosen(f"dask:{address}") as workers:
        yield workers


def test_a_dask_cluster_makes_the_same_bytes(store, cluster):
    expected = run(None, jobs=1)
    assert expected == run(store, workers=cluster) == run(None, jobs=2)
    assert (expected[0], (), []) == run(store, workers=cluster)


def lengths(word: str, plus: int) -> int:
    return len(word) + plus


def test_a_dask_cluster_computes_small_items_too(cluster):
    words = ["word" * number for number in range(300)]
    with Memo(None, "code", workers=cluster) as memo:
        assert [(word, len(word) + 1) for word in words] == memo.each(lengths, words, 1)


def test_a_cluster_that_does_not_answer_is_a_clear_error():
    pytest.importorskip("distributed")
    with pytest.raises(ContentError) as raised, chosen("dask:nonsense://nowhere"):
        pass
    assert "no Dask scheduler answers" in raised.value.problem.message


def known(name: str, folder: Path) -> int:
    """Two files, of which the stage names the digest of one, as it stands at last."""
    (folder / "a").mkdir()
    for path in ("a/known.html", "a/read.html"):
        (folder / path).write_text(name)
    write_digests(folder, {"a/known.html": sha256(name.encode()).hexdigest()})
    return 2


def test_digests_that_a_stage_leaves_are_taken_and_are_no_file(store):
    with Memo(store, "code") as memo:
        [(_, made)] = memo.making(known, ["text"])
        digest = sha256(b"text").hexdigest()
        assert [("a/known.html", digest), ("a/read.html", digest)] == [(file.path, file.sha256) for file in made.files]
        assert {} == made.notes
        assert ["a"] == [path.name for path in made.folder.iterdir()]


def continued(document: Document, folder: Path, *, earlier: Path | None) -> str:
    """What lies in the earlier folder, which goes on in the new one."""
    before = (earlier / ".before").read_text() if earlier else "-"
    (folder / ".before").write_text(",".join(document.versions))
    (folder / "page.html").write_text("page")
    return before


def run_continued(store: Path | None, *versions: str, code: str = "code") -> str:
    with Memo(store, code) as memo:
        [(_, made)] = memo.making(continued, [Document("a", versions)], taking_over=True)
        return made.result


def test_a_stage_is_given_what_the_same_code_made_for_the_item_before(store):
    assert ["-", "1", "1,2", "-"] == [
        run_continued(store, "1"),
        run_continued(store, "1", "2"),
        run_continued(store, "1", "2", "3"),
        run_continued(store, "1", "2", "3", code="other"),
    ]
    assert "-" == run_continued(None, "1")


@pytest.mark.parametrize("damage", [os.unlink, lambda note: note.write_text("0")])
def test_a_stage_is_not_given_what_was_damaged(store, damage):
    run_continued(store, "1")
    damage(next(store.parent.rglob(".before")))
    assert "-" == run_continued(store, "1", "2")


@dataclass(frozen=True)
class Text:
    name: str
    words: int


def words_of(document: Document, folder: Path) -> int:
    (folder / ".words").write_text("".join(document.versions))
    return len(document.versions)


def text_of(document: Document, made: Made[int]) -> Text:
    return Text(document.name, made.result)


def index(text: Text, folder: Path, title: str) -> int:
    if text.name == "c3" and title == "broken":
        raise ContentError(Location("content/c3.md"), "is broken")
    (folder / "index.html").write_text(f"{title} {text.words}")
    return text.words


def run_in_turn(store: Path | None, documents=DOCUMENTS, title="t", jobs=1, in_one_call=True, workers=None):
    """(bytes of the second stage, names of what each stage made now, findings)"""
    ahead = (Ahead(index, text_of, (title,)),) if in_one_call else ()
    with Memo(store, "code", jobs, workers=workers) as memo:
        first = memo.making(words_of, documents, weight=lambda document: len(document.versions), ahead=ahead)
        second = memo.making(index, [text_of(*one) for one in first], title)
        pages = [(text.name, made.result, (made.folder / "index.html").read_bytes()) for text, made in second]
        return pages, [stage.computed for stage in memo.stages], [problem.message for problem in memo.problems]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_made_ahead_is_what_would_be_made_when_it_is_asked_for(store, tmp_path, jobs):
    apart = run_in_turn(tmp_path / "apart.sqlite3", in_one_call=False)
    assert apart == run_in_turn(store, jobs=jobs) == run_in_turn(None, jobs=jobs)
    assert (apart[0], [(), ()], []) == run_in_turn(store, jobs=jobs)


def test_another_title_makes_the_second_stage_anew_and_not_the_first(store):
    run_in_turn(store)
    _, computed, _ = run_in_turn(store, title="u")
    assert [0, len(DOCUMENTS)] == [len(names) for names in computed]


def test_what_the_run_before_knew_is_not_made_ahead(store):
    run_in_turn(store)
    changed = (Document("c0", ("other",)), *DOCUMENTS[1:])  # as many versions: the second stage is given the same
    assert [("c0",), ()] == run_in_turn(store, changed)[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_ahead_is_reported_once(store, jobs):
    pages, _, problems = run_in_turn(store, title="broken", jobs=jobs)
    assert ["is broken"] == problems
    assert len(DOCUMENTS) - 1 == len(pages)


def test_a_dask_cluster_makes_the_same_ahead(store, cluster):
    assert run_in_turn(None) == run_in_turn(store, workers=cluster)
