"""The catalogue -> what machines read first: sitemap.xml, robots.txt, opensearch.xml.

sitemap: every page with the day its content last changed, as the captures say; never the day of the build
"""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from xml.etree import ElementTree

from palimpsest.model import Company, Document, Settings
from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.making.catalogue import Catalogue, OpenWordings
from palimpsest.publishing.making.portions import newest_year, years_told
from palimpsest.publishing.xmltext import add, legal, xml_bytes

LONGEST_SITEMAP = 50_000  # addresses in one file, by the sitemaps protocol
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_SHORT_NAME = 16  # characters, by OpenSearch 1.1; browsers refuse longer ones
_ALWAYS = (
    urls.COMPANIES,
    urls.TOPICS,
    urls.PARTIES,
    urls.CHANGES,
    urls.DATES,
    urls.SHARED,
    urls.SEARCH,
    urls.ABOUT,
    urls.METHODS,
    urls.DATA,
    urls.REPORT,
)


def days_of(owner: Company, document: Document) -> dict[str, date]:
    """A document's own pages by address, with the day of the newest capture each shows."""
    page = urls.document(owner, document)
    days = {page: max(one.captured_at for version in document.versions for one in version.snapshots).date()}
    revised = {revision.after for revision in document.revisions}
    for version in document.versions:
        days[urls.version(owner, document, version)] = max(one.captured_at for one in version.snapshots).date()
        if version.digest in revised:
            days[urls.changes(owner, document, version)] = version.captured_at.date()
    return days


def discovery_files(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    """The sitemap (in parts if it is long), robots.txt and opensearch.xml."""
    settings = catalogue.settings
    yield from sitemap_files(last_changes(catalogue, open_wordings), settings.base_url)
    yield SiteFile(urls.ROBOTS, robots(settings.base_url))
    yield SiteFile(urls.OPENSEARCH, opensearch(settings))


def last_changes(catalogue: Catalogue, open_wordings: OpenWordings) -> dict[str, date | None]:
    """Every page by its address, with the day of the newest capture it shows (None where no capture decides)."""
    days: dict[str, date | None] = dict.fromkeys([urls.HOME, *_ALWAYS])
    for holding in catalogue.companies:
        for document in holding.documents:
            last = max(document.captures).date()
            for page in (urls.HOME, urls.COMPANIES, urls.CHANGES, urls.DATES, urls.company(holding.company)):
                _advance(days, page, last)
            days.update(open_wordings(holding.company.slug, document.slug).days["whole"])
            for year, held in document.years.items():
                _advance(days, urls.changes_year(year), held.newest.date())
    for topic in catalogue.topics:
        days.setdefault(urls.topic(topic), None)
    _add_topics(catalogue, days)
    _add_years_of_topics(catalogue, days)
    _add_parties(catalogue, days)
    _add_shared(catalogue, days)
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


def opensearch(settings: Settings) -> bytes:
    """The description with which a browser offers the site's search in its address bar."""
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
    """Written as text: an element tree of 50,000 addresses takes ten times as long."""
    written = {day: f"\n    <lastmod>{day.isoformat()}</lastmod>" if day else "" for day in set(days.values())}
    every = urls.absolute("".join(addresses), base_url)
    is_plain = every == escape(legal(every), quote=False)  # as nearly always, and then each of them is
    locations = [urls.absolute(address, base_url) for address in addresses]
    if not is_plain:
        locations = [escape(legal(location), quote=False) for location in locations]
    lines = [
        f"  <url>\n    <loc>{location}</loc>{written[days[address]]}\n  </url>\n"
        for location, address in zip(locations, addresses, strict=True)
    ]
    start = f"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=\"{_SITEMAPS}\">\n"
    return "".join([start, *lines, "</urlset>\n"]).encode()


def _add_years_of_topics(catalogue: Catalogue, days: dict[str, date | None]) -> None:
    newest = newest_year(catalogue.companies)
    documents = [document for holding in catalogue.companies for document in holding.documents]
    for topic in catalogue.topics:
        held = [one.topics[topic.slug].then for one in documents if topic.slug in one.topics]
        for year, captured_at in years_told(held).items():
            if year < newest:
                days[urls.topic_year(topic, year)] = captured_at.date()


def _add_topics(catalogue: Catalogue, days: dict[str, date | None]) -> None:
    topics = {topic.slug: topic for topic in catalogue.topics}
    for holding in catalogue.companies:
        for document in holding.documents:
            for slug in sorted(document.topic_days.keys() & topics.keys()):
                for page in (urls.topic(topics[slug]), urls.topic_company(topics[slug], holding.company)):
                    _advance(days, page, document.topic_days[slug])


def _add_shared(catalogue: Catalogue, days: dict[str, date | None]) -> None:
    at = {holding.company.slug: urls.shared_company(holding.company) for holding in catalogue.companies}
    days.update(dict.fromkeys(at.values()))
    newest: dict[str, date] = {}
    for line in catalogue.shared:
        changed = days[urls.shared_wording(line.id)] = line.changed
        for slug in line.companies:
            if slug not in newest or newest[slug] < changed:
                newest[slug] = changed
    for slug, day in newest.items():
        for page in (urls.SHARED, at[slug]):
            _advance(days, page, day)


def _add_parties(catalogue: Catalogue, days: dict[str, date | None]) -> None:
    for party in catalogue.parties:
        for holding in catalogue.companies:
            for document in holding.documents:
                if party.slug in document.parties:
                    _advance(days, urls.party(party), document.parties[party.slug].last_change)


def _advance(days: dict[str, date | None], page: str, day: date) -> None:
    known = days.get(page)
    days[page] = day if known is None else max(known, day)
