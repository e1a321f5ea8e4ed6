import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import Findings, Span
from palimpsest.publishing.feeds import feed
from palimpsest.publishing.feeds.feed import feed_entries
from palimpsest.publishing.feeds.news import news_of
from palimpsest.publishing.feeds.news_html import news_html
from palimpsest.publishing.making import stages
from palimpsest.publishing.making.feed_tasks import feed_tasks
from palimpsest.publishing.making.portions import NEWEST
from palimpsest.publishing.making.tasks import CatalogueTask, Kept
from palimpsest.values import replace
from tests.comparing.notation import reading, snapshot
from tests.publishing.catalogues import catalogue_of, feeds
from tests.publishing.outputs_fixture import ARCHIVE, HOSTILE, MONOPRICE, PROMISE, REVISION, passage

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = {file.path: file.content for file in feeds(*catalogue_of(ARCHIVE))}
HOME = ElementTree.fromstring(FILES["feed.atom"])
CHANGES = "https://policies.example/companies/monoprice.com/privacy-policy/2017-10-07/changes/"


def _entry(feed: ElementTree.Element, url: str) -> ElementTree.Element:
    (entry,) = [
        entry for entry in feed.iter(f"{ATOM}entry") if entry.find(f"{ATOM}link[@rel='alternate']").get("href") == url
    ]
    return entry


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def test_there_is_a_feed_for_the_site_each_company_and_each_topic_in_both_formats():
    pages = ["", "companies/evil.example/", "companies/monoprice.com/"]
    pages += ["topics/tracking/", "topics/cookies/", "topics/children/"]
    assert list(FILES) == [f"{page}feed.{kind}" for page in pages for kind in ("atom", "json")]


def test_entries_are_first_captures_and_changes_of_wording_newest_first():
    found = [(entry.findtext(f"{ATOM}updated"), entry.findtext(f"{ATOM}title")) for entry in HOME.iter(f"{ATOM}entry")]
    assert [updated for updated, _ in found] == ["2017-10-07T10:42:52Z", "2013-06-08T00:00:00Z", "2004-12-07T15:29:39Z"]
    assert found[0][1] == "Monoprice: Privacy Policy, wording changed, as captured 7 October 2017"


def test_a_revision_of_anything_but_wording_is_in_no_feed():
    assert not any(b"2019-03-04" in content for content in FILES.values())


def test_dates_are_those_of_captures():
    assert HOME.findtext(f"{ATOM}updated") == "2017-10-07T10:42:52Z"
    children = ElementTree.fromstring(FILES["topics/children/feed.atom"])
    assert children.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_an_entry_carries_the_change_itself():
    content = _entry(HOME, CHANGES).find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "We use <del>128</del><ins>256</ins> bit" in content.text
    assert f"<del>{PROMISE}</del>" in content.text
    assert "1 passage edited, 1 passage rewritten, 2 passages added, 1 passage removed" in content.text


def test_a_first_capture_carries_its_text_with_headings():
    content = _entry(HOME, "https://policies.example/companies/monoprice.com/privacy-policy/2004-12-07/")
    assert "<p><strong>Cookies</strong></p>\n<p>We use NO COOKIES" in content.findtext(f"{ATOM}content")


def test_a_topics_feed_holds_only_what_touches_the_topic_under_an_id_of_its_own():
    entry = _entry(ElementTree.fromstring(FILES["topics/cookies/feed.atom"]), CHANGES)
    assert entry.findtext(f"{ATOM}id") == CHANGES + "#topic-cookies"
    assert "<del>We use NO COOKIES" in entry.findtext(f"{ATOM}content")
    assert "128" not in entry.findtext(f"{ATOM}content")


def test_hostile_text_arrives_as_text():
    for content in FILES.values():
        assert "\x01" not in content.decode()
    for entry in HOME.iter(f"{ATOM}entry"):
        html = entry.findtext(f"{ATOM}content")
        assert _Tags(html).tags <= {"p", "strong", "blockquote", "ins", "del", "a", "br"}
    assert "&lt;/script&gt;&lt;b&gt;x &amp; y" in _entry(HOME, CHANGES).findtext(f"{ATOM}content")


