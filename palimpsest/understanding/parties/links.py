"""Links of a passage -> those that lead to a party: where their words stand, whose they are, and in what role.

"See [their policy](https://www.paypal.com/privacy)."  ->  (4, 16, "paypal", "linked policy")
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from palimpsest.model import PartyRole, Passage, TextLink
from palimpsest.understanding.parties.names import Directory
from palimpsest.understanding.parties.roles import role_in, sentence_around
from palimpsest.values import Frozen

_HOST = re.compile(
    r"https?://(?:web\.archive\.org/(?:web/[0-9]+(?:[a-z]{2}_)?/)?(?:https?:/{1,2})?)?([^/:?#\s]+)", re.IGNORECASE
)
# In a link's words or in the path of its address; a seal's page on the "Privacy Shield" is no policy.
_POLICY = re.compile(
    r"privacy(?![\s-]*shield)|polic(?:y|ies)|terms|\btos\b|legal|datenschutz|confidentialit", re.IGNORECASE
)
_TAG = re.compile("<[^>]*>")
_OPENED = "<a "
_LONGEST_SEPARATOR = 5  # characters by which safe HTML without its tags can be longer than the text so far


class PartyLink(Frozen, order=True):
    """A link that leads to a party: its words are the characters `start` to `end` of the passage's text."""

    start: int
    end: int
    party: str
    role: PartyRole


def party_links(passage: Passage, directory: Directory, left_out: frozenset[str]) -> Iterator[PartyLink]:
    """The links of a passage that lead to parties, but for those left out, in their order."""
    parties = [party_of_address(link.href, directory) for link in passage.links]
    if not any(party and party not in left_out for party in parties):
        return
    for link, party, start in zip(passage.links, parties, _places(passage), strict=True):
        if party and party not in left_out and start >= 0:
            end = start + len(link.text)
            yield PartyLink(start, end, party, _role(passage.text, start, end, link, party, directory))


def party_of_address(address: str, directory: Directory) -> str:
    """The party under whose domain an address lies, `""` for none; a copy in a web archive counts as the page."""
    return directory.domains.get(_domain_of(address, directory.domains), "")


def _role(text: str, start: int, end: int, link: TextLink, party: str, directory: Directory) -> PartyRole:
    if _domain_of(link.href, directory.domains) in directory.hosting:
        return "infrastructure"  # what stands there is somebody else's: acme.zendesk.com, not www.zendesk.com
    roles = directory.parties[party].roles
    host = _HOST.match(link.href)
    if roles[0] != "seal" and (_POLICY.search(link.text) or _POLICY.search(link.href, host.end() if host else 0)):
        return "linked policy"
    sentence, offset = sentence_around(text, start, end)
    return roles[0] if len(roles) == 1 else role_in(sentence, start - offset, end - offset, roles)


def _domain_of(address: str, domains: Mapping[str, str]) -> str:
    """The longest domain among these that an address lies under, `""` for none."""
    match = _HOST.match(address)
    host = match[1].lower().rstrip(".") if match else ""
    while host and host not in domains:
        host = host.partition(".")[2]
    return host


def _places(passage: Passage) -> Iterator[int]:
    """Where the words of each link stand in the text, -1 where there are none or they are not found. The safe HTML
    tells: "here" can stand elsewhere, too, and in "where"."""
    first, *opened = passage.html.split(_OPENED)
    before = _length(first)
    for number, link in enumerate(passage.links):
        is_told = len(opened) == len(passage.links)
        if not link.text.strip():
            yield -1
        elif is_told and passage.text.startswith(link.text, before):
            yield before
        else:
            earliest = max(0, before - _LONGEST_SEPARATOR) if is_told else 0
            whole = re.compile(rf"(?<!\w){re.escape(link.text)}(?!\w)").search(passage.text, earliest)
            yield whole.start() if whole else passage.text.find(link.text, earliest)
        if is_told:
            before += _length(f"{_OPENED}{opened[number]}")


def _length(html: str) -> int:
    return len(unescape(_TAG.sub("", html)))
