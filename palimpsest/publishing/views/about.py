"""The archive's settings -> what this site is: `about.html`."""

from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.rights import Terms, all_terms
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.values import Frozen


class AboutPage(Frozen):
    """`collections` are those that the captures come from; `sources` what archive.yaml says of them."""

    url: str
    frame: Frame
    metadata: Metadata
    description: str
    collections: tuple[str, ...]
    sources: tuple[Terms, ...]
    licence: str
    data: str = urls.DATA
    template: str = "about.html"


def about_page(catalogue: Catalogue) -> AboutPage:
    """What this site is."""
    settings = catalogue.settings
    collections = {
        name for holding in catalogue.companies for document in holding.documents for name in document.collections
    }
    return AboutPage(
        url=urls.ABOUT,
        frame=frame(settings, here=urls.ABOUT),
        metadata=for_page(settings, urls.ABOUT, "About", "What this archive is, where its texts come from, its words."),
        description=settings.description,
        collections=tuple(sorted(filter(None, collections))),  # of a source named on the command line, none is known
        sources=all_terms(settings),
        licence=settings.licence,
    )
