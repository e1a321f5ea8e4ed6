"""Words: what a text is made of, and letters that stand for them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing.words import changed_runs, in_both_orders, letters_for_words, tokens, words_in_both

from .test_redlines import some_text

some_letters = st.text("abcde", max_size=30)


@given(some_text)
def test_words_joined_are_the_text(text):
    assert text == "".join(tokens(text))


@given(some_letters, some_letters)
def test_blocks_and_changes_together_are_both_texts(one, other):
    pieces = sorted(
        [(i, i + count, j, j + count) for i, j, count in in_both_orders(one, other)] + changed_runs(one, other)
    )
    assert (one, other) == (
        "".join(one[i1:i2] for i1, i2, _, _ in pieces),
        "".join(other[j1:j2] for _, _, j1, j2 in pieces),
    )


@given(some_letters, some_letters, st.integers(0, 400))
def test_blocks_of_long_texts_are_equal_too(one, other, limit):
    blocks = in_both_orders(one, other, limit)
    assert all(one[i : i + count] == other[j : j + count] for i, j, count in blocks)
    assert all(a[0] + a[2] <= b[0] and a[1] + a[2] <= b[1] for a, b in pairwise(blocks))


@given(some_letters, some_letters)
def test_blocks_are_equal_and_as_long_as_can_be(one, other):
    blocks = in_both_orders(one, other)
    assert all(one[i : i + count] == other[j : j + count] for i, j, count in blocks)
    assert words_in_both(one, other) == sum(count for _, _, count in blocks)


def test_thousands_of_words_have_a_letter_each():
    words = [f"word{n}" for n in range(20_000)]
    assert 20_000 == len(set(letters_for_words()(words)))
