"""One version's reading text -> the parties it names or links to, each with its place and its role there.

    "We use Google Analytics."  ->  PartyMention("google", "analytics", "named", anchor, 7, 23)

Titles and furniture are left out, and so is whoever publishes the text, with the group it belongs to. A name that is
an ordinary word, too, counts only where the sentence speaks of the party (`needs` in content/parties.yaml).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from palimpsest.model import Company, PartyMention, PartyRole, Passage, Reading, Section
from palimpsest.understanding.glance import Glances
from palimpsest.understanding.parties.file import owner_chain
from palimpsest.understanding.parties.links import PartyLink, party_links, party_of_address
from palimpsest.understanding.parties.names import CAPITALISED, Directory, PartyName, spelling
from palimpsest.understanding.parties.roles import role_in, sentence_around
from palimpsest.values import Frozen, Growing, field, replace

_LONGEST_ADDRESS = 200  # characters before a name in which the address it is a part of would begin
_CORPORATE = {"ag", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "ireland", "limited", "llc"}
_CORPORATE |= {"ltd", "plc", "sa", "sarl"}
_WORD_BEFORE = re.compile(r"([^\W_]+)[ \xa0]$")
_WORD_BEHIND = re.compile(r"[ \xa0]([A-Z][^\W_]*)")


class Spot(Frozen):
    """A mention in a passage, wherever the passage stands."""

    party: str
    role: PartyRole
    basis: Literal["named", "linked"]
    start: int
    end: int


class Own(Frozen):
    """Whoever publishes a text: the parties it is or belongs to, and its names, inside which no other is looked for."""

    parties: frozenset[str] = frozenset()
    names: re.Pattern[str] | None = None


NOBODY = Own()


class KnownMentions(Growing):
    """The mentions of passages that the versions of a document repeat: of sections and passages, held here, by their
    identity, and of texts without a link to a party. It saves work and changes no result."""

    sections: dict[int, tuple[Section, tuple[PartyMention, ...]]] = field(default_factory=dict)
    passages: dict[int, tuple[Passage, tuple[Spot, ...]]] = field(default_factory=dict)
    texts: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    glances: Glances = field(default_factory=Glances)


def parties_mentioned(
    reading: Reading, directory: Directory, own: Own = NOBODY, known: KnownMentions | None = None
) -> tuple[PartyMention, ...]:
    """Every mention in one version, in reading order. Versions of one document share a `known`."""
    known = known if known is not None else KnownMentions()
    mentions: list[PartyMention] = []
    for section in reading.sections:
        held = known.sections.get(id(section))
        if held is None:
            held = known.sections[id(section)] = section, tuple(_of_section(section, directory, own, known))
        mentions += held[1]
    return tuple(mentions)


def _of_section(section: Section, directory: Directory, own: Own, known: KnownMentions) -> Iterator[PartyMention]:
    for placed in section.text:
        held = known.passages.get(id(placed.passage))
        if held is None:
            found = spots(placed.passage, directory, own, known)
            held = known.passages[id(placed.passage)] = placed.passage, found
        for spot in held[1]:
            yield PartyMention(spot.party, spot.role, spot.basis, placed.anchor, spot.start, spot.end)


def spots(
    passage: Passage, directory: Directory, own: Own = NOBODY, known: KnownMentions | None = None
) -> tuple[Spot, ...]:
    """The mentions of one passage, in the order of the text. A link whose words name its party is one mention."""
    known = known or KnownMentions()
    text = passage.text
    links = sorted(party_links(passage, directory, own.parties)) if passage.links else []
    if not links:
        if text not in known.texts:
            known.texts[text] = tuple(_named(text, directory, own, links, known.glances))
        return known.texts[text]
    named = tuple(_named(text, directory, own, links, known.glances))
    starts = [link.start for link in links]
    covered = {links[place] for spot in named if (place := _link_over(spot, links, starts)) is not None}
    linked = (Spot(link.party, link.role, "linked", link.start, link.end) for link in links if link not in covered)
    return tuple(sorted((*named, *linked), key=lambda spot: (spot.start, spot.end, spot.party)))


def _link_over(spot: Spot, links: list[PartyLink], starts: list[int]) -> int | None:
    """Which of the links to a spot's party shares characters with it."""
    place = bisect_left(starts, spot.end) - 1
    if place >= 0 and links[place].end > spot.start and links[place].party == spot.party:
        return place
    return None


