"""The archive -> every file of the site that is neither a page, nor part of the theme, nor search.

all_files(archive) -> SiteFile("feed.atom"), ..., SiteFile("api/archive.json"), ..., SiteFile("sitemap.xml"), ...
"""

from collections.abc import Iterator

from palimpsest.model import Archive
from palimpsest.publishing import urls
from palimpsest.publishing.citations import citation_files
from palimpsest.publishing.data import json_files
from palimpsest.publishing.discovery import discovery_files
from palimpsest.publishing.feeds import feeds
from palimpsest.publishing.files import SiteFile
from palimpsest.sources.texts import read_sources


def all_files(archive: Archive) -> Iterator[SiteFile]:
    """Feeds, JSON, citations, source bytes, sitemap, robots and OpenSearch, in this order."""
    yield from feeds(archive)
    yield from json_files(archive)
    yield from citation_files(archive)
    yield from source_files(archive)
    yield from discovery_files(archive)


def source_files(archive: Archive) -> Iterator[SiteFile]:
    """The source bytes of every capture, as received: each is read when its turn comes."""
    wanted = [
        (urls.source(company, document, version, number), snapshot)
        for company in archive.companies
        for document in company.documents
        for version in document.versions
        for number, snapshot in enumerate(version.snapshots)
    ]
    sources = read_sources(snapshot for _, snapshot in wanted)
    yield from (SiteFile(url, source) for (url, _), (_, source) in zip(wanted, sources, strict=True))
