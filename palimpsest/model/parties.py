"""Organisations that texts name or link to: who they are, and where a text mentions them."""

from typing import Literal

from palimpsest.values import Frozen

PartyRole = Literal[
    "advertising", "analytics", "payment", "seal", "infrastructure", "social", "AI", "linked policy", "other"
]
"""What a party does in a passage. "linked policy": its own policy is linked to; "other": the words do not say."""


class Party(Frozen):
    """An organisation as content/parties.yaml has it. `slug` is its address on the site. The first of its `roles` is
    the main one; `owner` is the slug of the party that owns it, `""` where none is known; `services` are what archives
    call its services."""

    slug: str
    name: str
    description: str
    roles: tuple[PartyRole, ...]
    aliases: tuple[str, ...] = ()
    products: tuple[tuple[str, PartyRole], ...] = ()
    domains: tuple[str, ...] = ()
    owner: str = ""
    services: tuple[str, ...] = ()


class PartyMention(Frozen):
    """A party (its slug) named in a passage, or linked from it: characters `start` to `end` of the passage's reading
    text. It says that the text mentions the party, and never that anything is shared with it."""

    party: str
    role: PartyRole
    basis: Literal["named", "linked"]
    anchor: str
    start: int
    end: int
