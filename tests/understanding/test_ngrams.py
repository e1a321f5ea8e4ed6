import gzip

from palimpsest.understanding.topics.heading_lessons import CATEGORIES, lesson_of
from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.topics.ngrams import (
    FILE,
    load_ngrams,
    ngram_matcher,
    ngram_scores,
    ngram_words,
    parse_ngrams,
    telling_ngrams,
)
from palimpsest.understanding.words import alphabet_of, grams_of

LINES = ["# a comment", "\tsharing\tsecurity", "\t-32\t-64", "may share\t64\t-32", "share\t32\t", "safe\t-96\t128"]


def test_weights_of_several_categories_are_added_up_at_once():
    ngrams = parse_ngrams(LINES)
    alphabet = alphabet_of(ngram_words(ngrams))
    matcher = ngram_matcher(ngrams, alphabet)
    letters = "".join(alphabet.letters[word] for word in ("may", "share", "safe"))
    scores = dict(ngram_scores(grams_of(letters), matcher))
    share = 3**-0.5
    expected = {"sharing": -1 + (2 + 1 - 3) * share, "security": -2 + (-1 + 4) * share}
    assert {name: round(value, 9) for name, value in expected.items()} == {
        name: round(value, 9) for name, value in scores.items()
    }
    assert [(0, 2), (1, 2)] == telling_ngrams(letters, matcher, "sharing", 3)
    assert [(2, 3)] == telling_ngrams(letters, matcher, "security", 3)
    assert [] == list(ngram_scores(set(), matcher))


def test_the_shipped_weights_are_in_order_small_and_of_known_categories(lexicon):
    ngrams = load_ngrams()
    assert CATEGORIES == ngrams.categories
    assert set(CATEGORIES) <= set(lexicon.below)
    assert sorted(ngrams.weights) == list(ngrams.weights)
    assert all(len(weights) == len(CATEGORIES) for weights in ngrams.weights.values())
    assert len(gzip.compress(FILE.read_bytes())) < 100_000


def test_a_heading_teaches_one_subject_or_none():
    for headings, expected in (
        (["How we share your information"], "sharing"),
        (["How we share your information", "Examples"], "sharing"),
        (["Sharing", "Children"], "audiences"),
        (["What we collect and whom we share it with"], None),
        (["Miscellaneous"], None),
        (["Managing cookies"], "choices"),
    ):
        assert expected == lesson_of(headings)


def test_n_grams_are_evidence_where_they_told_most(lexicon):
    text = "Retention period: it stays for as long as our relationship lasts, and for two years after its end."
    labels = label_passage(text, "", lexicon)
    shown = [evidence for label in labels for evidence in label.evidence if evidence.kind == "n-gram"]
    for evidence in shown:
        assert text[evidence.start : evidence.end].strip()
