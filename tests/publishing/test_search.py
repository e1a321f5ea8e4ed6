import gzip
import json
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from palimpsest.publishing.search.index import PAGES, begin, finish
from palimpsest.publishing.search.records import SearchRecord, records_of
from palimpsest.publishing.search.staging import (
    JOINT,
    Staged,
    document_html,
    pages,
    percent_encoded,
    separated,
    staged,
)
from palimpsest.values import replace
from tests.publishing.outputs_fixture import ARCHIVE, COOKIES, HOSTILE, NO_COOKIES, OLD_SECURITY

RECORDS = tuple(
    record
    for owner in ARCHIVE.companies
    for document in owner.documents
    for record in records_of(ARCHIVE, owner, document)
)


def _staged(records: Sequence[SearchRecord]) -> list[Staged]:
    """Document by document, as they are kept."""
    by_document = groupby(records, lambda record: (record.company, record.terms))
    return [one for _, own in by_document for one in staged(own)]


def _index(records: Sequence[SearchRecord], folder: Path, most: int) -> None:
    finish(begin(_staged(records), len(records), folder, most))


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


def test_the_language_is_a_primary_subtag():
    assert {record.language for record in RECORDS} == {"en"}


def test_what_the_newest_version_says_is_current():
    assert _record(COOKIES).is_current
    assert not _record(NO_COOKIES).is_current


def test_hyphenated_words_are_indexed_as_two_words_and_can_be_put_together_again():
    assert separated("first- and third-party e-mail") == f"first- and third-{JOINT}party e-mail"
    assert separated(COOKIES).replace(JOINT, "") == COOKIES
    assert 'joined[content]" content="thirdparty"' in document_html(staged([_record(COOKIES)]))


def test_hostile_text_stays_text_in_the_staged_document():
    html = document_html(staged([_record(HOSTILE, "evil.example")]))
    assert "<b>" not in html
    assert "</script" not in html


def test_the_bundle_holds_every_record_with_its_particulars_and_nothing_unused(tmp_path):
    _index(RECORDS, tmp_path / "pagefind", PAGES)
    found = fragments(tmp_path / "pagefind")
    assert len(found) == len(RECORDS)
    (fragment,) = [fragment for fragment in found if "other tracking" in fragment["content"]]
    assert fragment["filters"] == {
        "company": ["monoprice.com"],
        "terms": ["privacy-policy"],
        "topic": ["cookies"],
        "year": ["2017", "2018", "2019"],
    }
    about, wording = (json.loads(unquote(anchor["id"])) for anchor in fragment["anchors"])
    assert about == {
        "company": "Monoprice", "terms": "Privacy Policy", "language": "en",
        "base": "companies/monoprice.com/privacy-policy/",
    }  # fmt: skip
    section, first, last, topics, places = wording
    assert (section, first, last, topics) == ("Cookies", 20171007, 20190304, ["cookies"])
    assert places[-1] == [20190304, f"2019-03-04/#{_record(COOKIES).url.split('#')[1]}"]
    assert not list((tmp_path / "pagefind").glob("*ui*"))


def test_of_many_records_some_of_one_document_and_of_the_same_years_share_a_page():
    every = _staged(RECORDS)
    found = [page for _, page in pages(every, 2)]
    assert sorted(one.markup for page in found for one in page) == sorted(one.markup for one in every)
    assert max(map(len, found)) == 2
    assert all(len({one.frame for one in page}) == 1 for page in found)
    years = [one.years for page in found for one in page if ">Monoprice" in unquote(one.frame.body).replace('"', ">")]
    assert years == sorted(years)


def test_a_further_wording_of_one_document_leaves_the_fragments_of_all_others(tmp_path):
    first, *_ = sorted(RECORDS, key=lambda record: (record.company, record.terms))
    _index(RECORDS, tmp_path / "before", PAGES)
    _index((replace(first, text="One more wording."), *RECORDS), tmp_path / "after", PAGES)
    before, after = (
        {fragment["url"]: fragment for fragment in fragments(tmp_path / name)} for name in ("before", "after")
    )
    assert len(after) == len(before) + 1
    own = f"/{first.company}/{first.terms}/"
    others = {url for url in before if not url.startswith(own)}
    assert others == {url for url in after if not url.startswith(own)}
    assert all(before[url] == after[url] for url in others)


def test_wordings_of_documents_and_of_languages_share_no_page():
    record = _record(COOKIES)
    others = (
        record,
        replace(record, language="de"),
        replace(record, terms="terms"),
        replace(record, company="a.example"),
    )
    assert len({one.frame for one in _staged(others)}) == 4


def test_each_wording_of_a_page_keeps_its_own_particulars_and_its_place_among_the_words(tmp_path):
    _index(RECORDS, tmp_path / "pagefind", 1)
    (fragment,) = [one for one in fragments(tmp_path / "pagefind") if "other tracking" in one["content"]]
    words = fragment["content"].split()
    about, *wordings = fragment["anchors"]
    starts = [anchor["location"] for anchor in wordings]
    texts = [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    own = [separated(record.text).split() for record in sorted(RECORDS[-len(wordings) :], key=lambda r: r.years)]
    assert json.loads(unquote(about["id"]))["company"] == "Monoprice"
    assert [" ".join(words) for words in own] == texts
    assert len(fragment["filters"]["year"]) == 4


def test_an_archive_without_words_has_a_bundle_that_says_so(tmp_path):
    _index((), tmp_path / "pagefind", PAGES)
    assert json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text()) == {"languages": {}}


@given(st.text(max_size=80) | st.text("%\"'<>& \u00a0\u2028\u3000é", max_size=20))
def test_what_travels_in_an_id_comes_out_as_it_went_in_and_holds_no_sign_of_html(text):
    encoded = percent_encoded({"text": text})
    assert {"text": text} == json.loads(unquote(encoded))
    assert not re.search(r"[\s\"'<>&]", encoded)
