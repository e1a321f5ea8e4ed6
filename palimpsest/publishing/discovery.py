"""The archive -> what machines read first: sitemap.xml, robots.txt, opensearch.xml.

sitemap: every page with the day its content last changed, as the captures say; never the day of the build
"""

from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree import ElementTree

from palimpsest.model import Archive, Company, Document, Version
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.xmltext import add, xml_bytes

LONGEST_SITEMAP = 50_000  # addresses in one file, by the sitemaps protocol
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_SHORT_NAME = 16  # characters, by OpenSearch 1.1; browsers refuse longer ones
_ALWAYS = (urls.COMPANIES, urls.TOPICS, urls.CHANGES, urls.SEARCH, urls.ABOUT, urls.METHODS, urls.REPORT)


def discovery_files(archive: Archive) -> Iterator[SiteFile]:
    """The sitemap (in parts if it is long), robots.txt and opensearch.xml."""
    yield from sitemap_files(last_changes(archive), archive.settings.base_url)
    yield SiteFile(urls.ROBOTS, robots(archive.settings.base_url))
    yield SiteFile(urls.OPENSEARCH, opensearch(archive))


def last_changes(archive: Archive) -> dict[str, date | None]:
    """Every page by its address, with the day of the newest capture it shows (None where no capture decides)."""
    days: dict[str, date | None] = {urls.HOME: None} | dict.fromkeys(_ALWAYS)
    for company in archive.companies:
        for document in company.documents:
            last = document.snapshots[-1].captured_at.date()
            for page in (urls.HOME, urls.COMPANIES, urls.CHANGES, urls.company(company)):
                _advance(days, page, last)
            _advance(days, urls.document(company, document), last)
            for version in document.versions:
                _advance(days, urls.version(company, document, version), _last_seen(version))
            for version in _revised(document):
                _advance(days, urls.changes(company, document, version), version.captured_at.date())
    for topic in archive.topics:
        days.setdefault(urls.topic(topic), None)
    _add_topics(archive, days)
    return days


def days_of(archive: Archive, owner: Company, document: Document) -> dict[str, date]:
    """A document's own pages by address, with the day of the newest capture each shows."""
    days = {urls.document(owner, document): max(one.captured_at for one in document.snapshots).date()}
    for version in document.versions:
        days[urls.version(owner, document, version)] = _last_seen(version)
    for version in _revised(document):
        days[urls.changes(owner, document, version)] = version.captured_at.date()
    return days


def sitemap_files(days: Mapping[str, date | None], base_url: str) -> list[SiteFile]:
    """One sitemap, or an index of parts where there are more than 50,000 addresses."""
    addresses = list(days)
    parts = [addresses[start : start + LONGEST_SITEMAP] for start in range(0, len(addresses), LONGEST_SITEMAP)]
    if len(parts) <= 1:
        return [SiteFile(urls.SITEMAP, _sitemap(addresses, days, base_url))]
    index = ElementTree.Element("sitemapindex", xmlns=_SITEMAPS)
    files = []
    for number, part in enumerate(parts, start=1):
        path = urls.sitemap_part(number)
        add(add(index, "sitemap"), "loc", urls.absolute(path, base_url))
        files.append(SiteFile(path, _sitemap(part, days, base_url)))
    return [SiteFile(urls.SITEMAP, xml_bytes(index)), *files]


def robots(base_url: str) -> bytes:
    """Everybody may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {urls.absolute(urls.SITEMAP, base_url)}\n".encode()


def opensearch(archive: Archive) -> bytes:
    """The description with which a browser offers the site's search in its address bar."""
    settings = archive.settings
    root = ElementTree.Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    add(root, "ShortName", settings.title[:_LONGEST_SHORT_NAME].strip())
    add(root, "LongName", settings.title[:48].strip())
    add(root, "Description", settings.description[:1024])
    add(root, "InputEncoding", "UTF-8")
    add(root, "Language", settings.language)
    search = urls.absolute(urls.SEARCH, settings.base_url)
    add(root, "Url", type="text/html", method="get", template=f"{search}?q={{searchTerms}}")
    return xml_bytes(root)


def _sitemap(addresses: list[str], days: Mapping[str, date | None], base_url: str) -> bytes:
    root = ElementTree.Element("urlset", xmlns=_SITEMAPS)
    for address in addresses:
        entry = add(root, "url")
        add(entry, "loc", urls.absolute(address, base_url))
        day = days[address]
        if day is not None:
            add(entry, "lastmod", day.isoformat())
    return xml_bytes(root)


def _add_topics(archive: Archive, days: dict[str, date | None]) -> None:
    topics = {topic.slug: topic for topic in archive.topics}
    for company in archive.companies:
        for document in company.documents:
            for version in document.versions:
                labels = archive.findings_of(version).labels.values()
                for slug in sorted({label.topic for of in labels for label in of} & topics.keys()):
                    for page in (urls.topic(topics[slug]), urls.topic_company(topics[slug], company)):
                        _advance(days, page, _last_seen(version))


def _advance(days: dict[str, date | None], page: str, day: date) -> None:
    known = days.get(page)
    days[page] = day if known is None else max(known, day)


def _last_seen(version: Version) -> date:
    return max(snapshot.captured_at for snapshot in version.snapshots).date()


def _revised(document: Document) -> list[Version]:
    revised = {revision.after for revision in document.revisions}
    return [version for version in document.versions if version.digest in revised]
