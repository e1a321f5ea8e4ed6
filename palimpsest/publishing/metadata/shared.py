"""Pages on shared wording -> their Metadata: "first captured" and "found", never who wrote it."""

from palimpsest.model import Company, Settings, SharedWording
from palimpsest.publishing import urls
from palimpsest.publishing.metadata.record import Crumb, Metadata, metadata

_HOME = Crumb("Home", urls.HOME)
_SHARED = Crumb("Shared wording", urls.SHARED)


def for_shared_wording(settings: Settings, wording: SharedWording, title: str) -> Metadata:
    """A wording that several publishers' texts share."""
    return metadata(
        settings,
        urls.shared_wording(wording.id),
        title,
        f"{wording.words} words found in texts of {len(wording.companies)} companies, with the first capture of each.",
        crumbs=[_HOME, _SHARED],
    )


def for_shared_company(settings: Settings, company: Company) -> Metadata:
    """What a company's texts share with others."""
    return metadata(
        settings,
        urls.shared_company(company),
        f"{company.name}: shared wording",
        f"Runs of words found in the texts of {company.name} and of other companies.",
        crumbs=[_HOME, _SHARED],
    )
