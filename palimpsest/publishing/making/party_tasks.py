"""The catalogue -> a task for each party that a text mentions: its page is made anew when what it shows has changed.

two documents that mention Google, one that mentions Criteo  ->  PartyTask google, PartyTask criteo
"""

from collections.abc import Iterable
from typing import Any

from palimpsest.model import Party
from palimpsest.publishing.making.catalogue import CompanyHolding
from palimpsest.publishing.making.portions import PartyAtCompany, PartyCatalogue
from palimpsest.publishing.making.tasks import CatalogueTask, Kept
from palimpsest.values import Frozen


class PartyTask(Frozen):
    """One party at the companies that mention it, and where the wordings of all documents are."""

    catalogue: PartyCatalogue
    open_wordings: Kept

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.catalogue.party.slug

    @property
    def content(self) -> Any:
        """What its page depends on: holdings have digests of what they stand for."""
        return self.catalogue


def party_tasks(task: CatalogueTask) -> list[PartyTask]:
    """Each party that a text mentions, on its own; a party that none mentions has no page."""
    catalogue = task.catalogue
    companies = {party.slug: _party_at(catalogue.companies, party) for party in catalogue.parties}
    mentioned = {party.slug: party for party in catalogue.parties if companies[party.slug]}
    return [
        PartyTask(
            PartyCatalogue(catalogue.settings, party, mentioned.get(party.owner), companies[slug]), task.open_wordings
        )
        for slug, party in mentioned.items()
    ]


def _party_at(holdings: Iterable[CompanyHolding], party: Party) -> tuple[PartyAtCompany, ...]:
    found = (
        (holding.company, {one.slug: one.parties[party.slug] for one in holding.documents if party.slug in one.parties})
        for holding in holdings
    )
    return tuple(PartyAtCompany(company, held) for company, held in found if held)
