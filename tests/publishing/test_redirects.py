"""What stood below an old address is found where it stands now."""

import pytest

from palimpsest.publishing.redirects import redirected, redirects_file
from palimpsest.publishing.serve.routing import Answer, route
from tests.publishing.test_views_moved import X, pages

BASE = "https://archive.example/"
CALLED_OTHERWISE = [
    (f"companies/{old}/", "companies/x/privacy-policy/2019-05-01/")
    for old in ("twitter/rules/2019-06-02", "x/privacy-policy/2019-06-02")
]


def rules(*companies, base=BASE) -> str:
    called_otherwise = CALLED_OTHERWISE if companies else ()
    return "".join(file.content.decode() for file in redirects_file(pages(*companies).values(), called_otherwise, base))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("companies/twitter/privacy-policy/2020-01-01/", "companies/x/privacy-policy/2020-01-01/"),
        ("companies/twitter/privacy-policy/2020-01-01/changes/", "companies/x/privacy-policy/2020-01-01/changes/"),
        ("companies/twitter/privacy-policy/2020-01-01/source.md", "companies/x/privacy-policy/2020-01-01/source.md"),
        ("companies/twitter/rules/2020-01-01/", "companies/x/privacy-policy/2020-01-01/"),
        ("companies/x/rules/2020-01-01", "companies/x/privacy-policy/2020-01-01"),
        ("companies/twitter/rules/2019-06-02/", "companies/x/privacy-policy/2019-05-01/"),
        ("companies/twitter/rules/2019-06-02/source.md", "companies/x/privacy-policy/2019-05-01/source.md"),
        ("companies/x/privacy-policy/2019-06-02", "companies/x/privacy-policy/2019-05-01/"),
        ("companies/twitter/rules/2019-06-02-101500/", "companies/x/privacy-policy/2019-06-02-101500/"),
        ("companies/twitter/feed.atom", "companies/x/feed.atom"),
        ("api/companies/twitter/privacy-policy.json", "api/companies/x/privacy-policy.json"),
        ("api/companies/twitter/rules.json", "api/companies/x/privacy-policy.json"),
        ("topics/cookies/twitter/", "topics/cookies/x/"),
        ("shared/companies/twitter/", "shared/companies/x/"),
    ],
)
def test_an_address_below_an_old_one_leads_to_the_present_one(old, new):
    assert f"/{new}" == redirected(rules(X), f"/{old}")


@pytest.mark.parametrize(
    "address",
    ["/companies/twitterers/", "/companies/x/privacy-policy/2020-01-01/", "/topics/twitter/", "/api/archive.json", "/"],
)
def test_no_other_address_is_led_anywhere(address):
    assert "" == redirected(rules(X), address)


def test_where_nothing_moved_there_is_no_file():
    assert "" == rules()


def test_in_a_folder_of_a_host_rules_lead_into_that_folder():
    said = rules(X, base="https://host.example/archive/")
    assert "/companies/twitter/* /archive/companies/x/:splat 301" in said.splitlines()


def test_a_file_that_stands_is_answered_before_any_rule(tmp_path):
    (tmp_path / "_redirects").write_text(rules(X))
    page = tmp_path / "companies/twitter/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("moved")
    assert Answer(200, page) == route(tmp_path, "/companies/twitter/")
    assert Answer(301, None, "/companies/x/a%20b/") == route(tmp_path, "/companies/twitter/a%20b/")
    assert 404 == route(tmp_path, "/companies/twitter/../../secret").status
