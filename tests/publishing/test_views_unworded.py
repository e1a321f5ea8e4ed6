"""Steps in which no word changed: where links lead, what is set in another way."""

from pathlib import Path

import pytest

from palimpsest.model import Change, Reading, Repair, Revision, TextLink
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.changes import changes_page
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.unworded import LinkRow, Target, unworded
from palimpsest.values import replace
from tests.publishing.archive_fixture import HOSTILE, archive, document, passage, placed, section, snapshot

THEME = theme_of(Path(__file__).parents[2] / "templates")
HELP = passage("See our help.", html="See our <a>help</a>.")


def _linking(*links: TextLink):
    return replace(HELP, html=f"See our {links} help.", links=links)


def _of(before, after, revision_class="links only"):
    pairs = tuple(Change("kept", placed(old), placed(new)) for old, new in zip(before, after, strict=True))
    revision = Revision("1", "2", revision_class, "identical wording", 1.0, pairs, ())
    return unworded(revision, Reading("", ()), Reading("", ()))


def _to(href: str) -> TextLink:
    return TextLink("help", href)


def test_a_link_that_leads_elsewhere_is_shown_with_what_differs_in_its_address():
    (row,) = _of([_linking(_to("https://a.example/1?x"))], [_linking(_to("https://a.example/22?x"))]).links
    place = placed(HELP).anchor
    assert row == LinkRow(
        "help", place, "", Target("https://a.example/", "1", "?x"), Target("https://a.example/", "22", "?x")
    )


def test_a_link_that_only_one_text_has_stands_alone():
    (row,) = _of([_linking()], [_linking(_to("https://a.example/"))]).links
    assert (None, Target("", "https://a.example/", "")) == (row.before, row.after)


def test_words_that_read_the_same_are_one_link():
    (row,) = _of(
        [_linking(TextLink("our\u00a0help", "https://a.example/1"))],
        [_linking(TextLink("our help", "https://a.example/2"))],
    ).links
    assert ("our help", "1", "2") == (row.text, row.before.own, row.after.own)


def test_where_nothing_that_is_shown_differs_that_is_said():
    assert _of([HELP], [HELP], "formatting only").is_unseen
    assert not _of([_linking()], [_linking(_to("https://a.example/"))]).is_unseen


def test_links_in_another_order_lead_nowhere_else():
    one, other = _to("https://a.example/1"), _to("https://a.example/2")
    assert () == _of([_linking(one, other)], [_linking(other, one)]).links


def test_the_same_step_in_many_passages_is_said_once():
    old, new = _linking(_to("https://a.example/1")), _linking(_to("https://a.example/2"))
    (row,) = _of([old] * 3, [new] * 3).links
    assert "3 passages" == row.passages


def test_a_refused_address_and_a_picture_outside_all_passages_are_told_too():
    revision = Revision("1", "2", "links only", "identical wording", 1.0, (), ())
    before, after = (
        Reading("", (), (Repair("image-not-loaded", f"{scheme}:x", "logo"),)) for scheme in ("ftp", "javascript")
    )
    (row,) = unworded(revision, before, after).links
    assert ("logo", "", "javascript") == (row.text, row.anchor, row.after.own)


def test_a_long_list_is_cut_and_says_so():
    olds, news = ([_linking(_to(f"https://{host}.example/{n}")) for n in range(50)] for host in "ab")
    shown = _of(olds, news)
    assert (40, "10 further links not listed: read the two versions.") == (len(shown.links), shown.links_left_out)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (replace(HELP, kind="item", marker="•", depth=1), "a list item “•”, before a paragraph"),
        (replace(HELP, html="<strong>See our help.</strong>"), "other emphasis or marks"),
        (replace(HELP, text="See our\nhelp."), "other characters, spaces or line breaks"),
    ],
)
def test_what_is_set_in_another_way_is_named(after, said):
    shown = _of([HELP], [after], "formatting only")
    assert [said] == [row.said for row in shown.looks]
    assert () == shown.links


def test_of_other_steps_nothing_is_told_here():
    assert () == _of([_linking()], [_linking(_to("https://a.example/"))], "wording").links


def test_a_page_without_marks_explains_none_and_shows_addresses_as_text():
    readings = [
        Reading("", (section("Help", replace(_linking(TextLink(HOSTILE, f"https://a.example/{year}")))),))
        for year in (2004, 2017)
    ]
    captures = [
        snapshot(f"{year}1207152939", "www.monoprice.com", one, "monoprice.com")
        for year, one in zip((2004, 2017), readings, strict=True)
    ]
    small = archive()
    of = document(*zip([replace(one, body_digest=f"{n}") for n, one in enumerate(captures)], readings, strict=True))
    owner = replace(small.companies[1], documents=(of,))
    findings = dict.fromkeys("01", next(iter(small.findings.values())))
    history = history_of(replace(small, companies=(owner,), findings=findings), owner, of)
    html = render(changes_page(history, history.stations[1]), THEME)
    assert "Words put in are" not in html
    assert "Sections taken for the same" not in html
    assert '<span class="mono">https://a.example/20<del>04</del></span>' in html
    assert 'href="https://a.example' not in html
    assert "<script>alert" not in html
