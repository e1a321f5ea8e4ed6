import pytest

from palimpsest.model import Company, Override, Reading
from palimpsest.sources.companies import Holding
from palimpsest.understanding.overrides import load_overrides, unknown_documents
from palimpsest.understanding.understand import understand

from .conftest import placed, section

GOOD = """\
- company: shop.example
  terms: Privacy Policy
  passage: p-1f3a9c20
  remove: selling-data
  reason: The sentence is about goods.
  by: Jane Doe
- company: shop.example
  terms: Privacy Policy
  passage: 77c0aa10bb20cc30
  add: cookies-tracking
  polarity: denies
  reason: A picture says so.
  by: Jane Doe
"""
TOPICS = {"selling-data": 0, "cookies-tracking": 1}


def loaded(text, tmp_path):
    (tmp_path / "overrides.yaml").write_text(text, encoding="utf-8")
    return load_overrides(tmp_path, TOPICS)


def test_what_curators_say_is_read(tmp_path):
    overrides, problems = loaded(GOOD, tmp_path)
    assert not problems
    expected = [
        Override("1f3a9c20", "selling-data", False, "says", "The sentence is about goods.", "Jane Doe"),
        Override("77c0aa10bb20cc30", "cookies-tracking", True, "denies", "A picture says so.", "Jane Doe"),
    ]
    assert expected == [one.override for one in overrides]


def test_without_a_file_nothing_is_overridden(tmp_path):
    assert ((), []) == load_overrides(tmp_path, TOPICS)


@pytest.mark.parametrize("text", ["", "# Nothing to mend yet.\n", "---\n", "[]"])
def test_a_file_without_an_entry_overrides_nothing(text, tmp_path):
    assert ((), []) == loaded(text, tmp_path)


@pytest.mark.parametrize(("text", "line"), [("- company: [\n", 2), ("a: b\n", 1), ("- a: b: c\n", 1)])
def test_a_broken_file_is_a_finding(text, line, tmp_path):
    overrides, problems = loaded(text, tmp_path)
    assert ((), [line]) == (overrides, [problem.location.line for problem in problems])


def test_a_mistake_is_reported_at_its_line(tmp_path):
    for old, new, line, message in (
        ("remove: selling-data", "remove: seling-data", 4, "unknown topic"),
        ("  reason: The sentence is about goods.\n", "", 1, "the key 'reason' is required"),
        ("  by: Jane Doe\n- company", "- company", 1, "the key 'by' is required"),
        ("p-1f3a9c20", "first", 3, "8 to 16 hex digits"),
        ("polarity: denies", "polarity: no", 11, "says a thing or denies it"),
        ("  remove: selling-data\n", "", 1, "either adds a topic or removes one"),
        ("  remove: selling-data", "  remove: selling-data\n  polarity: denies", 5, "neither says nor denies"),
        ("  terms: Privacy Policy\n  passage: 77", "  pasage: x\n  passage: 77", 8, "unknown key 'pasage'"),
    ):
        _, problems = loaded(GOOD.replace(old, new), tmp_path)
        found = [(problem.location.line, problem.message) for problem in problems]
        assert any(line == at and message in text for at, text in found), (new, found)


def test_what_contradicts_another_entry_names_its_line(tmp_path):
    more = GOOD.replace("shop.example", "other.example").replace("remove: selling-data", "add: cookies-tracking")
    assert not loaded(GOOD + more, tmp_path)[1]
    for old, new, message in (
        ("remove:", "add:", "contradicts what is said of 'selling-data' of the passage p-1f3a9c20, first on line 1"),
        ("denies", "says", "contradicts what is said of 'cookies-tracking' of the passage p-77c0aa10, first on line 7"),
        ("by: Jane", "by: John", "'selling-data' of the passage p-1f3a9c20 stands here again, first on line 1"),
    ):
        again = GOOD.replace("77c0aa10bb20cc30", "p-77c0aa10").replace(old, new)
        _, problems = loaded(GOOD + again, tmp_path)
        assert message in [problem.message for problem in problems]
        assert all(problem.location.line > 13 for problem in problems)


def test_an_entry_with_a_wrong_topic_is_looked_at_for_its_document_too(tmp_path):
    broken = GOOD.replace("remove: selling-data", "remove: seling-data").replace("terms: Privacy", "terms: Privat")
    overrides, problems = loaded(broken, tmp_path)
    snapshots = {"Privacy Policy": ()}
    held = [Holding(Company("shop.example", "Shop"), snapshots), Holding(Company("x", "X"), snapshots)]
    problems += unknown_documents(overrides, held)
    assert [(4, "unknown topic 'seling-data'")] == [(one.location.line, one.message) for one in problems[:1]]
    assert [2, 8] == [one.location.line for one in problems if "unknown terms type" in one.message]
    assert [1, 7] == [one.location.line for one in unknown_documents(overrides, held[1:])]


def test_where_nobody_knows_the_topics_none_is_unknown(tmp_path):
    (tmp_path / "overrides.yaml").write_text(GOOD, encoding="utf-8")
    overrides, problems = load_overrides(tmp_path, None)
    assert ([], 2) == (problems, len(overrides))


def test_an_override_comes_last_and_is_editorial(lexicon):
    sold, plain = placed("We sell your personal data to brokers."), placed("See the picture to the right.")
    reading = Reading("", (section("", sold, plain),))
    overrides = (
        Override(sold.passage.id[:8], "selling-data", False, "says", "Goods.", "Jane Doe"),
        Override(plain.passage.id, "cookies-tracking", True, "denies", "A picture says so.", "Jane Doe"),
        Override("0" * 16, "cookies-tracking", True, "says", "Of another text.", "Jane Doe"),
    )
    assert "selling-data" in [label.topic for label in understand(reading, lexicon).labels[sold.anchor]]
    findings = understand(reading, lexicon, overrides=overrides)
    assert "selling-data" not in [label.topic for label in findings.labels[sold.anchor]]
    (label,) = findings.labels[plain.anchor]
    expected = ("cookies-tracking", "editorial", "denies", "A picture says so. (Jane Doe)")
    assert expected == (label.topic, label.certainty, label.polarity, label.note)
    assert overrides[:2] == findings.overrides
