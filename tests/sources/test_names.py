"""Names of collections join companies, and never by accident."""

from datetime import UTC, date, datetime

import pytest

from palimpsest.model import Company, DatedName, Provenance, Snapshot
from palimpsest.problems import Location
from palimpsest.sources.companies import arrange
from palimpsest.sources.names import (
    company_slugs,
    company_without_entry,
    current_terms,
    former_slugs,
    former_terms,
    moved_companies,
    names_of,
    slug_of_name,
)
from tests import snapshots

HERE = Location("pga.git/1a2b3c:a.md")
X = Company(
    "x", "X (once Twitter)", (DatedName("x.com"), DatedName("twitter.com")),
    names=(DatedName("Twitter", until=date(2023, 7, 23)), DatedName("X", since=date(2023, 7, 23))),
    renamed_terms=(("Rules", "Community Rules"), ("Community Rules", "Community Guidelines")),
)  # fmt: skip


def slugs(*names: str, entries: tuple[Company, ...] = ()) -> tuple[dict[str, str], list[str]]:
    found, problems = company_slugs([(name, HERE) for name in names], entries)
    assert all(problem.remedy for problem in problems)
    return found, [problem.message for problem in problems]


def snapshot(filed_under: str, terms_type: str, day: int, position: int = 0, collection: str = "") -> Snapshot:
    return snapshots.snapshot(
        f"Text of day {day}.\n",
        datetime(2023, 7, day, tzinfo=UTC),
        filed_under=filed_under,
        terms_type=terms_type,
        path=f"pga.git/{day}:{filed_under}/{terms_type}.md",
        provenance=Provenance(collection, f"{day}", position=position),
    )


def test_all_names_of_a_company_lead_to_it() -> None:
    names = ("Twitter", "X", "x", "x.com", "twitter.com", "X (once Twitter)")

    assert (dict.fromkeys(names, "x"), []) == slugs(*names, entries=(X,))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Facebook", "facebook"),
        ("Google Generative AI Services", "google-generative-ai-services"),
        ("Claude.ai", "claude-ai"),
        ("a" * 200, "a" * 200),
        ("\u33af" * 80, "company-36a940c7"),  # four letters and digits each: longer than the name of a folder may be
        ("mono.net", "mono.net"),
        ("Yahoo! (U.S.)", "yahoo-u-s"),
        ("Ñandú", "nandu"),
        ("../../etc", "etc"),
        ("index.html", "index-html"),
    ],
)
def test_name_without_an_entry_has_a_slug(name: str, slug: str) -> None:
    company = company_without_entry(name)

    assert (slug, slug, name) == (slug_of_name(name), company.slug, company.name)


def test_names_in_other_scripts_have_different_slugs() -> None:
    found, problems = slugs("抖音", "微信")

    assert [] == problems
    assert 2 == len(set(found.values()))


def test_two_names_with_one_slug_are_reported_and_not_joined() -> None:
    assert (
        {"Yahoo": "yahoo"},
        ["the name 'Yahoo!' gives the address 'yahoo', which is that of 'Yahoo'"],
    ) == slugs("Yahoo!", "Yahoo")


def test_name_with_the_slug_of_an_entry_that_does_not_list_it_is_reported() -> None:
    entry = Company("x", "Xing")

    assert (
        {},
        ["the name 'X' gives the address 'x', which is that of the company 'x' of companies.yaml"],
    ) == slugs("X", entries=(entry,))


def test_title_leads_to_its_company_only_where_no_other_has_the_same() -> None:
    one, two, three = (Company(slug, "Delta") for slug in ("delta-air", "delta-faucet", "delta-dental"))

    assert {"Delta": "delta-air", "delta-air": "delta-air"} == names_of([one])
    assert "Delta" not in names_of([one, two])
    assert "Delta" not in names_of([one, two, three])


def test_order_of_texts_takes_no_part() -> None:
    assert slugs("Yahoo!", "Yahoo", "X", entries=(X,)) == slugs("X", "Yahoo", "Yahoo!", entries=(X,))


def test_renamed_company_and_renamed_terms_are_one_history() -> None:
    held = [
        snapshot("X", "Community Guidelines", 25, 3, "pga"),
        snapshot("Twitter", "Rules", 1, 1, "pga"),
        snapshot("twitter.com", "Community Rules", 2),
        snapshot("Twitter", "Privacy Policy", 3, 2, "pga"),
    ]

    (holding,), problems = arrange(held, [X])

    assert problems == []
    assert {"Community Guidelines": ["1", "2", "25"], "Privacy Policy": ["3"]} == {
        terms: [held.provenance.record for held in of_terms] for terms, of_terms in holding.snapshots_by_terms.items()
    }
    assert X == holding.company


def test_name_is_the_title_where_no_entry_is() -> None:
    (holding,), _ = arrange([snapshot("Le Chat", "Imprint", 1, 1)], [])

    assert ("le-chat", "Le Chat", ()) == (holding.company.slug, holding.company.name, holding.company.domains)


def test_texts_of_a_reported_name_are_left_out() -> None:
    holdings, problems = arrange([snapshot("Yahoo", "Imprint", 1, 1), snapshot("Yahoo!", "Imprint", 2, 2)], [])

    assert ["Yahoo"] == [holding.company.name for holding in holdings]
    assert 1 == len(problems)


def test_several_records_of_one_second_all_stay() -> None:
    held = [snapshot("X", "Imprint", 1, position) for position in (1, 2, 3)]

    (holding,), problems = arrange(held, [X])

    assert problems == []
    assert [1, 2, 3] == [held.provenance.position for held in holding.snapshots_by_terms["Imprint"]]


def test_terms_follow_all_their_renames() -> None:
    assert ["Community Guidelines"] * 3 == [
        current_terms(X, terms) for terms in ("Rules", "Community Rules", "Community Guidelines")
    ]
    assert (("community-rules", "community-guidelines"), ("rules", "community-guidelines")) == former_terms(X)


def test_former_addresses_lead_to_the_present_one() -> None:
    assert ("twitter", "twitter.com", "x-once-twitter", "x.com") == former_slugs(X)
    assert {"twitter": "x", "twitter.com": "x", "x-once-twitter": "x", "x.com": "x"} == moved_companies([X])


def test_former_address_that_is_another_companys_own_is_not_moved() -> None:
    other = Company("twitter", "Twitter Bird Shop")

    assert "twitter" not in moved_companies([X, other])


def test_former_address_that_two_companies_had_is_not_moved() -> None:
    two = (Company("a", "A", names=(DatedName("Delta"),)), Company("b", "B", names=(DatedName("delta!"),)))

    assert {} == moved_companies(two)
