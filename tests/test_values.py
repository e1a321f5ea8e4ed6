"""What is packed comes out as it went in, with what it works out by itself."""

import pickle
from copy import copy
from datetime import UTC, datetime

import pytest

from palimpsest.memo.asked import digest
from palimpsest.model import Flag, Passage, Placed, Reading, Section, SectionPair
from palimpsest.problems import Location
from palimpsest.publishing.search.records import SearchHeld
from palimpsest.values import replace

PLACED = Placed(Passage("0123456789abcdef", "item", "two words", "two words", 1, "3."), "p-01234567")
SECTION = Section(None, 1, "", "", None, (PLACED, Placed(PLACED.passage, "p-01234567-2", "furniture")))


@pytest.mark.parametrize("again", [copy, lambda value: pickle.loads(pickle.dumps(value, protocol=5))])
@pytest.mark.parametrize(
    "value", [Location("a.md", 3), PLACED, SECTION, Reading("Rules", (SECTION,)), SearchHeld(2, "ab")]
)
def test_value_comes_out_as_it_went_in(again, value):
    assert (type(value), value) == (type(again(value)), again(value))


def test_derived_values_are_worked_out_again():
    section = pickle.loads(pickle.dumps(SECTION, protocol=5))
    assert (SECTION.whole, SECTION.text, 2) == (section.whole, section.text, section.words)
    assert section.placed[0].passage.words == 2


def test_what_was_shared_is_shared_again():
    pair = pickle.loads(pickle.dumps(SectionPair(SECTION, SECTION, "heading"), protocol=5))
    assert pair.before is pair.after
    assert pair.before.placed[0] is pair.before.text[0]


def test_equal_values_have_equal_digests_and_others_have_others():
    two = Location("a.md", 3), datetime(2020, 5, 1, tzinfo=UTC)
    others = [(Location("a.md", 4), two[1]), (two[0], two[1].replace(tzinfo=None)), (two[0], two[1].date()), two[0]]
    assert digest(two) == digest((replace(two[0]), datetime.fromisoformat("2020-05-01T00:00:00+00:00")))
    assert len({digest(value) for value in [two, *others]}) == 5


def test_digest_tells_classes_apart_whose_fields_are_equal():
    assert digest(Location("a", 1)) != digest(Flag("a", 1))
