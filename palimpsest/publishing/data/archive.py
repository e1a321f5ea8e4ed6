"""The catalogue -> JSON for programs: the list of all companies and their documents, with the way to each one's own.

Catalogue -> api/archive.json {"counts": {"companies": 4, ...}, "companies": [{"slug": "monoprice.com", ...}, ...]}
"""

from typing import Any

from palimpsest.model import Company, DatedName, Settings
from palimpsest.publishing import urls
from palimpsest.publishing.data.document import FORMAT
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.jsontext import json_bytes
from palimpsest.publishing.making.catalogue import Catalogue, CompanyHolding, DocumentSummary
from palimpsest.publishing.rights import all_terms, origins, terms_json
from palimpsest.timestamps import iso


def archive_json(catalogue: Catalogue) -> SiteFile:
    """The list of everything."""
    settings = catalogue.settings
    documents = [document for holding in catalogue.companies for document in holding.documents]
    content = {
        "format": FORMAT,
        "title": settings.title,
        "description": settings.description,
        "url": settings.base_url,
        "licence": settings.licence,
        "origins": terms_json(all_terms(settings)),
        "counts": {
            "companies": len(catalogue.companies),
            "documents": len(documents),
            "versions": sum(document.versions for document in documents),
            "captures": sum(len(document.captures) for document in documents),
            "changes_of_wording": sum(document.classes.get("wording", 0) for document in documents),
        },
        "companies": [_company(settings, holding) for holding in catalogue.companies],
    }
    return SiteFile(urls.ARCHIVE_JSON, json_bytes(content))


def _company(settings: Settings, holding: CompanyHolding) -> dict[str, Any]:
    company, base = holding.company, settings.base_url
    return {
        "slug": company.slug,
        "name": company.name,
        "url": urls.absolute(urls.company(company), base),
        "domains": [_dated_name(name) for name in company.domains],
        "operators": [_dated_name(name) for name in company.operators],
        "documents": [_summary(settings, company, document) for document in holding.documents],
    }


def _summary(settings: Settings, company: Company, document: DocumentSummary) -> dict[str, Any]:
    base, places = settings.base_url, origins(settings)
    return {
        "terms_type": document.terms_type,
        "slug": document.slug,
        "url": urls.absolute(urls.document(company, document), base),
        "json": urls.absolute(urls.document_json(company, document), base),
        "origins": sorted(places[key] for key in document.sources if key in places),
        "versions": document.versions,
        "captures": len(document.captures),
        "first_captured_at": iso(min(document.captures)),
        "last_captured_at": iso(max(document.captures)),
    }


def _dated_name(name: DatedName) -> dict[str, Any]:
    return {
        "name": name.name,
        "since": name.since.isoformat() if name.since else None,
        "until": name.until.isoformat() if name.until else None,
    }
