"""Revisions of real archives, labelled by hand from their diffs, against what the checks say."""

from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

import pytest

from .recorded_history import Archive

BUNDLES = {"pga": "pga-versions.bundle", "genai-eu": "genai-eu-versions.bundle"}
# Labelled later, the third file blind; each showed mistakes that general rules have mended since.
FURTHER = ("revision_classes_more.tsv", "revision_classes_third.tsv")
CLASSES = {
    "wording",
    "date only",
    "links only",
    "formatting only",
    "moved only",
    "furniture",
    "extraction",
    "edition",
    "return",
}


def rows(name: str) -> list[dict[str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.fixture(scope="session")
def found(corpora, tmp_path_factory) -> dict[tuple[str, str], tuple]:
    """Class and cause by commit and path, of every labelled revision."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in chain.from_iterable(map(rows, ("revision_classes.tsv", *FURTHER))):
        wanted[row["collection"], row["path"]].add(row["commit"])
    archives = {
        collection: Archive(corpora / bundle, tmp_path_factory.mktemp(collection) / "clone.git")
        for collection, bundle in BUNDLES.items()
    }
    return {
        (commit, path): result
        for (collection, path), commits in sorted(wanted.items())
        for commit, result in archives[collection].classed(path, commits).items()
    }


def confusion(name: str, found) -> tuple[Counter, str]:
    table = Counter((row["class"], found[row["commit"], row["path"]][0].revision_class) for row in rows(name))
    wrong = [
        f"{row['commit'][:10]} {row['path']}: {row['class']} ({row['reason']}), found {classified}"
        for row in rows(name)
        if (classified := found[row["commit"], row["path"]][0]).revision_class != row["class"]
    ]
    lines = [f"{count:4} labelled {label}, found {other}" for (label, other), count in sorted(table.items())]
    return table, "\n".join([*lines, *wrong])


def test_every_class_is_among_the_labels():
    labels = Counter(row["class"] for row in rows("revision_classes.tsv"))
    assert (120, set(CLASSES)) == (labels.total(), set(labels))


@pytest.mark.corpus
def test_labelled_revisions_are_classed_as_a_reader_classed_them(found):
    table, said = confusion("revision_classes.tsv", found)
    assert sum(count for (label, other), count in table.items() if label == other) >= 110, said


@pytest.mark.corpus
@pytest.mark.parametrize("name", FURTHER)
def test_wording_is_told_from_everything_else(found, name):
    table, said = confusion(name, found)
    right = sum(count for (label, other), count in table.items() if label == other)
    told = sum(count for (label, other), count in table.items() if (label == "wording") == (other == "wording"))
    assert right >= 0.85 * table.total(), said
    assert told >= 0.92 * table.total(), said


@pytest.mark.corpus
def test_the_cause_is_what_the_record_says(found):
    expected = {(row["commit"], row["path"]): row["cause"] for row in rows("revision_classes.tsv")}
    assert expected == {key: found[key][1] for key in expected}
