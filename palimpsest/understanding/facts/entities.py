"""The text of a passage -> the legal entities it names as the party that speaks or is responsible.

    "Acme, Inc. (“we”, “us”) operates this site."        ->  ("entity", "Acme, Inc.", 0, 10)
    "The data controller is Acme Ireland Limited."       ->  ("entity", "Acme Ireland Limited", 23, 43)
    "We share data with Acme, Inc."                      ->  nothing: not in a place that makes it a party

A company that is merely mentioned is not one; the frame around its name decides.
"""

import re
from collections.abc import Iterator

from palimpsest.understanding.facts.contacts import Found
from palimpsest.understanding.glance import Glance, glance

_FORM = re.compile(
    r"(?<=[ \xa0])(?:Inc(?:orporated)?\.?|INC\.?|LLC\.?|L\.L\.C\.|Ltd\.?|LTD\.?|Limited|GmbH(?: & Co\. KG)?|AG|B\.?V\.?"
    r"|N\.V\.|S\.A\.(?:S\.)?|SAS|SARL|S\.? ?à\.? ?r\.? ?l\.?|S\.r\.l\.|SRL|Corporation|Corp\.?|PLC|plc|P\.L\.C\.|AB|ApS"
    r"|A/S|ASA|Oyj?|Pty\.? (?:Ltd\.?|Limited)|Pte\.? (?:Ltd\.?|Limited)|Co\.,? (?:Ltd\.?|LTD\.?|Limited)|LLP|L\.P\.|LP"
    r"|Unlimited Company|UC|SE|S\.p\.A\.)(?![\w-]|\.\w)"
)
_WORD = r"(?:[A-Z0-9][\w&'’+!/-]*(?:\.[\w&'’+!/-]+)*|[A-Z]\.)"
_NAME = re.compile(rf"(?<![\w.-])(?:{_WORD}|\([A-Z]\w+\))(?:[ \xa0](?:{_WORD}|&|of|de|\([A-Z]\w+\)))*,?[ \xa0]\Z")
_NOT_OF_A_NAME = re.compile(
    r"(?:(?:The|By|In|At|Welcome|This|These|For|When|If|Data|Controller|Company|Website|YOU|AND|BETWEEN|WITH|BY|THE|of)"
    r"[ \xa0]+)+"
)
# Acme, Inc. (together with its affiliates, “Acme”, “we” or “us”)
_SPEAKS = re.compile(
    r",?[ \xa0]+(?:\([^()]{0,60}\)[ \xa0]*)?"
    r"\((?:[^()]{0,120}?[\"“„‘'«*][ \xa0]?|)(?:we|us|our|ours)\b(?![ \xa0]\w{4})",
    re.IGNORECASE,
)
_CONTROLS = re.compile(
    r"(?:,?[ \xa0]+\([^()]{0,80}\))?,?(?: [^.;:()\n]{0,40})?[ \xa0]"
    r"(?:is|acts as|will be|shall be)(?: also)? (?:the |a |your )?(?:(?:data|joint|independent|sole) )?"
    r"(?:controller\b(?! (?:and|or) processor)|contracting (?:party|entity)|entity (?:responsible|that controls))",
    re.IGNORECASE,
)
# The data controller is ...; owned and operated by ...; a contract between you and ...
_FRAME = re.compile(
    r"\b(?:(?:data |joint )?controllers?(?: of| for| responsible)?(?: [^.;:\n]{0,60})? (?:is|are|will be)|controller:"
    r"|(?:contract|agreement|terms)(?:[ \"“”()\w’'-]{0,40})? between you and|(?:agreement|contract) with"
    r"|you (?:are|will be) contracting with|you['’]re contracting with"
    r"|(?<!which is )owned and operated by|an? (?:web)?(?:site|service) operated by"
    r"|(?:this|our|the|these) (?:\w+ )?(?:web)?(?:sites?|services?|apps?|platform)(?: hereunder)? (?:is|are) "
    r"(?:operated|provided|offered|run) by"
    r"|contracting (?:party|entity)(?: is| will be|:))\s+(?:the company )?(?:the )?$",
    re.IGNORECASE,
)
# How the forms begin, as `Glance.capitals` has them; "plc" has no capital.
BEGINNINGS = frozenset(
    {
        "Inc", "Incorporated", "INC", "LLC", "L", "Ltd", "LTD", "Limited", "GmbH", "AG", "B", "BV", "N", "S",
        "SAS", "SARL", "Sà", "Sàr", "Sàrl", "SRL", "Corp", "Corporation", "PLC", "P", "AB", "ApS", "A", "ASA",
        "Oy", "Oyj", "LLP", "LP", "UC", "SE", "Unlimited",
    }
)  # fmt: skip
_LONGEST_NAME = 80
_REACH = 160


def entities(text: str, seen: Glance | None = None) -> Iterator[Found]:
    """Every legal entity in a place that makes it the one who speaks, controls or contracts.

    >>> [value for _, value, _, _ in entities("Acme, Inc. (“we”) and Coyote Ltd: the controller is Acme Oy.")]
    ['Acme, Inc.', 'Acme Oy']
    """
    seen = seen or glance(text)
    if seen.capitals.isdisjoint(BEGINNINGS) and "plc" not in seen.words:
        return
    for form in _FORM.finditer(text):
        name = _NAME.search(text, max(0, form.start() - _LONGEST_NAME), form.start())
        if not name:
            continue
        leading = _NOT_OF_A_NAME.match(name[0])
        start = name.start() + (leading.end() if leading else 0)
        end = form.end()
        if start >= form.start() or _FORM.fullmatch(f" {text[start : form.start()].strip(' ,')}", 1):
            continue
        behind = text[end : end + _REACH]
        if _SPEAKS.match(behind) or _CONTROLS.match(behind) or _FRAME.search(text, max(0, start - _REACH), start):
            end -= _ends_a_sentence(form)
            yield "entity", " ".join(text[start:end].split()), start, end


def _ends_a_sentence(form: re.Match[str]) -> bool:
    """Whether the full stop that was taken for the form's own ("Acme LLC.") is that of the sentence."""
    return form[0].endswith(".") and not re.search(r"(?:Inc|Ltd|Corp|Co|\.\w)\.$", form[0], re.IGNORECASE)
