"""Pages on shared wording say where it was captured and what is shared, and never who wrote it first."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from palimpsest.model import Company, SharedPlace, SharedWording
from palimpsest.publishing.data.shared import shared_json
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding
from palimpsest.publishing.making.shared import Sharer, at_company, found_of, line_of
from palimpsest.publishing.making.shared_finding import AllFound
from palimpsest.publishing.making.sharing import shared_at_tasks
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.shared import shared_page
from palimpsest.publishing.views.shared_company import shared_company_page
from palimpsest.publishing.views.shared_wording import shared_wording_page
from palimpsest.values import replace
from tests.publishing.archive_fixture import HOSTILE, SETTINGS
from tests.publishing.pages import parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
START = datetime(2013, 11, 6, tzinfo=UTC)
TEXT = f"Please note: these features may set a cookie {HOSTILE} to work, and more."
SHARERS = {
    slug: Sharer(Company(slug, f"{name} & Co"), {"privacy-policy": "Privacy Policy", "terms": "Terms of Use"})
    for slug, name in (("a.example", "Anna"), ("b.example", "Bert"), ("c.example", "Carl"), ("d.example", "Dora"))
}
HOLDINGS = tuple(CompanyHolding(sharer.company, ()) for sharer in SHARERS.values())
NAMES = "abcdefgh"


def place(company: str, days: int, text: str = TEXT, document: str = "privacy-policy", *, gone: bool = False):
    since = START + timedelta(days=days)
    spans = ((13, 32), (33, 37)) if text == TEXT else ((0, 10),)
    seen = since, since + timedelta(days=1) if gone else None
    return SharedPlace(
        company, company, document, f"{since:%Y-%m-%d}", f"p-0000000{days % 10}", "en", *seen, text, spans
    )


def wording(id_: str, *places: SharedPlace, words: int = 14) -> SharedWording:
    return SharedWording(id_, places[0].wording, words, 12, places)


def html(view) -> str:
    return render(view, THEME)


AT_TERMS = place("a.example", 9, document="terms")
COOKIES = wording("0a", place("a.example", 0), place("b.example", 5, gone=True), AT_TERMS)
SAID, SAID_OTHERWISE = "b" * 20, "c" * 20
WIDELY = wording("0b", place("b.example", 1, SAID), place("c.example", 2, SAID), place("d.example", 3, SAID_OTHERWISE))


def test_a_wording_names_every_document_with_its_first_capture_in_order():
    page = parsed(html(shared_wording_page(SETTINGS, SHARERS, COOKIES)))
    firsts = page.words[page.words.index("First captured in this archive") :]
    assert firsts.startswith(
        "First captured in this archive "
        "6 November 2013 Anna & Co: Privacy Policy in the newest version "
        "11 November 2013 Bert & Co: Privacy Policy last seen 12 November 2013 "
        "15 November 2013 Anna & Co: Terms of Use in the newest version "
        "The order is that of captures in this archive."
    )
    links = [link["href"] for link in page.all("a")]
    assert "../../companies/b.example/privacy-policy/2013-11-11/#p-00000005" in links


def test_what_is_shared_is_marked_and_the_same_words_are_shown_once():
    view = shared_wording_page(SETTINGS, SHARERS, COOKIES)
    [variant] = view.variants
    assert ["these features may ", "et a"] == [text for text, is_evidence in variant.pieces if is_evidence]
    assert TEXT == "".join(text for text, _ in variant.pieces)
    assert 3 == len(variant.places)
    assert HOSTILE not in html(view)


def test_different_ways_of_saying_it_stand_one_below_the_other():
    view = shared_wording_page(SETTINGS, SHARERS, WIDELY)
    assert [2, 1] == [len(variant.places) for variant in view.variants]


def test_beyond_a_dozen_ways_of_saying_it_the_others_are_counted():
    many = [place("a.example", days, f"{NAMES[days % 8]}{days}" + "x" * 20) for days in range(15)]
    view = shared_wording_page(SETTINGS, SHARERS, wording("0c", *many))
    assert (12, "3 further wordings") == (len(view.variants), view.left_out)


def test_a_wording_of_thousands_of_words_is_cut():
    long = "word " * 2000
    one = replace(place("a.example", 0, long), spans=((0, len(long)),))
    view = shared_wording_page(SETTINGS, SHARERS, wording("0d", one, place("b.example", 1)))
    assert sum(len(text) for text, _ in view.variants[0].pieces) < 3100
    assert view.variants[0].pieces[-1][0].endswith(" …")


@pytest.mark.parametrize("shared", [COOKIES, WIDELY])
def test_no_page_says_that_anybody_took_words_from_anybody(shared):
    words = parsed(html(shared_wording_page(SETTINGS, SHARERS, shared))).words.casefold()
    assert [] == [word for word in ("copied", "copy", "original", "plagiar", "borrowed", "stolen") if word in words]


def test_the_index_shows_what_many_share_and_folds_what_two_do():
    lines = tuple(map(line_of, (COOKIES, WIDELY)))
    view = shared_page(Catalogue(SETTINGS, (), HOLDINGS, (), (), lines))
    assert "2 wordings found in texts of 4 companies." == view.summary
    assert ["shared/0b/"] == [row.url for row in view.widely]
    assert [("Anna & Co and Bert & Co", "1 wording")] == [(group.heading, group.count) for group in view.pairs]


def test_without_any_the_index_says_what_was_looked_for():
    page = parsed(html(shared_page(Catalogue(SETTINGS, (), (), ()))))
    assert "No run of twelve words or more found in the texts of two publishers." in page.words


def test_a_company_has_its_wordings_by_who_the_others_are_and_the_counts_of_its_passages():
    shared = at_company(SETTINGS, SHARERS["b.example"], SHARERS, [found_of(one)[0] for one in (COOKIES, WIDELY)])
    view = shared_company_page(shared)
    assert ["With Anna & Co", "With Carl & Co and Dora & Co"] == [group.heading for group in view.groups]
    assert "2 wordings found in texts of 3 other companies as well." == view.summary
    files = {file.path: json.loads(file.content) for file in shared_json(shared)}
    assert {
        "p-00000001": {"companies": 2, "wording": "0b"},
        "p-00000005": {"companies": 1, "wording": "0a"},
    } == files["api/shared/b.example/privacy-policy.json"]["passages"]
    assert {} == files["api/shared/b.example/terms.json"]["passages"]


def test_what_is_told_of_a_company_does_not_depend_on_wordings_it_has_no_part_in():
    alone, both = (
        shared_at_tasks(
            Catalogue(SETTINGS, (), HOLDINGS, ()), AllFound(tuple(found_of(one)[0] for one in wordings), {})
        )
        for wordings in ((COOKIES,), (COOKIES, WIDELY))
    )
    assert alone[0] == both[0]
    assert alone[1] != both[1]
