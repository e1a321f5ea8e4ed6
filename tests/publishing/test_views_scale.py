"""Long histories and many companies: pages stay small and fold what is long; a further version changes few of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest

from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.making.summary import summarise
from palimpsest.publishing.making.tasks import CatalogueTask, year_tasks
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views import document_views
from palimpsest.publishing.views.changes_index import changes_index_page, changes_year_page
from palimpsest.publishing.views.companies import companies_page
from palimpsest.publishing.views.company import company_page
from palimpsest.publishing.views.entries import Entry, entries_of
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.layers import small_chart
from palimpsest.publishing.views.redline import redline
from palimpsest.publishing.views.timeline import timeline
from palimpsest.values import replace
from tests.publishing.archive_fixture import archive
from tests.publishing.catalogues import catalogue_of, catalogue_views
from tests.publishing.long_history import long_archive
from tests.publishing.pages import all_views, parsed

THEME = theme_of(Path(__file__).parents[2] / "templates")
LONG = long_archive(90, 40)
OWNER = LONG.companies[0]
DOCUMENT = OWNER.documents[0]
VIEWS = {view.url: view for view in all_views(LONG)}
HTML = {url: render(view, THEME) for url, view in VIEWS.items()}
START = datetime(2021, 1, 1, tzinfo=UTC)


def entry(kind: str, day: int, page: str = "a/") -> Entry:
    at = START + timedelta(days=day)
    document = Link("Privacy Policy", "companies/a/privacy-policy/")
    chart = small_chart(OWNER, DOCUMENT, ())
    return Entry(kind, at, f"day {day}", document, Link("Read", page), kind, "", "", "", "", chart, None, "", ())


def test_a_further_version_changes_few_pages():
    longer = {view.url: render(view, THEME) for view in all_views(long_archive(91, 40))}
    before = {view.url: html for view, html in zip(VIEWS.values(), HTML.values(), strict=True)}
    changed = [url for url, html in longer.items() if before.get(url) != html]
    document = "companies/long.example/privacy-policy/"
    assert sorted(url for url in changed if url.startswith(document)) == [
        document,
        f"{document}2006-09-18/",
        f"{document}2006-09-25/",
        f"{document}2006-09-25/changes/",
    ]
    assert len(changed) <= 20


@pytest.mark.parametrize("url", [url for url in HTML if "/2005-0" not in url], ids=lambda url: url or "home")
def test_long_pages_are_closed_and_their_ids_unique(url):
    page = parsed(HTML[url])
    assert ([], []) == (page.open, page.misnested)
    assert len(set(page.ids)) == len(page.ids)


def test_links_between_long_pages_lead_somewhere():
    pages = {url: parsed(html) for url, html in HTML.items()}
    for url, page in pages.items():
        for href in (link["href"] for link in page.all("a")):
            path, _, anchor = urljoin(f"https://site/{url}", href).removeprefix("https://site/").partition("#")
            path = path.partition("?")[0]
            if not href.startswith("http") and (path == "" or path.endswith("/")) and not href.startswith("/archive/"):
                assert path in pages, f"{href} on {url}"
                assert not anchor or anchor in pages[path].ids, f"{href} on {url}"


def test_a_page_of_changes_holds_what_changed_and_no_more_than_neighbours_of_the_rest():
    page = VIEWS["companies/long.example/privacy-policy/2005-02-07/changes/"]
    rows = [row for section in page.sections for row in section.rows]
    folds = [row.fold for row in rows if row.fold]
    assert 3 == sum(row.change is not None for row in rows)
    assert all(len(fold.above) + len(fold.below) <= 3 for fold in folds)
    assert any(fold.between for fold in folds)
    unchanged = sum(int(fold.summary.split()[0]) for fold in folds)
    assert 40 + 4 - 3 == unchanged


def test_a_redline_can_end_early_and_leads_to_no_change_behind_its_end():
    before, after = DOCUMENT.versions[:2]
    sections = list(redline(DOCUMENT.revisions[0], before, after, 2))
    changes = [row.change for section in sections for row in section.rows if row.change]
    assert [(1, 2), (2, None)] == [(change.number, change.following) for change in changes]


def test_a_long_timeline_is_folded_by_year_with_the_newest_open():
    years = VIEWS["companies/long.example/privacy-policy/"].years
    assert [(2006, True), (2005, False)] == [(year.year, year.is_open) for year in years]
    assert "51 changes of wording, 1 first capture" == years[1].summary


def test_what_says_nothing_new_is_folded_into_a_line():
    kinds = ["first", "links only", "again", "again", "wording", "formatting only", "return"]
    rows = timeline([entry(kind, day) for day, kind in enumerate(kinds)])[0].rows
    assert [(True, False), (True, False), (False, False), (True, True), (False, False)] == [
        (row.is_quiet, row.fold is not None) for row in rows
    ]
    assert "3 re-recordings without a change of wording" == rows[3].fold.summary


def test_flips_between_two_texts_are_one_line():
    flips = [entry("return", day, "ab"[day % 2]) for day in range(1, 150)]
    row = timeline([entry("first", 0), *flips])[0].rows[0]
    assert "Alternated between two texts, 149 times, January to May 2021" == row.fold.summary
    assert (60, 89) == (len(row.fold.entries), row.fold.left_out)


@pytest.mark.parametrize(
    ("kinds", "summary"),
    [
        (["return", "again", "return", "return"], "Alternated between two texts, 3 times, January 2021"),
        (["return", "again", "return"], "3 re-recordings without a change of wording"),
        (["return", "return", "links only", "return"], "4 re-recordings without a change of wording"),
    ],
)
def test_taking_turns_is_told_from_what_is_only_recorded_again(kinds, summary):
    texts = iter("abab")
    shown = {"return": lambda: next(texts), "again": lambda: "a", "links only": lambda: "b"}
    run = [entry(kind, day, shown[kind]()) for day, kind in enumerate(kinds, 1)]
    assert summary == timeline([entry("first", 0), *run])[0].rows[0].fold.summary


def test_a_gap_stays_between_the_captures_it_parts():
    entries = [entry("first", 0), *(entry("again", day) for day in (1, 2, 3))]
    entries += [replace(entry("again", 200), gap="6 months"), entry("again", 201), entry("again", 202)]
    rows = timeline(entries)[0].rows
    assert [(3, "6 months"), (3, "")] == [(len(row.fold.entries), row.gap) for row in rows[:2]]


def test_entries_of_a_document_follow_its_captures():
    entries = entries_of(history_of(LONG, OWNER, DOCUMENT))
    assert sorted(entry.captured_at for entry in entries) == [entry.captured_at for entry in entries]
    assert len(DOCUMENT.snapshots) == len(entries)


def test_the_index_of_changes_tells_the_newest_and_leads_to_the_years():
    catalogue, open_wordings = catalogue_of(LONG)
    years = changes_index_page(catalogue, open_wordings).years
    assert [38, 12] == [len(year.steps.changes) for year in years]
    assert [None, "changes/2005/"] == [year.whole and year.whole.url for year in years]
    assert "51 changes of wording, 1 first capture" == years[1].summary
    views = {view.url: view for view in catalogue_views(catalogue, open_wordings)}
    of_year = views["changes/2005/"]
    assert 51 == sum(len(month.changes) for month in of_year.months)
    assert [("2006", "changes/2006/"), ("2005", "")] == [(link.label, link.url) for link in of_year.years]


def test_the_page_of_a_year_begins_with_the_way_to_its_months_and_how_much_each_has():
    html = HTML["changes/2005/"]
    head = html[: html.index("</header>\n<section")]
    (month, *_) = VIEWS["changes/2005/"].months
    assert f'<a href="#{month.anchor}">{month.name}</a> <span class="n">{len(month.changes)}<' in head
    assert '<a href="../2006/">2006</a>' in head


def test_of_a_month_every_change_is_counted_and_those_that_are_the_same_are_told_once():
    catalogue, open_wordings = catalogue_of(LONG)
    (of_2005,) = [task.catalogue for task in year_tasks(CatalogueTask(catalogue, {})) if task.catalogue.year == 2005]

    def twice(*at):
        steps = open_wordings(*at).steps["2005"]
        others = [replace(one, url=f"{one.url}other/", document=Link("Other", "other/")) for one in steps]
        return SimpleNamespace(steps={"2005": (*steps, *others)})

    page = changes_year_page(of_2005, twice)
    assert ("102 changes of wording", 102) == (page.summary, sum(month.count for month in page.months))
    assert [1] * 51 == [len(step.same) for month in page.months for step in month.changes]


def test_many_companies_are_folded_by_letter_and_drawn_without_charts():
    catalogue, _ = catalogue_of(long_archive(2, 10))
    holding = catalogue.companies[0]
    many = tuple(
        replace(holding, company=replace(holding.company, slug=f"c{number}.example", name=f"{number:c}{number}"))
        for number in range(65, 65 + 401)
    )
    page = companies_page(Catalogue(catalogue.settings, catalogue.topics, many, ()))
    assert page.is_folded
    assert page.letters[0].rows[0].documents[0].chart is None
    assert not companies_page(catalogue).is_folded


def test_pages_of_topics_show_a_share_of_each_company_and_say_so():
    catalogue, open_wordings = catalogue_of(long_archive(300, 60))
    views = {view.url: view for view in catalogue_views(catalogue, open_wordings)}
    history = views["topics/location/long.example/"]
    slips = [slip for year in history.years for stage in year.stages for slip in stage.slips]
    held = catalogue.companies[0].documents[0].topics["location"]
    assert held.wordings == len(slips) + (int(history.left_out.split()[0]) if history.left_out else 0)
    assert len(slips) <= 400
    group = views["topics/location/"].groups[0]
    shown = sum(len(document.slips) + len(document.folded) for document in group.documents)
    assert held.standing >= shown <= 40
    assert f"{held.wordings - shown} more wordings in the history" == group.more.label


def test_the_views_of_a_document_and_of_the_catalogue_never_share_an_address():
    catalogue, open_wordings = catalogue_of(LONG)
    own = {view.url for view in document_views(history_of(LONG, OWNER, DOCUMENT))}
    assert not own & {view.url for view in catalogue_views(catalogue, open_wordings)}


def test_the_history_of_a_topic_shows_what_became_of_the_wording_before():
    _, open_wordings = catalogue_of(LONG)
    wordings = open_wordings(OWNER.slug, DOCUMENT.slug)
    redlines = [slip.redline for slips in wordings.slips.values() for slip in slips if slip.redline]
    assert redlines
    assert {"same", "deleted", "inserted"} >= {kind for redline in redlines for kind, _ in redline}
    # the page of the topic does not tell it, and must not change with it
    assert not any(slip.redline for slips in wordings.shown.values() for slip in slips)


@pytest.mark.parametrize(
    ("name", "filed", "shown", "label"),
    [
        ("BeReal", "BeReal", "", []),
        ("TikTok", "TikTok Inc", "TikTok Inc", ["Filed under"]),
        ("mono.net", "mono.net", "", ["Domain"]),
        ("Acme", "acme.org", "acme.org", ["Domain"]),
    ],
)
def test_what_texts_are_filed_under_is_said_where_it_says_something(name, filed, shown, label):
    catalogue, _ = catalogue_of(long_archive(2, 10))
    (holding, *_) = catalogue.companies
    documents = tuple(replace(document, filed_under=(filed,)) for document in holding.documents)
    renamed = replace(holding, company=replace(holding.company, name=name, domains=()), documents=documents)
    index = companies_page(replace(catalogue, companies=(renamed,)))
    assert shown == index.letters[0].rows[0].domains
    page = company_page(catalogue.settings, (), renamed, ())
    assert label == [one.label for one in page.domains]
    assert bool(label) == ("<h2>Who</h2>" in render(page, THEME))


def test_the_feed_at_the_foot_of_a_page_says_whose_it_is():
    assert ">Feed of all companies</a>" in HTML["companies/long.example/"]


def test_what_versions_repeat_is_mended_once_in_the_report():
    held = archive()
    owner = held.companies[1]
    history = history_of(held, owner, owner.documents[0])
    later = replace(history.stations[-1], version=replace(history.stations[-1].version, name="2018-01-01"))
    summaries = [summarise(one)[0] for one in (history, replace(history, stations=(*history.stations, later)))]
    assert summaries[0].repairs
    assert [summaries[0].repairs, summaries[0].flags] == [summaries[1].repairs, summaries[1].flags]
    assert summaries[0].mended == summaries[1].mended
