"""Texts of 1998 to 2013 speak in their own manner; every sentence here is ours, written in it."""

from pathlib import Path

import pytest

from palimpsest.understanding.topics.labels import label_passage

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("older_manner.tsv").read_text(encoding="utf-8").splitlines()
    if line
]


@pytest.mark.parametrize(("topic", "polarity", "sentence"), ROWS)
def test_a_sentence_in_the_older_manner_is_recognised(topic, polarity, sentence, lexicon):
    found = {label.topic: label.polarity for label in label_passage(sentence, "", lexicon)}
    assert polarity == found.get(topic)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our membership in the seal program obliges us; we have agreed to notify you of what information is collected, "
        "with whom it may be shared, which choices you have, how it is secured, and how you can correct it.",
        "This statement explains what information we gather, how we use it and to whom we disclose it.",
        "The notice below tells visitors which cookies we use and how long we keep their data.",
    ],
)
def test_a_text_that_announces_every_subject_says_nothing_about_them(sentence, lexicon):
    found = {label.topic for label in label_passage(sentence, "", lexicon)}
    assert not found & {"collection", "sharing", "choices", "access", "security", "keeping"}
