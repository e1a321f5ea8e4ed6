"""A document of which a build before understood a part is what it is when it is understood anew."""

import pickle
import random
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import build
from palimpsest.commandline import parse_arguments
from palimpsest.memo.memo import Memo
from palimpsest.model import Company, Override, Provenance, Snapshot
from palimpsest.publishing.making.document_tasks import DocumentTask, document_tasks
from palimpsest.publishing.making.understood import DOCUMENT, Understood, understood_before
from palimpsest.understanding.vocabulary import Prepared, read_vocabulary, survey
from palimpsest.values import replace
from tests.snapshots import snapshot
from tests.sources.repositories import git

PREPARED = survey(read_vocabulary(build.ROOT / "content")).prepared
COMPANY = Company("a.example", "A")
START = datetime(2019, 5, 1, tzinfo=UTC)
# What versions share and what they do not: the same words as a link, as a heading, as an item, twice, in a table.
BLOCKS = (
    "# Privacy Policy",
    "## Cookies",
    "**Cookies**",
    "We use cookies and tell our partners.",
    "[We use cookies and tell our partners.](/cookies)",
    "- We never sell your data.\n- We keep it for 18 months.",
    "- We never sell your data.\n- We keep it for 24 months.",
    "We share with:\n\n- advertisers\n- [advertisers](https://b.example/)",
    "Last updated: 1 May 2019",
    "Last updated: 3 June 2020",
    "| What | Why |\n| --- | --- |\n| Name | To bill you |",
    "We never sell your data. Write to us at privacy@a.example, or to Google.",
    "Wir verwenden Cookies und geben Ihre Daten an Partner weiter.",
)
TEXTS = st.lists(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8), min_size=2, max_size=5)


def task_of(texts: list[list[str]], folder: Path) -> DocumentTask:
    captures = [
        snapshot(
            "\n\n".join(blocks),
            START + timedelta(days=day),
            path=f"a.git/{day}:A/Privacy Policy.md",
            original_url="http://a.example/privacy",
            folder=folder,
            provenance=Provenance("tests", f"{day}", position=day),
        )
        for day, blocks in enumerate(texts, 1)
    ]
    return DocumentTask(COMPANY, "Privacy Policy", tuple(captures))


def understood(task: DocumentTask, folder: Path, earlier: Path | None = None, with_: Prepared = PREPARED) -> Understood:
    folder.mkdir()
    build.understand_document(task, folder, with_, earlier=earlier)
    return pickle.loads((folder / DOCUMENT).read_bytes())


def part_of(task: DocumentTask, captures: tuple[Snapshot, ...]) -> DocumentTask:
    return replace(task, snapshots=captures)


@settings(deadline=None, max_examples=60)
@given(texts=TEXTS, data=st.data())
def test_what_is_taken_over_is_what_would_be_understood(tmp_path_factory, texts, data):
    folder = tmp_path_factory.mktemp("document")
    task = task_of(texts, folder)
    number = st.integers(0, len(texts) - 1)
    kept = data.draw(st.sets(number, min_size=1))
    understood(part_of(task, tuple(task.snapshots[at] for at in sorted(kept))), folder / "earlier")
    anew, taken = understood(task, folder / "anew"), understood(task, folder / "taken", folder / "earlier")
    assert anew == taken
    assert list(anew[0].lineages) == list(taken[0].lineages)


@pytest.mark.corpus
def test_what_is_taken_over_is_what_would_be_understood_of_real_documents(corpora, tmp_path):
    """Most often the last capture is new, as in every build; sometimes one from the midst, or the half of all."""
    git(tmp_path, "clone", "--quiet", "--bare", str(corpora / "genai-eu-versions.bundle"), "genai-eu.git")
    options = parse_arguments(["--source", f"git:{tmp_path / 'genai-eu.git'}"], build.ROOT, "")
    gathered = build.gather_archive(options, Memo(None, ""))
    chance, folders = random.Random(1), count()
    for task in (task for holding in gathered.holdings for task in document_tasks(holding)):
        captures = task.snapshots
        if len(captures) > 1:
            at = chance.choice([len(captures) - 1, len(captures) - 1, len(captures) // 2])
            rest = chance.choice([captures[:at], captures[:at], captures[:at] + captures[at + 1 :]])
            earlier, anew, taken = (tmp_path / str(next(folders)) for _ in range(3))
            understood(part_of(task, rest), earlier)
            assert understood(task, anew) == understood(task, taken, earlier), task.name


def test_no_text_that_is_taken_over_is_read_again(tmp_path):
    task = task_of([[BLOCKS[0]], [BLOCKS[0], BLOCKS[3]], [BLOCKS[0], BLOCKS[4]]], tmp_path)
    before = understood(part_of(task, task.snapshots[:2]), tmp_path / "earlier")
    for capture in task.snapshots[:2]:
        (Path(capture.blob.container) / capture.blob.name).unlink()
    document, _ = understood(task, tmp_path / "now", tmp_path / "earlier")
    assert before[0].versions == document.versions[:2]
    assert before[0].revisions == document.revisions[:1]


@pytest.mark.parametrize(
    "changed",
    [
        {"company": replace(COMPANY, name="B")},
        {"overrides": (Override("00000000", "cookies", True, "says", "because", "me"),)},
    ],
    ids=["company", "overrides"],
)
def test_of_what_is_understood_with_something_else_only_the_texts_are_taken_over(tmp_path, changed):
    task = task_of([[BLOCKS[0]], [BLOCKS[0], BLOCKS[3]]], tmp_path)
    understood(task, tmp_path / "earlier")
    for one, is_alike in ((task, True), (replace(task, **changed), False)):
        earlier = understood_before(one, PREPARED, tmp_path / "earlier")
        assert bool(earlier.findings_of(earlier.document)) == is_alike


def test_other_word_lists_label_the_texts_that_are_taken_over(tmp_path):
    task = task_of([[BLOCKS[0], BLOCKS[3]]], tmp_path)
    _, findings = understood(task, tmp_path / "earlier")
    assert any(one.labels for one in findings.values())
    topics = "- slug: other\n  label: Other\n  description: Other.\n  strong: [zebra]\n"
    vocabulary = read_vocabulary(build.ROOT / "content")
    written = replace(vocabulary, topics=replace(vocabulary.topics, content=topics.encode()))
    _, findings = understood(task, tmp_path / "now", tmp_path / "earlier", survey(written).prepared)
    assert not any(one.labels for one in findings.values())
