"""The words around a mention -> what the party does there.

    "We use Google to show you advertising."  ->  advertising (of the roles Google can have)

Of the roles a party can have, the one whose words stand nearest in the sentence is taken; where none do, "other".
"""

import re
from collections.abc import Sequence

from palimpsest.model import PartyRole

_CUES: dict[PartyRole, str] = {
    "advertising": (
        r"advertis\w*|adverts?|ads?|ad[- ](?:network|server|exchange)s?|(?:re)?marketing|remarket\w*|retarget\w*"
        r"|interest-based|behaviou?ral(?:ly)?|affiliates?(?= (?:program|network|link)\w*)|sponsor\w*"
    ),
    "analytics": (
        r"analytics?|analy[sz](?:e|es|ing|is|ed)|statistic\w*|web traffic|traffic (?:log|data|measure\w*)"
        r"|measur(?:e|es|ing|ement)|usage (?:data|patterns)|crash(?:es)?|performance of"
    ),
    "payment": (
        r"payments?|pay(?:ing)?|billing|credit cards?|debit cards?|checkout|purchases?|transactions?|in-app purchases?"
        r"|subscriptions?|wallet"
    ),
    "infrastructure": (
        r"host(?:s|ed|ing)?|servers?|databases?|cloud|storage|stor(?:e|ed) (?:on|in|at|with|by)|content delivery|cdn"
        r"|data cent(?:er|re)s?|infrastructure|maps?|geocoding|captcha|fonts?|push notifications?|backup|spam"
    ),
    "social": (
        r"social|like[”’'\"]? button|(?:share|tweet) buttons?|plug-?ins?|widgets?|log(?:ged)?[- ]?(?:in|on)"
        r"|sign(?:ed|ing)?[- ]?(?:in|on|up)|fan ?pages?|connect(?:ed|ing)?"
    ),
    "AI": r"artificial intelligence|language models?|machine learning|generative|large language",
    "seal": r"seals?|certif\w*|dispute|complaints?|arbitrat\w*|self-regulat\w*",
}
_PATTERNS = {role: re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE) for role, words in _CUES.items()}
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*[ \xa0]$")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?=\s+[^\sa-z])|\n| \| ")
_LONGEST_REACH = 600  # characters to either side that are taken for the sentence
_FARTHEST = 160  # characters; beyond it the words speak of somebody else


def role_in(sentence: str, start: int, end: int, roles: Sequence[PartyRole]) -> PartyRole:
    """The role of what stands at `start` to `end` of a sentence, of those it can have; "other" where nothing tells.

    >>> role_in("Google, for advertising, and others", 0, 6, ("advertising", "analytics"))
    'advertising'
    >>> role_in("We work with Google.", 13, 19, ("advertising", "analytics"))
    'other'
    """
    nearest: tuple[int, int, PartyRole] | None = None
    for place, role in enumerate(roles):
        pattern = _PATTERNS.get(role)
        for match in pattern.finditer(sentence) if pattern else ():
            if match.start() < end and start < match.end():
                continue  # a part of the name itself
            if sentence[match.start()].isupper() and _CAPITAL_BEFORE.search(sentence, 0, match.start()):
                continue  # a part of another name: "Acuity Ads"
            distance = match.start() - end if match.start() >= end else start - match.end()
            if distance <= _FARTHEST and (nearest is None or (distance, place) < nearest[:2]):
                nearest = (distance, place, role)
    return nearest[2] if nearest else "other"


def sentence_around(text: str, start: int, end: int) -> tuple[str, int]:
    """The sentence, line or cell around a place, and where it begins.

    >>> sentence_around("Hello. We use Google. Bye.", 14, 20)
    ('We use Google', 7)
    """
    earliest, latest = max(0, start - _LONGEST_REACH), min(len(text), end + _LONGEST_REACH)
    first = max((match.end() for match in _SENTENCE_END.finditer(text, earliest, start)), default=earliest)
    last = _SENTENCE_END.search(text, end, latest)
    while first < start and text[first].isspace():
        first += 1
    return text[first : last.start() if last else latest], first
