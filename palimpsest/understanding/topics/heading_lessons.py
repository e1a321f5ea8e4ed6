"""The heading of a section -> the practice category that its paragraphs are lessons in, for training.py.

    "How we share your information"   ->  "sharing"
    "What we collect and with whom we share it", "Miscellaneous"  ->  None: two subjects, or none

Companies label their own paragraphs by the headings they put over them. That is free knowledge in their own words, and
wrong often enough: it weighs what phrases found, it never decides alone.
"""

import re

_PERSONAL = r"(?:your |my |our |the |this |personal |user |customer )*(?:data|information|details)"

_SUBJECTS: dict[str, str] = {
    "tracking-signals": r"do[- ]not[- ]track|\bdnt\b|global privacy control",
    "audiences": (
        r"child|minors?\b|\bkids|teen|under (?:the age of )?1[368]|parents?\b|coppa|california|ccpa|nevada|virginia"
        r"|colorado|residents|residing|shine the light|international|cross[- ]border|europe|\beea\b|\beu\b|\buk\b"
        rf"|switzerland|swiss|privacy shield|safe harbo|data transfers?|transfers? of {_PERSONAL}|outside"
        r"|other countries|where (?:we|is|do we).{0,30}(?:stor|process)|users? in|visitors from|jurisdiction"
    ),
    "changes": (
        r"(?:chang|updat|modif|amend|revis)\w* (?:to|of|in) (?:this|our|the|these)|policy (?:changes|updates)"
        r"|(?:changes|updates|modifications|amendments|revisions)$"
        r"|(?:change|update|modify|amend) (?:this|our|the) (?:\w+ )?(?:policy|statement|notice)"
        r"|(?:this|privacy) (?:policy|notice|statement) (?:change|update)"
    ),
    "keeping": rf"retention|retain|how long|storage period|storing {_PERSONAL}|duration|keep(?:ing)? {_PERSONAL}",
    "security": (
        rf"secur|safeguard|protect(?:ion of|ing)? {_PERSONAL}|how (?:do )?we protect"
        r"|keep(?:ing)? (?:your )?(?:\w+ ){0,2}(?:safe|secure)|encrypt"
    ),
    "access": (
        r"access|correct|rectif|delet|eras|portab|updating|your (?:\w+ )?rights|rights (?:you have|of)"
        r"|what are your rights|data subject|privacy rights|individual rights|exercis|edit|review(?:ing)? "
    ),
    "choices": (
        r"choice|opt[- ]?(?:ing[- ])?(?:out|in)|unsubscri|preferences|controls?\b|controlling|manag(?:e|ing)|settings"
        r"|disabl|block(?:ing)? cookies|object|withdraw|refus|consent"
    ),
    "sharing": (
        r"shar(?:e|ed|es|ing)|disclos|third[- ]part|recipients?|service providers?|affiliat|partners|vendors|sale\b"
        r"|sell|business transfers?|merger|acquisition|change of (?:control|ownership)|law enforcement"
        r"|legal (?:reasons|requirement|process|obligation|proceeding)|who (?:has|can|may)|processors|advertis"
        r"|analytics|with whom|social (?:media|network|plug)|public|transferr?ed to"
    ),
    "collection": (
        r"collect|gather|information you (?:provide|give|submit|choose)|you (?:provide|give) (?:to )?us|provided by you"
        rf"|how (?:do |will |does )?(?:we|\w+) (?:use|process)|us(?:e|es|e of|ing) {_PERSONAL}|purposes?\b"
        r"|why (?:do )?we|automatic|device|log (?:data|files)|usage (?:data|information)|location|payment|cookies?\b"
        r"|tracking tech|beacon|pixel|registration|account information|identifiers|(?:what|types? of|categories of) "
        rf"{_PERSONAL}|communicat(?:e|ing) with you|personali[sz]|improve|marketing|provide (?:our|the) services?"
        r"|newsletter|surveys?|log in|purchases?|ip address|information about you|sources"
    ),
    "about-policy": (
        r"contact|introduction|about (?:us|this)|who (?:we are|are we)|definitions?|complain|scope|general|overview"
        r"|links to|other (?:web)?sites|questions|accept|agree|truste|dispute|our commitment|welcome|applies"
        r"|controller|representative|data protection officer|summary|language|governing|liab|warrant|terminat|indemn"
        r"|copyright|intellectual"
    ),
}
CATEGORIES = tuple(_SUBJECTS)

_PATTERNS = {category: re.compile(pattern, re.IGNORECASE) for category, pattern in _SUBJECTS.items()}
_LONGEST_HEADING = 100  # characters; what is longer is a sentence


def lesson_of(headings: list[str]) -> str | None:
    """The category taught below these headings (outermost first): by the last, or by the one around it.

    >>> lesson_of(["How we share your information", "Examples"])
    'sharing'
    >>> lesson_of(["Security", "What we collect and share"])
    """
    for heading in reversed(headings[-2:]):
        if len(heading) > _LONGEST_HEADING:
            return None
        found = {category for category, pattern in _PATTERNS.items() if pattern.search(heading)}
        if found:
            return _only(found, heading)
    return None


def _only(found: set[str], heading: str) -> str | None:
    if "tracking-signals" in found:
        return "tracking-signals"
    subjects = found - {"about-policy"} or found
    if subjects == {"collection", "choices"} and "cookie" in heading.lower():
        return "choices"  # "Managing cookies"
    return next(iter(subjects)) if len(subjects) == 1 else None
