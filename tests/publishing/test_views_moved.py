"""Old addresses lead to the present ones, and never stand in the way of a page."""

from pathlib import Path

from palimpsest.model import Company, DatedName
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.moved import moved_pages
from palimpsest.values import replace
from tests.publishing.catalogues import catalogue_of
from tests.publishing.long_history import long_archive
from tests.publishing.pages import parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
X = Company(
    "x", "X Corp", (DatedName("twitter.example"),), names=(DatedName("Twitter"), DatedName("X")),
    renamed_terms=(("Rules", "Privacy Policy"), ("Notes", "Imprint")),
)  # fmt: skip


def pages(*companies: Company):
    long = long_archive(2, 3)
    held = tuple(replace(company, documents=long.companies[0].documents) for company in companies)
    return {page.url: page for page in moved_pages(catalogue_of(replace(long, companies=held))[0])}


def test_old_names_of_companies_and_types_have_a_page_that_leads_on():
    policy = "companies/x/privacy-policy/"
    expected = {
        "companies/twitter.example/": "companies/x/",
        "companies/twitter.example/privacy-policy/": policy,
        "companies/twitter.example/rules/": policy,
        "companies/twitter/": "companies/x/",
        "companies/twitter/privacy-policy/": policy,
        "companies/twitter/rules/": policy,
        "companies/x/rules/": policy,
    }
    assert expected == {url: page.target.url for url, page in pages(X).items()}


def test_an_address_that_another_company_has_is_never_taken():
    found = pages(X, Company("twitter", "Twitter Bird Shop"))
    assert [] == [url for url in found if url.startswith("companies/twitter/")]


def test_the_page_sends_browsers_on_names_the_present_address_and_asks_not_to_be_listed():
    page = pages(X)["companies/twitter/rules/"]
    html = parsed(render(page, THEME))
    metas = html.all("meta")
    there = "../../x/privacy-policy/"
    assert f"0; url={there}" in [meta["content"] for meta in metas if meta.get("http-equiv") == "refresh"]
    assert ["noindex"] == [meta["content"] for meta in metas if meta.get("name") == "robots"]
    canonical = [link["href"] for link in html.all("link") if link.get("rel") == "canonical"]
    assert [True] == [address.endswith("/companies/x/privacy-policy/") for address in canonical]
    assert there in [link["href"] for link in html.all("a")]
    assert "Twitter" in html.words and "Rules" in html.words
