"""The terms of a source go with its texts, and what is said of all texts is true of all of them."""

import json
from pathlib import Path

import pytest

from palimpsest.model import Source
from palimpsest.publishing.data.archive import archive_json
from palimpsest.publishing.data.document import document_json
from palimpsest.publishing.render import render
from palimpsest.publishing.rights import Terms, all_terms, origins, rights, terms_of
from palimpsest.publishing.theme import theme_of
from palimpsest.values import replace
from tests.publishing.archive_fixture import SETTINGS, archive
from tests.publishing.catalogues import catalogue_of, feeds
from tests.publishing.pages import all_views, parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
FIRST = Source("folder", "snapshots")
OTHER = Source("git", "../other.git", collection="Others", licence="ODC-By 1.0", attribution="Other people, Bremen")
KEY = "git:../other.git"
VERSION = "companies/monoprice.com/privacy-policy/2017-10-07/"
GENERAL = "The texts come from 2 sources, each on its own terms."


def of_two_sources():
    """The German text is of the first source, Monoprice's are of the other."""
    held = archive()
    for company in held.companies:
        for document in company.documents:
            versions = []
            for version in document.versions:
                given = {"source": KEY, "path": "Monoprice/Privacy Policy.md"} if company.name == "Monoprice" else {}
                own = [replace(one, provenance=replace(one.provenance, **given)) for one in version.snapshots]
                versions.append(replace(version, snapshots=tuple(own)))
            changed = replace(document, versions=tuple(versions))
            company = replace(company, documents=(changed,))
        held = replace(held, companies=tuple(company if one.slug == company.slug else one for one in held.companies))
    return replace(held, settings=replace(SETTINGS, sources=(FIRST, OTHER)))


HELD = of_two_sources()
VIEWS = {view.url: view for view in all_views(HELD)}


def test_the_terms_of_a_source_stand_with_its_texts_and_with_no_others():
    words = parsed(render(VIEWS[VERSION], THEME)).words
    assert "Terms of the source Others: ODC-By 1.0. Other people, Bremen" in words
    assert "Path Monoprice/Privacy Policy.md" in words
    saying = [url for url, view in VIEWS.items() if "ODC-By" in render(view, THEME)]
    assert {"about/", "data/"} == {url for url in saying if not url.startswith("companies/monoprice.com/privacy-po")}


def test_the_foot_of_every_page_speaks_for_all_texts():
    for url, view in VIEWS.items():
        html = render(view, THEME)
        assert GENERAL in html, url
        assert url in ("about/", "data/") or SETTINGS.licence not in html, url
    assert 'href="../../../../about/#sources">The terms of each</a>' in render(VIEWS[VERSION], THEME)


def test_the_rights_of_every_feed_speak_for_all_texts():
    found = [file.content.decode() for file in feeds(*catalogue_of(HELD)) if file.path.endswith(".atom")]
    assert found
    said = f"<rights>{GENERAL} See https://palimpsest.example/archive/about/#sources</rights>"
    assert all(said in content for content in found)


def test_the_json_has_them_once_and_each_capture_names_its_own():
    [other] = [{"collection": "Others", "licence": "ODC-By 1.0", "attribution": "Other people, Bremen"}]
    german, monoprice = HELD.companies
    content = json.loads(document_json(HELD, monoprice, monoprice.documents[0]).content)
    assert [other] == content["origins"]
    captures = [capture for version in content["versions"] for capture in version["captures"]]
    assert {(0, "Monoprice/Privacy Policy.md")} == {(one["origin"], one["path"]) for one in captures}
    content = json.loads(document_json(HELD, german, german.documents[0]).content)
    assert ([], None) == (content["origins"], content["versions"][0]["captures"][0]["origin"])
    content = json.loads(archive_json(catalogue_of(HELD)[0]).content)
    found = {company["slug"]: company["documents"][0]["origins"] for company in content["companies"]}
    assert ([other], {"mono.net": [], "monoprice.com": [0]}) == (content["origins"], found)


@pytest.mark.parametrize("sources", [(), (FIRST,), (OTHER,), (FIRST, replace(FIRST, path="more"))])
def test_one_source_or_several_without_terms_are_under_those_of_the_archive(sources):
    assert SETTINGS.licence == rights(replace(SETTINGS, sources=sources))


def test_places_in_a_list_of_terms_are_those_of_the_list():
    last = replace(OTHER, path="last", licence="", attribution="Last")
    settings = replace(SETTINGS, sources=(OTHER, FIRST, last))
    assert {KEY: 0, "git:last": 1} == origins(settings)
    assert ({"git:last": 0}, (Terms("Others", "", "Last"),)) == (
        origins(settings, ["git:last", "snapshots"]),
        terms_of(settings, ["git:last", "snapshots"]),
    )
    assert 2 == len(all_terms(settings))
