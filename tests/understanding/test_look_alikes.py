"""Wording that is easily taken for a topic, and wording that was once missed: `labels.tsv` has sentences of our own."""

from pathlib import Path

import pytest

from palimpsest.understanding.topics.labels import label_passage

ROWS = [
    line.split("\t") for line in Path(__file__).with_name("labels.tsv").read_text(encoding="utf-8").splitlines() if line
]


@pytest.mark.parametrize(("topic", "given", "sentence"), ROWS)
def test_a_sentence_has_a_topic_or_only_looks_like_it(topic, given, sentence, lexicon):
    assert given in ("given", "not")
    found = {label.topic for label in label_passage(sentence, "", lexicon)}
    assert (given == "given") == (topic in found)
