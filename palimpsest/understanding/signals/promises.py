"""Texts of passages -> the sentences in which a company says what it does not do with data.

    "We will never sell or rent your e-mail address."
        ->  Denial("sell", "will never sell", "We will never sell or rent your e-mail address.", "p-1f3a9c20")

The speaker has to be the company: "you may not share your password" and "if you do not provide it" promise nothing.
"""

import re
from collections.abc import Iterable, Iterator

from palimpsest.understanding.words import folded
from palimpsest.values import Frozen

_FORMS = {
    "sell": "sell|sells|sold|selling",
    "rent": "rent|rents|rented|lease",
    "share": "share|shares|shared|sharing",
    "disclose": "disclose|discloses|disclosed|divulge|reveal|release",
    "trade": "trade|trades|traded|exchange|barter",
    "transfer": "transfer|transfers|transferred",
    "give out": "give out|given out|give away|hand over|pass on|passed on|make available|made available",
    "collect": "collect|collects|collected|gather|solicit|obtain",
    "track": "track|tracks|tracked|monitor|follow",
    "store": "store|stores|stored|retain|retains|retained|keep|keeps|kept|save",
    "read": "read|reads|scan|scans|listen|view your|look at",
    "combine": "combine|combines|combined|link|links|linked|merge|associate",
    "use": "use|uses|used|employ",
}
_VERBS = {form: verb for verb, forms in _FORMS.items() for form in forms.split("|")}
_FORM = "|".join(sorted(_VERBS, key=len, reverse=True))
_NOT = (
    r"(?:(?:will|shall|do|does|did)(?:\s+not|n't)|won't|(?:are|is|be)\s+not|(?:will\s+|shall\s+|are\s+|is\s+)?never"
    r"|(?:isn|aren)'t)"
)
_BETWEEN = rf"(?:\w+ly|ever|otherwise|also|in turn|access|receive|process|be|been|{_FORM}),?\s+(?:(?:or|nor|and)\s+)?"
# For folded text. The letters that begin a denial stand before its alternatives: most words are passed over in half the
# time.
_DENIAL = re.compile(rf"\b(?=[abdinsw])(?P<not>{_NOT})\s+(?:{_BETWEEN}){{0,3}}?(?P<verb>{_FORM})\b")
# "if we do not", "you may not", "children should not", "third parties who do not"
_OTHER_SPEAKER = re.compile(
    r"\b(?:you|your|who|that|which|they|user|users|visitors?|customers?|children|parents?|anyone|if|unless|when|whether|where"
    r"|to ensure|so that|please)\b[^.;:,]{0,30}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n| \| ")


class Denial(Frozen):
    """A verb that a sentence denies, with the words of the denial, the whole sentence and where it stands."""

    verb: str
    words: str
    sentence: str
    anchor: str


class KnownDenials(dict[str, tuple[tuple[str, str, str], ...]]):
    """Texts -> verb, words and sentence of each denial, for all who ask about the passages of a document: what a step
    changed is often changed again in the next one."""

    def __missing__(self, text: str) -> tuple[tuple[str, str, str], ...]:
        lowered = folded(text)
        says_not = " not " in lowered or "n't" in lowered or "never" in lowered
        denials = self[text] = tuple(_denials(text, lowered)) if says_not else ()
        return denials


def denials_of(passages: Iterable[tuple[str, str]], known: KnownDenials | None = None) -> tuple[Denial, ...]:
    """The denials of passages, each given with its anchor, in reading order.

    >>> [denial.words for denial in denials_of([("p-1", "We will never sell it. You may not share it.")])]
    ['will never sell']
    """
    known = known if known is not None else KnownDenials()
    return tuple(Denial(*denial, anchor) for anchor, text in passages for denial in known[text])


def _denials(text: str, lowered: str) -> Iterator[tuple[str, str, str]]:
    for match in _DENIAL.finditer(lowered):
        start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
        is_command = not re.search(r"\w", text[start : match.start()])  # "Do not use our service to ..."
        is_name = "Not" in text[slice(*match.span("not"))]  # "Do Not Track", "Do Not Sell My Information"
        if is_command or is_name or _OTHER_SPEAKER.search(text, start, match.start()):
            continue
        end = _SENTENCE_END.search(text, match.end())
        sentence = text[start : end.start() + 1 if end else len(text)].strip()
        yield _VERBS[match["verb"]], " ".join(text[match.start() : match.end()].split()), sentence
