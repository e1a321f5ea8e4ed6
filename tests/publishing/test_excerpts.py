"""What timelines quote of a step: nothing that stands in both texts but around the words that do not."""

import pytest

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import Findings, StatedDate, Version
from palimpsest.publishing.views.excerpt import excerpt
from palimpsest.publishing.views.history import history_of
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.values import replace
from tests.comparing.notation import reading, snapshot
from tests.publishing.archive_fixture import archive

ARCHIVE = archive()
KEPT = "We do not sell your data to anybody who asks for it, whatever they offer us in return for it."


def dates_of(version: Version) -> tuple[StatedDate, ...]:
    lines = [one for one in version.reading.text() if one.passage.text.startswith("Last updated")]
    return tuple(StatedDate("last updated", "2020", one.passage.text, one.anchor) for one in lines)


def by_the_reader(text: str):
    return read(text, CapturedPage("", ""), "Privacy Policy")


def quoted(*texts: str, reading=reading):
    """What is quoted of the last step."""
    captures = [snapshot(text, f"{2016 + number}-01-01") for number, text in enumerate(texts)]
    readings = {one.body_digest: reading(text) for one, text in zip(captures, texts, strict=True)}
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    owner = replace(ARCHIVE.companies[1], documents=(document,))
    findings = {version.digest: Findings({}, dates_of(version)) for version in document.versions}
    history = history_of(replace(ARCHIVE, companies=(owner,), findings=findings), owner, document)
    return excerpt(history, history.stations[-1])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (KEPT, f"{KEPT}\n\nWe keep it for a year.", [("We keep it for a year.", "same")]),
        (f"{KEPT}\n\nWe keep it for a year.", KEPT, [("We keep it for a year.", "deleted")]),
        (
            f"{KEPT}\n\nWe keep it for thirty days after you go.",
            f"{KEPT}\n\nWe keep it for ninety days after you go.",
            [
                ("We keep it for ", "same"),
                ("thirty ", "deleted"),
                ("ninety ", "inserted"),
                ("days after you go.", "same"),
            ],
        ),
        (f"{KEPT}\n\nOne.\n\nTwo of these here.", f"{KEPT}\n\nOne.\n\nTwo of these here.\n\nOne.", []),
        (
            f"{KEPT}\n\n" + "We say this. " * 9 + "It is kept.",
            f"{KEPT}\n\n" + "We say this. " * 9 + "It is kept by all of us.",
            None,
        ),
    ],
    ids=["added", "removed", "edited", "said once more", "edited far in"],
)
def test_a_step_is_quoted_by_what_differs(before, after, expected):
    found = list(quoted(before, after))
    if expected is not None:
        assert expected == found
    assert KEPT not in "".join(text for text, _ in found)


def test_a_long_passage_is_quoted_from_shortly_before_its_new_words():
    before = "We say this and that of it " * 12 + "until a day comes."
    found = quoted(f"{KEPT}\n\n{before}", f"{KEPT}\n\n{before} Then everything ends for all of us.")
    assert ("… ", "same") == found[0]
    assert "Then everything ends for all of us" in "".join(text for text, kind in found if kind == "inserted")
    assert 270 > sum(len(text) for text, _ in found)


def test_of_a_passage_with_several_changes_the_longest_is_quoted():
    before = "Section 5 says it. " + "We say this and that of it. " * 12 + "We keep your data until a day comes."
    after = before.replace("Section 5", "Section 21").replace("until", "for as long as anybody else may want, or until")
    said = "".join(text for text, kind in quoted(f"{KEPT}\n\n{before}", f"{KEPT}\n\n{after}") if kind == "inserted")
    assert "as long as anybody else may want" in said
    assert "21" not in said


def test_more_that_left_is_quoted_before_a_word_that_came():
    before = f"{KEPT}\n\nWe keep it.\n\nWe promise you never to give your data to anybody else."
    found = quoted(before, f"{KEPT}\n\nWe keep it well.")
    assert [("We promise you never to give your data to anybody else.", "deleted")] == list(found)


def test_what_is_new_is_quoted_before_what_other_versions_have():
    again = "We keep what you tell us for as long as we like, and longer."
    new, gone = "We keep it for a year.", "We told you so in another place."
    assert ((new, "same"),) == quoted(f"{KEPT}\n\n{again}", KEPT, f"{KEPT}\n\n{again}\n\n{new}")
    assert ((gone, "deleted"),) == quoted(f"{KEPT}\n\n{again}", f"{gone}\n\n{KEPT}", f"{KEPT} Yes.\n\n{again}")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Kept for | Days\n---|---\nLogs | 30", "Kept for | Days\n---|---\nLogs | 90", "Logs | 3090"),
        ("# Old head", "# Quite another one", "Quite another one"),
        ("> Old saying of ours.", "> Quite another one.\n\n# Head", "Quite another one."),
    ],
)
def test_where_no_sentence_differs_a_row_or_a_heading_is_quoted(before, after, expected):
    found = quoted(f"{KEPT}\n\n{before}\n", f"{KEPT}\n\n{after}\n", reading=by_the_reader)
    assert expected == "".join(text for text, _ in found)


def test_a_control_of_the_page_is_quoted_last():
    before = f"{KEPT}\n\n# Rights\n\nTop of page ↑\n\nLong gone."
    assert [("Long gone.", "deleted")] == list(quoted(before, f"{KEPT}\n\n# Rights"))
    assert [("Top of page ↑", "deleted")] == list(quoted(before, f"{KEPT}\n\n# Rights\n\nLong gone."))


def test_the_line_of_the_date_is_quoted_last():
    before = f"Last updated: May 2020\n\n{KEPT}\n\n# Head"
    after = before.replace("2020", "2021")

    def told(text: str) -> str:
        return "".join(piece for piece, _ in quoted(before, text, reading=by_the_reader))

    assert "Last updated: May 20202021" == told(after)
    assert "Heads" == told(f"{after}s").replace("Head ", "")
    assert "We sell it." == told(f"{after}s\n\nWe sell it.")
