"""News -> Atom and JSON Feed files, for the site, each company and each topic.

    feed_entries(settings, topics, Plan("companies/monoprice.com/", ...), open_wordings) -> {EntryKey(...): Entry(...)}
    feed_files(settings, plan, its entries)
    -> SiteFile("companies/monoprice.com/feed.atom"), SiteFile("companies/monoprice.com/feed.json")

Entries carry the change itself. Every date is that of a capture, never of the build; an entry's id is its page's
address on the live web, which is a promise.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

from palimpsest.model import Settings, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.feeds.news import News
from palimpsest.publishing.feeds.news_html import LONGEST, news_html, summary
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.jsontext import json_bytes
from palimpsest.publishing.making.catalogue import OpenWordings
from palimpsest.publishing.making.feed_tasks import Plan
from palimpsest.publishing.rights import are_several, rights
from palimpsest.publishing.xmltext import add, legal, xml_bytes
from palimpsest.timestamps import iso
from palimpsest.values import Frozen

FULL = 400_000  # characters of passages in a feed; entries after these say what happened and lead to the page
_NO_NEWS_YET = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must state when it changed; without captures it never did


class FeedEntry(Frozen):
    """One entry as both formats say it; `topics` are labels and slugs."""

    id: str
    url: str
    title: str
    instant: datetime
    summary: str
    html: str
    topics: tuple[tuple[str, str], ...]


class EntryKey(Frozen):
    """What an entry is of, all that it depends on besides the settings, the topics and whose feed it is in: its
    page, the digest of its news, and how many characters its passages may take."""

    url: str
    news: str
    room: int


def feed_files(settings: Settings, plan: Plan, entries: Sequence[FeedEntry]) -> Iterator[SiteFile]:
    """Both files of a feed."""
    yield SiteFile(urls.feed(plan.page), atom(settings, plan, entries))
    yield SiteFile(urls.json_feed(plan.page), json_feed(settings, plan, entries))


def feed_entries(
    settings: Settings,
    topics: Sequence[Topic],
    plan: Plan,
    open_wordings: OpenWordings,
    known: Mapping[EntryKey, FeedEntry] | None = None,
) -> dict[EntryKey, FeedEntry]:
    """The entries of a feed, newest first. Those that are `known`, of the same feed with the same settings and topics,
    are not made anew."""
    entries: dict[EntryKey, FeedEntry] = {}
    opened: dict[tuple[str, str], Mapping[str, News]] = {}
    room = FULL
    for chosen in plan.chosen:
        key = EntryKey(chosen.headline.url, chosen.headline.digest, max(0, min(room, LONGEST)))
        entry = known.get(key) if known else None
        if entry is None:
            at = chosen.company, chosen.document
            if at not in opened:
                opened[at] = open_wordings(*at).news
            entry = _entry(opened[at][key.url], settings.base_url, topics, plan.topic, key.room)
        entries[key] = entry
        room -= len(entry.html)
    return entries


def _entry(news: News, base: str, topics: Sequence[Topic], topic: str | None, room: int) -> FeedEntry:
    touched = news.topics()
    return FeedEntry(
        id=_id(news, base, topic),
        url=urls.absolute(news.url, base),
        title=news.title,
        instant=news.instant,
        summary=unescape(summary(news, topic)),
        html=news_html(news, base, topic, room),
        topics=tuple((one.label, one.slug) for one in topics if one.slug in touched),
    )


def atom(settings: Settings, plan: Plan, entries: Sequence[FeedEntry]) -> bytes:
    """A feed in the Atom Syndication Format (RFC 4287)."""
    base = settings.base_url
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": legal(settings.language)})
    add(root, "id", urls.absolute(plan.page, base))
    add(root, "title", plan.title)
    add(root, "subtitle", plan.description)
    add(root, "updated", iso(entries[0].instant if entries else _NO_NEWS_YET))
    add(root, "link", rel="self", type="application/atom+xml", href=urls.absolute(urls.feed(plan.page), base))
    add(root, "link", rel="alternate", type="text/html", href=urls.absolute(plan.page, base))
    add(add(root, "author"), "name", settings.title)
    if said := rights(settings):
        where = f" See {urls.absolute(urls.TERMS, base)}" if are_several(settings) else ""
        add(root, "rights", f"{said}{where}")
    topics = dict.fromkeys(topic for one in entries for topic in one.topics)
    categories = {topic: _category(*topic) for topic in topics}  # an entry has a dozen, and all entries the same ones
    for one in entries:
        entry = add(root, "entry")
        add(entry, "id", one.id)
        add(entry, "title", one.title)
        add(entry, "updated", iso(one.instant))
        add(entry, "published", iso(one.instant))
        add(entry, "link", rel="alternate", type="text/html", href=one.url)
        entry.extend([categories[topic] for topic in one.topics])
        add(entry, "summary", one.summary)
        add(entry, "content", one.html, type="html")
    return xml_bytes(root)


def _category(label: str, slug: str) -> ElementTree.Element:
    return ElementTree.Element("category", term=legal(slug), label=legal(label))


def json_feed(settings: Settings, plan: Plan, entries: Sequence[FeedEntry]) -> bytes:
    """A feed in JSON Feed 1.1."""
    base = settings.base_url
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plan.title,
        "home_page_url": urls.absolute(plan.page, base),
        "feed_url": urls.absolute(urls.json_feed(plan.page), base),
        "description": plan.description,
        "language": settings.language,
        "authors": [{"name": settings.title, "url": base}],
        "items": [
            {
                "id": one.id,
                "url": one.url,
                "title": one.title,
                "summary": one.summary,
                "content_html": one.html,
                "date_published": iso(one.instant),
                "tags": [label for label, _ in one.topics],
            }
            for one in entries
        ],
    }
    return json_bytes(content, indent=1)


def _id(news: News, base_url: str, topic: str | None) -> str:
    """The page's address; in a topic's feed marked with the topic, since the entry there holds less."""
    return urls.absolute(news.url, base_url) + (f"#topic-{topic}" if topic else "")
