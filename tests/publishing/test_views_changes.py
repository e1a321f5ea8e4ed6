"""The redline: summary, pairs, numbered changes, folds."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import Findings, Label, Signal
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.changes import changes_page
from palimpsest.publishing.views.changes_index import changes_index_page
from palimpsest.publishing.views.company import together_in_time
from palimpsest.publishing.views.entries import entries_of
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, history_of
from palimpsest.publishing.views.redline import redline
from palimpsest.publishing.views.steps import apart_in_words, steps_of, told_together
from palimpsest.publishing.views.timeline import timeline
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.values import replace
from tests import snapshots
from tests.publishing.archive_fixture import DENIAL, EDITED_AFTER, MENDED, archive
from tests.publishing.catalogues import catalogue_of

ARCHIVE = archive()
OWNER = ARCHIVE.companies[1]
DOCUMENT = OWNER.documents[0]
HISTORY = history_of(ARCHIVE, OWNER, DOCUMENT)
PAGE = changes_page(HISTORY, HISTORY.stations[1])
HTML = render(PAGE, theme_of(Path(__file__).parents[2] / "templates"))
ROWS = [row for section in PAGE.sections for row in section.rows]
DAYS = datetime(2020, 1, 3, 8, tzinfo=UTC), datetime(2020, 1, 6, 7, tzinfo=UTC)
CHANGES = [row.change for row in ROWS if row.change]


def test_every_change_of_the_revision_is_on_the_page_in_order():
    numbers = [change.number for change in DOCUMENT.revisions[0].changes if change.number]
    assert numbers == [change.number for change in CHANGES]


def test_changes_lead_to_their_neighbours_and_not_past_the_ends():
    assert (None, 2) == (CHANGES[0].previous, CHANGES[0].following)
    assert CHANGES[-1].following is None


def test_unchanged_passages_are_folded_with_their_words():
    folds = [row.fold for row in ROWS if row.fold]
    assert any("unchanged" in fold.summary for fold in folds)
    assert sum(len(fold.above) for fold in folds) == DOCUMENT.revisions[0].count("kept")


def test_an_edited_passage_shows_its_words_put_in_and_taken_out():
    edited = next(change for change in CHANGES if change.kind == "edited")
    assert EDITED_AFTER.text == "".join(span.text for span in edited.cells[0] if span.kind != "deleted").strip()
    assert "<ins>" in HTML
    assert "end of insertion" in HTML


def captured(
    *bodies: str, last: tuple[Signal, ...] = (), speaking: Mapping[str, str] = MappingProxyType({})
) -> History:
    """A document captured every day from 3 January 2020 on; `last` are the signals of the last step. Passages with a
    word of `speaking` have its topic."""
    captures = [snapshots.snapshot(body, f"2020-01-0{day}T08:00:00Z") for day, body in enumerate(bodies, 3)]
    readings = {
        one.body_digest: read(body, CapturedPage("", ""), "Privacy Policy")
        for one, body in zip(captures, bodies, strict=True)
    }
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    found = {}
    for version in document.versions:
        labels = {
            placed.anchor: tuple(
                Label(topic, "sure", "says", ()) for word, topic in speaking.items() if word in placed.passage.text
            )
            for placed in version.reading.placed()
        }
        found[version.digest] = Findings(labels, (), signals=last if version is document.versions[-1] else ())
    return history_of(replace(ARCHIVE, findings=found), OWNER, document)


def test_what_comes_and_goes_is_said_to_stand_elsewhere():
    notes = "\n\n".join(f"Note {number} on what we do with it." for number in range(5))
    bodies = [f"{notes}\n\nWe keep it.\n", "We keep it.\n", f"{notes}\n\nWe sell it.\n\nAnd keep it.\n"]
    note = read(bodies[2], CapturedPage("", ""), "").text()[0]
    history = captured(*bodies, last=(Signal("promise new", "So it is.", "", note.anchor),))
    pages = [changes_page(history, station) for station in history.stations[1:]]

    assert [
        [("All 5 passages removed stand in a later version again, first seen on 5 January 2020.", [])],
        [("Of 6 passages added, 5 stood in an earlier version, last seen on 3 January 2020.", ["#change-6"])],
    ] == [[(row.text, [one.url for one in row.others]) for row in page.away] for page in pages]
    assert ["5 passages removed (all for a time)", "6 passages added (5 again), 1 edited"] == [
        station.changes for station in history.stations[1:]
    ]
    assert ["So it is. An earlier version has the passage, too."] == [signal.text for signal in pages[1].signals]
    assert () == PAGE.away


def test_what_stands_on_a_page_that_shows_two_editions_is_said_to_be_there():
    rules = "\n\n".join(f"Rule {number} on what we do with it." for number in range(5))
    kept = "We keep it for as long as we have a use for it."
    sold = "We sell it to all who ask us for it, wherever they live and whatever they do with it."
    bodies = f"{rules}\n\n{kept}\n", f"{rules}\n\n{kept}\n\n{rules}\n\n{sold}\n", f"{rules}\n\n{sold}\n"
    history = captured(*bodies, speaking={"Rule": "cookies-tracking", "sell": "location", "keep": "security"})
    pages = [changes_page(history, station) for station in history.stations[1:]]

    assert [["Location"], ["Security"]] == [[topic.label for topic in page.topics] for page in pages]
    assert [
        [("Of 6 passages added, 5 stand in the version before, too, at another place.", ["#change-6"])],
        [("Of 6 passages removed, 5 still stand in the later version, at another place.", ["#change-1"])],
    ] == [[(row.text, [one.url for one in row.others]) for row in page.away] for page in pages]
    assert ["6 passages added (5 already there)", "6 passages removed (5 still there)"] == [
        station.changes for station in history.stations[1:]
    ]
    rows = [[row for section in page.sections for row in section.rows] for page in pages]
    assert [["Added"], ["Not in the later capture"]] == [[row.change.label for row in of if row.change] for of in rows]
    assert [
        ("Changes 1 to 5: 5 passages, added, already there", {"Added, already there"}),
        ("Changes 2 to 6: 5 passages, removed, still there", {"Removed, still there"}),
    ] == [
        (row.doubles.summary, {change.label for change in row.doubles.changes})
        for of in rows
        for row in of
        if row.doubles
    ]
    html = render(pages[0], theme_of(Path(__file__).parents[2] / "templates"))
    assert list(range(1, 7)) == [int(number) for number in re.findall(r'id="change-(\d+)"', html)]


def test_a_passage_is_marked_against_a_like_one_that_stands_beside_it():
    rules = "\n\n".join(f"Rule {number} on what we do with it." for number in range(5))
    keeping = "We keep what our partners tell us about you for up to {}."
    before, coming = (f"{rules}\n\n{keeping.format(long)}\n" for long in ("90 days", "12 months"))
    history = captured(before, f"{before}\nThe rules from May on:\n\n{coming}")
    page = changes_page(history, history.stations[1])
    (change,) = [row.change for section in page.sections for row in section.rows if row.change and row.change.beside]
    html = render(page, theme_of(Path(__file__).parents[2] / "templates"))

    assert ("added", "Added", "12 months.") == (change.kind, change.label, change.cells[0][-1].text)
    assert change.before and change.after
    assert "Marked against a like passage of the earlier version, which still stands" in html
    assert re.search(r"for up to <del>.*90 days.*</del><ins>.*12 months", html)


def test_a_wording_that_was_taken_back_is_said_to_be():
    history = captured("We keep it.\n", "We sell it to anybody.\n", "We keep it. \n", "We share it with all.\n")

    assert [["The earlier wording was recorded again on 5 January 2020."], [], []] == [
        [row.text for row in changes_page(history, station).away] for station in history.stations[1:]
    ]


def test_documents_that_changed_in_the_same_passages_are_told_together():
    kept, sold = "We keep it.\n", "We keep it.\n\nWe sell it.\n"
    (_, step), (_, alike), (_, unlike) = map(
        steps_of,
        (captured(kept, sold), captured(f"Hello.\n\n{kept}", f"Hello.\n\n{sold}"), captured(kept, "We lend it.\n")),
    )
    others = [
        replace(one, captured_at=one.captured_at - timedelta(days=days), document=Link(name, name), url=f"{name}/")
        for one, name, days in (
            (unlike, "Unlike", 0),
            (alike, "Alike", 0),
            (alike, "Earlier", 7),
            (alike, "Long ago", 8),
        )
    ]
    told = told_together([step, *others])

    company = step.company.label
    assert [step.url, "Unlike/", "Long ago/"] == [one.url for one in told]
    assert [Link(f"{company}: Alike", "Alike/"), Link(f"{company}: Earlier, 28 December 2019", "Earlier/")] == list(
        told[0].same
    )
    again = replace(step, url="again/")
    assert [step, again] == told_together([step, again])
    assert told_together([]) == []


def test_an_edited_row_of_a_table_shows_its_words_cell_by_cell():
    bodies = [f"Data | Why\n---|---\nYour name | to bill you\nYour street | {why}\n" for why in ("to send", "to sell")]
    captures = [snapshots.snapshot(body, DAYS[day]) for day, body in enumerate(bodies)]
    readings = {
        one.body_digest: read(body, CapturedPage("", ""), "Privacy Policy")
        for one, body in zip(captures, bodies, strict=True)
    }
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    section = next(redline(document.revisions[0], *document.versions, 10))
    [change] = [row.change for row in section.rows if row.change]
    assert [["Your street"], ["to ", "send", "sell"]] == [[span.text for span in cell] for cell in change.cells]


def test_a_removed_passage_is_said_to_be_not_in_the_later_capture():
    removed = next(change for change in CHANGES if change.before and DENIAL.text in change.before.html)
    assert "Not in the later capture" == removed.label


def test_how_far_apart_is_said_in_words():
    assert "12 years and 10 months apart; none is recorded in between" in PAGE.apart


def test_sections_taken_for_the_same_are_listed_with_the_reason():
    assert ("Registration", "Registration", "same heading") in [
        (pair.before.label, pair.after.label, pair.basis) for pair in PAGE.pairs
    ]


def test_the_first_version_has_no_changes_page():
    with pytest.raises(ValueError, match="nothing to be compared"):
        changes_page(HISTORY, HISTORY.stations[0])


def test_only_changes_of_wording_are_news():
    years = {year.year: year for year in changes_index_page(*catalogue_of(ARCHIVE)).years}
    assert [1, 0, 0] == [len(years[year].steps.changes) for year in (2017, 2013, 2004)]
    assert "first" == years[2004].steps.firsts[0].kind


def test_a_timeline_says_what_was_seen_again_and_what_was_not_observed():
    entries = entries_of(HISTORY)[::-1]
    assert [2017, 2004] == [year.year for year in timeline(entries)]
    assert ["again", "wording", "first"] == [entry.kind for entry in entries]
    assert ["", "12 years and 10 months", ""] == [entry.gap for entry in entries]


def test_a_timeline_marks_the_days_worth_comparing_with_between_captures():
    assert [(), ("COPPA amended (1 July 2013)",), ()] == [entry.baselines for entry in entries_of(HISTORY)[::-1]]


def test_a_timeline_quotes_the_telling_sentence():
    quoted = [(), ((MENDED.text, "same"),), ((DENIAL.text, "same"),)]
    assert quoted == [entry.excerpt for entry in entries_of(HISTORY)[::-1]]


def test_a_company_timeline_marks_a_day_once_and_tells_no_gaps_of_single_documents():
    one = entries_of(HISTORY)
    other = [replace(entry, document=Link("Terms of Service", "terms/")) for entry in one]
    together = together_in_time([*one, *other])
    assert {""} == {entry.gap for entry in together}
    marked = [entry.baselines for entry in together if entry.baselines]
    assert [("COPPA amended (1 July 2013)",)] == marked
    assert [entry.captured_at for entry in together] == sorted(entry.captured_at for entry in together)


def test_a_step_back_in_time_is_not_told_as_one_forward():
    forward, back = (apart_in_words(*days) for days in ((DAYS[0], DAYS[1]), (DAYS[1], DAYS[0])))
    assert ("3 days after the version before", "recorded after a version captured 3 days later") == (forward, back)


def test_two_captures_of_one_day_are_told_apart_by_their_times():
    captures = [
        replace(one, captured_at=one.captured_at.replace(year=2017, month=10, day=7)) for one in DOCUMENT.snapshots
    ]
    versions = [
        replace(version, snapshots=(capture,)) for version, capture in zip(DOCUMENT.versions, captures, strict=False)
    ]
    history = history_of(ARCHIVE, OWNER, replace(DOCUMENT, versions=tuple(versions)))
    page = changes_page(history, history.stations[1])
    assert "from 7 October 2017, 15:29:39 UTC to 7 October 2017, 10:42:52 UTC" in page.heading


def test_dates_that_a_side_states_stand_apart():
    [claim] = PAGE.after.claims
    page = replace(PAGE, after=replace(PAGE.after, claims=(claim, replace(claim, quote="Updated: May 2017"))))
    html = render(page, theme_of(Path(__file__).parents[2] / "templates"))
    assert re.search(r"</span>\s*<br>\s*<q class=\"theirs\">Updated: May 2017</q>", html)
