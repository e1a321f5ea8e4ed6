import pickle

import pytest

from palimpsest.understanding.topics.contract import label_lines
from palimpsest.understanding.topics.file import load_topics

GOOD = """\
lists:
  share: [share, sell]
polarity:
  conditions: [unless]
topics:
  sharing:
    label: Sharing
    description: Passages that say who gets it.
    minimum: 2
    strong:
      - <share> * data
  selling:
    label: Selling
    description: Passages that say it is sold.
    parent: sharing
"""

NINE = ["first_party", "third_party", "choice", "access", "retention", "security", "policy_change", "dnt", "audiences"]
FINE = [
    "cookies", "device_ip", "location", "payment", "social_media", "advertising", "marketing", "analytics",
    "law_enforcement", "merger", "public_posting", "opt_out", "browser_controls", "correct_data", "delete_data",
    "encryption", "staff_access", "children", "california", "abroad",
]  # fmt: skip


def problems_of(text, tmp_path):
    file = tmp_path / "topics.yaml"
    file.write_text(text, encoding="utf-8")
    problems = load_topics(file, "content/topics.yaml")[1]
    assert all(problem.remedy for problem in problems)
    return [(problem.location.line, problem.message) for problem in problems]


def test_a_good_file_has_no_problems(tmp_path):
    assert not problems_of(GOOD, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("<share> * data", "(share|) data", 11, "an empty alternative"),
        ("<share> * data", "'* **'", 11, "no word that has to be there"),
        ("<share> * data", "<shore> data", 11, "no list is called <shore>"),
        ("      - <share> * data", "      - a b\n      - a b", 12, "stands twice"),
        ("minimum: 2", "minimum: lots", 9, "'minimum' is not a whole number"),
        ("minimum: 2", "minimum: 2.5", 9, "'minimum' is not a whole number"),
        ("minimum: 2", "share: 2", 9, "'share' is not a number from 0 to 1"),
        ("minimum: 2", "everywhere: perhaps", 9, "'everywhere' is not yes or no"),
        ("minimum: 2", "minimun: 2", 9, "unknown key 'minimun'"),
        ("parent: sharing", "parent: shearing", 15, "no topic is called 'shearing'"),
        ("parent: sharing", "parent: sharing\n    also: [nosuch]", 16, "no topic is called 'nosuch'"),
        ("parent: sharing", "parent: [sharing]", 15, "this is not one text"),
        ("parent: sharing", "opp115: {a: b}", 15, "this is not one text"),
        ("- <share> * data", "-", 11, "an entry of 'strong' is empty"),
        ("- <share> * data", "- [share, sell]", 11, "this is not one text"),
        ("  selling:", "  ../../../evil:", 12, "'../../../evil' cannot be part of an address"),
        ("  selling:", "  My Topic?:", 12, "'My Topic?' cannot be part of an address"),
        ("parent: sharing", "parent: selling", 15, "is not a category"),
        ("share: [share, sell]", "share: []", 2, "the list 'share' is empty"),
        ("conditions:", "condition:", 4, "unknown key 'condition'"),
        ("    label: Selling\n", "", 12, "topic 'selling' has no label"),
        ("    strong:\n      - <share> * data", "    strong: <share> data", 10, "'strong' is not a list"),
    ],
)
def test_a_mistake_is_reported_at_its_line(old, new, line, message, tmp_path):
    assert old in GOOD
    found = problems_of(GOOD.replace(old, new), tmp_path)
    assert any(line == at and message in text for at, text in found), found


def test_a_topic_that_stands_again_hides_nothing_else(tmp_path):
    broken = GOOD.replace("parent: sharing", "parent: shearing") + "  sharing: {}\n"
    assert {(15, "no topic is called 'shearing'"), (16, "the key 'sharing' stands here again, first on line 6")} == {
        *problems_of(broken, tmp_path)
    }


def test_what_is_no_phrase_is_not_looked_for(tmp_path):
    file = tmp_path / "topics.yaml"
    file.write_text(GOOD.replace("- <share> * data", "-\n      - [a, b]\n      - <share> * data"), encoding="utf-8")
    lexicon, problems = load_topics(file, "content/topics.yaml")
    labelled = list(label_lines(['{"id": 1, "text": "None of [\'a\', \'b\'].", "heading": ""}'], lexicon))
    assert 2 == len(problems)
    assert '"labels": []' in labelled[0]


def test_every_mistake_is_reported_in_one_run(tmp_path):
    broken = GOOD.replace("<share> * data", "(a|)").replace("parent: sharing", "parent: x").replace("[unless]", "['*']")
    assert {4, 11, 15} <= {line for line, _ in problems_of(broken, tmp_path)}


def test_the_shipped_topics_serve_every_annotated_label(lexicon):
    served = [topic.opp115 for topic in lexicon.topics if topic.opp115]
    assert sorted([*NINE, *FINE, "other"]) == sorted(served)


def test_the_shipped_topics_have_two_levels_and_a_sentence_each(lexicon):
    categories = [topic for topic in lexicon.topics if topic.parent is None]
    expected = 10
    assert expected == len(categories)
    for topic in lexicon.topics:
        assert topic.description.startswith("Passages that ")
        assert topic.description.endswith(".")


def test_a_lexicon_survives_a_process_boundary(lexicon):
    line = '{"id": 1, "text": "We never sell your data to third parties.", "heading": ""}'
    copy = pickle.loads(pickle.dumps(lexicon))
    assert list(label_lines([line], lexicon)) == list(label_lines([line], copy))
