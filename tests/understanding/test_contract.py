import json

import pytest

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


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: "), ("[" * 100_000, "not JSON: "), ("[]", "not an object"), ('{"id": 1}', "not an object"),
        ('{"text": "no id"}', "not an object"), ('{"id": 1, "text": 2}', "not an object"),
        (b'{"id": 1, "text": "caf\xe9"}', "not UTF-8: byte 0xe9 at offset 22"),
        ('{"id": "\\ud800", "text": "a"}', "the 'id' holds half a character"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_request_is_named_and_the_rest_answered(line, message, lexicon):
    good = b'\xef\xbb\xbf{"id": 7, "text": "We use cookies."}\n'
    problem, answer, other = label_lines(["", line, good, "\n", line], lexicon)
    assert [2, 5] == [problem.location.line, other.location.line]
    assert problem.message.startswith(message)
    assert 7 == json.loads(answer)["id"]


def test_text_in_a_script_without_words_of_ours_gets_no_label(lexicon):
    (line,) = label_lines([json.dumps({"id": 1, "text": "当社は情報を収集します。 \u0000 ￼"})], lexicon)
    assert not json.loads(line)["labels"]
