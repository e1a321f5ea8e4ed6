"""Histories: what the records of one document tell of its steps, in the order the archive made them."""

from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing.history import history_facts
from palimpsest.comparing.history_words import cause_of, is_news


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


def test_a_text_between_two_records_of_another_passes():
    assert [True, False] == [one.is_passing for one in history_facts("ABA", "ABA")]
    assert [False, False, False] == [one.is_passing for one in history_facts("AABC", "AABC")]


def partial(*texts: list[str]) -> list[bool]:
    digests = [str(number) for number, _ in enumerate(texts)]
    return [facts.is_partial for facts in history_facts(digests, [tuple(text) for text in texts])]


NOTES = [f"note {number}" for number in range(20)]
RULES = [f"rule {number}" for number in range(20)]
LACKING = [*RULES, "end"]
WHOLE = [*(one for pair in zip(NOTES, RULES, strict=True) for one in pair), "end"]


def test_a_part_that_goes_and_comes_back_as_one_was_not_recorded():
    assert [True, True] == partial(WHOLE, LACKING, WHOLE)
    assert [True, False, True] == partial(WHOLE, LACKING, [*LACKING, "new"], [*WHOLE, "new"])


def test_what_comes_for_the_first_time_is_new_and_what_goes_for_good_is_gone():
    assert [False] == partial(LACKING, WHOLE)
    assert [False, False] == partial(WHOLE, LACKING, [*LACKING, "new"])


def test_of_a_part_that_comes_back_with_new_words_the_new_ones_are_news():
    assert [True, False] == partial(WHOLE, LACKING, ["new note", *WHOLE])
    assert not partial(WHOLE, LACKING, [*LACKING, "more"], ["new note", *WHOLE, "more"])[2]


def test_whoever_changes_a_word_beside_it_writes():
    assert [False, True] == partial(WHOLE, [*LACKING[:-1], "another end"], [*WHOLE[:-1], "another end"])


def test_a_section_may_be_withdrawn_and_put_back_but_not_for_one_record_only():
    section = [*RULES, *NOTES]
    assert [False, False, False] == partial(section, RULES, [*RULES, "more"], [*section, "more"])
    assert [True, False] == partial(section, RULES, section)


def test_a_few_passages_tell_nothing():
    few = WHOLE[2:]
    assert [False, False] == partial(few, LACKING[1:], few)


def test_nothing_but_wording_by_the_company_is_news():
    assert [("wording", "company"), ("wording", "unstated")] == [
        (name, cause)
        for name in ("wording", "date only", "furniture", "extraction", "edition", "return")
        for cause in ("company", "unstated", "technical", "scope", "first record")
        if is_news(name, cause)
    ]


def test_a_first_record_stays_one_whatever_its_number_of_pages():
    assert "first record" == cause_of("first record", 1, 3)
