"""What one name ends with and another begins with is told to curators, who alone know whether it is one."""

from datetime import UTC, datetime

import pytest

from palimpsest.model import Company, DatedName, Snapshot
from palimpsest.sources.companies import arrange
from tests.snapshots import snapshot as snapshot_of

X = Company("x", "X", (DatedName("x.example"),))
TWITTER = Company("twitter", "Twitter", (DatedName("twitter.example"),))


def snapshot(filed_under: str, day: int, body: str, terms_type: str = "Privacy Policy") -> Snapshot:
    path = f"content/snapshots/{filed_under}-{terms_type}-{day}.md"
    at = datetime(2024, 2, day, tzinfo=UTC)
    return snapshot_of(body, at, filed_under=filed_under, terms_type=terms_type, path=path)


def findings(*snapshots: Snapshot, entries: tuple[Company, ...] = ()) -> list[str]:
    _, problems = arrange(snapshots, entries)
    assert {problem.severity for problem in problems} <= {"warning"}
    return [str(problem) for problem in problems]


OLD = (snapshot("Twitter", 1, "First.\n"), snapshot("Twitter", 5, "Second.\n"))
NEW = (snapshot("X", 9, "Second.\n"), snapshot("X", 12, "Third.\n"))


def test_a_company_that_goes_on_under_another_name() -> None:
    terms = (snapshot("Twitter", 2, "A.\n", "Terms"), snapshot("Twitter", 6, "B.\n", "Terms"))
    [finding] = findings(*OLD, *NEW, *terms, snapshot("X", 10, "B.\n", "Terms"))

    assert finding == (
        "content/snapshots/X-Privacy Policy-9.md:1: warning: 2 documents of 'X' begin with the text that 'Twitter' "
        "ends with (2024-02-06, 2024-02-09)\n"
        "    If they are one company, list both names under 'names:' of one entry in companies.yaml, 'x:' or "
        "'twitter:'; its documents have one history then. If they are two, give each an entry."
    )


def test_a_document_whose_type_was_renamed() -> None:
    old = (snapshot("X", 1, "First.\n", "Acceptable Use"), snapshot("X", 5, "Second.\n", "Acceptable Use"))

    [finding] = findings(*old, snapshot("X", 9, "Second.\n", "Community Guidelines"))

    assert "'Community Guidelines' of x begins with the text that 'Acceptable Use' ends with" in finding
    assert "'renamed_terms:' and 'Acceptable Use: Community Guidelines'" in finding


@pytest.mark.parametrize(
    "others",
    [
        pytest.param((snapshot("Twitter", 13, "A.\n", "Terms"), *NEW), id="the first goes on elsewhere"),
        pytest.param((snapshot("X", 3, "Second.\n"), snapshot("X", 12, "Third.\n")), id="the other began before"),
        pytest.param((*NEW, snapshot("Y", 9, "Second.\n")), id="two may go on with it"),
        pytest.param((snapshot("X", 9, "Other.\n"),), id="another text"),
        pytest.param((snapshot("X", 9, "Second.\n", "Terms"),), id="another kind of document"),
    ],
)
def test_two_companies_stay_two_without_a_word(others) -> None:
    assert findings(*OLD, *others) == []


def test_a_text_of_one_version_is_no_history() -> None:
    assert findings(snapshot("Bing", 1, "Second.\n"), *NEW) == []


def test_what_a_curator_has_described_is_not_questioned() -> None:
    old = (snapshot("twitter.example", 1, "First.\n"), snapshot("twitter.example", 5, "Second.\n"))
    new = snapshot("x.example", 9, "Second.\n")

    assert findings(*old, new, entries=(X, TWITTER)) == []
    assert len(findings(*old, new, entries=(X,))) == 1
