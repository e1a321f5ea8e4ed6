"""The page for an address that is not there: `not_found.html`. It is served at any depth, so its links are rooted."""

from dataclasses import dataclass

from palimpsest.model import Archive
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.views.frame import Frame, metadata, rooted_frame


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What to do next where nothing is."""

    url: str
    frame: Frame
    metadata: Metadata
    template: str = "not_found.html"


def not_found_page(archive: Archive) -> NotFoundPage:
    """The page of a missing address."""
    return NotFoundPage(
        url=urls.NOT_FOUND,
        frame=rooted_frame(archive),
        metadata=metadata(archive, urls.NOT_FOUND, "Nothing at this address", "This address leads nowhere."),
    )
