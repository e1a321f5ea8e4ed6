"""Histories: what the records of one document tell, in the order the archive made them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing.history import Record, history_facts, intervals, steps
from palimpsest.comparing.history_words import cause_of, in_words, is_news

START = datetime(2021, 3, 4, 12, 0, 0, tzinfo=UTC)


def records(texts: str, days: list[int] | None = None, **causes) -> list[Record]:
    """One record a letter, `-` where tracking ended, a day apart unless `days` says otherwise."""
    days = days or list(range(len(texts)))
    return [
        Record(f"c{n}", START + timedelta(days=days[n]), None if text == "-" else text, causes.get(f"c{n}", "company"))
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("", []),
        ("A", ["first"]),
        ("AB", ["first", "new version"]),
        ("AAB", ["first", "seen again", "new version"]),
        ("ABA", ["first", "new version", "return"]),
        ("ABAB", ["first", "new version", "alternation"]),
        ("ABABABAB", ["first", "new version", "alternation"]),
        ("ABBABAC", ["first", "new version", "seen again", "alternation", "new version"]),
        ("ABCABAB", ["first", "new version", "new version", "return", "alternation"]),
        ("AB-BC", ["first", "new version", "ended", "resumed", "new version"]),
    ],
)
def test_records_tell_what_happened(texts, expected):
    assert expected == [step.kind for step in steps(records(texts))]


def test_a_run_of_flips_is_one_line():
    flips = steps(records("AB" * 21, [3 * n for n in range(42)]))[-1]
    assert "alternated between two texts, 40 times, March to July 2021" == in_words(flips)
    assert ("B", "A") == flips.digests


def test_a_first_record_on_a_known_path_is_said_to_be_one():
    step = steps(records("AB", c1="first record"))[-1]
    assert ("first again", "recorded as a first record again, 5 March 2021") == (step.kind, in_words(step))


def test_a_return_names_when_its_text_was_first_seen():
    step = steps(records("ABCA"))[-1]
    assert "returned to the text first seen 4 March 2021, 7 March 2021" == in_words(step)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("A", "first seen 4 March 2021"),
        ("AB", "new text, seen 5 March 2021"),
        ("AA", "seen again, unchanged, 5 March 2021"),
        ("A-", "tracking ended, 5 March 2021"),
        ("A-A", "tracking resumed, 6 March 2021"),
    ],
)
def test_the_last_step_in_words(texts, expected):
    assert expected == in_words(steps(records(texts))[-1])


def test_the_order_is_that_of_the_history_when_dates_run_backwards():
    told = steps(records("ABC", [0, 5, 2]))
    assert [("first", False), ("new version", False), ("new version", True)] == [
        (step.kind, step.runs_backwards) for step in told
    ]


def test_a_text_that_comes_back_has_an_interval_for_each_time():
    seen = intervals(records("AABA"))
    day = timedelta(days=1)
    assert [(START, START + day, START + 2 * day), (START + 3 * day, START + 3 * day, None)] == [
        (one.seen_from, one.seen_to, one.followed_at) for one in seen["A"]
    ]


def test_two_records_of_one_day_are_told_apart_by_the_second():
    same_day = [Record("c0", START, "A"), Record("c1", START + timedelta(seconds=1), "B")]
    assert START + timedelta(seconds=1) == intervals(same_day)["A"][0].followed_at


some_history = st.text("ABC-", max_size=30).map(lambda texts: texts.lstrip("-"))


@given(some_history)
def test_every_record_is_told_once_and_in_order(texts):
    assert list(range(len(texts))) == [number for step in steps(records(texts)) for number in step.records]


@given(some_history)
def test_intervals_cover_every_record_of_a_text(texts):
    runs = sum(one != before for before, one in zip("-" + texts, texts, strict=False) if one != "-")
    assert runs == sum(len(seen) for seen in intervals(records(texts)).values())


@given(st.text("ABC", min_size=2, max_size=20))
def test_returns_are_the_same_whichever_text_is_called_what(texts):
    renamed = texts.translate(str.maketrans("ABC", "BCA"))
    assert history_facts(texts, texts) == history_facts(renamed, renamed)


def test_facts_tell_exact_returns_from_returns_of_the_words():
    facts = history_facts(["a1", "b1", "a2"], ["a", "b", "a"])
    assert [(False, False), (False, True)] == [(one.is_return, one.is_wording_return) for one in facts]


def test_wordings_alternate_only_when_they_swap_over_and_over():
    assert [False] * 3 == [one.alternates for one in history_facts("ABAB", "ABAB")]
    assert [True] * 4 == [one.alternates for one in history_facts("ABABA", "ABABA")]


def test_a_text_of_another_document_is_known():
    assert [True] == [one.is_elsewhere for one in history_facts("AB", "AB", frozenset("B"))]


def test_nothing_but_wording_by_the_company_is_news():
    assert [("wording", "company"), ("wording", "unstated")] == [
        (name, cause)
        for name in ("wording", "date only", "furniture", "extraction", "edition", "return")
        for cause in ("company", "unstated", "technical", "scope", "first record")
        if is_news(name, cause)
    ]


def test_a_first_record_stays_one_whatever_its_number_of_pages():
    assert "first record" == cause_of("first record", 1, 3)
