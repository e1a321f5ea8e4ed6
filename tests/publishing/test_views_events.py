"""What an archive did is told as what the archive did: ends of tracking, texts extracted anew, other pages."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import Archive, Document, Provenance, RecordedCause
from palimpsest.publishing.feeds.news import news_of
from palimpsest.publishing.making.summary import summarise
from palimpsest.publishing.render import render
from palimpsest.publishing.search.records import records_of
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views import document_views
from palimpsest.publishing.views.document import document_page
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.passages import slips_of
from palimpsest.sources.archived import TrackingEnded
from palimpsest.timestamps import day_in_words
from palimpsest.values import replace
from tests.publishing.long_history import long_archive
from tests.publishing.pages import parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
LONG = long_archive(3, 6)
(OWNER,) = LONG.companies
SNAPSHOTS = OWNER.documents[0].snapshots


def recorded(cause: RecordedCause, pages: tuple[int, int, int] = (1, 1, 1), *ends: TrackingEnded) -> Document:
    """Three texts with other words each; `cause` is that of the second record."""
    causes: tuple[RecordedCause, ...] = ("first record", cause, "change")
    captures = tuple(
        replace(one, provenance=Provenance("An archive", f"c{n}", causes[n], source_pages=pages[n], position=n + 1))
        for n, one in enumerate(SNAPSHOTS)
    )
    readings = {version.digest: version.reading for version in OWNER.documents[0].versions}
    return compare(Texts("Privacy Policy", captures, readings), ends)


def ended(days: int, commit: str = "e1") -> TrackingEnded:
    at = SNAPSHOTS[0].captured_at + timedelta(days=days)
    return TrackingEnded("Long", "Privacy Policy", "Long/Privacy Policy.md", at, commit, 9)


def shown(document: Document) -> dict[str, str]:
    """The words of each page of the document by the last parts of its address."""
    owner = replace(OWNER, documents=(document,))
    archive = Archive(LONG.settings, (owner,), LONG.topics, LONG.findings)
    pages = {}
    for view in document_views(history_of(archive, owner, document)):
        pages[view.url.removeprefix("companies/long.example/privacy-policy/")] = parsed(render(view, THEME)).words
    return pages


def told(document: Document) -> tuple[int, int, dict[str, int]]:
    """Pieces of news, steps for the lists of changes, counts by class."""
    owner = replace(OWNER, documents=(document,))
    archive = Archive(LONG.settings, (owner,), LONG.topics, LONG.findings)
    summary, wordings = summarise(history_of(archive, owner, document))
    return (
        len(news_of(archive, owner, document)),
        len([step for year in wordings.steps.values() for step in year]),
        dict(summary.classes),
    )


@pytest.mark.parametrize("cause", ["change", "unstated"])
def test_wording_is_news_unless_its_record_lays_it_to_the_archive(cause):
    document = recorded(cause)
    assert (3, 3, {"wording": 2}) == told(document)
    assert "re-extracted" not in " ".join(shown(document).values())


@pytest.mark.parametrize(
    ("cause", "pages", "words"),
    [
        ("technical", (1, 1, 1), "ecorded while the archive re-extracted the text"),
        ("change", (1, 3, 3), "ecorded with another number of source pages"),
        ("first record", (1, 1, 1), "ecorded as a first record"),
    ],
)
def test_wording_that_its_record_lays_to_the_archive_is_told_and_is_no_news(cause, pages, words):
    document = recorded(cause, pages)
    assert (2, 2, {"uncounted wording": 1, "wording": 1}) == told(document)
    pages_shown = shown(document)
    assert words in pages_shown[""]
    assert words in pages_shown["2005-01-10/changes/"]
    assert "not counted as a change of wording" in pages_shown["2005-01-10/changes/"]
    assert words not in pages_shown["2005-01-17/changes/"]


def test_another_number_of_source_pages_is_named():
    assert "(1 before, 3 after)" in shown(recorded("technical", (1, 3, 3)))["2005-01-10/changes/"]


def test_the_end_of_tracking_stands_in_the_timeline_and_in_the_status():
    page = shown(recorded("change", (1, 1, 1), ended(20)))[""]
    assert "Tracking by the archive ended on 23 January 2005." in page
    assert "23 January 2005: Tracking by the archive ended. Read the version before" in page


def test_tracking_that_was_resumed_is_told_with_both_days():
    page = shown(recorded("change", (1, 1, 1), ended(10)))[""]
    assert "13 January 2005: Tracking by the archive ended, resumed 17 January 2005" in page
    assert "Tracking by the archive ended on" not in page


def test_a_path_renamed_in_one_record_ended_nothing():
    assert () == recorded("change", (1, 1, 1), ended(7, "c1")).endings


def came_back(days: int) -> Document:
    """Two texts, then the first again, recorded so many days after it was first captured."""
    first, second = SNAPSHOTS[:2]
    again = replace(first, captured_at=first.captured_at + timedelta(days=days))
    captures = tuple(
        replace(one, provenance=Provenance("An archive", f"c{number}", "change", position=number))
        for number, one in enumerate((first, second, again), 1)
    )
    readings = {version.digest: version.reading for version in OWNER.documents[0].versions}
    return compare(Texts("Privacy Policy", captures, readings))


@pytest.mark.parametrize("days", [30, 3])
def test_the_latest_version_is_that_of_the_last_record_also_where_a_text_came_back_or_dates_run_backwards(days):
    owner = replace(OWNER, documents=(came_back(days),))
    history = history_of(Archive(LONG.settings, (owner,), LONG.topics, LONG.findings), owner, owner.documents[0])
    page = document_page(history)
    assert history.newest is history.stations[0]
    expected = history.stations[0].url, history.changes_url(history.stations[1])
    assert expected == (page.latest.url, page.latest_changes.url)
    gone = {one.passage.id for one in history.stations[1].version.reading.placed()} - history.standing
    slips = [slip for own in slips_of(history).values() for slip in own]
    assert gone
    assert {slip.stands for slip in slips if slip.url.startswith(history.stations[0].url)} == {True}
    assert {slip.stands for slip in slips if slip.url.startswith(history.stations[1].url)} <= {False}
    assert {record.is_current for record in records_of(history.archive, owner, owner.documents[0])} == {True, False}


def test_a_first_record_on_a_known_path_is_said_to_be_one():
    assert "recorded as a first record" in shown(recorded("first record"))[""]


def test_a_return_names_when_its_text_was_first_seen():
    assert f"The text first seen on {day_in_words(SNAPSHOTS[0].captured_at)} again" in shown(came_back(30))[""]


def of_one_day() -> tuple[Document, datetime, datetime]:
    """Two texts, the second captured two hours after the first."""
    first, second = SNAPSHOTS[:2]
    later = replace(second, captured_at=first.captured_at + timedelta(hours=2, seconds=5))
    readings = {version.digest: version.reading for version in OWNER.documents[0].versions}
    return compare(Texts("Privacy Policy", (first, later), readings)), first.captured_at, later.captured_at


def test_captures_of_one_day_are_told_apart_by_the_time():
    document, first, later = of_one_day()
    owner = replace(OWNER, documents=(document,))
    page = document_page(history_of(replace(LONG, companies=(owner,)), owner, document))
    day = day_in_words(first)
    expected = [f"{day}, {later:%H:%M:%S}", day]
    assert expected == [row.entry.when for year in page.years for row in year.rows]
    assert expected[::-1] == [row.when for row in page.layers.rows]
    called = re.findall(r'">([^<]*)<span class="hidden">(, [^<]*)</span></a>', render(page, THEME))
    assert 3 == len(called) == len(set(called))


def test_a_line_of_a_timeline_reads_as_a_sentence():
    words = shown(came_back(30))[""]
    assert re.search(r"\d{4}: The text first seen on \d+ \w+ \d{4} again\. Read this version, \d", words)
