"""Topic pages: each wording once, its evidence marked, its polarity said."""

from hypothesis import given
from hypothesis import strategies as st
from palimpsest.publishing.views.concordance import concordance_of

from palimpsest.publishing.views.home import home_page
from palimpsest.publishing.views.passages import marked
from palimpsest.publishing.views.topic import topic_page
from palimpsest.publishing.views.topic_company import topic_company_page
from palimpsest.publishing.views.topics import topics_page
from tests.publishing.archive_fixture import TOPICS, archive

ARCHIVE = archive()
CONCORDANCE = concordance_of(ARCHIVE)
FOUND = CONCORDANCE.slips
EMPTY, COOKIES = TOPICS[0], TOPICS[1]
MONOPRICE = ARCHIVE.companies[1]


def test_a_wording_seen_twice_is_one_slip_with_first_and_last_capture():
    late = FOUND["cookies-tracking"]["monoprice.com"][1]
    assert ("2017-10-07", "2017-11-09") == (f"{late.captured_at:%Y-%m-%d}", f"{late.last_seen:%Y-%m-%d}")


def test_a_denial_stands_beside_a_later_practice():
    groups = topic_page(ARCHIVE, CONCORDANCE, COOKIES).groups
    assert [(2004, True), (2017, False)] == [(g.captured_at.year, g.slips[0].denies) for g in groups]


def test_companies_without_a_hit_are_named_as_such():
    assert ["mono.net"] == [link.label for link in topic_page(ARCHIVE, CONCORDANCE, COOKIES).without]
    assert topic_page(ARCHIVE, CONCORDANCE, EMPTY).summary == "No passage found"


def test_evidence_in_a_heading_counts_from_behind_its_number():
    slip = FOUND["location"]["monoprice.com"][0]
    assert [("2a. ", False), ("Contact", True), (" Information", False)] == [
        (piece.text, piece.is_evidence) for piece in slip.heading
    ]


def test_terms_of_other_vocabularies_are_linked():
    assert ("tech:Cookie", "https://w3id.org/dpv/tech#Cookie") == (
        topic_page(ARCHIVE, CONCORDANCE, COOKIES).terms[0].label,
        topic_page(ARCHIVE, CONCORDANCE, COOKIES).terms[0].href,
    )


def test_a_history_names_its_gaps():
    stages = topic_company_page(ARCHIVE, CONCORDANCE, COOKIES, MONOPRICE).stages
    assert ["", "12 years and 10 months"] == [stage.gap for stage in stages]


def test_topics_stand_below_their_category():
    categories = topics_page(ARCHIVE, CONCORDANCE).categories
    assert ["cookies-tracking", "location"] == [row.url.split("/")[1] for row in categories[0].topics]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_marking_never_changes_the_words(text, spans):
    assert text == "".join(piece.text for piece in marked(text, spans))


def test_home_says_what_is_held_and_from_when_to_when():
    home = home_page(ARCHIVE, CONCORDANCE)
    assert ("2 companies", "2 documents", "3 versions", "4 captures") == home.holdings[:4]
    assert (2004, 2017) == (home.first.year, home.last.year)


def test_the_core_has_a_layer_for_each_year_and_names_the_gaps():
    core = home_page(ARCHIVE, CONCORDANCE).core
    assert [2017, 2013, 2004] == [row.year for row in core]
    assert ["3 years without a capture", "8 years without a capture", ""] == [row.gap for row in core]
