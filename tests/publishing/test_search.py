import gzip
import json
from pathlib import Path

from palimpsest.publishing.search import SearchRecord, languages, search_records
from palimpsest.publishing.search_index import JOINT, document_html, index, is_fresh, separated
from tests.publishing.outputs_fixture import ARCHIVE, COOKIES, HOSTILE, NO_COOKIES, OLD_SECURITY

RECORDS = tuple(search_records(ARCHIVE))


def _record(text: str, company: str = "monoprice.com") -> SearchRecord:
    (record,) = [record for record in RECORDS if record.text == text and record.company == company]
    return record


def fragments(folder: Path) -> list[dict]:
    """What Pagefind will hand to the search page."""
    return [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in sorted((folder / "fragment").iterdir())
    ]


def test_each_wording_of_a_document_is_one_record():
    wordings = [(record.company, record.terms, record.text) for record in RECORDS]
    assert len(set(wordings)) == len(wordings)
    assert {"Cookies", NO_COOKIES, COOKIES} <= {record.text for record in RECORDS}


def test_a_record_leads_to_the_newest_version_that_carries_the_wording():
    assert "companies/monoprice.com/privacy-policy/2004-12-07/#" in _record(NO_COOKIES).url
    assert "companies/monoprice.com/privacy-policy/2019-03-04/#" in _record(COOKIES).url


def test_a_record_knows_the_newest_version_of_each_year_that_carries_the_wording():
    places = {year: place.url.split("/")[3] for year, place in _record(COOKIES).places}
    assert places == {"2017": "2017-10-07", "2018": "2017-10-07", "2019": "2019-03-04"}
    assert _record(OLD_SECURITY).years == ("2004",)


def test_headings_count_more_and_earlier_layers_less():
    assert _record("Contact").weight == 2.0
    assert _record(COOKIES).weight == 1.0
    assert _record(NO_COOKIES).weight == 0.75


def test_the_topics_are_those_of_the_newest_version_with_the_wording():
    assert _record(COOKIES).topics == ("cookies",)
    assert _record(OLD_SECURITY).topics == ()


def test_the_languages_are_primary_subtags():
    assert languages(ARCHIVE) == ("en",)


def test_hyphenated_words_are_indexed_as_two_words_and_can_be_put_together_again():
    assert separated("first- and third-party e-mail") == f"first- and third-{JOINT}party e-mail"
    assert separated(COOKIES).replace(JOINT, "") == COOKIES
    assert 'joined[content]" content="thirdparty"' in document_html(_record(COOKIES))


def test_hostile_text_stays_text_in_the_staged_document():
    html = document_html(_record(HOSTILE, "evil.example"))
    assert "<b>" not in html
    assert "</script" not in html


def test_the_bundle_holds_every_record_with_its_particulars_and_nothing_unused(tmp_path):
    index(RECORDS, tmp_path / "pagefind")
    found = fragments(tmp_path / "pagefind")
    assert len(found) == len(RECORDS)
    (fragment,) = [fragment for fragment in found if "other tracking" in fragment["content"]]
    assert fragment["filters"] == {
        "company": ["monoprice.com"],
        "terms": ["privacy-policy"],
        "topic": ["cookies"],
        "year": ["2017", "2018", "2019"],
    }
    assert fragment["anchors"][0]["id"].startswith("%7B%22company%22:%22Monoprice%22,")
    assert not list((tmp_path / "pagefind").glob("*ui*"))


def test_a_bundle_is_fresh_only_for_the_records_it_was_made_of(tmp_path):
    index(RECORDS[:2], tmp_path / "pagefind")
    assert is_fresh(tmp_path / "pagefind", RECORDS[:2])
    assert not is_fresh(tmp_path / "pagefind", RECORDS[:1])
    assert not is_fresh(tmp_path / "elsewhere", RECORDS[:2])


def test_an_archive_without_words_has_an_empty_bundle(tmp_path):
    index((), tmp_path / "pagefind")
    assert is_fresh(tmp_path / "pagefind", ())
