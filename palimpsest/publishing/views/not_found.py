"""The page for an address that is not there: `not_found.html`. It is served at any depth, so its links are rooted."""

from palimpsest.model import Settings
from palimpsest.publishing import urls
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, rooted_frame
from palimpsest.values import Frozen, replace


class NotFoundPage(Frozen):
    """What to do next where nothing is."""

    url: str
    frame: Frame
    metadata: Metadata
    template: str = "not_found.html"


def not_found_page(settings: Settings) -> NotFoundPage:
    """The page of a missing address."""
    head = for_page(settings, urls.NOT_FOUND, "Nothing at this address", "This address leads nowhere.")
    return NotFoundPage(
        url=urls.NOT_FOUND,
        frame=rooted_frame(settings),
        metadata=replace(head, links=()),  # they are relative, and the page is served at any depth
    )
