"""One party -> the passages of all companies that name it or link to it: `party.html`.

Google: mono.net "We use third-party traffic log cookies (Google Analytics & PIWIK)", first seen 2013
"""

from collections.abc import Sequence

from palimpsest.english import counted
from palimpsest.model import Party
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import OpenWordings
from palimpsest.publishing.making.portions import PartyAtCompany, PartyCatalogue
from palimpsest.publishing.metadata.pages import for_party
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.party_slips import PartySlip
from palimpsest.publishing.views.passages import by_document, few_of
from palimpsest.values import Frozen

_SLIPS = 600  # on one page, shared out among its companies
_MOST, _LEAST = 60, 3  # of one company
_OPEN = 30  # companies in a list; a longer one is folded
_OPEN_NAMES = 12


class MentioningCompany(Frozen):
    """A company in the overview: how many of its wordings mention the party, and how many of them stand."""

    name: str
    url: str
    holdings: str


class MentioningDocument(Frozen):
    """The wordings of one document, by first capture, those beyond the first few `folded`."""

    document: Link
    slips: tuple[PartySlip, ...]
    folded: tuple[PartySlip, ...]


class MentioningGroup(Frozen):
    """A company's wordings; `more` leads to those that are not shown, None if all are."""

    anchor: str
    company: Link
    documents: tuple[MentioningDocument, ...]
    more: Link | None


class PartyPage(Frozen):
    """`also` are the other names looked for, `also_folded` what many are folded behind, else `""`; `owner`
    leads to the party's owner where that has a page."""

    url: str
    frame: Frame
    metadata: Metadata
    name: str
    description: str
    summary: str
    also: tuple[str, ...]
    also_folded: str
    owner: Link | None
    companies: tuple[MentioningCompany, ...]
    is_folded: bool
    groups: tuple[MentioningGroup, ...]
    template: str = "party.html"


def party_page(catalogue: PartyCatalogue, open_wordings: OpenWordings) -> PartyPage:
    """The page of one party that is mentioned."""
    party, settings = catalogue.party, catalogue.settings
    having = sorted(catalogue.companies, key=lambda one: (one.company.name.casefold(), one.company.slug))
    also = (*party.aliases, *(name for name, _ in party.products))
    room = max(_LEAST, min(_MOST, _SLIPS // max(len(having), 1)))
    return PartyPage(
        url=urls.party(party),
        frame=frame(settings, Link("Parties", urls.PARTIES)),
        metadata=for_party(settings, party),
        name=party.name,
        description=party.description,
        summary=_summary(having),
        also=also,
        also_folded=counted(len(also), "name") if len(also) > _OPEN_NAMES else "",
        owner=Link(catalogue.owner.name, urls.party(catalogue.owner)) if catalogue.owner else None,
        companies=tuple(_company(one) for one in having),
        is_folded=len(having) > _OPEN,
        groups=tuple(_group(one, party, room, open_wordings) for one in having),
    )


def _summary(having: Sequence[PartyAtCompany]) -> str:
    held = [holding for one in having for holding in one.held.values()]
    passages, stand = sum(one.wordings for one in held), sum(one.standing for one in held)
    now = "all of them" if stand == passages else f"{stand or 'none'} of them"
    documents, companies = counted(len(held), "document"), counted(len(having), "company", "companies")
    return f"{counted(passages, 'passage')} in {documents} of {companies}, {now} in newest texts"


def _company(one: PartyAtCompany) -> MentioningCompany:
    held = one.held.values()
    passages = counted(sum(own.wordings for own in held), "passage")
    gone = "" if any(own.standing for own in held) else ", no longer in the newest text"
    return MentioningCompany(one.company.name, f"#at-{one.company.slug}", f"{passages}{gone}")


def _group(one: PartyAtCompany, party: Party, room: int, open_wordings: OpenWordings) -> MentioningGroup:
    company = one.company
    every = [slip for slug in one.held for slip in open_wordings(company.slug, slug).parties_shown[party.slug]]
    stand, earlier = [slip for slip in every if slip.stands], [slip for slip in every if not slip.stands]
    kept = [*stand[:room], *earlier[: max(0, room - len(stand))]]
    kept.sort(key=lambda slip: (slip.document.label, urls.document_of(slip.document.url), slip.captured_at))
    more = sum(own.wordings for own in one.held.values()) - len(kept)
    way = Link(f"Search for {counted(more, 'more passage')}", urls.search(q=party.name, company=company.slug))
    return MentioningGroup(
        anchor=f"at-{company.slug}",
        company=Link(company.name, urls.company(company)),
        documents=tuple(MentioningDocument(document, *few_of(own)) for document, own in by_document(kept)),
        more=way if more else None,
    )
