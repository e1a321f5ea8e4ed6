"""Revisions: every passage once, aligned by heading and wording, classed and measured honestly."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing import wordings
from palimpsest.comparing.revisions import revision
from palimpsest.comparing.wordings import lay_out_both, no_wordings
from palimpsest.model import KeptRun

from .notation import marked, version

SENTENCES = [
    "We collect your name and your address.",
    "We collect your name, your address and your telephone number.",
    "We never sell your personal data to anybody for any reason.",
    "We may sell your personal data to some partners for some reasons.",
    "Cookies are small files that remember your shopping cart.",
    "Our servers stand behind a locked door in a cellar.",
    "- your name",
    "- your address",
    "# Data",
    "# Personal Data",
    "# Cookies and Tags",
    "# 2. Security",
    "# 3. Security",
]
some_policy = st.lists(st.sampled_from(SENTENCES), max_size=14).map("\n\n".join).map(version)


@given(some_policy, some_policy)
def test_every_passage_of_both_texts_occurs_once(before, after):
    changes = revision(before, after).changes
    for version_, side in ((before, "before"), (after, "after")):
        expected = Counter(placed.anchor for placed in version_.reading.text())
        found = Counter(getattr(change, side).anchor for change in changes if getattr(change, side))
        assert expected == found


@given(some_policy, some_policy)
def test_changes_follow_the_later_text(before, after):
    expected = [placed.anchor for placed in after.reading.text()]
    assert expected == [change.after.anchor for change in revision(before, after).changes if change.after]


@given(some_policy)
def test_a_text_against_itself_is_all_kept(policy):
    step = revision(policy, policy)
    assert {"kept"} >= {change.kind for change in step.changes}
    assert ("formatting only", "identical wording", 1.0) == (step.revision_class, step.verdict, step.share_kept)


@given(some_policy, some_policy)
def test_what_one_direction_adds_the_other_removes(before, after):
    there, back = revision(before, after), revision(after, before)
    assert (there.count("added"), there.count("removed")) == (back.count("removed"), back.count("added"))
    assert there.share_kept == back.share_kept


@given(some_policy, some_policy)
def test_changes_are_numbered_from_one_and_what_is_kept_has_no_number(before, after):
    changes = revision(before, after).changes
    numbers = [change.number for change in changes if change.kind != "kept"]
    assert list(range(1, len(numbers) + 1)) == numbers
    assert {None} >= {change.number for change in changes if change.kind == "kept"}


@given(some_policy, some_policy)
def test_the_share_kept_is_a_share(before, after):
    assert 0.0 <= revision(before, after).share_kept <= 1.0


@given(st.lists(some_policy, min_size=2, max_size=5))
def test_what_is_remembered_of_other_revisions_changes_nothing(policies):
    remembered = no_wordings()
    for before, after in pairwise(policies):
        assert revision(before, after) == revision(before, after, remembered)


@given(some_policy, some_policy)
def test_the_parts_are_the_changes_and_what_was_kept_in_runs(before, after):
    step = revision(before, after)
    kept = sum(len(part.before) for part in step.parts if isinstance(part, KeptRun))
    assert step.changed == [change for change in step.changes if change.kind != "kept"]
    assert (kept, len(step.changes)) == (step.count("kept"), kept + len(step.changed))
    assert all(part.before and len(part.before) == len(part.after) for part in step.parts if isinstance(part, KeptRun))


def test_a_revision_refers_to_the_passages_where_they_stand():
    before, after = version("# Use\n\nWe bill you."), version("# Use\n\nWe bill you.\n\nWe keep it.")
    [kept, added] = revision(before, after).parts
    assert all(one is other for one, other in zip(kept.before, before.reading.text(), strict=True))
    assert all(one is other for one, other in zip((*kept.after, added.after), after.reading.text(), strict=True))


def test_letters_are_given_anew_before_there_are_none_left():
    remembered = no_wordings()
    before, after = version("# Use\n\nWe bill you."), version("# Use\n\nWe may bill you.")
    first = revision(before, after, remembered)
    assert wordings.MOST_LETTERS < len({remembered.letters[f"word{n}"] for n in range(wordings.MOST_LETTERS + 1)})
    lay_out_both(before.reading, after.reading, remembered)
    assert (0, {}) == (len(remembered.letters), dict(remembered.bare))
    assert first == revision(before, after, remembered)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We ride at dawn.", "Small files are stored.", 0.0),
        ("We ride horses.", "Files are stored.", 0.0),
        ("We ride at dawn.", "", 0.0),
        ("", "", 1.0),
        ("We ride at dawn.", "We ride at noon.", 0.75),
    ],
)
def test_the_share_kept_is_that_of_the_longer_text(before, after, expected):
    assert expected == revision(version(before), version(after)).share_kept


def test_an_edited_passage_is_found_between_passages_that_stayed():
    before = version("# Use\n\nWe bill you.\n\nWe never sell it to others.\n\nWe keep it safe.")
    after = version("# Use\n\nWe bill you.\n\nWe may sell it to others.\n\nWe keep it safe.")
    expected = ["kept Use", "kept We bill you.", "edited We [never ]{may }sell it to others.", "kept We keep it safe."]
    assert expected == marked(revision(before, after))


def test_a_removed_passage_stands_where_it_stood():
    before = version("# Use\n\nWe bill you.\n\nYour horse is safe.\n\nWe keep it.\n\n# End\n\nGood bye.")
    after = version("# Use\n\nWe bill you.\n\nWe keep it.\n\n# End\n\nGood bye.")
    kinds = [change.kind for change in revision(before, after).changes]
    assert ["kept", "kept", "removed", "kept", "kept", "kept"] == kinds


def test_a_removed_section_stands_behind_what_was_added_to_the_section_before_it():
    before = version("# Use\n\nWe bill you.\n\n# Horses\n\nYour horse is safe.")
    after = version("# Use\n\nWe bill you.\n\nNobody else receives anything at all.")
    expected = ["kept", "kept", "added", "removed", "removed"]
    assert expected == [change.kind for change in revision(before, after).changes]


def test_the_shorter_of_two_blocks_that_change_places_is_the_one_that_moved():
    short, long = "Cookies are small files.", "We never sell your personal data to anybody for any reason."
    step = revision(version(f"{short}\n\n{long}"), version(f"{long}\n\n{short}"))
    assert [f"kept {long}", f"moved {short}"] == marked(step)
    assert ("moved only", "same wording in another order", 1.0) == (step.revision_class, step.verdict, step.share_kept)


def test_a_passage_edited_on_the_way_to_another_section_is_moved_with_its_redline():
    sentence = "Our servers stand behind a locked door in a cellar of the old town hall"
    before = version(
        f"# Use\n\n{sentence}.\n\nWe bill you for what you order from us.\n\n# Safety\n\nWe are careful people."
    )
    after = version(
        f"# Use\n\nWe bill you for what you order from us.\n\n# Safety\n\nWe are careful people.\n\n{sentence} today."
    )
    assert "moved Our servers stand behind a locked door in a cellar of the old town [hall.]{hall today.}" in marked(
        revision(before, after)
    )


def test_a_passage_written_anew_under_its_old_heading_stands_beside_the_old_one():
    step = revision(
        version("# Children\n\nWe sell nothing to minors."),
        version("# Children\n\nParents decide whether their sons and daughters register here."),
    )
    assert ["kept", "rewritten"] == [change.kind for change in step.changes]
    assert () == step.changes[1].spans


def test_a_changed_date_line_before_the_first_heading_is_an_edit():
    step = revision(version("Last updated: 4 May 2019\n\n# Use"), version("Last updated: 5 June 2020\n\n# Use"))
    assert ["edited Last updated: [4 May 2019]{5 June 2020}", "kept Use"] == marked(step)
    assert ["heading"] == [pair.basis for pair in step.pairs]


def test_a_date_with_nothing_in_common_stands_beside_the_one_before():
    date, later, rest = (
        "Effective January 12, 2024",
        "Effective: 3 November 2025",
        "We bill you for what you order from us.",
    )
    step = revision(version(f"Terms\n\n{date}\n\n{rest}"), version(f"Terms\n\n{later}\n\n{rest}"))
    assert ["kept", "rewritten", "kept"] == [change.kind for change in step.changes]


def test_a_long_passage_is_not_taken_for_a_line_in_its_place_without_a_heading():
    line, long = "Learn more.", "Nobody else ever receives anything at all about any of you, whatever may happen."
    step = revision(version(f"Terms\n\n{line}\n\nThe end."), version(f"Terms\n\n{long}\n\nThe end."))
    assert [1, 1] == [step.count("removed"), step.count("added")]


@pytest.mark.parametrize(
    ("before", "after", "basis"),
    [
        ("# 3. Security\n\nWe lock doors.", "# 4. Security\n\nNothing is certain.", "heading"),
        ("# Links/3rd Parties\n\nMind the gap.", "# Links\n\nOther sites differ.", "alike heading"),
        (
            "# We respect you\n\nWe value our customers and their privacy. Nothing is sold.",
            "# Use of facts\n\nWe value our customers and their privacy. Some of it is sold.",
            "wording",
        ),
    ],
)
def test_sections_are_taken_for_the_same_by(before, after, basis):
    assert [basis] == [pair.basis for pair in revision(version(before), version(after)).pairs]


def test_sections_with_nothing_in_common_are_not_the_same():
    step = revision(version("# Horses\n\nWe ride at dawn."), version("# Cookies\n\nSmall files are stored."))
    assert () == step.pairs
    assert (2, 2, "entirely rewritten") == (step.count("removed"), step.count("added"), step.verdict)


def test_a_heading_that_repeats_is_told_apart_by_what_stands_below():
    one, two = "We never sell your name to anybody else.", "Cookies remember what your shopping cart holds."
    before = version(f"# Overview\n\n{one}\n\n# Overview\n\n{two}")
    after = version(f"# Overview\n\nA new beginning.\n\n# Overview\n\n{one} Ever.\n\n# Overview\n\n{two} Always.")
    expected = [(one, f"{one} Ever."), (two, f"{two} Always.")]
    pairs = revision(before, after).pairs
    assert expected == [(p.before.placed[0].passage.text, p.after.placed[0].passage.text) for p in pairs]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("See [here](https://a.example/)", "See [here](https://b.example/)", "links only"),
        ("See [here](https://a.example/)", "See here", "links only"),
        ("your name", "- your name", "formatting only"),
        ('The "data"', "The “data”", "formatting only"),
        ("The data", "The Data", "wording"),
    ],
)
def test_a_revision_is_classed_by_what_a_reader_would_see(before, after, expected):
    assert expected == revision(version(before), version(after)).revision_class


def test_titles_and_furniture_are_not_compared():
    one, other = version("# Use\n\nWe bill you."), version("# Use\n\nWe bill you.\n\nPowered by X")
    section = other.reading.sections[0]
    furniture = [type(placed)(placed.passage, placed.anchor, "furniture") for placed in section.placed[1:]]
    placed = (section.placed[0], *furniture)
    changed = type(section)(section.heading, 1, "", section.label, "marked", placed)
    other = type(other)(other.snapshots, type(other.reading)("", (changed,)), other.name)
    assert ["kept", "kept"] == [change.kind for change in revision(one, other).changes]


def test_a_thousand_passages_edited_here_and_there_keep_their_partners():
    plain = [f"Clause {n} says that thing {n * 7} goes to place {n * 13} without delay." for n in range(1000)]
    touched = [text.replace("without", "with some") if n % 10 == 0 else text for n, text in enumerate(plain)]
    step = revision(version("\n\n".join(plain)), version("\n\n".join(touched)))
    assert (900, 100) == (step.count("kept"), step.count("edited"))
    assert all(one.before.anchor != two.before.anchor for one, two in pairwise(step.changes))
