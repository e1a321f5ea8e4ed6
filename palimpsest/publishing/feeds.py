"""News -> Atom and JSON Feed files, for the site, each company and each topic.

    feeds(catalogue, open_wordings) -> SiteFile("companies/monoprice.com/feed.atom"), ..., SiteFile("feed.atom"), ...

Entries carry the change itself. Every date is that of a capture, never of the build; an entry's id is its page's
address on the live web, which is a promise.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nsmallest
from html import unescape
from xml.etree import ElementTree

from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue, CompanyHolding, DocumentSummary, Headline, OpenWordings
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.news import News
from palimpsest.publishing.news_html import LONGEST, news_html, summary
from palimpsest.publishing.xmltext import add, legal, xml_bytes
from palimpsest.timestamps import iso

NEWEST = 50  # entries in a feed
FULL = 400_000  # characters of passages in a feed; entries after these say what happened and lead to the page
_NO_NEWS_YET = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must state when it changed; without captures it never did


@dataclass(frozen=True, slots=True)
class Plan:
    """A feed of a page before its news is opened: its title and the headlines of its entries, newest first; with a
    topic, entries hold only what touches it."""

    page: str
    title: str
    description: str
    headlines: tuple[Headline, ...]
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as both formats say it; `topics` are labels and slugs."""

    id: str
    url: str
    title: str
    instant: datetime
    summary: str
    html: str
    topics: tuple[tuple[str, str], ...]


def feeds(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    """Both files of every feed, in a fixed order: companies, the site, topics. Each document is opened at most once,
    and what no later feed needs is let go."""
    shared = [_of_site(catalogue), *_of_topics(catalogue)]
    needed = {headline.url for plan in shared for headline in plan.headlines}
    kept: dict[str, News] = {}
    for holding in catalogue.companies:
        plan = _of_company(catalogue, holding)
        own = {headline.url for headline in plan.headlines}
        opened = _opened(holding, open_wordings, own | needed)
        yield from _files(catalogue, plan, opened)
        kept.update((url, news) for url, news in opened.items() if url in needed)
    for plan in shared:
        yield from _files(catalogue, plan, kept)


def _files(catalogue: Catalogue, plan: Plan, opened: Mapping[str, News]) -> Iterator[SiteFile]:
    entries = _entries(catalogue, plan, opened)
    yield SiteFile(urls.feed(plan.page), atom(catalogue, plan, entries))
    yield SiteFile(urls.json_feed(plan.page), json_feed(catalogue, plan, entries))


def _entries(catalogue: Catalogue, plan: Plan, opened: Mapping[str, News]) -> list[Entry]:
    base = catalogue.settings.base_url
    entries = []
    room = FULL
    for news in (opened[headline.url] for headline in plan.headlines):
        touched = news.topics()
        html = news_html(news, base, plan.topic, max(0, min(room, LONGEST)))
        room -= len(html)
        entries.append(
            Entry(
                id=_id(news, base, plan.topic),
                url=urls.absolute(news.url, base),
                title=news.title,
                instant=news.instant,
                summary=unescape(summary(news, plan.topic)),
                html=html,
                topics=tuple((topic.label, topic.slug) for topic in catalogue.topics if topic.slug in touched),
            )
        )
    return entries


def _of_site(catalogue: Catalogue) -> Plan:
    settings = catalogue.settings
    documents = (document for holding in catalogue.companies for document in holding.documents)
    return Plan(urls.HOME, settings.title, settings.description, _newest(documents))


def _of_company(catalogue: Catalogue, holding: CompanyHolding) -> Plan:
    company = holding.company
    about = f"Documents of {company.name}: first captures and changes of wording."
    title = f"{company.name} – {catalogue.settings.title}"
    return Plan(urls.company(company), title, about, _newest(holding.documents))


def _of_topics(catalogue: Catalogue) -> list[Plan]:
    chosen: dict[str, list[Headline]] = {topic.slug: [] for topic in catalogue.topics}
    documents = (document for holding in catalogue.companies for document in holding.documents)
    for headline in sorted((one for document in documents for one in document.headlines), key=_newest_first):
        for topic in headline.topics:
            if topic in chosen and len(chosen[topic]) < NEWEST:
                chosen[topic].append(headline)
    return [
        Plan(
            urls.topic(topic),
            f"{topic.label} – {catalogue.settings.title}",
            f"{topic.description} First captures and changes of wording in passages on this topic.",
            tuple(chosen[topic.slug]),
            topic.slug,
        )
        for topic in catalogue.topics
    ]


def _newest(documents: Iterable[DocumentSummary]) -> tuple[Headline, ...]:
    """The newest headlines of these documents; of one instant, in the order of the addresses."""
    headlines = (one for document in documents for one in document.headlines)
    return tuple(nsmallest(NEWEST, headlines, key=_newest_first))


def _newest_first(headline: Headline) -> tuple[float, str]:
    return -headline.instant.timestamp(), headline.url


def _opened(holding: CompanyHolding, open_wordings: OpenWordings, chosen: Set[str]) -> dict[str, News]:
    """The chosen news of a company's documents, by address."""
    opened: dict[str, News] = {}
    for document in holding.documents:
        own = [headline.url for headline in document.headlines if headline.url in chosen]
        if own:
            news = open_wordings(holding, document).news
            opened.update((url, news[url]) for url in own)
    return opened


def atom(catalogue: Catalogue, plan: Plan, entries: Sequence[Entry]) -> bytes:
    """A feed in the Atom Syndication Format (RFC 4287)."""
    settings = catalogue.settings
    base = settings.base_url
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": legal(settings.language)})
    add(root, "id", urls.absolute(plan.page, base))
    add(root, "title", plan.title)
    add(root, "subtitle", plan.description)
    add(root, "updated", iso(entries[0].instant if entries else _NO_NEWS_YET))
    add(root, "link", rel="self", type="application/atom+xml", href=urls.absolute(urls.feed(plan.page), base))
    add(root, "link", rel="alternate", type="text/html", href=urls.absolute(plan.page, base))
    add(add(root, "author"), "name", settings.title)
    if settings.licence:
        add(root, "rights", settings.licence)
    for one in entries:
        entry = add(root, "entry")
        add(entry, "id", one.id)
        add(entry, "title", one.title)
        add(entry, "updated", iso(one.instant))
        add(entry, "published", iso(one.instant))
        add(entry, "link", rel="alternate", type="text/html", href=one.url)
        for label, slug in one.topics:
            add(entry, "category", term=slug, label=label)
        add(entry, "summary", one.summary)
        add(entry, "content", one.html, type="html")
    return xml_bytes(root)


def json_feed(catalogue: Catalogue, plan: Plan, entries: Sequence[Entry]) -> bytes:
    """A feed in JSON Feed 1.1."""
    settings = catalogue.settings
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
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _id(news: News, base_url: str, topic: str | None) -> str:
    """The page's address; in a topic's feed marked with the topic, since the entry there holds less."""
    return urls.absolute(news.url, base_url) + (f"#topic-{topic}" if topic else "")
