"""Topic pages: each wording once, its evidence marked, its polarity said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.publishing import urls
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.home import home_page
from palimpsest.publishing.views.passages import few_of, marked, shortened
from palimpsest.publishing.views.topic_company import topic_company_page
from palimpsest.publishing.views.topics import topics_page
from palimpsest.values import replace
from tests.publishing.archive_fixture import TOPICS, archive
from tests.publishing.catalogues import catalogue_of, catalogue_views
from tests.publishing.pages import parsed

CATALOGUE, OPEN = catalogue_of(archive())
THEME = theme_of(Path(__file__).parents[2] / "templates")
VIEWS = {view.url: view for view in catalogue_views(CATALOGUE, OPEN)}
EMPTY, COOKIES = (VIEWS[f"topics/{topic.slug}/"] for topic in TOPICS[:2])
MONOPRICE = CATALOGUE.companies[1]
SLIPS = OPEN(MONOPRICE.company.slug, MONOPRICE.documents[0].slug).slips


def test_a_wording_seen_twice_is_one_slip_with_first_and_last_capture():
    late = SLIPS["cookies-tracking"][1]
    assert ("2017-10-07", "2017-11-09") == (f"{late.captured_at:%Y-%m-%d}", f"{late.last_seen:%Y-%m-%d}")


def test_a_topic_shows_what_stands_in_the_newest_version_and_beside_it_what_was_said_to_the_contrary():
    group = COOKIES.groups[0]
    assert [(2017, False)] == [(slip.captured_at.year, slip.denies) for slip in group.documents[0].slips]
    assert [(2004, True)] == [(slip.captured_at.year, slip.denies) for slip in group.earlier]
    assert group.more is None


def test_a_topic_leads_to_what_stood_before():
    group = VIEWS["topics/security/"].groups[0]
    assert ([], "1 more wording in the history") == (list(group.documents), group.more.label)


def test_a_denial_stands_before_a_later_practice_in_the_history_of_a_company():
    stages = [stage for year in VIEWS["topics/cookies-tracking/monoprice.com/"].years for stage in year.stages]
    assert [(2004, True), (2017, False)] == [(stage.captured_at.year, stage.slips[0].denies) for stage in stages]
    assert ["", "12 years and 10 months"] == [stage.gap for stage in stages]


def test_the_time_between_wordings_is_that_of_one_document():
    told, topic = SLIPS["cookies-tracking"], TOPICS[1]
    url = urls.company(MONOPRICE.company)
    days = [("terms", 1), ("privacy-policy", 3), ("terms", 3), ("terms", 4)]
    slips = [
        replace(told[0], document=Link(slug, f"{url}{slug}/{number}/"), captured_at=datetime(2020, 1, day, tzinfo=UTC))
        for number, (slug, day) in enumerate(days)
    ]
    same_day = replace(slips[3], document=Link("terms", f"{url}terms/5/"), captured_at=slips[3].captured_at)
    page = topic_company_page(CATALOGUE.settings, topic, MONOPRICE.company, [*slips, same_day])
    stages = [stage for year in page.years for stage in year.stages]
    found = [(stage.document.label, stage.captured_at.day, stage.gap) for stage in stages]
    expected = [("terms", 1, ""), ("privacy-policy", 3, ""), ("terms", 3, "2 days"), ("terms", 4, "1 day")]
    assert [*expected, ("terms", 4, "")] == found


def test_companies_without_a_hit_are_named_as_such():
    assert ["mono.net"] == [link.label for link in COOKIES.without.companies]
    assert EMPTY.summary == "No passage found"


def test_evidence_in_a_heading_counts_from_behind_its_number():
    slip = SLIPS["location"][0]
    assert (("2a. ", False), ("Contact", True), (" Information", False)) == slip.heading


def test_terms_of_other_vocabularies_are_linked():
    assert ("tech:Cookie", "https://w3id.org/dpv/tech#Cookie") == (COOKIES.terms[0].label, COOKIES.terms[0].href)


def test_topics_stand_below_their_category():
    categories = topics_page(CATALOGUE).categories
    assert ["cookies-tracking", "location"] == [row.url.split("/")[1] for row in categories[0].topics]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_marking_never_changes_the_words(text, spans):
    assert text == "".join(run for run, _ in marked(text, spans))


@given(st.lists(st.tuples(st.text("ab \n", max_size=900), st.booleans()), max_size=6))
def test_a_shortened_wording_keeps_its_evidence_and_grows_no_longer_than_the_signs_of_what_is_left_out(pieces):
    short = shortened(pieces)
    assert [text for text, is_evidence in pieces if is_evidence] == [text for text, is_evidence in short if is_evidence]
    assert sum(len(text) for text, _ in short) <= sum(len(text) + 3 for text, _ in pieces)


def test_home_says_what_is_held_and_from_when_to_when():
    home = home_page(CATALOGUE, OPEN)
    assert ("2 companies", "2 documents", "3 versions", "4 captures") == home.holdings[:4]
    assert (2004, 2017) == (home.first.year, home.last.year)


def test_the_core_has_a_layer_for_each_year_and_names_the_gaps():
    core = home_page(CATALOGUE, OPEN).core
    assert [2017, 2013, 2004] == [row.year for row in core]
    assert ["3 years without a capture", "8 years without a capture", ""] == [row.gap for row in core]


def test_no_wording_is_said_to_stand_since_its_first_capture():
    assert ["first seen 2004"] == [cell.when for cell in COOKIES.companies]
    assert ["seen 2004"] == [cell.when for cell in VIEWS["topics/security/"].companies]
    words = parsed(render(COOKIES, THEME)).words
    assert "Privacy Policy first seen 7 October 2017" in words
    assert "since" not in words.split()
    assert "proves" not in parsed(render(VIEWS["about/"], THEME)).words


def test_the_heading_of_a_company_leads_to_its_history_of_the_topic():
    assert "topics/cookies-tracking/monoprice.com/" == COOKIES.groups[0].company.url


@pytest.mark.parametrize("url", ["topics/cookies-tracking/", "parties/microsoft/"])
def test_a_page_on_many_companies_begins_with_the_way_to_each(url):
    page, (group,) = VIEWS[url], VIEWS[url].groups
    many = replace(page, groups=tuple(replace(group, anchor=f"at-{number}") for number in range(4)))
    html = render(many, THEME)
    assert html.index('<a href="#at-3">Monoprice</a>') < html.index('id="at-0"')
    assert "Go to a company" not in render(page, THEME)


@pytest.mark.parametrize("url", ["topics/cookies-tracking/", "parties/microsoft/"])
def test_of_many_slips_of_a_document_three_stand_open(url):
    page, (group,) = VIEWS[url], VIEWS[url].groups
    slips, folded = few_of(group.documents[0].slips * 6)
    document = replace(group.documents[0], slips=slips, folded=folded)
    html = render(replace(page, groups=(replace(group, documents=(document,)),)), THEME)
    assert 3 == html[: html.index("<summary>3 more</summary>")].count('<li class="slip')
