from datetime import UTC, datetime

import pytest

from palimpsest.model import Company, DatedName, Snapshot
from palimpsest.sources.companies import Holding, arrange, captured_later
from palimpsest.values import replace
from tests.snapshots import snapshot as snapshot_of

X = Company("x", "X", (DatedName("x.example"), DatedName("twitter.example", note="Until 2023.")))


def snapshot(filed_under: str, day: int = 1, terms_type: str = "Privacy Policy", body: str = "Text.\n") -> Snapshot:
    path = f"content/snapshots/{filed_under}-{day}.md"
    at = datetime(2017, 10, day, tzinfo=UTC)
    return snapshot_of(body, at, filed_under=filed_under, terms_type=terms_type, path=path)


def recorded(filed_under: str, terms_type: str, day: int) -> Snapshot:
    """A record of a history, which nobody can mend."""
    one = snapshot(filed_under, day, terms_type)
    return replace(one, provenance=replace(one.provenance, position=day))


def test_texts_filed_under_any_listed_domain_or_the_slug_join_one_history() -> None:
    snapshots = [snapshot("x.example", 3), snapshot("twitter.example", 1), snapshot("x", 2)]

    holdings, _ = arrange(snapshots, [X])

    assert (Holding(X, {"Privacy Policy": (snapshots[1], snapshots[2], snapshots[0])}),) == holdings


def test_company_without_an_entry_is_called_by_its_domain() -> None:
    held = snapshot("mono.net")

    holdings, _ = arrange([held], [X])

    expected = Company("mono.net", "mono.net", (DatedName("mono.net"),))
    assert (Holding(expected, {"Privacy Policy": (held,)}),) == holdings


def test_companies_and_terms_stand_in_order() -> None:
    snapshots = [snapshot("b.example"), snapshot("a.example", terms_type="Terms"), snapshot("a.example")]

    holdings, _ = arrange(snapshots, [])

    assert [(holding.company.slug, list(holding.snapshots_by_terms)) for holding in holdings] == [
        ("a.example", ["Privacy Policy", "Terms"]),
        ("b.example", ["Privacy Policy"]),
    ]


def test_two_domains_of_one_company_with_two_texts_at_one_time_are_reported() -> None:
    holdings, problems = arrange([snapshot("x.example"), snapshot("twitter.example", body="Other.\n")], [X])

    assert [problem.message for problem in problems] == [
        "another text than content/snapshots/x.example-1.md for x, Privacy Policy, 2017-10-01T00:00:00Z"
    ]  # fmt: skip
    assert len(holdings[0].snapshots_by_terms["Privacy Policy"]) == 1


RENAMING = replace(X, renamed_terms=(("Rules", "Privacy policy"),))


@pytest.mark.parametrize(
    ("entries", "others", "findings"),
    [
        (
            [], [snapshot("b.example", terms_type="Privacy policy"), snapshot("b.example", 2, "Privacy policy")],
            [f"b.example-{day}.md:1: error: terms_type 'Privacy policy'" for day in (1, 2)],
        ),
        (
            [], [recorded("b.example", "Privacy policy", 1), recorded("b.example", "Privacy policy", 2)],
            ["b.example-1.md:1: warning: terms_type 'Privacy policy'"],
        ),
        ([], [recorded("a.example", "Privacy policy", 3)], ["a.example-3.md:1: error: terms_type 'Privacy policy'"]),
        ([RENAMING], [recorded("x.example", "Terms", 1)], []),
        (
            [RENAMING], [snapshot("x.example", terms_type="Rules")],
            ["x.example-1.md:1: error: terms_type 'Rules', which companies.yaml calls 'Privacy policy',"],
        ),
        ([replace(X, renamed_terms=(("Privacy policy", "Privacy Policy"),))], [recorded("x", "Privacy policy", 1)], []),
    ],
    ids=["in files", "in a history", "of one company", "no text", "by companies.yaml", "mended"],
)  # fmt: skip
def test_terms_type_in_two_spellings_is_reported_where_it_can_be_mended(entries, others, findings) -> None:
    held = [snapshot("a.example"), snapshot("a.example", 2)]

    holdings, problems = arrange([*held, *others], entries)

    place = "content/snapshots/a.example-1.md"
    assert [f"content/snapshots/{one} is spelled 'Privacy Policy' in {place}" for one in findings] == [
        str(problem).split("\n")[0] for problem in problems
    ]
    assert all(problem.remedy for problem in problems)
    assert ("Privacy Policy",) == tuple(holdings[0].snapshots_by_terms)  # two would have one address


def test_a_file_that_was_captured_later_than_now_is_a_warning_and_a_record_is_not() -> None:
    holdings, _ = arrange([snapshot("x", 2), snapshot("x", 3), recorded("y", "Terms", 4)], [])

    problems = list(captured_later(holdings, datetime(2017, 10, 2, 12, tzinfo=UTC)))

    assert ["content/snapshots/x-3.md:1: warning: captured at 2017-10-03T00:00:00Z, which is still to come"] == [
        str(problem).split("\n")[0] for problem in problems
    ]
