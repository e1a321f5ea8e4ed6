"""Documents: one version per distinct text, in capture order, with lineages and strata."""

import pytest

from palimpsest.comparing.documents import Texts, arrange_versions, compare, distinct_texts, read_texts
from palimpsest.comparing.lineage import Stratum, document_strata
from palimpsest.reading.comparison import passage_id
from palimpsest.values import replace
from tests import snapshots as snapshots_of

from .notation import reading, snapshot

FIRST, SECOND = "# Use\n\nWe bill you.", "# Use\n\nWe bill you.\n\nWe keep it."
THIRD = "# Use\n\nWe bill nobody."


def snapshots():
    return [
        snapshot(FIRST, "2016-03-01", "content/snapshots/a.example/3.md"),
        snapshot(SECOND, "2012-02-01", "content/snapshots/a.example/2.md"),
        snapshot(FIRST, "2004-01-01", "content/snapshots/a.example/1.md"),
    ]


def texts(of=None):
    of = tuple(of or snapshots())
    readings = {snapshot(text, "2000-01-01").body_digest: reading(text) for text in (FIRST, SECOND, THIRD)}
    return Texts("Privacy Policy", of, readings)


def test_equal_texts_are_one_version_wherever_they_stand_in_the_history():
    versions = arrange_versions(texts())
    expected = [["20040101120000", "20160301120000"], ["20120201120000"]]
    assert expected == [[snapshot.timestamp for snapshot in version.snapshots] for version in versions]


def test_the_first_capture_stands_for_each_distinct_text():
    firsts = distinct_texts(snapshots())
    assert ["20040101120000", "20120201120000"] == [first.timestamp for first in firsts]


def test_a_text_that_could_not_be_read_is_left_out():
    unread = Texts("Privacy Policy", tuple(snapshots()), {})
    assert () == compare(unread).versions


def test_captures_of_one_instant_are_ordered_by_their_place():
    same_time = [snapshot(text, "2020-01-01", f"content/{n}.md") for n, text in ((2, SECOND), (1, FIRST))]
    assert ["content/1.md", "content/2.md"] == [
        version.snapshots[0].location.path for version in arrange_versions(texts(same_time))
    ]


def test_versions_of_a_history_keep_its_order_whatever_the_dates_say():
    days = ["2021-05-02", "2021-05-01", "2021-05-03"]
    of = [
        snapshot(text, day, f"terms.git/{number}:X/Terms.md", number)
        for number, (text, day) in enumerate(zip((FIRST, SECOND, THIRD), days, strict=True), 1)
    ]
    assert days == [version.name for version in arrange_versions(texts(reversed(of)))]


def test_versions_of_one_day_and_of_one_second_have_names_of_their_own():
    of = [
        snapshot(text, "2021-05-02T10:20:30", f"terms.git/{number}:X/Terms.md", number)
        for number, text in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    assert ["2021-05-02", "2021-05-02-102030", "2021-05-02-102030-2"] == [
        version.name for version in arrange_versions(texts(of))
    ]


def test_texts_are_read_again_from_where_they_lie(tmp_path):
    of = tuple(
        snapshots_of.snapshot(text, f"2021-05-0{day}T00:00:00Z", before="---\n---\n\n", folder=tmp_path)
        for day, text in enumerate((FIRST, SECOND, FIRST), 1)
    )
    held = read_texts(("Privacy Policy", of))
    assert [of[0].body_digest, of[1].body_digest] == list(held.readings)
    assert ["Use", "We bill you.", "We keep it."] == [
        placed.passage.text for placed in held.readings[of[1].body_digest].placed()
    ]


def test_a_document_has_a_revision_between_each_two_versions():
    built = compare(texts())
    expected = [
        (version.digest, after.digest) for version, after in zip(built.versions, built.versions[1:], strict=False)
    ]
    assert expected == [(revision.before, revision.after) for revision in built.revisions]


def test_a_version_is_compared_with_the_text_recorded_right_before_it():
    third = "# Use\n\nWe bill you twice."
    captures = [snapshot(text, f"{year}-01-01") for year, text in enumerate((FIRST, SECOND, FIRST, third), start=2001)]
    readings = {
        one.body_digest: reading(text) for one, text in zip(captures, (FIRST, SECOND, FIRST, third), strict=True)
    }
    built = compare(Texts("Privacy Policy", tuple(captures), readings))
    digests = [version.digest for version in built.versions]
    expected = [(digests[0], digests[1]), (digests[0], digests[2])]
    assert expected == [(one.before, one.after) for one in built.revisions]


def test_a_document_of_one_capture_has_no_revision():
    built = compare(texts(snapshots()[:1]))
    assert (1, ()) == (len(built.versions), built.revisions)


def test_a_lineage_spans_the_first_and_the_last_capture_of_a_wording():
    lineages = compare(texts()).lineages
    years = {name: (lineage.first_seen.year, lineage.last_seen.year) for name, lineage in lineages.items()}
    expected = {
        passage_id("Use"): (2004, 2016),
        passage_id("We bill you."): (2004, 2016),
        passage_id("We keep it."): (2012, 2012),
    }
    assert expected == years


def test_the_strata_of_a_version_are_its_words_by_the_year_they_were_first_seen():
    built = compare(texts())
    assert (Stratum(0, 2004, 4), Stratum(1, 2004, 4), Stratum(1, 2012, 3)) == document_strata(built)


GERMAN = "Wir verwenden die Daten, die Sie uns geben, und teilen sie mit unseren Partnern, wenn Sie es wollen."


@pytest.mark.parametrize(
    ("named", "text", "language"),
    [
        ("", GERMAN, "de"),
        ("de-AT", GERMAN, "de-AT"),
        ("fr", GERMAN, "fr"),
        ("", "Cookies, Pixels, SDKs", ""),
    ],
    ids=["told by its words", "named by the record", "named against its words", "neither"],
)
def test_a_version_is_in_the_language_that_a_record_names_or_else_its_words_show(named, text, language):
    days = {"2016-03-01": "", "2017-03-01": named}
    captures = tuple(replace(snapshot(text, day), language=tag) for day, tag in days.items())
    (version,) = arrange_versions(Texts("Privacy Policy", captures, {captures[0].body_digest: reading(text)}))
    assert language == version.language
