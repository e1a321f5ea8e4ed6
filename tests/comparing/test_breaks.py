"""Breaks: where a first or last sight says nothing of the company, for another edition or a faulty copy is beside."""

from palimpsest.comparing.breaks import Break, breaks
from palimpsest.comparing.documents import Texts, compare

from .notation import reading, snapshot
from .test_classes import GERMAN, POLICY

FAULTY = "This page isn't available.\n\nAn unexpected error has occurred."


def document(*texts: str):
    captures = tuple(snapshot(text, f"{year}-01-01") for year, text in enumerate(texts, start=2001))
    readings = {one.body_digest: reading(text) for one, text in zip(captures, texts, strict=True)}
    return compare(Texts("Privacy Policy", captures, readings))


def found(*texts: str) -> list[tuple[int, int, str]]:
    return [(one.last.year, one.first.year, one.kind) for one in breaks(document(*texts))]


def test_a_history_breaks_where_a_language_is_swapped_on_the_way_there_and_back():
    assert [(2001, 2002, "edition"), (2002, 2003, "edition")] == found(POLICY, GERMAN, POLICY)


def test_a_history_breaks_where_a_copy_is_not_the_page():
    later = POLICY.replace("never sell", "may sell")
    assert [(2002, 2003, "extraction"), (2003, 2004, "extraction")] == found(POLICY, later, FAULTY, later)


def test_a_change_of_wording_is_no_break():
    assert [] == found(POLICY, POLICY.replace("never sell", "may sell"), POLICY)


def test_a_break_lies_between_two_captures():
    built = document(POLICY, GERMAN)
    before, after = built.snapshots
    assert [Break(before.captured_at, after.captured_at, "edition")] == list(breaks(built))
