"""The real pair the redline was made for: Monoprice's policy of 2004 against that of 2017."""

from functools import cache
from pathlib import Path

import pytest

from palimpsest.comparing.revisions import revision
from palimpsest.model import Revision, Version
from palimpsest.reading.links import captured_page
from palimpsest.reading.read import read

from .notation import snapshot

FOLDER = Path(__file__).parents[2] / "content" / "snapshots" / "monoprice.com"


@cache
def step() -> Revision:
    return revision(version("2004-12-07"), version("2017-10-07"))


def version(day: str) -> Version:
    body = (FOLDER / f"{day}.md").read_text("utf-8").split("\n", 2)[2]
    captured = snapshot(body, day)
    return Version((captured,), read(body, captured_page(captured), "Privacy Policy"), day)


def test_the_verdict_is_mostly_rewritten():
    assert ("wording", "mostly rewritten") == (step().revision_class, step().verdict)
    assert 0.02 < step().share_kept < 0.12


@pytest.mark.parametrize(
    ("before", "after", "basis"),
    [
        ("We respect your privacy", "Information Collection and Use", "wording"),
        ("Log Files", "Log Files", "heading"),
        ("Registration", "Registration", "heading"),
        ("Links/3rd Parties", "Links", "alike heading"),
        ("Security", "Security", "heading"),
    ],
)
def test_sections_that_are_the_same_are_found(before, after, basis):
    assert (before, after, basis) in [(pair.before.label, pair.after.label, pair.basis) for pair in step().pairs]


def test_no_redline_has_islands():
    """Between two changes stand more than three words, whatever was edited."""
    for change in step().changes:
        inner = [span for span in change.spans[1:-1] if span.kind == "same"]
        assert [] == [span.text for span in inner if len(span.text.split()) <= 3]


def test_the_first_sentence_on_privacy_is_kept():
    [change] = [
        change
        for change in step().changes
        if change.kind == "edited" and change.spans[0].text.startswith("At Monoprice.com, we value")
    ]
    assert "At Monoprice.com, we value our customers and their privacy. " == change.spans[0].text


def test_the_paragraph_on_links_reads_as_an_edited_sentence():
    [change] = [c for c in step().changes if c.kind == "edited" and "contains links" in c.after.passage.text]
    expected = [
        ("same", "This "),
        ("deleted", "site "),
        ("inserted", "website "),
        ("same", "contains links to other sites. "),
    ]
    assert expected == [(span.kind, span.text) for span in change.spans[:4]]
