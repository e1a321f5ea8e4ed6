from pathlib import Path

import pytest

from palimpsest.understanding.topics.labels import label_passage

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("polarity.tsv").read_text(encoding="utf-8").splitlines()
    if line
]


@pytest.mark.parametrize(("topic", "polarity", "sentence"), ROWS)
def test_a_passage_denies_or_says(topic, polarity, sentence, lexicon):
    found = {label.topic: label.polarity for label in label_passage(sentence, "", lexicon)}
    assert polarity == found.get(topic)
