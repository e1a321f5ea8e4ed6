"""The parties that texts mention -> their index by role: `parties.html`; and the ways to them from other pages."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from palimpsest.english import counted
from palimpsest.model import Party, PartyRole
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.values import Frozen

_ROLES: Mapping[PartyRole, tuple[str, str]] = {
    "advertising": ("Advertising", "Who sells, places or checks advertising, or trades in data for it."),
    "analytics": ("Analytics", "Who measures visits and the use of apps, or asks visitors for their opinion."),
    "social": ("Social networks", "Networks, messengers and sign-in with an account there."),
    "payment": ("Payment", "Who takes or passes on payments."),
    "infrastructure": ("Infrastructure", "Hosting, mail, support, maps and other services in the background."),
    "seal": ("Seals and settlement", "Seals, certificates, self-regulation and the settlement of disputes."),
    "AI": ("AI", "Who makes models of language, pictures or voices."),
    "other": ("Others", "Devices, media, credit reports and what fits no other group."),
}
_OPEN = 24  # parties in a list; a longer one is folded


class PartyRow(Frozen):
    """A party with how many companies and documents mention it."""

    name: str
    url: str
    description: str
    holdings: str


class RoleGroup(Frozen):
    """The parties of one main role, those that most companies mention first."""

    anchor: str
    label: str
    description: str
    parties: tuple[PartyRow, ...]


class PartiesPage(Frozen):
    """The index of parties; `without` counts those of the directory that no text mentions."""

    url: str
    frame: Frame
    metadata: Metadata
    roles: tuple[RoleGroup, ...]
    without: str
    template: str = "parties.html"


class PartyList(Frozen):
    """The parties that a document or company mentions, by name; `folded` is what many are folded behind, else `""`."""

    links: tuple[Link, ...]
    folded: str


def parties_page(catalogue: Catalogue) -> PartiesPage:
    """The index of parties."""
    settings = catalogue.settings
    held = [[document.parties for document in one.documents] for one in catalogue.companies]
    documents = Counter(chain.from_iterable(chain.from_iterable(held)))
    companies = Counter(chain.from_iterable(set().union(*own) for own in held))
    mentioned = [(party, companies[party.slug], documents[party.slug]) for party in catalogue.parties]
    rows = sorted(
        (one for one in mentioned if one[1]), key=lambda one: (-one[1], -one[2], one[0].name.casefold(), one[0].slug)
    )
    groups = tuple(
        RoleGroup(f"role-{role.lower()}", *words, tuple(_row(*one) for one in rows if one[0].roles[0] == role))
        for role, words in _ROLES.items()
    )
    without = len(mentioned) - len(rows)
    return PartiesPage(
        url=urls.PARTIES,
        frame=frame(settings, here=urls.PARTIES),
        metadata=for_page(settings, urls.PARTIES, "Parties", "Organisations that the archived texts name or link to."),
        roles=tuple(group for group in groups if group.parties),
        without=counted(without, "other organisation") if without else "",
    )


def party_list(parties: Sequence[Party], mentioned: Collection[str]) -> PartyList:
    """The ways to those parties that are mentioned."""
    held = sorted((party for party in parties if party.slug in mentioned), key=lambda one: one.name.casefold())
    links = tuple(Link(party.name, urls.party(party)) for party in held)
    return PartyList(links, counted(len(links), "party", "parties") if len(links) > _OPEN else "")


def _row(party: Party, companies: int, documents: int) -> PartyRow:
    holdings = f"{counted(companies, 'company', 'companies')}, {counted(documents, 'document')}"
    return PartyRow(party.name, urls.party(party), party.description, holdings)
