import json
from hashlib import sha256

from palimpsest.publishing.data import json_files
from tests.publishing.outputs_fixture import ARCHIVE, COOKIES, NO_COOKIES, OLD_SECURITY, PROMISE, SECOND, passage
from tests.snapshots import source_of

FILES = {file.path: file.content for file in json_files(ARCHIVE)}
DOCUMENT = json.loads(FILES["api/companies/monoprice.com/privacy-policy.json"])


def test_there_is_one_file_for_the_archive_and_one_per_document():
    assert list(FILES) == [
        "api/archive.json",
        "api/companies/evil.example/privacy-policy.json",
        "api/companies/monoprice.com/privacy-policy.json",
    ]


def test_the_archive_lists_companies_documents_and_counts():
    archive = json.loads(FILES["api/archive.json"])
    assert archive["counts"] == {
        "companies": 2, "documents": 2, "versions": 4, "captures": 5, "changes_of_wording": 1,
    }  # fmt: skip
    (document,) = archive["companies"][1]["documents"]
    assert document["json"] == "https://policies.example/api/companies/monoprice.com/privacy-policy.json"
    assert (document["first_captured_at"], document["last_captured_at"]) == (
        "2004-12-07T15:29:39Z",
        "2019-03-04T00:00:00Z",
    )


def test_a_version_names_its_captures_with_the_digest_of_their_source_bytes():
    version = DOCUMENT["versions"][1]
    assert version["digest"] == SECOND.digest
    assert version["captured_at"] == ["2017-10-07T10:42:52Z", "2018-02-01T08:00:00Z"]
    assert [capture["sha256"] for capture in version["captures"]] == [
        sha256(source_of(snapshot)).hexdigest() for snapshot in SECOND.snapshots
    ]
    assert version["captures"][1]["source"].endswith("/2017-10-07/source-2.md")
    assert version["stated_dates"][0]["date"] == "2017-03-28"


def test_a_revision_names_its_passages_by_what_became_of_them():
    revision, formatting = DOCUMENT["revisions"]
    assert (revision["class"], revision["share_kept"], revision["verdict"]) == ("wording", 0.25, "mostly rewritten")
    assert revision["removed"] == [passage(PROMISE).id]
    assert revision["rewritten"] == [[passage(NO_COOKIES).id, passage(COOKIES).id]]
    assert revision["counts"] == {"kept": 1, "moved": 0, "edited": 1, "rewritten": 1, "added": 2, "removed": 1}
    assert formatting["class"] == "formatting only"


def test_a_passage_stands_once_with_its_first_and_last_capture():
    passages = {of["text"]: of for of in DOCUMENT["passages"]}
    assert len(passages) == len(DOCUMENT["passages"])
    assert (passages[OLD_SECURITY]["first_seen"], passages[OLD_SECURITY]["last_seen"]) == ("2004-12-07T15:29:39Z",) * 2
    assert (passages[COOKIES]["first_seen"], passages[COOKIES]["last_seen"]) == (
        "2017-10-07T10:42:52Z",
        "2019-03-04T00:00:00Z",
    )


def test_every_version_can_be_put_together_from_its_passages():
    known = {of["id"] for of in DOCUMENT["passages"]}
    assert all(set(version["passages"]) <= known for version in DOCUMENT["versions"])
