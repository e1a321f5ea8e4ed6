import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palimpsest.publishing.making.catalogue import CompanyHolding
from palimpsest.publishing.metadata import pages
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.values import replace
from tests.publishing.catalogues import catalogue_of
from tests.publishing.outputs_fixture import ARCHIVE, EVIL, FIRST, MONOPRICE, SECOND, STRANGE, THIRD

CATALOGUE, _ = catalogue_of(ARCHIVE)
DOCUMENT = MONOPRICE.documents[0]
NEW = pages.for_version(ARCHIVE, MONOPRICE, DOCUMENT, SECOND, 1, 20)
EVERY_KIND = [
    pages.for_home(ARCHIVE.settings),
    pages.for_page(ARCHIVE.settings, "about/", "About", "What this is."),
    pages.for_company(ARCHIVE.settings, CATALOGUE.companies[0]),
    pages.for_document(ARCHIVE.settings, EVIL, EVIL.documents[0]),
    pages.for_version(ARCHIVE, EVIL, EVIL.documents[0], STRANGE, 0, 20),
    NEW,
    pages.for_changes(ARCHIVE.settings, MONOPRICE, DOCUMENT, SECOND),
    pages.for_topic(ARCHIVE.settings, ARCHIVE.topics[1]),
    pages.for_topic_company(ARCHIVE.settings, ARCHIVE.topics[1], EVIL),
]


def _links(of: Metadata, rel: str) -> list[str]:
    return [href for link_rel, _, href, _ in of.links if link_rel == rel]


def _node(of: Metadata, kind: str) -> dict:
    (node,) = [node for node in json.loads(of.json_ld)["@graph"] if kind in node["@type"]]
    return node


def test_a_version_says_when_it_was_captured_and_from_where():
    tags = {key: value for _, key, value in NEW.tags}
    assert NEW.title == "Monoprice: Privacy Policy, captured 7 October 2017 – Archive of Policies"
    assert NEW.canonical == "https://policies.example/companies/monoprice.com/privacy-policy/2017-10-07/"
    assert tags["DC.date"] == "2017-10-07T10:42:52Z"
    assert tags["DC.source"] == "https://www.monoprice.com/privacy"
    assert tags["DC.creator"] == "Monoprice, Inc."
    assert tags["DC.rights"] == "Texts belong to their authors."


def test_a_version_leads_to_its_neighbours_the_live_page_and_the_archived_one():
    assert _links(NEW, "prev") == ["../2004-12-07/"]
    assert _links(NEW, "next") == ["../2019-03-04/"]
    assert _links(NEW, "original") == ["https://www.monoprice.com/privacy"]
    assert _links(NEW, "memento")[0].startswith("https://web.archive.org/web/20171007104252id_/")
    assert _links(pages.for_version(ARCHIVE, MONOPRICE, DOCUMENT, FIRST, 0, 20), "prev") == []
    assert _links(pages.for_version(ARCHIVE, MONOPRICE, DOCUMENT, THIRD, 2, 20), "next") == []


def test_structured_facts_tell_the_stated_date_from_the_capture():
    node = _node(NEW, "ArchiveComponent")
    assert (node["datePublished"], node["temporalCoverage"]) == ("2017-03-28", "2017-10-07T10:42:52Z")
    assert node["encoding"]["sha256"] == SECOND.snapshots[0].sha256
    assert "datePublished" not in _node(
        pages.for_version(ARCHIVE, MONOPRICE, DOCUMENT, FIRST, 0, 20), "ArchiveComponent"
    )


def test_home_offers_its_search_and_a_document_its_data():
    action = _node(EVERY_KIND[0], "WebSite")["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://policies.example/search/?q={search_term_string}"
    of = pages.for_document(ARCHIVE.settings, MONOPRICE, DOCUMENT)
    assert _node(of, "Dataset")["distribution"]["contentUrl"].endswith("/privacy-policy.json")
    assert [item["name"] for item in _node(of, "BreadcrumbList")["itemListElement"]] == [
        "Home", "Companies", "Monoprice", "Monoprice: Privacy Policy",
    ]  # fmt: skip


@pytest.mark.parametrize("of", EVERY_KIND)
def test_every_page_offers_feeds_and_cannot_break_out_of_its_script(of):
    assert any(href.endswith("feed.atom") for href in _links(of, "alternate"))
    assert not re.search("[<>&]", of.json_ld)
    assert not any(key.startswith("citation_") for _, key, _ in of.tags)
    assert len({key for _, key, _ in of.tags}) == len(of.tags)
    assert not any(href.lower().startswith("javascript") for _, _, href, _ in of.links)
    if of.json_ld:
        json.loads(of.json_ld)


@given(st.text())
def test_any_text_stays_inside_its_script_and_reads_back(name):
    of = pages.for_company(ARCHIVE.settings, CompanyHolding(replace(MONOPRICE, name=name), ()))
    assert not re.search("[<>&\u2028\u2029]", of.json_ld)
    assert _node(of, "BreadcrumbList")["itemListElement"][-1]["name"] == name
