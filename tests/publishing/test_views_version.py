"""The page of a version: the text in its order, and our words beside it."""

import re
from pathlib import Path

import pytest

from palimpsest.model import Findings
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.history import History, history_of
from palimpsest.publishing.views.provenance import reader_url
from palimpsest.publishing.views.version import Again, sections_of, version_page
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.values import replace
from tests.publishing.archive_fixture import ADDRESS, ITEMS, TABLE, archive, document, snapshot
from tests.publishing.pages import parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")


def page_of(slug: str, number: int):
    held = archive()
    owner = next(company for company in held.companies if company.slug == slug)
    return page_at(history_of(held, owner, owner.documents[0]), number)


def page_at(history: History, number: int):
    return version_page(history, history.stations[number], sections_of(history.archive, history.owner))


def page_with(body: str):
    held = archive()
    reading = read(body, CapturedPage("", ""), "")
    of = document((snapshot("20200101000000", "mono.net", reading, "mono.net"), reading))
    found = {version.digest: Findings({}, (), ()) for version in of.versions}
    return page_at(history_of(replace(held, findings=found), held.companies[0], of), 0)


EARLY, LATE, SINGLE = page_of("monoprice.com", 0), page_of("monoprice.com", 1), page_of("mono.net", 0)
HTML = {view: render(page, THEME) for view, page in (("early", EARLY), ("late", LATE), ("single", SINGLE))}


def test_the_title_is_built():
    assert LATE.heading == "Monoprice: Privacy Policy, captured 7 October 2017"


def test_a_stated_date_is_quoted_with_its_distance_from_the_capture():
    claim = LATE.provenance.claims[0]
    assert ("Last update: March 28, 2017.", "193 days before capture") == (claim.quote, claim.distance)


def test_a_dated_alias_is_explained():
    assert EARLY.provenance.host == "www.monoprices.com"
    assert "Another address of Monoprice" in EARLY.provenance.host_note
    assert LATE.provenance.host_note == ""


def test_every_capture_of_the_text_is_listed_to_the_second():
    assert [f"{one.captured_at:%Y%m%d%H%M%S}" for one in LATE.provenance.captures] == [
        "20171007104252",
        "20171109104252",
    ]
    assert "9 November 2017, 10:42:52 UTC" in HTML["late"]


def test_the_archived_page_is_linked_for_readers_and_raw():
    capture = LATE.provenance.captures[0]
    assert "/web/20171007104252/https" in capture.reader_url
    assert "/web/20171007104252id_/https" in capture.raw_url


def test_an_address_without_an_instant_stays_as_it_is():
    assert reader_url("https://example.org/id_/x") == "https://example.org/id_/x"


def test_depths_and_markers_become_nested_lists():
    blocks = LATE.sections[1].runs[0].blocks
    assert [block.kind for block in blocks] == ["paragraph", "list", "numbered list", "table"]
    bullets = blocks[1]
    assert [item.marker for item in bullets.items] == ["•", "•"]
    inner = bullets.items[0].blocks[0]
    assert [item.marker for item in inner.items] == ["a)", "b)"]


def test_a_paragraph_that_continues_an_item_stays_inside_it():
    inner = LATE.sections[1].runs[0].blocks[1].items[0].blocks[0]
    continued = inner.items[1].blocks[0]
    assert ("paragraph", ITEMS[3].html) == (continued.kind, continued.line.html)


def test_titles_and_furniture_are_set_apart():
    assert [run.role for run in LATE.sections[0].runs] == ["title", "furniture", "text"]
    assert '<details class="furniture" open>' in HTML["late"]


def test_numbers_of_headings_are_cut_off_as_they_were_written():
    heading = LATE.sections[3].heading
    assert ("2a.", "Contact Information", 3) == (heading.number, heading.label, heading.rank)


def test_inferred_headings_say_so():
    assert 'role="img" title="Heading inferred from bold type"' in HTML["early"]
    assert "Heading inferred" not in re.sub("Heading inferred from its number", "", HTML["late"])


