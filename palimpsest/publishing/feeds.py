"""News -> Atom and JSON Feed files, for the site, each company and each topic.

    feeds(archive) -> SiteFile("feed.atom"), SiteFile("feed.json"), SiteFile("companies/monoprice.com/feed.atom"), ...

Entries carry the change itself. Every date is that of a capture, never of the build; an entry's id is its page's
address on the live web, which is a promise.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

from palimpsest.model import Archive
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.news import News, news
from palimpsest.publishing.news_html import news_html, summary
from palimpsest.publishing.xmltext import add, legal, xml_bytes
from palimpsest.timestamps import iso

NEWEST = 50  # entries in a feed
_NO_NEWS_YET = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must state when it changed; without captures it never did


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a page: its title and its news, newest first; with a topic, entries hold only what touches it."""

    page: str
    title: str
    description: str
    entries: tuple[News, ...]
    topic: str | None = None


def feeds(archive: Archive) -> Iterator[SiteFile]:
    """Both files of every feed, in a fixed order."""
    for feed in _feeds(archive):
        yield SiteFile(urls.feed(feed.page), atom(archive, feed))
        yield SiteFile(urls.json_feed(feed.page), json_feed(archive, feed))


def _feeds(archive: Archive) -> Iterator[Feed]:
    settings = archive.settings
    everything = news(archive, archive.companies)
    yield Feed(urls.HOME, settings.title, settings.description, tuple(everything[:NEWEST]))
    by_company: dict[str, list[News]] = {company.slug: [] for company in archive.companies}
    by_topic: dict[str, list[News]] = {topic.slug: [] for topic in archive.topics}
    for item in everything:
        by_company[item.company.slug].append(item)
        for topic in item.topics() & by_topic.keys():
            by_topic[topic].append(item)
    for company in archive.companies:
        yield Feed(
            urls.company(company),
            f"{company.name} – {settings.title}",
            f"Documents of {company.name}: first captures and changes of wording.",
            tuple(by_company[company.slug][:NEWEST]),
        )
    for topic in archive.topics:
        yield Feed(
            urls.topic(topic),
            f"{topic.label} – {settings.title}",
            f"{topic.description} First captures and changes of wording in passages on this topic.",
            tuple(by_topic[topic.slug][:NEWEST]),
            topic.slug,
        )


def atom(archive: Archive, feed: Feed) -> bytes:
    """A feed in the Atom Syndication Format (RFC 4287)."""
    settings = archive.settings
    base = settings.base_url
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": legal(settings.language)})
    add(root, "id", urls.absolute(feed.page, base))
    add(root, "title", feed.title)
    add(root, "subtitle", feed.description)
    add(root, "updated", iso(feed.entries[0].instant if feed.entries else _NO_NEWS_YET))
    add(root, "link", rel="self", type="application/atom+xml", href=urls.absolute(urls.feed(feed.page), base))
    add(root, "link", rel="alternate", type="text/html", href=urls.absolute(feed.page, base))
    add(add(root, "author"), "name", settings.title)
    if settings.licence:
        add(root, "rights", settings.licence)
    for item in feed.entries:
        entry = add(root, "entry")
        add(entry, "id", _id(item, base, feed.topic))
        add(entry, "title", item.title)
        add(entry, "updated", iso(item.instant))
        add(entry, "published", iso(item.instant))
        add(entry, "link", rel="alternate", type="text/html", href=urls.absolute(item.url, base))
        for label, slug in _topics(archive, item):
            add(entry, "category", term=slug, label=label)
        add(entry, "summary", unescape(summary(item, feed.topic)))
        add(entry, "content", news_html(item, base, feed.topic), type="html")
    return xml_bytes(root)


def json_feed(archive: Archive, feed: Feed) -> bytes:
    """A feed in JSON Feed 1.1."""
    settings = archive.settings
    base = settings.base_url
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": urls.absolute(feed.page, base),
        "feed_url": urls.absolute(urls.json_feed(feed.page), base),
        "description": feed.description,
        "language": settings.language,
        "authors": [{"name": settings.title, "url": base}],
        "items": [
            {
                "id": _id(item, base, feed.topic),
                "url": urls.absolute(item.url, base),
                "title": item.title,
                "summary": unescape(summary(item, feed.topic)),
                "content_html": news_html(item, base, feed.topic),
                "date_published": iso(item.instant),
                "tags": [label for label, _ in _topics(archive, item)],
            }
            for item in feed.entries
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _id(item: News, base_url: str, topic: str | None) -> str:
    """The page's address; in a topic's feed marked with the topic, since the entry there holds less."""
    return urls.absolute(item.url, base_url) + (f"#topic-{topic}" if topic else "")


def _topics(archive: Archive, item: News) -> list[tuple[str, str]]:
    touched = item.topics()
    return [(topic.label, topic.slug) for topic in archive.topics if topic.slug in touched]
