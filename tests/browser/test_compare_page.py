"""Any two versions, compared in a real browser, with production's headers, from a server on this machine."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from palimpsest.comparing import words
from palimpsest.comparing.redlines import redline
from palimpsest.reading.comparison import comparison_text
from tests.browser.server import served
from tests.browser.silent import silent_page
from tests.conftest import ROOT, run_build

EVIL = "<img src=x onerror=alert(1)>"
VERSIONS = {
    "2016-03-01": [
        "# Privacy Policy",
        "We never sell your name, address or telephone number to anybody else at all.",
        "## Cookies",
        "We set a small cookie when you log in and we keep it there for thirty days.",
        f"Write {EVIL} to us by letter if you want to know more about what we keep.",
        "## Contact",
        "You can reach our office in Hamburg on every working day.",
    ],
    "2018-05-24": [
        "# Privacy Policy",
        "We do not sell your name, address or telephone number to anybody else at all.",
        "## Cookies",
        "We set a small cookie when you log in which partners of ours may read anywhere.",
        f"Write {EVIL} to us by letter if you want to know more about what we keep.",
        "## Contact",
        "You can reach our office in Hamburg on every working day.",
    ],
    "2021-09-09": [
        "# Privacy Policy",
        "## Contact",
        "You can reach our office in Hamburg on every working day.",
        "We share your name, address or telephone number with hardly anybody else at all.",
        "## Cookies",
        "Everybody who opens our pages gets one which partners of ours may read anywhere.",
        f"Write {EVIL} to us by letter if you want to know more about what we keep.",
        "Partners may set cookies of their own, which their own policies tell you about.",
    ],
    "2022-01-01": ["# Privacy Policy", "This page is not available in your country.", "Please come back another day."],
    "2024-12-31": [
        "# Privacy Policy",
        "We do not sell your name, address or telephone number to anybody else, and never did.",
        "## Cookies",
        "Everybody who opens our pages gets one which partners of theirs may read anywhere.",
        "Partners may set cookies of their own, which their own policies tell you about.",
    ],
}
PAGE = "companies/a.example/privacy-policy/compare/"
LONG = "companies/b.example/privacy-policy/compare/"
TWICE = "companies/c.example/privacy-policy/compare/"
RULES = [
    f"{many} letters a year are read by those of us who answer them."
    for many in ("Ten", "Twenty", "Forty", "Sixty", "Ninety")
]
NOW, SOON = (
    ["# Now", *RULES, "We keep each of the letters that you write to us for 90 days."],
    ["# From May on", *RULES, "We keep each of the letters that you write to us for 12 months."],
)


def _write(path: Path, company: str, day: str, passages: list[str]) -> None:
    front = f"---\ncompany: {company}\nterms_type: Privacy Policy\ncaptured_at: {day}T03:02:01Z\n---\n\n"
    path.write_text(front + "\n\n".join(passages) + "\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("compared")
    texts = folder / "content" / "snapshots"
    texts.mkdir(parents=True)
    (folder / "content" / "archive.yaml").write_text("title: Versions\nbase_url: https://palimpsest.example/\n")
    for name in ("topics.yaml", "parties.yaml"):
        (folder / "content" / name).write_bytes((ROOT / "content" / name).read_bytes())
    for day, passages in VERSIONS.items():
        _write(texts / f"{day}.md", "a.example", day, passages)
    for day, passages in (("2020-01-01", NOW), ("2020-04-01", [*SOON, *NOW]), ("2020-05-01", SOON)):
        _write(texts / f"c{day}.md", "c.example", day, passages)
    for number in range(30):  # each links to another place; the words change once
        help_at = f"We keep [what you write](https://b.example/{number}) for {30 + number // 20} days."
        day = f"2020-01-{number + 1:02}"
        _write(texts / f"b{number}.md", "b.example", day, ["# Privacy Policy", help_at])
    done = run_build(
        "--content", str(folder / "content"), "--output", str(folder / "site"), "--no-cache", "--no-search"
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    with served(folder, "/sub/path/") as host:
        yield host.address


@pytest.fixture
def page(browser, address):
    with silent_page(browser, address) as page:
        yield page


def _compare(page, address: str, before: str, after: str) -> None:
    page.goto(f"{address}{PAGE}?from={before}&to={after}")
    expect(page.locator("#compare-status")).to_have_text(re.compile("unchanged|differs|version"))


def _kinds(page) -> Counter[str]:
    return Counter(page.eval_on_selector_all("#compare-result .change", "all => all.map(one => one.classList[1])"))


def _words(page, which: str) -> list[str]:
    """What is put in (`ins`) or taken out (`del`), in order, without what is said for those who listen."""
    script = "all => all.map(one => { const copy = one.cloneNode(true); copy.querySelectorAll('.hidden').forEach(said => said.remove()); return copy.textContent.trim(); })"  # noqa: E501
    return page.eval_on_selector_all(f"#compare-result .change {which}", script)


@pytest.mark.browser
def test_each_step_is_as_its_own_page_has_it(page, folder, address):
    facts = json.loads((folder / "api/companies/a.example/privacy-policy.json").read_bytes())
    names = {version["digest"]: version["url"].split("/")[-2] for version in facts["versions"]}
    for step in facts["revisions"]:
        _compare(page, address, names[step["before"]], names[step["after"]])
        counts = {kind: count for kind, count in step["counts"].items() if count and kind != "kept"}
        assert counts == _kinds(page)
        own = page.locator("#compare-result a", has_text="The page of this step")
        own.click()
        page.wait_for_url(f"**/{names[step['after']]}/changes/")
        assert counts == Counter(page.eval_on_selector_all(".change", "all => all.map(one => one.classList[1])"))


@pytest.mark.browser
@pytest.mark.parametrize(
    "text",
    [
        "We don′t sell − ever… or share\u00ad it, “never”.",
        "ご注文の際にお預かりした情報は、他の会社と共有いたしません。",
        "cafe\u0301 or caf\xe9,\xa0 both",
        "With partners[52][53] and others. [54][55] Within [30] days[1].",
    ],
)
def test_words_are_divided_and_evened_out_as_in_a_build(page, address, text):
    page.goto(f"{address}{PAGE}")
    found = page.evaluate("text => comparing.tokens(text)", text)
    assert words.tokens(text) == found
    assert comparison_text(text) == " ".join(page.evaluate("text => comparing.bare(text)", text).split())


@pytest.mark.browser
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep it safe. We share it.", "We keep it safe. We sell it to all. We share it."),
        ("We keep it. We sell it. We share it.", "We keep it. We share it."),
        (
            "You may ask, and we answer, and we keep it.",
            "You may ask, and we answer you, and we answer, and we keep it.",
        ),
        ("We never sell what you tell us.", "We may sell what you tell us, or keep it."),
    ],
    ids=["a sentence comes", "a sentence goes", "a clause comes", "words change"],
)
def test_what_can_be_marked_in_several_ways_is_marked_as_in_a_build(page, address, before, after):
    page.goto(f"{address}{PAGE}")
    built, _, _ = redline(before, after)
    shown = page.evaluate("([before, after]) => comparing.redline(before, after)", [before, after])
    assert [[span.kind, span.text.strip()] for span in built] == [[kind, text.strip()] for kind, text in shown]


@pytest.mark.browser
def test_a_passage_is_followed_through_the_versions_between(page, address):
    _compare(page, address, "2016-03-01", "2021-09-09")
    # Two steps made the one of the other, and left no more of it than two texts have by chance.
    rewritten = page.locator("#compare-result .change.rewritten")
    expect(rewritten.locator(".was")).to_contain_text("for thirty days")
    expect(rewritten.locator(".is")).to_contain_text("may read anywhere")
    assert {"edited": 1, "rewritten": 1, "added": 1, "moved": 2} == _kinds(page)


@pytest.mark.browser
def test_a_passage_that_was_away_in_between_is_found_by_its_words(page, address):
    _compare(page, address, "2018-05-24", "2024-12-31")
    edited = page.locator("#compare-result .change.edited")
    expect(edited.first).to_contain_text("and never did.")
    assert "else, and never did." in _words(page, "ins")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("step", "label"), [(("2020-01-01", "2020-04-01"), "Added"), (("2020-04-01", "2020-05-01"), "Removed")]
)
def test_what_both_versions_have_is_said_to_be_there(page, address, step, label):
    told = []
    for path in (f"{TWICE}?from={step[0]}&to={step[1]}", f"{TWICE.removesuffix('compare/')}{step[1]}/changes/"):
        page.goto(f"{address}{path}")
        expect(page.locator(".doubles")).to_have_count(1)
        expect(page.locator(".doubles .change").first).to_be_hidden()
        told.append((page.locator(".doubles summary").inner_text(), page.locator(".change .sort").all_text_contents()))
    assert 5 == sum(one.startswith(f"{label}, ") and one.endswith(" there") for one in told[0][1])
    assert Counter(told[0][1]) == Counter(told[1][1])
    assert [f"5 passages, {label.lower()}, {'already' if label == 'Added' else 'still'} there"] * 2 == [
        summary.partition(": ")[2] for summary, _ in told
    ]


@pytest.mark.browser
@pytest.mark.parametrize("step", [("2020-01-01", "2020-04-01"), ("2020-04-01", "2020-05-01")])
def test_what_one_edition_says_otherwise_is_marked_as_on_the_page_of_the_step(page, address, step):
    told = []
    for path in (f"{TWICE}?from={step[0]}&to={step[1]}", f"{TWICE.removesuffix('compare/')}{step[1]}/changes/"):
        page.goto(f"{address}{path}")
        marked = page.locator(".change", has_text="Marked against a like passage")
        expect(marked).to_have_count(1)
        told.append([marked.locator(".side").inner_text(), *marked.locator("del, ins").all_text_contents()])
    assert [" ".join(one.split()) for one in told[0]] == [" ".join(one.split()) for one in told[1]]
    assert ["90 days." in told[0][1], "12 months." in told[0][2]] == [True, True]


@pytest.mark.browser
@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_change_that_the_address_points_to_is_unfolded(browser, address, has_scripts):
    step = f"{address}{TWICE.removesuffix('compare/')}2020-05-01/changes/"
    with silent_page(browser, address, has_scripts=has_scripts) as page:
        page.goto(step)
        folded = page.locator(".doubles .change")
        expect(folded.first).to_be_hidden()
        page.goto(f"{step}#{folded.nth(2).get_attribute('id')}")
        expect(folded.nth(2)).to_be_visible()
        expect(folded.nth(2)).to_be_in_viewport()


@pytest.mark.browser
def test_alt_and_arrow_pass_over_what_is_folded(page, address):
    page.goto(f"{address}{TWICE.removesuffix('compare/')}2020-05-01/changes/")
    seen = []
    for _ in range(3):
        page.keyboard.press("Alt+ArrowDown")
        seen.append(page.evaluate("document.activeElement.id"))
    assert ["change-1", "change-7", "change-7"] == seen


@pytest.mark.browser
def test_what_a_text_says_is_shown_as_text(page, address):
    _compare(page, address, "2021-09-09", "2022-01-01")
    expect(page.locator("#compare-result")).to_contain_text(EVIL)
    assert 0 == page.locator("#compare-result img").count()


@pytest.mark.browser
def test_dates_that_a_version_states_stand_apart(page, folder, address):
    facts = json.loads((folder / "api/companies/a.example/privacy-policy.json").read_bytes())
    for version in facts["versions"]:
        version["stated_dates"] = [{"quote": "Updated: May 2017"}, {"quote": "Effective: June 2017"}]
    page.route("**/privacy-policy.json", lambda route: route.fulfill(json=facts))
    _compare(page, address, "2021-09-09", "2022-01-01")
    said = page.locator("#compare-result .sides p", has_text="Says of itself").first
    assert "Says of itself: Updated: May 2017,\nEffective: June 2017" == said.inner_text()


@pytest.mark.browser
def test_without_a_choice_the_first_version_stands_beside_the_newest(page, address):
    page.goto(f"{address}{PAGE}")
    expect(page.locator("#compare-from")).to_have_value("2016-03-01")
    expect(page.locator("#compare-to")).to_have_value("2024-12-31")
    expect(page.locator("#compare-result .sides")).to_contain_text("Captured 1 March 2016")


@pytest.mark.browser
def test_a_choice_is_in_the_address_and_the_way_back_returns_to_the_one_before(page, address):
    _compare(page, address, "2016-03-01", "2018-05-24")
    page.locator("#compare-to").focus()
    page.keyboard.type("9 September 2021")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?from=2016-03-01&to=2021-09-09")
    expect(page.locator("#compare-result .sides")).to_contain_text("Captured 9 September 2021")
    page.locator("#compare-result .change .n").first.click()
    page.wait_for_url("**#change-1")
    page.go_back()
    page.go_back()
    page.wait_for_url("**/compare/?from=2016-03-01&to=2018-05-24")
    expect(page.locator("#compare-result .sides")).to_contain_text("Captured 24 May 2018")
    expect(page.locator("#compare-to")).to_have_value("2018-05-24")


@pytest.mark.browser
def test_two_versions_the_other_way_round_are_shown_in_their_order(page, address):
    _compare(page, address, "2021-09-09", "2016-03-01")
    expect(page.locator("#compare-status")).to_contain_text("in the order of their first captures")
    backwards = page.locator("#compare-result .redline").inner_html()
    _compare(page, address, "2016-03-01", "2021-09-09")
    assert backwards == page.locator("#compare-result .redline").inner_html()


@pytest.mark.browser
def test_a_version_that_is_not_held_and_one_with_itself_are_said(page, address):
    _compare(page, address, "1999-01-01", "2021-09-09")
    expect(page.locator("#compare-status")).to_contain_text("No version here is called “1999-01-01”")
    _compare(page, address, "2021-09-09", "2021-09-09")
    expect(page.locator("#compare-status")).to_contain_text("one and the same version")


@pytest.mark.browser
def test_alt_and_arrow_go_from_change_to_change(page, address):
    _compare(page, address, "2016-03-01", "2021-09-09")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert "change-2" == page.evaluate("document.activeElement.id")


@pytest.mark.browser
def test_without_scripts_the_page_leads_to_the_timeline(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    assert not page.locator("#compare").is_visible()
    page.locator("noscript a", has_text="timeline").click()
    assert page.url == f"{address}companies/a.example/privacy-policy/"
    context.close()


@pytest.mark.browser
def test_from_disk_it_is_said_why_nothing_is_compared(browser, folder):
    page = browser.new_page()
    page.goto((folder / PAGE / "index.html").as_uri())
    expect(page.locator("#compare-status")).to_contain_text("compared on a web server")
    page.close()


def _offered(page) -> list[str]:
    return page.eval_on_selector_all("#compare-from option", "all => all.map(one => one.value)")


@pytest.mark.browser
def test_of_a_long_history_those_after_a_change_of_wording_are_offered_first(page, address):
    page.goto(f"{address}{LONG}?from=2020-01-05&to=2020-01-30")
    expect(page.locator("#compare-from")).to_have_value("2020-01-05")
    assert ["2020-01-01", "2020-01-05", "2020-01-21", "2020-01-30"] == _offered(page)
    every = page.get_by_label("All 30 versions, not only the 3 that")
    every.focus()
    page.keyboard.press("Space")
    assert 30 == len(_offered(page))
    expect(page.locator("#compare-from")).to_have_value("2020-01-05")


@pytest.mark.browser
def test_a_short_history_is_offered_whole(page, address):
    _compare(page, address, "2016-03-01", "2021-09-09")
    assert list(VERSIONS) == _offered(page)
    assert not page.locator("#compare-every").is_visible()


@pytest.mark.browser
def test_a_large_document_is_compared_when_it_is_asked_for(page, address):
    def padded(route):
        facts = route.fetch().json()
        facts["passages"] += facts["passages"][:1] * 2000
        route.fulfill(json=facts)

    page.route("**/api/companies/a.example/**", padded)
    page.goto(f"{address}{PAGE}")
    expect(page.locator("#compare-status")).to_contain_text("Choose two versions, then compare")
    assert 0 == page.locator("#compare-result > *").count()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#compare-result .sides")).to_contain_text("Captured 1 March 2016")