@given(st.text(), st.text())
def test_any_text_makes_a_feed_that_can_be_read(name, text):
    change = replace(REVISION.changes[1], before=replace(REVISION.changes[1].before, passage=passage(text)))
    document = replace(MONOPRICE.documents[0], revisions=(replace(REVISION, parts=(change,)),))
    archive = replace(ARCHIVE, companies=(replace(MONOPRICE, name=name, documents=(document,)),))
    for file in feeds(*catalogue_of(archive)):
        if file.path == "feed.atom":
            content = ElementTree.fromstring(file.content).findtext(f"{ATOM}entry/{ATOM}content")
            assert _Tags(content).tags <= {"p", "strong", "blockquote", "ins", "del", "a", "br"}
        elif file.path == "feed.json":
            json.loads(file.content)


def test_links_lead_to_the_feed_itself_and_to_its_page():
    feed = ElementTree.fromstring(FILES["companies/monoprice.com/feed.atom"])
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://policies.example/companies/monoprice.com/feed.atom",
        "alternate": "https://policies.example/companies/monoprice.com/",
    }


def test_the_json_feed_says_the_same():
    feed = json.loads(FILES["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://policies.example/feed.json"
    for item, entry in zip(feed["items"], HOME.iter(f"{ATOM}entry"), strict=True):
        assert item["id"] == entry.findtext(f"{ATOM}id")
        assert item["date_published"] == entry.findtext(f"{ATOM}updated")
        assert re.sub("[\x00-\x08]", "", item["content_html"]) == entry.findtext(f"{ATOM}content")


def test_a_feed_holds_the_newest_only():
    companies = tuple(replace(MONOPRICE, slug=f"company-{number}") for number in range(60))
    archive = replace(ARCHIVE, companies=companies)
    home = json.loads(next(file.content for file in feeds(*catalogue_of(archive)) if file.path == "feed.json"))
    assert len(home["items"]) == NEWEST
    assert {item["date_published"] for item in home["items"]} == {"2017-10-07T10:42:52Z"}


def test_a_long_entry_says_how_much_more_the_page_has():
    long = replace(MONOPRICE.documents[0].revisions[0].changes[1].before.passage, text="x" * 50_000)
    revision = MONOPRICE.documents[0].revisions[0]
    removed = replace(revision.changes[1], before=replace(revision.changes[1].before, passage=long))
    document = replace(MONOPRICE.documents[0], revisions=(replace(revision, parts=(*revision.changes[2:4], removed)),))
    archive = replace(ARCHIVE, companies=(replace(MONOPRICE, documents=(document,)),))
    home = json.loads(next(file.content for file in feeds(*catalogue_of(archive)) if file.path == "feed.json"))
    assert "<p>1 more passage on the page.</p>" in home["items"][0]["content_html"]
    assert HOSTILE not in home["items"][0]["content_html"]


def test_only_documents_with_news_in_a_feed_are_opened():
    catalogue, open_wordings = catalogue_of(ARCHIVE)
    quiet = replace(catalogue.companies[0].documents[0], headlines=())
    companies = (replace(catalogue.companies[0], documents=(quiet,)), *catalogue.companies[1:])
    opened = []
    list(
        feeds(
            replace(catalogue, companies=companies),
            lambda company, document: opened.append(company) or open_wordings(company, document),
        )
    )
    assert {"monoprice.com"} == set(opened)


def test_behind_so_many_passages_a_feed_only_says_what_happened(monkeypatch):
    monkeypatch.setattr(feed, "FULL", 400)
    items = json.loads(next(file.content for file in feeds(*catalogue_of(ARCHIVE)) if file.path == "feed.json"))[
        "items"
    ]
    assert ["<del>" in items[0]["content_html"], "NO COOKIES" in items[-1]["content_html"]] == [True, False]
    assert items[-1]["content_html"].startswith("<p>First captured 7 December 2004")
    assert "<p>5 passages on the page.</p>" in items[-1]["content_html"]


def test_of_a_long_edited_passage_what_changed_is_told_with_the_words_near_it():
    edited = REVISION.changes[3]
    words = "We say this and that. " * 1200
    spans = (Span("same", words), Span("deleted", "never "), Span("same", words), Span("inserted", "always "))
    change = replace(edited, spans=(*spans, Span("same", words)))
    document = replace(MONOPRICE.documents[0], revisions=(replace(REVISION, parts=(change,)),))
    archive = replace(ARCHIVE, companies=(replace(MONOPRICE, documents=(document,)),))
    home = json.loads(next(file.content for file in feeds(*catalogue_of(archive)) if file.path == "feed.json"))
    html = home["items"][0]["content_html"]
    assert "that. <del>never </del>We say" in html
    assert "that. <ins>always </ins>We say" in html
    assert html.count("…") == 3
    assert "on the page." not in html
    assert len(html) < 2_000


def test_what_is_new_is_told_before_what_came_again():
    texts = "We keep it.\n\nWe share it.", "We share it.", "We keep it.\n\nWe share it.\n\nWe sell it."
    captures = [snapshot(text, f"201{number}-01-01") for number, text in enumerate(texts)]
    readings = {one.body_digest: reading(text) for one, text in zip(captures, texts, strict=True)}
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    findings = {version.digest: Findings({}, ()) for version in document.versions}
    *_, gone, came = news_of(replace(ARCHIVE, findings=findings), MONOPRICE, document)
    html = news_html(came, "https://policies.example/")

    assert [("removed", "for a time")] == [(told.kind, told.away) for told in gone.told]
    assert "2 passages added (1 again). The text" in html
    assert ["2. Added", "1. Added (again)"] == re.findall("<strong>(.+?)</strong>", html)


def test_what_a_coming_edition_says_otherwise_is_told_beside_what_stands():
    rules = "\n\n".join(
        f"We {doing} nothing of what you send us." for doing in ("sell", "rent", "lend", "lose", "burn")
    )
    before, coming = (f"{rules}\n\nWe keep all of what you send us for {long}." for long in ("90 days", "a year"))
    texts = before, f"{before}\n\nThe rules from May on stand here.\n\n{coming}"
    captures = [snapshot(text, f"201{number}-01-01") for number, text in enumerate(texts)]
    readings = {one.body_digest: reading(text) for one, text in zip(captures, texts, strict=True)}
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    findings = {version.digest: Findings({}, ()) for version in document.versions}
    html = news_html(news_of(replace(ARCHIVE, findings=findings), MONOPRICE, document)[-1], "https://policies.example/")

    assert "7 passages added (5 already there)." in html
    assert "7. Added (marked against a like passage)</strong>" in html
    assert "We keep all of what you send us for <del>90 days.</del><ins>a year.</ins>" in html


def test_entries_that_stand_are_taken_over_and_their_news_is_not_opened():
    catalogue, open_wordings = catalogue_of(ARCHIVE)
    for task in feed_tasks(CatalogueTask(catalogue, Kept({}))):
        entries = feed_entries(task.settings, task.topics, task.plan, open_wordings)
        again = feed_entries(task.settings, task.topics, task.plan, never, entries)
        assert [*entries.items()] == [*again.items()]
        for missing in entries:
            known = {key: entry for key, entry in entries.items() if key != missing}
            assert entries == feed_entries(task.settings, task.topics, task.plan, open_wordings, known)


def test_a_feed_made_on_top_of_an_earlier_one_is_the_same_and_knows_other_settings(tmp_path):
    catalogue, open_wordings = catalogue_of(ARCHIVE)
    elsewhere = replace(catalogue, settings=replace(catalogue.settings, base_url="https://elsewhere.example/"))
    here, there = (
        next(replace(task, open_wordings=open_wordings) for task in feed_tasks(CatalogueTask(one, Kept({}))))
        for one in (catalogue, elsewhere)
    )
    for name, task, earlier in (("a", here, None), ("b", here, "a"), ("c", there, "a"), ("d", there, None)):
        (tmp_path / name).mkdir()
        stages.make_feed(task, tmp_path / name, earlier=tmp_path / earlier if earlier else None)
    a, b, c, d = ((tmp_path / name / "feed.json").read_bytes() for name in "abcd")
    assert (a, c) == (b, d)
    assert a != c


def never(*_: str):
    raise AssertionError("opened")
