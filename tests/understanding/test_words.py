from hypothesis import given
from hypothesis import strategies as st

from palimpsest.understanding.words import Speller, alphabet_of, folded, spelled

SPELLER = Speller(alphabet_of(["cookies", "e-mail", "email", "opt", "out", "13", "don't", "collect~"]))
WORDS = st.sampled_from(
    ["cookies", "E-mail", "opt-out", "13.", "don’t", "a.b@c.example", "@", "...", "U.S.", "www.a.example/x.", "--", "İ"]
)
TEXTS = st.lists(WORDS | st.text(max_size=4), max_size=20).flatmap(
    lambda words: st.sampled_from([" ", "", "\n\n", "\t", ". "]).map(lambda between: between.join(words))
)


@given(TEXTS)
def test_every_letter_stands_where_its_word_stands(text):
    spelling = spelled(text, SPELLER)
    assert len(spelling.tokens) == len(spelling.letters)
    spans = [spelling.span(place, place + 1) for place in range(len(spelling.tokens))]
    assert [*spelling.tokens] == [folded(text)[start:end] for start, end in spans]
    assert spans == sorted(spans)


@given(TEXTS)
def test_folding_keeps_every_character_in_its_place(text):
    assert len(text) == len(folded(text))


def test_a_hostile_run_of_marks_before_an_address_is_spelled_at_once():
    assert spelled("." * 20_000 + "-" * 20_000 + " a@b.example", SPELLER).letters.endswith("@")
