"""The catalogue -> what of the archive can be taken away, and how to read and check it: `data.html`.

It counts nothing, so that a further version leaves it as it is.
"""

from palimpsest.publishing import urls
from palimpsest.publishing.data.document import FORMAT
from palimpsest.publishing.data.fields import ARCHIVE_FIELDS, DOCUMENT_FIELDS, SHARED_FIELDS, FieldMeaning, by_place
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.rights import Terms, all_terms
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.values import Frozen

_Told = tuple[tuple[str, tuple[FieldMeaning, ...]], ...]  # fields by their place in a file


class DataPage(Frozen):
    """The files of the archive, the fields of its JSON, and the terms under which all is given. `example` is the file
    of one document, None where there is none, `shared` the file of what it shares, or `""`."""

    url: str
    frame: Frame
    metadata: Metadata
    example: Link | None
    shared: str
    sources: tuple[Terms, ...]
    licence: str
    format: int = FORMAT
    archive_fields: _Told = by_place(ARCHIVE_FIELDS)
    document_fields: _Told = by_place(DOCUMENT_FIELDS)
    shared_fields: _Told = by_place(SHARED_FIELDS)
    archive_json: str = urls.ARCHIVE_JSON
    manifest: str = urls.MANIFEST
    sitemap: str = urls.SITEMAP
    redirects: str = urls.REDIRECTS
    feed: str = urls.feed(urls.HOME)
    json_feed: str = urls.json_feed(urls.HOME)
    companies: str = urls.COMPANIES
    template: str = "data.html"


def data_page(catalogue: Catalogue) -> DataPage:
    """What can be taken away."""
    settings = catalogue.settings
    held = [(holding.company, document) for holding in catalogue.companies for document in holding.documents]
    files = (Link(f"{owner.name}: {one.terms_type}", urls.document_json(owner, one)) for owner, one in held)
    return DataPage(
        url=urls.DATA,
        frame=frame(settings, here=urls.DATA),
        metadata=for_page(settings, urls.DATA, "Data", "The files of this archive: what they hold, how to check them."),
        example=next(files, None),
        shared=next((urls.shared_json(owner.slug, one.slug) for owner, one in held), ""),
        sources=all_terms(settings),
        licence=settings.licence,
    )
