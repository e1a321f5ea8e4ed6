"""The text of a passage -> the laws and the programmes of self-regulation it names, each by its short name.

    "as the Children's Online Privacy Protection Act requires"  ->  ("law", "COPPA", 7, 47)
    "a participant of the TRUSTe programme"                     ->  ("scheme", "TRUSTe", 21, 27)

An abbreviation counts in capitals only, and not where its letters mean several things (DSA, DMA, CPA). A safe harbour
counts where it is the one for data from Europe, not the one for copyright.
"""

import re
from collections.abc import Iterable, Iterator

from palimpsest.model import FactKind
from palimpsest.understanding.facts.contacts import Found
from palimpsest.understanding.glance import Glance, glance
from palimpsest.understanding.patterns import Patterns

_APOSTROPHE = "['’‘´`]?"
# Short name, name in full (any capitals), abbreviations as written, and words in small letters without which the full
# name is not looked for.
_LAWS = (
    ("COPPA", rf"children{_APOSTROPHE}s?{_APOSTROPHE} online (?:privacy )?protection (?:act|rule)", "COPPA",
     "children"),
    ("CalOPPA", r"california online privacy protection act", "CALOPPA|OPPA", "california online"),
    (
        "GDPR",
        r"(?<!uk )(?<!kingdom )general data protection regulation|regulation \(eu\) (?:no\.? ?)?2016/679",
        "GDPR",
        "data protection regulation|2016/679",
    ),
    ("UK GDPR", r"(?:uk|u\.k\.|united kingdom)[ \xa0-](?:general data protection regulation|gdpr)", None,
     "data protection regulation|gdpr"),
    ("CCPA", r"california consumer(?:s’|'s|’s)? privacy act", "CCPA", "california consumer"),
    ("CPRA", r"california privacy rights act", "CPRA", "california privacy rights"),
    ("Shine the Light", r"shine[ -]the[ -]light|(?:(?:\b(?:california|cal?\.) )?civ(?:il|\.) code,? )?(?:sections? )?"
     r"(?:§{1,2} ?)?1798\.83(?:[-–]1798\.84)?", None, "shine|1798.83"),
    ("VCDPA", r"virginia consumer data protection act", "VCDPA", "virginia consumer"),
    ("Colorado Privacy Act", r"colorado privacy act", None, "colorado privacy"),
    ("CTDPA", r"connecticut (?:data privacy act|personal data privacy and online monitoring act)", "CTDPA",
     "connecticut data|connecticut personal"),
    ("UCPA", r"utah consumer privacy act", "UCPA", "utah consumer"),
    ("BIPA", r"(?:illinois )?biometric information privacy act", "BIPA", "biometric information privacy"),
    ("HIPAA", r"health insurance portability (?:and|&) accountability act", "HIPAA", "health insurance port"),
    ("GLBA", r"gramm[-– ]+leach[-– ]+bliley(?: financial modernization)?(?: act)?", "GLBA", "gramm"),
    ("FERPA", r"family educational rights (?:and|&) privacy act", "FERPA", "family educational"),
    ("FCRA", r"fair credit reporting act", "FCRA", "fair credit"),
    ("VPPA", r"video privacy protection act", "VPPA", "video privacy"),
    ("CAN-SPAM", r"can-spam(?: act)?|controlling the assault of non-solicited pornography and marketing act", None,
     "can-spam|controlling the assault"),
    ("DMCA", r"digital millennium copyright act", "DMCA", "millennium copyright"),
    ("Safe Harbor", r"(?:(?:eu|e\.u\.|us|u\.s\.|swiss|european union|united states|department of commerce)"
     r"[^.\n]{0,40}?\W(safe harbou?r)|(safe harbou?r) (?:privacy|framework|principles|program(?:me)?|agreement|scheme"
     r"|list|certification|self)|(safe harbou?r)[^.\n]{0,60}?(?:department of commerce|european (?:union|commission)"
     r"|swiss))", None, "safe harb"),
    ("Privacy Shield", r"privacy shield", None, "privacy shield"),
    ("Data Privacy Framework", r"data privacy framework", "DPF", "data privacy framework"),
    ("ePrivacy Directive", r"e-?privacy directive|directive 2002/58/ec|privacy and electronic communications directive",
     None, "privacy directive|2002/58|electronic communications directive"),
    ("Data Protection Directive", r"(?:data protection )?directive 95/46/ec", None, "95/46"),
    ("Data Protection Act 1998", r"data protection act(?: of)? 1998", None, "data protection act"),
    ("Data Protection Act 2018", r"data protection act(?: of)? 2018", None, "data protection act"),
    ("DSA", r"digital services act|regulation \(eu\) 2022/2065", None, "digital services act|2022/2065"),
    ("DMA", r"digital markets act|regulation \(eu\) 2022/1925", None, "digital markets act|2022/1925"),
    ("EU AI Act", r"eu artificial intelligence act|eu ai act|regulation \(eu\) 2024/1689", None,
     "eu a|2024/1689"),
    ("Swiss FADP", r"(?:swiss )?federal act on data protection|swiss federal data protection act", "FADP",
     "federal"),
    ("LGPD", r"lei geral de prote[çc][ãa]o de dados(?: pessoais)?|brazil(?:ian)?(?:'s|’s)? general data protection law",
     "LGPD", "lei geral|brazil"),
    ("PIPEDA", r"personal information protection and electronic documents act", "PIPEDA", "electronic documents act"),
    ("PIPL", r"chin(?:a|ese)(?:'s|’s)? personal information protection law", "PIPL", "information protection law"),
    ("APPI", r"act on (?:the )?protection of personal information", "APPI", "protection of personal information"),
    ("POPIA", r"protection of personal information act", "POPIA", "protection of personal information"),
    ("Australian Privacy Act", r"(?:australian )?privacy act 1988(?: \(cth\))?", None, "privacy act 1988"),
)  # fmt: skip
_SCHEMES = (
    ("NAI", r"network advertising initiative", "NAI", "network advertising"),
    ("DAAC", r"digital advertising alliance of canada", "DAAC", "alliance of canada"),
    ("EDAA", r"european (?:interactive )?digital advertising alliance", "EDAA", "european"),
    ("DAA", r"(?<!european )(?<!interactive )digital advertising alliance(?! of canada)", "DAA", "digital advertising"),
    ("IAB TCF", r"(?:iab (?:europe )?)?transparency (?:and|&) consent framework", "TCF", "consent framework"),
    ("TRUSTe", r"truste", None, "truste"),
    ("TrustArc", r"trustarc", None, "trustarc"),
    ("BBBOnLine", r"bbb ?online", None, "bbb"),
    ("BBB National Programs", r"bbb national programs|bbb eu privacy shield|bbb ?auto ?line", None, "bbb"),
    ("Better Business Bureau", r"better business bureaus?", None, "better business"),
    ("ESRB", r"entertainment software rating(?:s)? board", "ESRB", "entertainment software rating"),
    ("P3P", r"platform for privacy preferences", "P3P", "privacy preferences"),
    ("kidSAFE", r"kidsafe(?:\+)?(?: seal)?", None, "kidsafe"),
    ("PRIVO", r"privo(?:-cert)?(?= |\.|,|'|’|$)", None, "privo"),
    ("iKeepSafe", r"ikeepsafe", None, "ikeepsafe"),
    ("CBPR", r"(?:apec |global )?cross[- ]border privacy rules?(?: system)?", "CBPR", "border privacy rule"),
    ("PCI DSS", r"payment card industry data security standards?|pci[- ]dss", None, "payment card industry|pci"),
)


