"""The archive's settings -> what this site is: `about.html`."""

from dataclasses import dataclass

from palimpsest.model import Archive
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`collections` are the collections that the captures come from."""

    url: str
    frame: Frame
    metadata: Metadata
    description: str
    collections: tuple[str, ...]
    licence: str
    template: str = "about.html"


def about_page(archive: Archive) -> AboutPage:
    """What this site is."""
    collections = {
        snapshot.provenance.collection
        for company in archive.companies
        for document in company.documents
        for snapshot in document.snapshots
    }
    return AboutPage(
        url=urls.ABOUT,
        frame=frame(archive, here=urls.ABOUT),
        metadata=for_page(archive, urls.ABOUT, "About", "What this archive is, where its texts come from, its words."),
        description=archive.settings.description,
        collections=tuple(sorted(collections)),
        licence=archive.settings.licence,
    )
