"""Stand-in until the citations are written: a version -> how to cite it."""

from dataclasses import dataclass

from palimpsest.model import Archive, Company, Document, Version
from palimpsest.publishing import urls
from palimpsest.timestamps import day_in_words


@dataclass(frozen=True, slots=True)
class Citations:
    """The same reference in four forms."""

    plain: str
    bibtex: str
    ris: str
    csl_json: str


def citations(archive: Archive, owner: Company, document: Document, version: Version) -> Citations:
    """The reference to one version."""
    address = urls.absolute(urls.version(owner, document, version), archive.settings.base_url)
    captured = day_in_words(version.captured_at)
    plain = f"{owner.name}: {document.terms_type}, captured {captured}. {archive.settings.title}. {address}"
    return Citations(plain, plain, plain, plain)
