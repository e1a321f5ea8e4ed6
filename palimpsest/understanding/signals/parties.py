"""The parties mentioned in two versions -> signals: a party that is newly mentioned, or no longer.

none, then Criteo  ->  Signal("party named", "Criteo is named in the later text; ...", "", "p-1f3a9c20")
"""

from collections.abc import Iterable, Mapping

from palimpsest.model import Party, PartyMention, Signal


def party_signals(
    before: Iterable[PartyMention], after: Iterable[PartyMention], parties: Mapping[str, Party]
) -> tuple[Signal, ...]:
    """One signal for each party that only one of two consecutive versions mentions, new ones first, by name.

    A mention is a name or a link. That it went says nothing about what the company does.
    """
    earlier, later = _first_mentions(before), _first_mentions(after)
    named = [
        Signal(
            "party named",
            f"{_called(slug, parties)} is {one.basis} in the later text; no mention found in the earlier one.",
            "",
            at,
        )
        for slug, (one, at) in later.items()
        if slug not in earlier
    ]
    gone = [
        Signal(
            "party gone",
            f"{_called(slug, parties)} is {one.basis} in the earlier text; no mention found in the later one.",
            at,
            "",
        )
        for slug, (one, at) in earlier.items()
        if slug not in later
    ]
    return (*sorted(named, key=lambda signal: signal.text), *sorted(gone, key=lambda signal: signal.text))


def _first_mentions(mentions: Iterable[PartyMention]) -> dict[str, tuple[PartyMention, str]]:
    """The first mention of each party, a name before a link, with its anchor."""
    first: dict[str, tuple[PartyMention, str]] = {}
    for one in mentions:
        held = first.get(one.party)
        if held is None or (held[0].basis == "linked" and one.basis == "named"):
            first[one.party] = one, one.anchor
    return first


def _called(slug: str, parties: Mapping[str, Party]) -> str:
    return parties[slug].name if slug in parties else slug
