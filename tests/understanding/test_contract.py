import json

import pytest

from palimpsest.problems import ContentError
from palimpsest.understanding.topics.contract import label_lines


def test_a_line_is_answered_with_labels_topics_evidence_and_polarity(lexicon):
    text = "We never sell your data to [third parties](https://cookies.example/cookies)."
    (line,) = label_lines([json.dumps({"id": "a", "text": text, "heading": "Sharing"}), "\n"], lexicon)
    answer = json.loads(line)
    expected = {
        "id": "a",
        "labels": ["third_party"],
        "topics": ["sharing", "selling-data"],
        "polarity": {"sharing": "denies", "selling-data": "denies"},
    }
    assert expected == {key: answer[key] for key in expected}
    (own, *_) = answer["evidence"]["selling-data"]
    expected = "never sell your data"
    assert expected == text[own["start"] : own["end"]]


@pytest.mark.parametrize("line", ["{", "[]", "[" * 100_000, '{"id": 1}', '{"text": "no id"}', '{"id": 1, "text": 2}'])
def test_a_line_that_is_no_request_is_named(line, lexicon):
    with pytest.raises(ContentError) as caught:
        list(label_lines(["", line], lexicon))
    assert "standard input:2" == str(caught.value.problem.location)


def test_text_in_a_script_without_words_of_ours_gets_no_label(lexicon):
    (line,) = label_lines([json.dumps({"id": 1, "text": "当社は情報を収集します。 \u0000 ￼"})], lexicon)
    assert not json.loads(line)["labels"]
