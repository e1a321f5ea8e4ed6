import json
from datetime import UTC, datetime
from hashlib import sha256

from palimpsest.model import Fact, Findings, Lineage, LineageStep, Passage, Placed, Reading, Section
from palimpsest.publishing.data.archive import archive_json
from palimpsest.publishing.data.document import document_json
from palimpsest.values import replace
from tests.publishing.catalogues import catalogue_of
from tests.publishing.outputs_fixture import (
    ARCHIVE,
    COOKIES,
    FIRST,
    MONOPRICE,
    NO_COOKIES,
    OLD_SECURITY,
    PROMISE,
    SECOND,
    THIRD,
    passage,
)
from tests.snapshots import source_of

FILE = document_json(ARCHIVE, MONOPRICE, MONOPRICE.documents[0])
DOCUMENT = json.loads(FILE.content)


def _texts(places: list[int]) -> list[str]:
    return [DOCUMENT["passages"][place]["text"] for place in places]


def test_there_is_a_file_for_each_document():
    assert FILE.path == "api/companies/monoprice.com/privacy-policy.json"


def test_the_archive_lists_companies_documents_and_counts():
    archive = json.loads(archive_json(catalogue_of(ARCHIVE)[0]).content)
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
    assert [of["captured_at"] for of in version["captures"]] == ["2017-10-07T10:42:52Z", "2018-02-01T08:00:00Z"]
    assert version["intervals"] == [["2017-10-07T10:42:52Z", "2018-02-01T08:00:00Z"]]
    assert version["captures"][0]["record"] == "monoprice.com/2017-10-07.md"
    assert [capture["sha256"] for capture in version["captures"]] == [
        sha256(source_of(snapshot)).hexdigest() for snapshot in SECOND.snapshots
    ]
    assert version["captures"][1]["source"].endswith("/2017-10-07/source-2.md")
    assert version["stated_dates"][0]["date"] == "2017-03-28"


def test_a_revision_names_its_passages_by_what_became_of_them():
    revision, formatting = DOCUMENT["revisions"]
    assert (revision["class"], revision["share_kept"], revision["verdict"]) == ("wording", 0.25, "mostly rewritten")
    assert _texts(revision["removed"]) == [PROMISE]
    assert [_texts(pair) for pair in revision["rewritten"]] == [[NO_COOKIES, COOKIES]]
    assert (revision["before"], revision["after"]) == (FIRST.digest, SECOND.digest)
    assert (revision["words_added"], revision["words_removed"]) == (19, 27)
    assert revision["cause"] == "unstated"
    assert revision["counts"] == {"kept": 1, "moved": 0, "edited": 1, "rewritten": 1, "added": 2, "removed": 1}
    assert (revision["added_again"], revision["removed_for_a_time"]) == (0, 0)
    assert (revision["added_already_there"], revision["removed_still_there"]) == (0, 0)
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
    for version, written in zip(MONOPRICE.documents[0].versions, DOCUMENT["versions"], strict=True):
        assert [placed.passage.text for placed in version.reading.placed()] == _texts(written["passages"])


def test_a_text_that_returns_has_an_interval_for_each_time():
    again = replace(FIRST.snapshots[0], captured_at=datetime(2018, 1, 1, tzinfo=UTC))
    document = replace(MONOPRICE.documents[0], versions=(replace(FIRST, snapshots=(*FIRST.snapshots, again)), SECOND))
    written = json.loads(document_json(ARCHIVE, MONOPRICE, replace(document, revisions=())).content)
    assert written["versions"][0]["intervals"] == [["2004-12-07T15:29:39Z"] * 2, ["2018-01-01T00:00:00Z"] * 2]
    assert written["versions"][1]["intervals"] == [["2017-10-07T10:42:52Z"] * 2, ["2018-02-01T08:00:00Z"] * 2]


def test_a_passage_names_the_wordings_before_and_after_it():
    seen = SECOND.captured_at
    step = LineageStep("rewritten", passage(NO_COOKIES).id, seen)
    gone = LineageStep("split", "0" * 16, seen)
    own = Lineage(seen, seen, ((seen, seen),), earlier=(step, gone))
    document = MONOPRICE.documents[0]
    lineages = {**document.lineages, passage(COOKIES).id: own}
    written = json.loads(document_json(ARCHIVE, MONOPRICE, replace(document, lineages=lineages)).content)
    (found,) = [of for of in written["passages"] if of["text"] == COOKIES]
    assert found["intervals"] == [["2017-10-07T10:42:52Z"] * 2]
    assert [(of["kind"], _texts([of["passage"]])) for of in found["earlier"]] == [("rewritten", [NO_COOKIES])]


def test_a_passage_has_its_labels_once_and_both_where_two_versions_differ():
    passages = {of["text"]: of["topics"] for of in DOCUMENT["passages"]}
    sure = {"topic": "cookies", "certainty": "sure", "polarity": "says"}
    assert [sure] == passages[COOKIES]  # the second version and the third have it
    assert [] == passages[PROMISE]
    third = ARCHIVE.findings[THIRD.digest]
    possible = {at: tuple(replace(one, certainty="possible") for one in own) for at, own in third.labels.items()}
    archive = replace(ARCHIVE, findings={**ARCHIVE.findings, THIRD.digest: replace(third, labels=possible)})
    written = json.loads(document_json(archive, MONOPRICE, MONOPRICE.documents[0]).content)
    assert [sure, sure | {"certainty": "possible"}] == [
        label for of in written["passages"] if of["text"] == COOKIES for label in of["topics"]
    ]


def test_a_fact_stands_in_the_text_that_the_file_gives():
    """The passage has other white space in the second version, which moves what it names."""
    company = ARCHIVE.companies[1]
    (document,) = company.documents
    first, second, _ = document.versions
    written = ["We  ask\nyou: write to a@acme.org", "We ask you: write to a@acme.org"]
    versions, findings = [], dict(ARCHIVE.findings)
    for version, text in zip((first, second), written, strict=True):
        one = Placed(Passage("0" * 16, "paragraph", text, text), "p-00000000", "text")
        versions.append(replace(version, reading=Reading("", (Section(None, 1, "", "", None, (one,)),))))
        start = text.index("a@")
        facts = (Fact("email", "a@acme.org", one.anchor, start, start + len("a@acme.org")),)
        findings[version.digest] = Findings({}, (), facts)
    told = replace(document, versions=tuple(versions), revisions=(), lineages={})
    content = json.loads(document_json(replace(ARCHIVE, findings=findings), company, told).content)
    (listed,) = content["passages"]
    (fact,) = listed["facts"]
    assert listed["text"][fact["start"] : fact["end"]] == "a@acme.org"