_KINDS: tuple[tuple[FactKind, tuple], ...] = (("law", _LAWS), ("scheme", _SCHEMES))
_NAMED = tuple((kind, *row[:2]) for kind, rows in _KINDS for row in rows)
# Of fifty names in full a text has a few.
_PATTERNS: Patterns[str] = Patterns(
    lambda name: re.compile(rf"(?<![\w/.@-])(?:{name})(?!\w|\.(?:com|org|eu))", re.IGNORECASE)
)
# Each of the words in small letters is noticed by one that stands in it whole: its first, but where that is an everyday
# word of policies, or is written in several ways.
_NOTICED_BY = {
    "2016/679": "679", "bbb": "bbb bbbonline bbbauto bbbautoline", "brazil": "brazil brazilian",
    "can-spam": "spam", "children": "children childrens", "consent framework": "framework",
    "data privacy framework": "framework", "data protection act": "act", "data protection regulation": "regulation",
    "health insurance port": "insurance", "information protection law": "law",
    "payment card industry": "industry", "privacy act 1988": "1988",
    "privacy directive": "directive", "privacy preferences": "preferences", "privacy shield": "shield",
}  # fmt: skip
_TRIGGERS = tuple(
    (trigger, named) for row, named in zip(_LAWS + _SCHEMES, _NAMED, strict=True) for trigger in row[3].split("|")
)
_BY_WORD: dict[str, list[int]] = {}
for _number, (_trigger, _) in enumerate(_TRIGGERS):
    for _word in _NOTICED_BY.get(_trigger, re.split(r"\W", _trigger)[0]).split():
        _BY_WORD.setdefault(_word, []).append(_number)
