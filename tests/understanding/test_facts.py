from pathlib import Path

import pytest

from palimpsest.model import Passage, Reading, TextLink
from palimpsest.understanding.facts.facts import named
from palimpsest.understanding.understand import understand

from .conftest import placed, section, snapshot_reading

ROWS = [
    line.split("\t") for line in Path(__file__).with_name("facts.tsv").read_text(encoding="utf-8").splitlines() if line
]


def passage(text: str, *links: TextLink) -> Passage:
    return Passage("0" * 16, "paragraph", text, "", links=links)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_passage_names_its_facts(text, expected):
    found = [f"{kind} {value}" for kind, value, _, _ in named(passage(text))]
    assert expected == ("; ".join(found) or "-")


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_the_characters_of_a_fact_are_within_its_passage(text):
    for kind, value, start, end in named(passage(text)):
        assert text[start:end].strip() == text[start:end] != ""
        if kind == "entity":
            assert value == text[start:end]


def test_an_address_behind_a_link_is_found_at_the_words_of_the_link():
    found = named(passage("Please write to us.", TextLink("write to us", "mailto:Privacy@acme.org?subject=Hello")))
    assert (("email", "privacy@acme.org", 7, 18),) == found


def test_a_period_counts_only_where_something_is_kept(lexicon):
    kept = placed("We retain your account information for eighteen (18) months after you close it.")
    asked = placed("You can return your order within 30 days.")
    facts = understand(Reading("", (section("Data retention", kept, asked),)), lexicon).facts
    assert [("retention", "P18M", kept.anchor)] == [(fact.kind, fact.value, fact.anchor) for fact in facts]


def test_furniture_names_nothing(lexicon):
    menu = placed("Mail privacy@acme.org", role="furniture")
    assert () == understand(Reading("", (section("", menu),)), lexicon).facts


def test_the_seeds_name_their_contacts_and_ages(lexicon):
    expected = {
        "contactmonkey.com/2017-02-23.md": {("email", "support@contactmonkey.com"), ("age", "under 18")},
        "mono.net/2013-11-06.md": {("email", "info@mono.net")},
        "monoprice.com/2004-12-07.md": set(),
        "monoprice.com/2017-10-07.md": {
            ("email", "privacy@monoprice.com"),
            ("email", "support@monoprice.com"),
            ("phone", "+18772712592"),
            ("address", "11701 6th Street, Rancho Cucamonga, CA 91730, USA"),
            ("age", "under 18"),
        },
        "monovm.com/2013-06-08.md": set(),
    }
    found = {
        name: {(fact.kind, fact.value) for fact in understand(snapshot_reading(name), lexicon).facts}
        for name in expected
    }
    assert expected == found


def test_a_hostile_run_of_digits_and_capitals_ends():
    for text in (
        "1 A" * 4000,
        "A. " * 4000 + "Inc.",
        "a@" * 5000,
        "(" * 3000 + "we",
        "under " * 3000 + "13",
        "A " * 5000 + "LLC (x",
    ):
        named(passage(text), keeps=True)
