"""One document -> the page that compares any two of its versions: `compare.html`; two scripts do the comparing.

The page names no version: what is held stands in the document's JSON, so that a further version leaves it as it is.
"""

from palimpsest.publishing import urls
from palimpsest.publishing.metadata.pages import for_compare
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.history import History
from palimpsest.values import Frozen


class ComparePage(Frozen):
    """`facts` is the file that the script reads; the pages of versions lie below `document`."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    document: Link
    facts: str
    style: str = urls.asset("compare.css")
    scripts: tuple[str, ...] = (urls.asset("comparing.js"), urls.asset("compare.js"))
    template: str = "compare.html"


def compare_page(history: History) -> ComparePage:
    """The page on which two versions of a document are chosen and compared."""
    owner, document, settings = history.owner, history.document, history.settings
    return ComparePage(
        url=urls.compare(owner, document),
        frame=frame(settings, Link("Companies", urls.COMPANIES), Link(owner.name, urls.company(owner)), history.link),
        metadata=for_compare(settings, owner, document),
        heading=f"{owner.name}: {document.terms_type}, any two versions",
        document=history.link,
        facts=urls.document_json(owner, document),
    )
