"""Passages of a document that mention parties -> each wording once for each party, the name or link marked.

"We use Google Analytics" in the captures of 2016 and 2017  ->  one slip of Google: first seen 2016, last seen 2017
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from palimpsest.model import PartyMention, PartyRole
from palimpsest.publishing import urls
from palimpsest.publishing.data.mentions import Mentioning, mentioning_passages
from palimpsest.publishing.languages import foreign_language
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History
from palimpsest.publishing.views.passages import Piece, marked, shortened
from palimpsest.publishing.views.sights import began, ended, is_single
from palimpsest.values import Frozen, replace

MOST_STANDING, MOST_EARLIER = 40, 20  # of one document on a party's page

# What the chip beside a passage says; what does not tell has none.
ROLE_CHIPS: Mapping[PartyRole, str] = {
    "advertising": "advertising",
    "analytics": "analytics",
    "payment": "payment",
    "seal": "seal or settlement",
    "infrastructure": "infrastructure",
    "social": "social network",
    "AI": "AI",
    "linked policy": "its policy is linked",
    "other": "",
}


class PartySlip(Frozen):
    """A wording that names or links a party, as first captured; a very long one around the name. `roles` are in words;
    `is_linked` when no name is marked, only the words of a link. The rest is as in `Slip`."""

    company: Link
    document: Link
    captured_at: datetime
    last_seen: datetime
    stands: bool
    url: str
    language: str
    heading: str
    pieces: tuple[Piece, ...]
    roles: tuple[str, ...]
    is_linked: bool
    began: str = ""
    ended: str = ""
    is_single: bool = False


def party_slips_of(history: History) -> Mapping[str, tuple[PartySlip, ...]]:
    """Every wording that mentions a party, once for each party, by first capture."""
    standing = history.standing
    known = {party.slug for party in history.archive.parties}
    found: dict[str, list[PartySlip]] = {}
    for one in mentioning_passages([station.version for station in history.stations], history.archive.findings):
        by_party: dict[str, list[PartyMention]] = {}
        for mention in one.mentions:
            if mention.party in known:
                by_party.setdefault(mention.party, []).append(mention)
        for party, mentions in by_party.items():
            found.setdefault(party, []).append(_slip(history, one, mentions, one.placed.passage.id in standing))
    return {party: tuple(slips) for party, slips in sorted(found.items())}


def shown_of(slips: Sequence[PartySlip]) -> tuple[PartySlip, ...]:
    """The slips of one document that the party's page can show: those that stand in its newest version, and the newest
    of the earlier ones. When one that stands was last seen is left out: the page would change with every capture."""
    stand = [replace(slip, last_seen=slip.captured_at) for slip in slips if slip.stands]
    earlier = [slip for slip in slips if not slip.stands]
    return (*stand[:MOST_STANDING], *earlier[-MOST_EARLIER:])


def _slip(history: History, one: Mentioning, mentions: Sequence[PartyMention], stands: bool) -> PartySlip:
    station, placed, section = history.stations[one.number], one.placed, one.section
    lineage = history.document.lineages.get(placed.passage.id)
    heading = section.heading.passage.text if section.heading and section.heading is not placed else ""
    roles = dict.fromkeys(ROLE_CHIPS[mention.role] for mention in mentions)
    return PartySlip(
        company=Link(history.owner.name, urls.company(history.owner)),
        document=Link(history.document.terms_type, station.url),
        captured_at=station.version.captured_at,
        last_seen=lineage.last_seen if lineage else station.version.snapshots[-1].captured_at,
        stands=stands,
        url=urls.passage(station.url, placed),
        language=foreign_language(history.settings, station.version),
        heading=heading,
        pieces=shortened(marked(placed.passage.text, [(mention.start, mention.end) for mention in mentions])),
        roles=tuple(filter(None, roles)),
        began=began(history, lineage),
        ended=ended(history, placed.passage, lineage, stands=stands),
        is_single=is_single(lineage, stands=stands),
        is_linked=all(mention.basis == "linked" for mention in mentions),
    )
