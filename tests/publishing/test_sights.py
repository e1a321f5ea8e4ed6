"""No promise is shown as dropped because another edition was captured instead."""

from pathlib import Path

from palimpsest.model import Lineage, Passage
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.sights import began, ended, is_single
from palimpsest.values import replace
from tests.comparing.test_breaks import document
from tests.comparing.test_classes import GERMAN, POLICY
from tests.publishing.archive_fixture import archive
from tests.publishing.pages import all_views, parsed

ARCHIVE = archive()
THEME = theme_of(Path(__file__).parents[2] / "templates")


def history(*texts: str):
    held = document(*texts)
    owner = replace(ARCHIVE.companies[1], documents=(held,))
    findings = {version.digest: next(iter(ARCHIVE.findings.values())) for version in held.versions}
    return history_of(replace(ARCHIVE, companies=(owner,), findings=findings), owner, held)


def seen(held, text: str) -> tuple[Passage, Lineage]:
    """The passage of the first version that has these words, and its lineage."""
    texts = held.stations[0].version.reading.text()
    placed = next(one for one in texts if text in one.passage.text)
    return placed.passage, held.document.lineages[placed.passage.id]


def test_a_wording_last_seen_before_another_edition_is_told_with_it():
    held = history(POLICY, GERMAN)
    passage, promise = seen(held, "We never sell")
    assert "the next capture is another edition or language" == ended(held, passage, promise, stands=False)
    assert ("", "") == (ended(held, passage, promise, stands=True), began(held, promise))


def test_a_wording_first_seen_behind_another_edition_is_told_with_it():
    held = history(GERMAN, POLICY)
    promise = next(one for id_, one in held.document.lineages.items() if one.first_seen.year == 2002)
    assert "the capture before is another edition or language" == began(held, promise)


def test_a_wording_that_left_a_text_is_told_with_the_capture_that_does_not_have_it():
    held = history(POLICY, POLICY.replace("never sell", "may sell"))
    passage, promise = seen(held, "We never sell")
    assert "not in the next capture, 1 January 2002" == ended(held, passage, promise, stands=False)
    assert (True, False) == (is_single(promise, stands=False), is_single(promise, stands=True))


def test_where_the_record_lays_the_next_text_to_the_archive_that_is_said():
    held = history(POLICY, POLICY.replace("never sell", "may sell"))
    passage, promise = seen(held, "We never sell")
    last, following = held.following[promise.last_seen]
    upgraded = replace(following, provenance=replace(following.provenance, cause="technical"))
    held = replace(held, following={promise.last_seen: (last, upgraded)})
    expected = "not in the next capture, 1 January 2002, recorded while the archive re-extracted the text"
    assert expected == ended(held, passage, promise, stands=False)


def test_a_wording_that_the_next_capture_has_as_page_furniture_is_not_told_as_missing():
    held = history(POLICY, POLICY.replace("never sell", "may sell"))
    passage, promise = seen(held, "We never sell")
    held = replace(held, furniture={held.stations[1].version.digest: frozenset({passage.id})})
    expected = "in the next capture, 1 January 2002, as page furniture"
    assert expected == ended(held, passage, promise, stands=False)


def test_the_furniture_of_a_version_is_what_stands_outside_its_text():
    held = ARCHIVE.companies[1].documents[0]
    late = history_of(ARCHIVE, ARCHIVE.companies[1], held).furniture[held.versions[1].digest]
    kept = {placed.passage.id for placed in held.versions[1].reading.text()}
    whole = {placed.passage.id for placed in held.versions[1].reading.placed()}
    assert whole - kept == late


def test_pages_say_of_a_wording_in_one_capture_that_the_next_is_without_it():
    views = {view.url: view for view in all_views(ARCHIVE)}
    words = parsed(render(views["topics/cookies-tracking/monoprice.com/"], THEME)).words
    assert "seen in one capture, 7 December 2004 (not in the next capture, 7 October 2017)" in words
    words = parsed(render(views["parties/guard/"], THEME)).words
    assert "seen in one capture, 7 December 2004 (not in the next capture, 7 October 2017)" in words
