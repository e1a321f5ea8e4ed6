"""Stated dates against captures, what a text names, and signals: on their pages and in the JSON."""

import json
from pathlib import Path

from palimpsest.publishing.data.document import document_json
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.dates import dates_page
from palimpsest.publishing.views.facts import fact_groups
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.stated import stated_dates, stated_table
from palimpsest.understanding.understand import understand
from palimpsest.values import replace
from tests.publishing.catalogues import catalogue_of
from tests.publishing.dated_archive import LEXICON, dated_archive, document_of
from tests.publishing.pages import all_views, parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
ARCHIVE = dated_archive()
ACME, COYOTE = ARCHIVE.companies
HISTORY = history_of(ARCHIVE, ACME, ACME.documents[0])
CATALOGUE, OPEN = catalogue_of(ARCHIVE)
PAGE = dates_page(CATALOGUE, OPEN)
VIEWS = {view.url: view for view in all_views(ARCHIVE)}
POLICY = "companies/acme.org/privacy-policy/"
LISTS = {one.anchor: one for one in PAGE.lists}


def words(url: str) -> str:
    return parsed(render(VIEWS[url], THEME)).words


def test_each_claim_stands_once_with_the_first_capture_that_has_it():
    found = [(one.claim, one.date, f"{one.captured_at:%Y-%m-%d}", one.days) for one in stated_dates(HISTORY).every]
    expected = [
        ("Last updated", "2018-05-10", "2019-01-10", 245),
        ("Effective", "2019-07-01", "2019-06-01", -30),
        ("Effective", "2019-06-01", "2020-01-01", 214),
    ]
    assert expected == found


def test_the_first_capture_held_does_not_say_when_a_date_appeared():
    assert [True, False, False] == [one.is_oldest for one in stated_dates(HISTORY).every]


def with_texts(*texts):
    """Acme's policy with captures of other texts."""
    held = document_of("acme.org", texts)
    owner = replace(ACME, documents=(held,))
    findings = {version.digest: understand(version.reading, LEXICON) for version in held.versions}
    return replace(ARCHIVE, companies=(owner,), findings=findings)


def late_rows(archive):
    lists = {one.anchor: one for one in dates_page(*catalogue_of(archive)).lists}
    return [(row.text, row.apart) for row in lists["late"].rows] if "late" in lists else []


def test_a_date_is_late_only_where_a_capture_after_it_is_without_it():
    early = ("20190110080000", "We will never sell your data.", "See the GDPR.")
    between = ("20190603080000", "We may sell your data.", "See the GDPR.")
    late = ("20200101080000", "Effective 1 June 2019", "We do sell your data.", "See the GDPR.")
    assert "late" not in LISTS  # its capture before is of the very day
    assert [] == late_rows(with_texts(early, late))
    found = late_rows(with_texts(early, between, late))
    assert [("Effective 1 June 2019", "214 days before capture; not in the capture before, 3 June 2019")] == found


def test_a_date_is_not_late_behind_a_capture_of_another_text():
    between = ("20190603080000", "We may sell your data.", "See the GDPR.")
    late = ("20200101080000", "Effective 1 June 2019", "We do sell your data.", "See the GDPR.")
    archive = with_texts(between, late)
    history = history_of(archive, archive.companies[0], archive.companies[0].documents[0])
    assert [False] == [one.missed_at is None for one in stated_dates(history).every]
    broken = replace(history, begins={one.captured_at: "extraction" for one in stated_dates(history).every})
    assert [True] == [one.missed_at is None for one in stated_dates(broken).every]


def test_an_effective_date_still_to_come_is_notice():
    assert [("Effective 1 July 2019", "30 days after capture")] == [
        (row.text, row.apart) for row in LISTS["notice"].rows
    ]
    assert "ahead" not in LISTS


def test_a_change_of_wording_with_the_same_date_is_listed_with_its_redline():
    assert [f"{POLICY}2019-02-20/changes/"] == [row.url for row in LISTS["unchanged"].rows]
    table = stated_table(stated_dates(HISTORY))
    assert "Wording changed, stated date unchanged: 1 of 3 changes of wording." == table.summary
    assert ["20 February 2019"] == [link.label for link in table.unchanged]


def test_a_date_that_moved_back_is_listed():
    assert [f"{POLICY}2020-01-01/changes/"] == [row.url for row in LISTS["back"].rows]


