from hypothesis import given
from hypothesis import strategies as st

from palimpsest.understanding.words import Speller, alphabet_of, folded, spelled, words

SPELLER = Speller(alphabet_of(["cookies", "e-mail", "email", "opt", "out", "13", "don't", "collect~"]))
WORDS = st.sampled_from(
    ["cookies", "E-mail", "opt-out", "13.", "don’t", "a.b@c.example", "@", "...", "U.S.", "www.a.example/x.", "--", "İ"]
)
TEXTS = st.lists(WORDS | st.text(max_size=4), max_size=20).flatmap(
    lambda words: st.sampled_from([" ", "", "\n\n", "\t", ". "]).map(lambda between: between.join(words))
)


def test_spaces_that_make_up_for_an_empty_line_move_no_word():
    text = "|  |  | we sell\n\nit"
    assert [0, 3, 6, 8, 11, 15, 17] == spelled(text, SPELLER).starts()


@given(TEXTS)
def test_every_letter_stands_where_its_word_stands(text):
    spelling = spelled(text, SPELLER)
    spans = [spelling.span(place, place + 1) for place in range(len(spelling.letters))]
    named = words(text)
    assert named == [word for start, end in spans for word in words(folded(text)[start:end])]
    assert spans == sorted(spans)


@given(TEXTS)
def test_a_text_is_spelled_as_its_words_are_one_by_one(text):
    assert spelled(text, SPELLER).letters == "".join(spelled(word, SPELLER).letters for word in words(text))


@given(TEXTS)
def test_folding_keeps_every_character_in_its_place(text):
    assert len(text) == len(folded(text))


def test_a_hostile_run_of_marks_before_an_address_is_spelled_at_once():
    assert spelled("." * 20_000 + "-" * 20_000 + " a@b.example", SPELLER).letters.endswith("@")