def _named(text: str, directory: Directory, own: Own, links: list[PartyLink], glances: Glances) -> Iterator[Spot]:
    if directory.words.keys().isdisjoint(map(str.lower, glances[text].capitals)):
        return
    candidates = [one for one in _candidates(text, directory) if one[2].party]
    if own.parties.issuperset([name.party for _, _, name in candidates]):
        return
    ours = _characters_of(own.names, text)
    sure = [start for start, _, name in candidates if not name.is_doubtful]
    starts = [link.start for link in links]
    for start, end, name in candidates:
        if name.party in own.parties or start in ours:
            continue
        spot = Spot(name.party, name.role or "other", "named", start, end)
        place = _link_over(spot, links, starts)
        if place is not None and links[place].role == "linked policy":
            yield replace(spot, role="linked policy")
        elif name.role is None or name.is_doubtful:
            sentence, offset = sentence_around(text, start, end)
            beside = bisect_left(sure, offset) < bisect_left(sure, offset + len(sentence))
            at = start - offset, end - offset
            if name.is_doubtful and place is None and not _is_meant(sentence, *at, directory.needs[name.party], beside):
                continue
            yield spot if name.role else replace(spot, role=role_in(sentence, *at, directory.parties[name.party].roles))
        else:
            yield spot


def _characters_of(names: re.Pattern[str] | None, text: str) -> set[int]:
    """Where the names of whoever publishes the text stand."""
    found = names.finditer(text) if names else ()
    return {place for match in found for place in range(*match.span())}


def _candidates(text: str, directory: Directory) -> Iterator[tuple[int, int, PartyName]]:
    """Every name as written, the longest at each place, none inside another; those of nobody hide what is in them."""
    position = 0
    for word in CAPITALISED.finditer(text):
        for before, numbers in directory.words.get(word.group().lower(), ()):
            start = word.start() - before
            match = directory.patterns[numbers].match(text, start) if start >= position else None
            if match and match.lastgroup and not _is_in_address(text, start):
                position = match.end()
                yield start, position, directory.names[int(match.lastgroup[1:])]
                break


def _is_in_address(text: str, start: int) -> bool:
    return "://" in text[max(0, start - _LONGEST_ADDRESS) : start].rpartition(" ")[2]


def _is_meant(sentence: str, start: int, end: int, needed: re.Pattern[str], beside: bool) -> bool:
    """Whether a name that is an ordinary word is the party's: not a part of a longer name or of a line in capitals, and
    with a word beside it that the party needs, or a party beyond doubt."""
    if sentence[start - 1 : start] == "-" or re.match(r"-|\.\w", sentence[end:]):
        return False
    behind = _WORD_BEHIND.match(sentence, end)
    if behind and behind[1].lower() not in _CORPORATE:
        return False
    before = _WORD_BEFORE.search(sentence, 0, start)
    if before and before[1][0].isupper() and before.start() > 0:
        return False
    if sentence[start:end].isalpha() and sentence.isupper():
        return False
    rest = f"{sentence[:start]} {sentence[end:]}".lower()
    return bool(needed.search(rest)) or (beside and start > 0)


def own_parties(company: Company, directory: Directory) -> Own:
    """Who publishes the texts of a company, by its names, its domains and those who operate it, with its whole group:
    its owners, what it owns and what they own."""
    names = [company.name, *(named.name for named in (*company.names, *company.operators))]
    domains = [company.slug, *(domain.name for domain in company.domains)]
    found = {party for domain in domains if (party := party_of_address(f"https://{domain}/", directory))}
    found |= {company.slug} & directory.parties.keys()
    for name in names:
        found.update(_parties_called(name, directory))
    owners = {slug: party.owner for slug, party in directory.parties.items()}
    own = {slug for party in found for slug in owner_chain(party, owners)}
    group = frozenset(slug for slug in owners if not own.isdisjoint(owner_chain(slug, owners))) if own else frozenset()
    written = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    return Own(group, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, written))})(?!\w)") if written else None)


def _parties_called(name: str, directory: Directory) -> Iterator[str]:
    """The parties a company's name is, or begins with ("Google Nest" is Google's), or whose name goes on from it
    ("Intercom" is Intercom Inc.)."""
    yield from directory.called.get(spelling(name), ())
    first = next(_candidates(name, directory), None)
    if first and first[0] == 0 and first[2].party:
        yield first[2].party
