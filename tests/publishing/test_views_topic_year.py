"""A topic at the ends of the years: each document as its newest capture by then had it."""

from tests.publishing.archive_fixture import archive
from tests.publishing.catalogues import catalogue_of, catalogue_views
from tests.publishing.long_history import long_archive

VIEWS = {view.url: view for view in catalogue_views(*catalogue_of(archive()))}
THEN = VIEWS["topics/cookies-tracking/end-of-2004/"]


def test_a_page_shows_what_stood_in_the_newest_text_captured_by_then():
    (company,) = [one for one in THEN.companies if one.company.label == "Monoprice"]
    (document,) = company.documents
    assert 2004 == document.captured_at.year
    assert all(slip.captured_at.year == 2004 for slip in document.slips)
    assert document.slips[0].denies


def test_the_newest_year_is_told_by_the_page_of_the_topic_which_leads_to_the_others():
    topic = VIEWS["topics/cookies-tracking/"]
    assert THEN.url in [link.url for link in topic.years]
    assert "topics/cookies-tracking/end-of-2017/" not in VIEWS


def test_a_company_of_which_nothing_is_shown_is_named_without_a_verdict():
    shown = {one.company.label for one in THEN.companies}
    others = {link.label for link in THEN.others}
    assert others
    assert not shown & others


def test_what_becomes_of_a_wording_later_changes_nothing_of_what_was_told_of_then():
    def told(versions: int) -> dict:
        views = catalogue_views(*catalogue_of(long_archive(versions, 40, days=30)))
        return {view.url: view.companies for view in views if view.template == "topic_year.html"}

    earlier, later = told(50), told(75)
    assert len(earlier) > 3
    assert earlier == {url: later[url] for url in earlier}