def test_documents_without_a_stated_date_are_named_as_not_found():
    assert ["Coyote: Privacy Policy"] == [link.label for link in PAGE.without]
    assert "2 documents. A stated date was found in the newest version of 1; none was found in 1." == PAGE.summary


def test_every_row_leads_to_a_passage_or_a_redline_of_the_site():
    rows = [row for one in PAGE.lists for row in one.rows]
    assert all(row.url.partition("#")[0] in VIEWS and row.document.url in VIEWS for row in rows)


def test_many_companies_are_folded_and_long_lists_too():
    [acme, coyote] = CATALOGUE.companies
    many = [replace(acme, company=replace(acme.company, slug=f"a{number}.org")) for number in range(70)]
    page = dates_page(
        replace(CATALOGUE, companies=(*many, coyote)),
        lambda company, document: OPEN(company if company == "coyote.org" else "acme.org", document),
    )
    assert all(one.summary for one in page.companies)
    unchanged = next(one for one in page.lists if one.anchor == "unchanged")
    assert (60, "The newest 60 of 70 captures") == (len(unchanged.rows), unchanged.folded)
    assert ["Acme: Privacy Policy (1)"] * 10 == [link.label for link in unchanged.left_out]
    assert 10 == len({link.url for link in unchanged.left_out} - {row.document.url for row in unchanged.rows})
    assert all(one.summary == "" for one in PAGE.companies)


def test_a_version_names_its_facts_with_the_way_to_their_passages():
    page = VIEWS[f"{POLICY}2019-02-20/"]
    found = {group.label: [fact.words for fact in group.facts] for group in page.facts}
    assert {"E-mail": ["two@acme.org"], "Laws": ["GDPR"]} == found
    html = parsed(render(page, THEME))
    assert all(fact.anchor in html.ids for group in page.facts for fact in group.facts)
    assert "Named in this text" in html.words


def test_many_values_of_a_kind_are_counted():
    [fact] = [one for one in ARCHIVE.findings_of(ACME.documents[0].versions[0]).facts if one.kind == "email"]
    facts = [replace(fact, value=f"a{number}@acme.org") for number in range(15)] + [fact, fact]
    [group] = fact_groups(facts)
    assert (12, "and 4 more") == (len(group.facts), group.left_out)


def test_a_company_says_where_each_law_was_first_named():
    found = [(law.name, f"{law.captured_at:%Y-%m-%d}") for law in VIEWS["companies/acme.org/"].laws]
    assert [("GDPR", "2019-01-10"), ("CCPA", "2019-06-01")] == found
    assert "Laws and schemes named" in words("companies/acme.org/")
    assert "Laws and schemes named" not in words("companies/coyote.org/")


def test_signals_stand_above_the_redline_and_lead_to_their_change():
    page = VIEWS[f"{POLICY}2019-02-20/changes/"]
    html = parsed(render(page, THEME))
    texts = [signal.text for signal in page.signals]
    assert "A sentence with “will never sell” stands in the earlier text and not in the later one." in texts
    ways = [signal.way.url for signal in page.signals if signal.way and signal.way.url.startswith("#")]
    assert ways
    assert {way[1:] for way in ways} <= set(html.ids)
    assert html.words.index("Worth a look") < html.words.index("The changes")


def test_no_page_says_that_a_text_does_not_mention_something():
    for url in VIEWS:
        said = words(url).lower()
        assert "does not mention" not in said
        assert "silent change" not in said


def test_the_json_has_facts_by_passage_and_signals_by_step():
    content = json.loads(document_json(ARCHIVE, ACME, ACME.documents[0]).content)
    facts = [(fact["kind"], fact["value"], one["text"][fact["start"] : fact["end"]])
             for one in content["passages"] for fact in one["facts"]]  # fmt: skip
    assert ("email", "one@acme.org", "one@acme.org") in facts
    kinds = [[signal["kind"] for signal in revision["signals"]] for revision in content["revisions"]]
    expected = [["promise gone", "contact named", "date unchanged"], ["law named", "date ahead"], ["date moved back"]]
    assert expected == kinds


def test_hostile_values_are_escaped():
    [fact] = [one for one in ARCHIVE.findings_of(ACME.documents[0].versions[0]).facts if one.kind == "email"]
    page = replace(VIEWS[f"{POLICY}2019-01-10/"], facts=fact_groups([replace(fact, value="<script>alert(1)</script>")]))
    assert "<script>alert(1)" not in render(page, THEME)
