"""A document, or the catalogue -> the files of the site that are neither pages, nor part of the theme, nor search.

document_outputs(archive, owner, document)   -> SiteFile("api/companies/monoprice.com/privacy-policy.json"), ...
shared_outputs(catalogue, open_wordings)     -> SiteFile("api/archive.json"), SiteFile("sitemap.xml"), ...
"""

from collections.abc import Iterator

from palimpsest.model import Archive, Company, Document
from palimpsest.publishing import urls
from palimpsest.publishing.data.archive import archive_json
from palimpsest.publishing.data.citations import citation_files
from palimpsest.publishing.data.document import document_json
from palimpsest.publishing.discovery import discovery_files
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.making.catalogue import Catalogue, OpenWordings
from palimpsest.publishing.redirects import redirects_file
from palimpsest.publishing.views.moved import moved_pages, moved_versions
from palimpsest.sources.texts import read_sources


def document_outputs(archive: Archive, owner: Company, document: Document) -> Iterator[SiteFile]:
    """The files of one document, where its versions are at hand: its JSON, citations, source bytes."""
    yield document_json(archive, owner, document)
    yield from citation_files(archive, owner, document)
    yield from source_files(owner, document)


def shared_outputs(catalogue: Catalogue, open_wordings: OpenWordings) -> Iterator[SiteFile]:
    """The files over all documents but for feeds: all as JSON, sitemap, robots, OpenSearch, redirects."""
    yield archive_json(catalogue)
    yield from discovery_files(catalogue, open_wordings)
    yield from redirects_file(moved_pages(catalogue), moved_versions(catalogue), catalogue.settings.base_url)


def source_files(owner: Company, document: Document) -> Iterator[SiteFile]:
    """The source bytes of every capture, as received: each distinct text of a version is read when its turn comes."""
    distinct = [one for version in document.versions for one in {one.sha256: one for one in version.snapshots}.values()]
    sources = read_sources(distinct)  # which takes their digests
    for version in document.versions:
        known: dict[str, bytes] = {}
        for number, snapshot in enumerate(version.snapshots):
            if snapshot.sha256 not in known:
                known[snapshot.sha256] = next(sources)[1]
            yield SiteFile(urls.source(owner, document, version, number), known[snapshot.sha256], snapshot.sha256)
