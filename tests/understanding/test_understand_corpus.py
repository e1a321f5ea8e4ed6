"""Labels of real policies: evidence that stands in the text, polarity as a reader finds it, none on navigation.

`corpus_polarity.tsv` names document, passage, topic and what a reader decided; the texts stay in the corpora.
"""

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from palimpsest.model import Reading
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.understanding.topics.navigation import is_contents
from palimpsest.understanding.understand import Understood, understand

pytestmark = pytest.mark.corpus

FACTS = [
    line.split("\t")
    for line in Path(__file__).with_name("corpus_polarity.tsv").read_text(encoding="utf-8").splitlines()
    if line
]
EVERY = 12  # the evidence of every twelfth policy is looked at


@pytest.fixture(scope="module")
def policies(corpora) -> Callable[[Callable[[int, str], bool]], dict[str, Reading]]:
    def chosen(wanted: Callable[[int, str], bool]) -> dict[str, Reading]:
        found = {}
        with tarfile.open(corpora / "contrib-head.tar.xz") as archive:
            named = sorted(member.name.removeprefix("./") for member in archive if member.name.endswith("Policy.md"))
            by_name = {member.name.removeprefix("./"): member for member in archive}
            for number, name in enumerate(named):
                if wanted(number, name):
                    body = archive.extractfile(by_name[name]).read().decode("utf-8", errors="replace")
                    found[name] = read(body, CapturedPage("", ""), Path(name).stem)
        return found

    return chosen


def test_a_reader_agrees_on_what_is_said_and_what_is_denied(policies, lexicon):
    names = {name for name, *_ in FACTS}
    readings = policies(lambda _number, name: name in names)
    assert names == set(readings)
    found = {name: understand(reading, lexicon) for name, reading in readings.items()}
    wrong = []
    for name, passage, topic, polarity in FACTS:
        (anchor,) = {placed.anchor for placed in readings[name].placed() if placed.passage.id == passage}
        labels = {label.topic: label.polarity for label in found[name].labels.get(anchor, ())}
        if labels.get(topic) != polarity:
            wrong.append((name, passage, topic, polarity, labels))
    assert len(FACTS) == 50
    assert len(wrong) <= 5, wrong


def test_every_label_carries_evidence_that_stands_in_the_text(policies, lexicon):
    labelled = 0
    for name, reading in policies(lambda number, _name: number % EVERY == 0).items():
        labels = understand(reading, lexicon, Understood()).labels
        for section in reading.sections:
            for placed in section.placed:
                for label in labels.get(placed.anchor, ()):
                    labelled += 1
                    assert any(evidence.where == "passage" for evidence in label.evidence), (name, placed, label)
                    for evidence in label.evidence:
                        text = placed.passage.text if evidence.where == "passage" else section.label
                        _assert_whole_words(text, evidence.start, evidence.end)
    assert labelled > 1000


def _assert_whole_words(text: str, start: int, end: int) -> None:
    assert 0 <= start < end <= len(text)
    marked = text[start:end]
    assert marked == marked.strip()
    assert not (text[start - 1 : start].isalnum() and marked[0].isalnum()), text[max(0, start - 20) : end + 20]
    assert not (text[end : end + 1].isalnum() and marked[-1].isalnum()), text[max(0, start - 20) : end + 20]


def test_what_only_leads_elsewhere_has_no_labels(policies, lexicon):
    for name, reading in policies(lambda number, _name: number % EVERY == 1).items():
        labels = understand(reading, lexicon).labels
        for placed in reading.placed():
            passage = placed.passage
            is_link = passage.links and " ".join(link.text for link in passage.links).split() == passage.text.split()
            leads_on = passage.kind == "heading" or (passage.kind != "row" and is_contents(passage.text))
            if placed.role != "text" or leads_on:
                assert placed.anchor not in labels, (name, passage.text)
            if is_link and passage.words <= 12:
                assert placed.anchor not in labels, (name, passage.text)
