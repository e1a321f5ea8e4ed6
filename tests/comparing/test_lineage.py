"""Lineages: when each wording was seen, what it came from and what became of it."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from palimpsest.comparing.documents import Texts, compare
from palimpsest.comparing.regroupings import regroupings
from palimpsest.comparing.revisions import revision
from palimpsest.reading.comparison import passage_id

from .notation import reading, snapshot, version

NAME, SELL = "We collect your name and your address.", "We never sell your personal data to anybody for any reason."
STAY = "Our servers stand behind a locked door in a cellar."


def lineages(*texts: str):
    """Lineages of a document captured each January since 2001, by text."""
    captures = tuple(snapshot(text, f"{year}-01-01", f"{year}.md") for year, text in enumerate(texts, start=2001))
    document = compare(
        Texts(
            "Privacy Policy",
            captures,
            {one.body_digest: reading(text) for one, text in zip(captures, texts, strict=True)},
        )
    )
    return {
        placed.passage.text: document.lineages[placed.passage.id]
        for version in document.versions
        for placed in version.reading.text()
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((NAME, NAME + "\n\n" + STAY, STAY), [(2001, 2002)]),
        ((NAME, STAY, NAME), [(2001, 2001), (2003, 2003)]),
        ((STAY, NAME, NAME + "\n\n" + SELL, STAY, STAY + "\n\n" + NAME), [(2002, 2003), (2005, 2005)]),
    ],
)
def test_the_intervals_of_a_wording_are_the_runs_of_captures_that_have_it(texts, expected):
    lineage = lineages(*texts)[NAME]
    assert expected == [(first.year, last.year) for first, last in lineage.intervals]
    assert (expected[0][0], expected[-1][1]) == (lineage.first_seen.year, lineage.last_seen.year)


def test_an_edited_wording_knows_the_one_before_and_the_one_after():
    edited, again = NAME.replace("address", "number"), NAME.replace("address", "face")
    found = lineages(*(f"{STAY}\n\n{text}" for text in (NAME, edited, again)))[edited]
    expected = ("edited", passage_id(NAME), 2002), ("edited", passage_id(again), 2003)
    [before], [after] = found.earlier, found.later
    assert expected == tuple((step.kind, step.passage, step.seen.year) for step in (before, after))


def test_a_wording_that_stayed_has_no_steps():
    found = lineages(STAY, f"{STAY}\n\n{NAME}")
    assert [((), ()), ((), ())] == [(lineage.earlier, lineage.later) for lineage in found.values()]


def test_a_split_passage_leads_to_each_of_its_parts():
    found = lineages(f"{STAY}\n\n{NAME} {SELL}", f"{STAY}\n\n{NAME}\n\n{SELL}")
    expected = [("split", passage_id(NAME)), ("split", passage_id(SELL))]
    assert expected == [(step.kind, step.passage) for step in found[f"{NAME} {SELL}"].later]
    assert ["split", "split"] == [step.kind for text in (NAME, SELL) for step in found[text].earlier]


def test_a_merged_passage_comes_from_each_of_its_parts():
    found = lineages(f"{STAY}\n\n{NAME}\n\n{SELL}", f"{STAY}\n\n{NAME} {SELL}")
    expected = [("merged", passage_id(NAME)), ("merged", passage_id(SELL))]
    assert expected == [(step.kind, step.passage) for step in found[f"{NAME} {SELL}"].earlier]


def test_instants_are_those_of_the_captures():
    expected = datetime(2001, 1, 1, 12, tzinfo=UTC)
    assert expected == lineages(NAME)[NAME].first_seen


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (f"{NAME} {SELL}", f"{NAME}\n\n{SELL}", ["split"]),
        (f"{NAME}\n\n{SELL}", f"{NAME} {SELL}", ["merged"]),
        # a little edited on the way
        (f"{NAME} {SELL}", f"{NAME}\n\n{SELL.replace('any reason', 'money')}", ["split"]),
        # one part has a new home among others
        (f"{STAY}\n\n{NAME} {SELL}", f"{NAME}\n\n{SELL}\n\n{STAY}", ["split"]),
        # an addition beside an edit is no split
        (NAME, f"{NAME.replace('address', 'face')}\n\n{SELL}", []),
        # nor is a part that says far more than the whole did
        (f"{NAME} It is safe here.", f"{NAME}\n\n{SELL} {STAY} It is safe here.", []),
        # a word or two in common prove nothing
        (f"{NAME} Learn more.", f"{NAME}\n\nLearn more.", []),
    ],
)
def test_splits_and_merges_are_told_from_edits_beside_additions(before, after, expected):
    assert expected == [group.kind for group in regroupings(revision(version(before), version(after)))]


def test_what_is_regrouped_stands_in_order():
    texts = [f"{NAME} {SELL} {STAY}", f"{NAME}\n\n{SELL}\n\n{STAY}"]
    [group] = [group for one, two in pairwise(map(version, texts)) for group in regroupings(revision(one, two))]
    assert [NAME, SELL, STAY] == [placed.passage.text for placed in group.after]
