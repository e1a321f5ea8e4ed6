from datetime import date

import pytest

from palimpsest.model import Revision
from palimpsest.understanding.signals.signals import signals_of
from palimpsest.understanding.understand import understand
from tests.comparing.notation import changes_between, reading

MOVED_BACK = (
    "The stated date moved back: “last updated 3 May 2019” in the earlier text, “last updated 1 May 2019” in the later."
)
DAY = date(2020, 1, 1)
KEPT = "We are Acme, and this policy tells you what we do with what we know of you, page by page and year by year."


def gone(what: str, them: str = "it") -> str:
    return f"{what} named in the earlier text; no passage found that names {them} in the later one."


def new(what: str, them: str = "it") -> str:
    return f"{what} named in the later text; no passage found that names {them} in the earlier one."


def subject(what: str) -> str:
    return f"The later text names {what}; no passage found that names it in the earlier one."


def signals(lexicon, before: str, after: str, revision_class: str = "wording") -> list[str]:
    earlier, later = (reading(f"{KEPT}\n\n{text}") for text in (before, after))
    revision = Revision("a", "b", revision_class, "", 0.5, changes_between(earlier, later), ())
    found = signals_of(revision, understand(earlier, lexicon), understand(later, lexicon), DAY)
    places = ["", *(placed.anchor for text in (earlier, later) for placed in text.placed())]
    assert all(signal.before_anchor in places and signal.after_anchor in places for signal in found)
    return [signal.text for signal in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "We will not sell your data to anyone.",
            "We may sell your data to some.",
            ["A sentence with “will not sell” stands in the earlier text and not in the later one."],
        ),
        (
            "We read what you write to us.",
            "We read what you write to us, and never share it.",
            ["A sentence with “never share” stands in the later text and not in the earlier one."],
        ),
        ("We will not sell your data to anyone.", "We will never sell your data, to anyone.", []),
        ("If you do not share it, we cannot help.", "If you share it, we can help.", []),
        ("Do not use our site to harm others.", "Use our site to do good.", []),
        (
            "We collect your name and your street.",
            "We collect your name, your street and your fingerprints and facial features.",
            [
                subject("biometric data (“fingerprints”)"),
                subject("face data (“facial features”)"),
            ],
        ),
        (
            "You must be at least 13 years old. Ask us at one@acme.org.",
            "You must be at least 16 years old. Ask us at two@acme.org.",
            [
                f"{gone('The age limit at least 13 is')} {new('The age limit at least 16 is')}",
                f"{gone('The e-mail address one@acme.org is')} {new('The e-mail address two@acme.org is')}",
            ],
        ),
        (
            "We obey the law of the land.",
            "We obey the GDPR and the CCPA of the land.",
            [new("GDPR and CCPA are", "them")],
        ),
        pytest.param(
            "Effective date: April 25, 2015\n\nThe updates to these terms go into effect on March 20, 2018.",
            "Effective date: April 25, 2015\n\nLast updated: March 20, 2018",
            [],
            id="an announcement went, and the date that is left did not move",
        ),
        pytest.param(
            "Effective date: March 20, 2018\n\nWe read what you write.",
            "Last updated: March 20, 2018\n\nEffective date: April 25, 2015\n\nWe read all you write.",
            [],
            id="the date has another name",
        ),
        (
            "We read what you write.\n\nLast updated: March 2019",
            "We read all you write.\n\nLast updated: March 2019",
            ["Wording changed, stated date unchanged: “last updated March 2019” stands in both texts."],
        ),
        (
            "Last updated: 3 May 2019",
            "Last updated: 1 May 2019",
            [MOVED_BACK],
        ),
        (
            "Effective 3 May 2019",
            "Effective 3 February 2020",
            ["“effective 3 February 2020” is later than the first capture, 1 January 2020."],
        ),
    ],
)
def test_a_step_of_wording_signals(lexicon, before, after, expected):
    assert expected == signals(lexicon, before, after)


def test_a_sentence_that_still_stands_elsewhere_is_not_gone(lexicon):
    twice = "We will not sell your data to anyone."
    before, after = f"{twice}\n\nAs we said to all. {twice}", f"{twice}\n\nAs we said to all, and to you."
    assert [] == signals(lexicon, before, after)


def test_what_both_texts_name_is_no_signal_though_it_was_found_in_one(lexicon):
    """An address is found as a contact here, and there it is glued to other words."""
    assert [] == signals(lexicon, "Write to us at help@shop.example.", "Address:help@shop.example/contact")


def test_an_unchanged_date_leads_to_its_own_place_in_both_texts(lexicon):
    one, other = "This policy is effective 25 May 2018.", "It was last updated 3 June 2019."
    earlier, later = (reading("\n\n".join(texts)) for texts in ((KEPT, one, other), (KEPT, "More.", other, one)))
    revision = Revision("a", "b", "wording", "", 0.5, changes_between(earlier, later), ())
    (signal,) = (
        one
        for one in signals_of(revision, understand(earlier, lexicon), understand(later, lexicon), DAY)
        if one.kind == "date unchanged"
    )
    assert signal.before_anchor == signal.after_anchor


def test_a_step_of_dates_has_signals_about_dates_only(lexicon):
    before, after = "Last updated 3 May 2019. Ask one@acme.org.", "Last updated 1 May 2019. Ask two@acme.org."
    assert [MOVED_BACK] == signals(lexicon, before, after, "date only")


@pytest.mark.parametrize(
    "revision_class", ["edition", "extraction", "furniture", "return", "links only", "formatting only"]
)
def test_no_other_step_has_signals(lexicon, revision_class):
    assert [] == signals(
        lexicon, "We will not sell your data.", "We sell your data. Last updated 2030.", revision_class
    )