def test_repairs_and_flags_stand_beside_their_passage():
    notes = [
        note for section in LATE.sections for run in section.runs for b in run.blocks if b.line for note in b.line.notes
    ]
    assert ("1 repair: character encoding", ("“â€™” became “’”",)) == (notes[0].headline, notes[0].particulars)
    assert EARLY.provenance.flags[0].sentence.endswith("“users…”")


def test_an_address_keeps_its_lines():
    assert ADDRESS.html in HTML["late"]


def test_a_row_of_a_table_is_a_passage_with_a_link_to_it():
    rows = LATE.sections[1].runs[0].blocks[-1].rows
    assert [one.anchor for one in rows] == [f"p-{one.id[:8]}" for one in TABLE]
    for row, cells in zip(rows, ("<th>Name</th><th>Why</th>", "<td>Ada</td><td>to bill</td>"), strict=True):
        assert f'<tr id="{row.anchor}">{cells}<td><a href="#{row.anchor}">¶</a></td></tr>' in HTML["late"]


def test_tables_can_be_scrolled_with_the_keyboard():
    assert 'class="scroll" tabindex="0" role="region" aria-label="Table"><table' in HTML["late"]


def test_the_words_of_the_text_are_all_there_in_order():
    held = archive()
    version = held.companies[1].documents[0].versions[1]
    article = re.search(r"<article.*?</article>", HTML["late"], re.DOTALL).group()
    article = re.sub(r'<ul class="margin".*?</li></ul>', "", article, flags=re.DOTALL)
    article = re.sub(
        r'<a href="#[^"]*">¶</a>|<span class="(?:caption|basis)".*?</span>|<summary.*?</summary>', "", article
    )
    shown = parsed(article).words.split()
    wanted = [word for one in version.reading.placed() for word in one.passage.text.replace("|", " ").split()]
    for word in wanted:
        while shown and word not in shown[0]:
            shown.pop(0)
        assert shown, word


def test_a_text_in_another_language_says_which():
    assert ("de", "") == (SINGLE.language, LATE.language)
    assert '<article class="sheet layers-0" aria-label="The text as captured" lang="de">' in HTML["single"]


def test_a_single_capture_looks_intended():
    assert "One capture. Nothing to compare with yet" in HTML["single"]
    assert SINGLE.what_changed is None


def test_neighbours_are_named_with_their_distance():
    assert (None, "12 years and 10 months later") == (EARLY.previous, EARLY.following.distance)
    assert EARLY.following.url == LATE.url


def test_a_text_that_repeats_much_of_itself_says_how_much():
    rules = "We sell it to all who ask.\n\nWe keep it."
    both = page_with(f"{rules}\n\nFrom May on:\n\n{rules}")
    often = page_with("We keep it.\n\n" * 3)

    assert ("23 words", Again("10", "2 passages", both.sections[0].runs[0].blocks[3].line.anchor)) == (
        both.words, both.again,
    )  # fmt: skip
    assert Again("6", "2 passages", often.sections[0].runs[0].blocks[1].line.anchor) == often.again
    html = render(both, THEME)
    assert "10 of them repeat what stands further up" in html
    assert both.again.first in parsed(html).ids


def test_of_what_any_text_repeats_nothing_is_said():
    much = " ".join(["word"] * 28)
    assert page_with(f"We keep it.\n\n{much}\n\nWe keep it.").again is None
    assert page_with("").again is None
    assert "further up" not in HTML["late"]


def test_polarity_is_said_in_words():
    assert "with a denial" in HTML["early"]
    assert "with a denial" not in HTML["late"]


@pytest.mark.parametrize("view", HTML)
def test_every_passage_has_a_link_to_itself(view):
    page = parsed(HTML[view])
    own = re.findall(r'<a href="#([^"]*)">¶</a>', HTML[view])
    assert own
    assert own == [id_ for id_ in page.ids if id_.startswith("p-")]


def test_a_text_without_headings_has_no_outline():
    bare = tuple(replace(section, heading=None) for section in LATE.sections)
    assert '<details class="outline">' in HTML["late"]
    assert LATE.has_outline
    assert '<details class="outline">' not in render(replace(LATE, sections=bare, has_outline=False), THEME)
