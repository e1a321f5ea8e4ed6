"""Redlines: exact, in whole clauses, blind to typesetting."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing.redlines import earlier_text, later_text, redline

WORDS = [
    "we",
    "We",
    "never",
    "sell",
    "your",
    "data.",
    "data,",
    "“data”",
    '"data"',
    "–",
    "-",
    "and",
    "隐私",
    "政策",
    "ข้อมูล",
]
SPACES = [" ", " ", " ", "\n", "\u00a0", "  "]
some_text = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=40).map(
    lambda pairs: "".join(word + space for word, space in pairs)
) | st.text(max_size=40)


def marks(before: str, after: str, **settings) -> str:
    brackets = {"same": "{}", "deleted": "[{}]", "inserted": "{{{}}}"}
    return "".join(brackets[span.kind].format(span.text) for span in redline(before, after, **settings)[0])


@given(some_text, some_text)
def test_a_redline_holds_both_texts_character_by_character(before, after):
    spans, *_ = redline(before, after)
    assert (before, after) == (earlier_text(spans), later_text(spans))


@given(some_text, some_text)
def test_deletions_stand_before_insertions_and_no_two_runs_of_a_kind_touch(before, after):
    kinds = [span.kind for span in redline(before, after)[0]]
    allowed = {
        ("same", "deleted"),
        ("same", "inserted"),
        ("deleted", "inserted"),
        ("deleted", "same"),
        ("inserted", "same"),
    }
    assert set() == set(pairwise(kinds)) - allowed


@given(some_text, some_text)
def test_as_many_words_stand_in_both_in_either_direction(before, after):
    assert redline(before, after)[1] == redline(after, before)[1]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We never sell it.", "We may sell it.", "We [never ]{may }sell it."),
        ("We sell data", "We sell data to partners", "We sell data{ to partners}"),
        ("We sell data to partners", "We sell data", "We sell data[ to partners]"),
        ("Personal data is kept.", "personal data is kept.", "[Personal ]{personal }data is kept."),
        ("", "New words.", "{New words.}"),
        ("我们收集数据", "我们不收集数据", "我们{不}收集数据"),
    ],
)
def test_changed_words_are_marked(before, after, expected):
    assert expected == marks(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('We "value" you - always.', "We “value” you – always."),
        ("It's\nours", "It’s ours"),
        ("so…", "so..."),
    ],
)
def test_typesetting_is_no_change_and_both_settings_are_kept(before, after):
    spans, *_ = redline(before, after)
    assert [("same", after, before)] == [(span.kind, span.text, span.earlier) for span in spans]


def test_three_words_kept_by_chance_are_part_of_the_change():
    before = "All personal information is used to ensure efficient processing."
    after = "We collect and share information is what we do in accordance with this policy."
    assert f"[{before}]{{{after}}}" == marks(before, after)


def test_a_clause_of_four_words_between_small_changes_stands():
    assert "[Alpha ]{Beta }one two three four [gamma]{delta}" == marks(
        "Alpha one two three four gamma", "Beta one two three four delta"
    )


def test_a_clause_of_four_words_between_long_changes_does_not():
    before = "a1 " * 40 + "one two three four " + "a2 " * 40
    after = "b1 " * 40 + "one two three four " + "b2 " * 40
    assert ["deleted", "inserted"] == [span.kind for span in redline(before, after)[0]]


def test_an_added_sentence_is_marked_as_a_sentence():
    before = "We keep it safe. We may share it."
    after = "We keep it safe. We may sell it. We may share it."
    assert "We keep it safe. {We may sell it. }We may share it." == marks(before, after)


def test_texts_too_long_for_words_have_no_redline():
    assert ((), 0, 0) == redline("a " * 30_000, "b " * 30_000)


@given(some_text, some_text, st.integers(0, 60))
def test_a_redline_by_rows_holds_both_texts_too(before, after, limit):
    spans, words_in_both, _ = redline(before, after, limit=limit)
    assert (before, after) == (earlier_text(spans), later_text(spans)) or ((), 0) == (spans, words_in_both)


@given(some_text, some_text, st.integers(0, 60))
def test_as_many_words_stand_in_both_in_either_direction_by_rows_too(before, after, limit):
    assert redline(before, after, limit=limit)[1] == redline(after, before, limit=limit)[1]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Data | Purpose\nYour name | Billing\nYour address | Delivery of goods",
            "Data | Purpose\nYour name | Billing\nYour address | Sale of goods",
            "Data | Purpose\nYour name | Billing\nYour address | [Delivery ]{Sale }of goods",
        ),
        (
            "We keep it. We never sell it. We lend it.",
            "We keep it. We may sell it. We lend it.",
            "We keep it. We [never ]{may }sell it. We lend it.",
        ),
    ],
)
def test_long_texts_are_compared_by_lines_or_sentences_and_then_by_words(before, after, expected):
    assert expected == marks(before, after, limit=40)


def test_a_row_too_long_for_words_is_replaced_as_a_row():
    before = "Data | Purpose\nYour name and address | Billing"
    after = "Data | Purpose\nYour name and number | Billing"
    expected = "Data | Purpose\n[Your name and address | Billing]{Your name and number | Billing}"
    assert expected == marks(before, after, limit=10)


def test_a_large_table_has_its_redline():
    rows = [f"Item {n} | kept for {n * 7} days | shared with partner {n * 13}" for n in range(3000)]
    edited = [row.replace("days", "months") if n % 1000 == 5 else row for n, row in enumerate(rows)]
    spans, *_ = redline("\n".join(rows), "\n".join(edited))
    changed = [(span.kind, span.text) for span in spans if span.kind != "same"]
    assert [("deleted", "days "), ("inserted", "months ")] * 3 == changed
