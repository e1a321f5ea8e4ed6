"""Pages of parties: who names or links whom, the words marked, and never more than that."""

import json

from palimpsest.model import Company
from palimpsest.publishing.data.document import document_json
from palimpsest.publishing.discovery import last_changes
from palimpsest.publishing.making.catalogue import CompanyHolding
from palimpsest.publishing.making.party_tasks import party_tasks
from palimpsest.publishing.making.portions import PartyAtCompany, PartyCatalogue
from palimpsest.publishing.making.tasks import CatalogueTask
from palimpsest.publishing.views.party import party_page
from palimpsest.values import replace
from tests.publishing.archive_fixture import LINKED, MENDED, PARTIES, SETTINGS, archive
from tests.publishing.catalogues import catalogue_of, catalogue_views
from tests.publishing.pages import all_views

CATALOGUE, OPEN = catalogue_of(archive())
VIEWS = {view.url: view for view in catalogue_views(CATALOGUE, OPEN)}
MICROSOFT, GUARD = VIEWS["parties/microsoft/"], VIEWS["parties/guard/"]


def test_a_passage_stands_with_the_name_marked_and_the_way_to_its_place():
    ((document,),) = (group.documents for group in MICROSOFT.groups)
    (slip,) = document.slips
    assert "companies/monoprice.com/privacy-policy/" == document.document.url
    assert (("We use ", False), ("Microsoft", True), ("’s chat and cookies.", False)) == slip.pieces
    assert f"companies/monoprice.com/privacy-policy/2017-10-07/#p-{MENDED.id[:8]}" == slip.url
    assert ("Tracking Technologies", True, False, ()) == (slip.heading, slip.stands, slip.is_linked, slip.roles)


def test_what_no_longer_stands_is_shown_with_its_first_and_last_capture():
    (slip,) = GUARD.groups[0].documents[0].slips
    assert (False, 2004, 2004) == (slip.stands, slip.captured_at.year, slip.last_seen.year)
    assert "1 passage, no longer in the newest text" == GUARD.companies[0].holdings
    assert "1 passage in 1 document of 1 company, none of them in newest texts" == GUARD.summary


def test_a_link_is_told_from_a_name():
    (slip,) = VIEWS["parties/example/"].groups[0].documents[0].slips
    assert (True, ("its policy is linked",)) == (slip.is_linked, slip.roles)


def test_a_party_leads_to_its_owner_where_that_has_a_page():
    assert "parties/microsoft/" == VIEWS["parties/example/"].owner.url
    assert MICROSOFT.owner is None


def test_a_party_that_no_text_mentions_has_no_page_and_is_counted():
    assert "parties/nobody/" not in VIEWS
    assert "1 other organisation" == VIEWS["parties/"].without


def test_the_index_has_parties_by_their_main_role():
    assert [("Advertising", ["Microsoft"]), ("Infrastructure", ["Example"]), ("Seals and settlement", ["Guard"])] == [
        (group.label, [row.name for row in group.parties]) for group in VIEWS["parties/"].roles
    ]
    assert "1 company, 1 document" == VIEWS["parties/"].roles[0].parties[0].holdings


def test_a_document_and_a_company_name_their_parties():
    views = {view.url: view for view in all_views(archive())}
    for url in ("companies/monoprice.com/privacy-policy/", "companies/monoprice.com/"):
        assert ["Example", "Guard", "Microsoft"] == [link.label for link in views[url].parties.links]
    assert () == views["companies/mono.net/"].parties.links


def test_a_further_capture_of_a_text_that_stands_changes_no_page_of_a_party():
    held = CATALOGUE.companies[1].documents[0].parties
    without_last = archive()
    company = without_last.companies[1]
    document = company.documents[0]
    newest = document.versions[-1]
    fewer = replace(newest, snapshots=newest.snapshots[:1])
    shorter = replace(document, versions=(*document.versions[:-1], fewer))
    companies = (without_last.companies[0], replace(company, documents=(shorter,)))
    before = catalogue_of(replace(without_last, companies=companies))[0].companies[1].documents[0].parties
    assert before == held


def test_a_page_has_room_for_some_of_many_wordings_and_says_where_the_others_are():
    holding = replace(CATALOGUE.companies[1].documents[0].parties["microsoft"], wordings=500)
    many = PartyCatalogue(
        SETTINGS, PARTIES[2], None, (PartyAtCompany(CATALOGUE.companies[1].company, {"privacy-policy": holding}),)
    )
    (group,) = party_page(many, OPEN).groups
    assert ("Search for 499 more passages", "search/?q=Microsoft&company=monoprice.com") == (
        group.more.label,
        group.more.url,
    )


def test_each_mentioned_party_is_a_task_of_its_own():
    tasks = party_tasks(CatalogueTask(CATALOGUE, {}))
    assert ["example", "guard", "microsoft"] == [task.name for task in tasks]
    other = CompanyHolding(Company("other", "Other"), ())
    wider = replace(CATALOGUE, companies=(*CATALOGUE.companies, other))
    assert [task.content for task in tasks] == [task.content for task in party_tasks(CatalogueTask(wider, {}))]


def test_the_facts_of_a_document_have_each_mention_once_with_its_place():
    company = archive().companies[1]
    facts = json.loads(document_json(archive(), company, company.documents[0]).content)
    (example, _, microsoft) = facts["parties"]
    (mention,) = microsoft["mentions"]
    passage = facts["passages"][mention["passage"]]
    assert ("Microsoft", MENDED.id) == (passage["text"][mention["start"] : mention["end"]], passage["id"])
    assert ("linked policy", "linked") == (example["mentions"][0]["role"], example["mentions"][0]["basis"])
    assert LINKED.id == facts["passages"][example["mentions"][0]["passage"]]["id"]


def test_the_sitemap_names_each_page_of_a_party_with_the_day_it_last_changed():
    days = last_changes(CATALOGUE, OPEN)
    assert {"parties/": None, "parties/guard/": "2004-12-07", "parties/microsoft/": "2017-10-07"} == {
        url: day and day.isoformat() for url, day in days.items() if url.startswith("parties/") and "example" not in url
    }
