"""What a company shares -> for each of its documents the passages of which other companies' texts have words.

    api/shared/monoprice.com/privacy-policy.json
        {"passages": {"p-5b0f2d11": {"companies": 1, "wording": "5651e0dabc2b"}}, ...}

The pages of versions show these counts beside their passages, and read them when they are opened: a page that had them
in it would have to be made anew whenever another company's text changes. A passage has the same anchor in all versions.
"""

from collections.abc import Iterator

from palimpsest.publishing import urls
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.jsontext import json_bytes
from palimpsest.publishing.making.shared import SharedAtCompany

FORMAT = 1  # raised when the meaning of a field changes


def shared_json(shared: SharedAtCompany) -> Iterator[SiteFile]:
    """One file for each document, of those too that share nothing."""
    company = shared.sharer.company
    for slug, passages in shared.passages.items():
        content = {
            "format": FORMAT,
            "wordings": urls.absolute(urls.SHARED, shared.settings.base_url),
            "passages": {
                anchor: {"companies": also.companies, "wording": also.wording} for anchor, also in passages.items()
            },
        }
        yield SiteFile(urls.shared_json(company.slug, slug), json_bytes(content))
