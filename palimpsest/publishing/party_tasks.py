"""The catalogue -> a task for each party that a text mentions: its page is made anew when what it shows has changed.

two documents that mention Google, one that mentions Criteo  ->  PartyTask google, PartyTask criteo
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palimpsest.model import Party
from palimpsest.publishing.catalogue import CompanyHolding, PartyAtCompany, PartyCatalogue, Wordings
from palimpsest.publishing.tasks import CatalogueTask, open_wordings


@dataclass(frozen=True, slots=True)
class PartyTask:
    """One party at the companies that mention it, and the folders that keep the wordings of their documents."""

    catalogue: PartyCatalogue
    folders: Mapping[tuple[str, str], Path]

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.catalogue.party.slug

    @property
    def content(self) -> Any:
        """What its page depends on: holdings have digests of what they stand for."""
        return self.catalogue

    def open_wordings(self, company: str, document: str) -> Wordings:
        """The large part of one document."""
        return open_wordings(self.folders[company, document])


def party_tasks(task: CatalogueTask) -> list[PartyTask]:
    """Each party that a text mentions, on its own; a party that none mentions has no page."""
    catalogue = task.catalogue
    companies = {party.slug: _party_at(catalogue.companies, party) for party in catalogue.parties}
    mentioned = {party.slug: party for party in catalogue.parties if companies[party.slug]}
    return [
        PartyTask(PartyCatalogue(catalogue.settings, party, mentioned.get(party.owner), companies[slug]), task.folders)
        for slug, party in mentioned.items()
    ]


def _party_at(holdings: Iterable[CompanyHolding], party: Party) -> tuple[PartyAtCompany, ...]:
    found = (
        (holding.company, {one.slug: one.parties[party.slug] for one in holding.documents if party.slug in one.parties})
        for holding in holdings
    )
    return tuple(PartyAtCompany(company, held) for company, held in found if held)