NOTICED = frozenset(_BY_WORD)
_ABBREVIATIONS = {
    abbreviation: (kind, value)
    for kind, rows in _KINDS
    for value, _, abbreviations, _ in rows
    if abbreviations
    for abbreviation in abbreviations.split("|")
}
_CAPITALS = re.compile(r"[A-Z]{3,8}|P3P")
_PREFIXES = {"OPPA": "Cal", "FADP": "n"}
WRITTEN = frozenset(_ABBREVIATIONS) | {prefix + word for word, prefix in _PREFIXES.items()}
_HAS_NAMESAKES = frozenset({"GDPR", "DAA", "NAI"})


def named_laws(text: str, seen: Glance | None = None) -> Iterator[Found]:
    """Every place that names a law or a scheme: names in full law by law, then abbreviations.

    >>> list(named_laws("The GDPR and the UK GDPR; the DMCA safe harbor."))
    [('law', 'UK GDPR', 17, 24), ('law', 'GDPR', 4, 8), ('law', 'DMCA', 30, 34)]
    """
    seen = seen or glance(text)
    if noticed := seen.words & NOTICED:
        yield from _in_full(text, seen.lowered, sorted({number for word in noticed for number in _BY_WORD[word]}))
    if seen.capitals.isdisjoint(WRITTEN):
        return
    for match in _CAPITALS.finditer(text):
        known = _ABBREVIATIONS.get(match[0])
        if known and _stands_alone(match) and not (match[0] in _HAS_NAMESAKES and _is_namesake(match, seen.lowered)):
            yield *known, match.start() - len(_prefix(match)), match.end()


def _in_full(text: str, lowered: str, numbers: Iterable[int]) -> Iterator[Found]:
    tried = set()
    for number in numbers:
        trigger, named = _TRIGGERS[number]
        if trigger in lowered and named not in tried:
            tried.add(named)
            for match in _PATTERNS[named[2]].finditer(text):
                group = match.lastindex or 0
                yield named[0], named[1], match.start(group), match.end(group)


def _prefix(match: re.Match[str]) -> str:
    """The small letters that some write before an abbreviation: CalOPPA, nFADP."""
    prefix = _PREFIXES.get(match[0], "")
    return prefix if prefix and match.string.endswith(prefix, 0, match.start()) else ""


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether it is no part of a word, an address or an e-mail address."""
    start = match.start() - len(_prefix(match))
    before, behind = match.string[max(0, start - 1) : start], match.string[match.end() : match.end() + 2]
    if before.isalnum() or before in ("_", ".", "@", "/", "-"):
        return False
    return not (behind[:1].isalnum() or behind[:1] in ("_", "@", "/") or (behind[:1] == "." and behind[1:].isalnum()))


def _is_namesake(match: re.Match[str], lowered: str) -> bool:
    """Whether the letters stand for something else: the GDPR of the UK, the DAA of Europe or Canada, another NAI."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    if match[0] == "GDPR":
        return before.endswith(("UK ", "UK-", "UK\xa0", "U.K. ", "U.K.\xa0"))
    if match[0] == "DAA":
        return before.endswith(("European ", "EU ")) or behind.startswith((" of Canada", " Canada"))
    return not any(word in lowered for word in ("adverti", "cookie", "opt-out", "opt out"))
