import re

import pytest

from palimpsest.understanding.topics.phrases import PhraseError, expression_of, parse_phrase
from palimpsest.understanding.words import Speller, alphabet_of, spelled

LISTS = {"share": ("share", "give out")}


def matched(source: str, text: str) -> str | None:
    """The part of the text that the phrase matches."""
    phrase = parse_phrase(source, LISTS)
    spelling = spelled(text, Speller(alphabet := alphabet_of(phrase.vocabulary())))
    match = re.search(expression_of(phrase, alphabet), spelling.letters)
    return text[slice(*spelling.span(*match.span()))] if match else None


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("cookies", "No COOKIES!", "COOKIES"),
        ("cookie", "No cookies", None),
        ("opt-out", "You may opt out here", "opt out"),
        ("opt out", "an opt-out link", "opt-out"),
        ("email address", "your E-mail address", "E-mail address"),
        ("don't sell", "we don’t sell it", "don’t sell"),
        ("disclos~ data", "the disclosure, data", "disclosure, data"),
        ("collect~", "we recollect", None),
        ("(ip address|cookies)", "your IP address", "IP address"),
        ("we may? collect", "We collect", "We collect"),
        ("we may? collect", "we may collect", "we may collect"),
        ("we (do not|never)? sell", "we do not sell", "we do not sell"),
        ("collect * name", "collect your full legal name", "collect your full legal name"),
        ("collect * name", "collect your very own full legal name", None),
        ("collect ** name", "collect your very own full legal name", "collect your very own full legal name"),
        ("collect *** name", "We collect things. Your name", None),
        ("collect * data", "we collect, e.g. data", "collect, e.g. data"),
        ("<share> data", "we give out data", "give out data"),
        ("(sell|<share>) data", "we share data", "share data"),
        ("write to @", "Write to jane.doe@example.org today", "Write to jane.doe@example.org"),
        ("aboutads.info", "see https://www.aboutads.info/choices?x=1 now", "https://www.aboutads.info/choices?x=1"),
        ("1798.83", "Code 1798.83.", "1798.83"),
        ("name", "İzmir name", "name"),
    ],
)
def test_a_phrase_matches(source, text, expected):
    assert expected == matched(source, text)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(share|) data", "an empty alternative"),
        ("()", "an empty alternative"),
        ("*", "no word that has to be there"),
        ("may? (we)?", "no word that has to be there"),
        ("** cookies", "a gap at the start or the end"),
        ("cookies *", "a gap at the start or the end"),
        ("a * ** b", "two gaps in a row"),
        ("<sharing> data", "no list is called <sharing>"),
        ("a ~ b", "neither a word nor a sign"),
        ("(a|b", "neither a word nor a sign"),
        ("((a|b) c)", "neither a word nor a sign"),
        ("a & b", "holds no letter or digit"),
        ("", "no word that has to be there"),
    ],
)
def test_a_phrase_that_can_never_match_is_refused(source, reason):
    with pytest.raises(PhraseError, match=reason):
        parse_phrase(source, LISTS)
