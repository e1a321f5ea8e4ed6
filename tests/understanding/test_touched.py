"""A change is about the topics near it: all of those of a short passage, of a long one those beside what differs."""

import pytest

from palimpsest.model import Change
from palimpsest.understanding.topics.touched import touched_topics
from palimpsest.understanding.understand import understand
from tests.comparing.notation import changes_between, reading

COOKIES = "We set cookies when you visit us."
SELLING = "We never sell your personal data to third parties."
FILLING = "We are a small firm in the north. We like what we do. It has been so for years."
LONG = f"{COOKIES} {FILLING} {SELLING}"


def touched(lexicon, before: str, after: str) -> list[set[str]]:
    earlier, later = reading(before), reading(after)
    labels = [understand(one, lexicon).labels for one in (earlier, later)]
    changed: list[Change] = [one for one in changes_between(earlier, later) if one.kind != "kept"]
    return [touched_topics(change, *labels) for change in changed]


@pytest.mark.parametrize(
    ("before", "after", "is_near", "is_far"),
    [
        pytest.param(LONG, LONG.replace("when you visit", "each time you visit"), "cookies-tracking", "selling-data"),
        pytest.param(LONG, LONG.replace("third parties", "anybody"), "selling-data", "cookies-tracking"),
        pytest.param(LONG, LONG.replace("in the north", "in the south"), "cookies-tracking", "selling-data"),
        pytest.param(
            f"{COOKIES} {SELLING}", f"{COOKIES} {SELLING}".replace("visit us", "visit"), "selling-data", "location",
            id="a short passage is about all its topics",
        ),
        pytest.param(
            LONG.replace(SELLING, "That is all."), LONG, "selling-data", "cookies-tracking", id="a topic that came"
        ),
    ],
)  # fmt: skip
def test_an_edit_touches_the_topics_beside_it(lexicon, before, after, is_near, is_far) -> None:
    [topics] = touched(lexicon, before, after)

    assert is_near in topics
    assert is_far not in topics


def test_what_comes_and_goes_touches_all_it_speaks_of(lexicon) -> None:
    kept = "# Our Privacy Policy\n\nThis tells what we do, and stands for as long as it takes."
    for before, after in ((kept, f"{kept}\n\n{LONG}"), (f"{kept}\n\n{LONG}", kept)):
        [topics] = touched(lexicon, before, after)
        assert {"cookies-tracking", "selling-data"} <= topics


def test_where_not_all_mentions_are_known_a_change_behind_the_last_is_near(lexicon) -> None:
    many = " ".join([f"{COOKIES} {FILLING}"] * 12)
    [topics] = touched(lexicon, many, f"{many} It will be so for more years.".replace("visit us", "visit us", 1))

    assert "cookies-tracking" in topics
