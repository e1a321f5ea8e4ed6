"""A reading -> what is wrong with the copy, if anything: empty, an error page, a sign-in page, doubled, cut off.

    "This page isn't available. An unexpected error has occurred."  ->  Fault("error page", ...)

A faulty copy says nothing about the policy: nothing was dropped when it came and nothing was added when it went. Checks
of one reading come first; `doubling`, `truncation`, `unfolded` and `failed_part` need the two readings of a step.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from palimpsest.model import Change, Passage, Placed, Reading
from palimpsest.values import Frozen

FaultKind = Literal["empty", "error page", "sign-in page", "doubled", "truncated"]


class Fault(Frozen):
    """What is wrong with a copy, and the words or figures that show it."""

    kind: FaultKind
    evidence: str


# A policy needs more words than this; what is shorter is a heading, a redirect or two buttons. The shortest complete
# document among 877 of 420 services is an imprint of 21 words; what has 14 or fewer holds no policy.
_LEAST_WORDS = 16
# Messages are short, and so are the pages they stand on (an error page with its menu has 336 words, twelve at a time).
_MESSAGE_WORDS = 40
_MESSAGE_PAGE_WORDS = 150
# A short notice can mention signing in or an error; a page that is one says it in its first lines, or says little else.
_AT_ONCE = 3
_MESSAGE_SHARE = 4
# Characters; what is longer is not even looked into.
_MESSAGE_PAGE_LENGTH = 8000
_ERRORS = re.compile(
    "|".join(
        (
            r"(?:this |the )?page (?:is ?n.t|is not|not) (?:available|found)",
            r"(?:the )?page (?:you|that you).{0,40}(?:not be found|does ?n.t exist|no longer)",
            r"content (?:is ?n.t|is not) available",
            r"(?:404|403|500|502|503)\b.{0,20}(?:error|not found|forbidden)",
            r"^(?:error )?404$",
            r"error (?:404|403|500|502|503)",
            r"not found",
            r"(?:an )?(?:unexpected |internal |server )?error (?:has )?occurred",
            r"something went wrong|access denied|forbidden|service unavailable|bad gateway",
            r"too many requests|under maintenance",
            r"(?:please )?(?:enable|turn on) (?:javascript|cookies)",
            r"javascript is (?:disabled|required)",
            r"unsupported browser|your browser is (?:not supported|out of date)|checking your browser",
            r"verify (?:that )?you are (?:a )?human",
            r"are you a robot",
            r"captcha|unusual traffic|redirecting|you are being redirected|please wait",
            r"(?:refresh|reload(?:ing)?) this page",
            r"try (?:again|reloading)",
            r"technical (?:error|difficult)",
            r"(?:diese )?seite (?:ist )?(?:momentan |derzeit )?nicht (?:verfügbar|gefunden)",
            r"(?:es ist )?(?:ein )?fehler (?:ist )?aufgetreten",
            r"seite (?:konnte )?nicht (?:gefunden|geladen)",
            r"aktualisiere diese seite",
            r"später (?:noch ?mal|erneut)",
            r"page (?:est )?introuvable",
            r"une erreur (?:s.est produite|est survenue)",
            r"página no (?:encontrada|disponible)",
            r"(?:se ha producido|ha ocurrido) un error",
            r"pagina non (?:trovata|disponibile)",
            r"si è verificato un errore",
            r"página não encontrada",
            r"pagina niet gevonden",
            r"strona nie została znaleziona",
        )
    ),
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    "|".join(
        (
            r"(?:you must|you.ll need to|please) (?:log|sign) ?in",
            r"log ?in (?:to|into) (?:continue|your account|facebook)",
            r"^log in or sign up$",
            r"sign in to (?:continue|your account)",
            r"forgot(?:ten)? (?:your )?(?:password|account)",
            r"create (?:new |an )?account",
            r"anmelden, um fortzufahren",
            r"passwort vergessen",
            r"mot de passe oublié",
            r"contraseña olvidada",
            r"password dimenticata",
        )
    ),
    re.IGNORECASE,
)
_MESSAGES: tuple[tuple[FaultKind, re.Pattern], ...] = (("error page", _ERRORS), ("sign-in page", _SIGN_IN))
# An index of links and slogans has few words per passage and hardly a paragraph; a text of cookies in rows has few as
# well, so this counts only when the two texts of a step have nothing in common.
_INDEX_PASSAGES = 12
_INDEX_WORDS = 7.5  # per passage; a policy extracted line by line from a printed page has 10
_MESSAGE_PART_LENGTH = 1200
# Share of the words that must stand twice, in the same order, for a text to be called doubled.
_DOUBLED = 0.9
_DOUBLED_LEAST = 6
_MULTIPLIED = 3.0
# Words that may differ besides: a heading in both copies. An announcement above the coming version has more.
_DOUBLED_DIFFERING = 10
# A text that lost more than half of its words and has no new one was cut; companies that shorten also rewrite.
_CUT = 0.5
_CUT_LEAST_LOST = 150
# "More information": a label of so few words that opens a part of the page, and comes so often.
_LABEL_WORDS = 4
_LABEL_TIMES = 5
_LABEL_SHARE = 0.8  # of its places, in which it is alike whether text follows


def fault_of(reading: Reading) -> Fault | None:
    """What is wrong with a copy by itself: `empty`, `error page` or `sign-in page`."""
    length = 0
    for section in reading.sections:  # nearly every copy is known to be long after a look at two or three of them
        length += sum([len(placed.passage.text) for placed in section.placed])
        if length > _MESSAGE_PAGE_LENGTH:
            return None
    texts = [placed.passage.text for placed in reading.placed()]
    if sum(map(len, texts)) > _MESSAGE_PAGE_LENGTH:
        return None
    words = reading.words
    if words <= _MESSAGE_PAGE_WORDS or _says_it_often(texts, words):
        for kind, _ in _MESSAGES:
            if found := _message(texts, kind, words):
                return Fault(kind, found)
    if words < _LEAST_WORDS:
        return Fault("empty", f"{words} words")
    return None


def is_index_page(reading: Reading) -> bool:
    """Whether a page is a list of links and slogans with hardly a paragraph."""
    sizes = [placed.passage.words for placed in reading.placed()]
    return len(sizes) >= _INDEX_PASSAGES and sum(sizes) < _INDEX_WORDS * len(sizes)


def doubling(before: Reading, after: Reading) -> Fault | None:
    """One of the two is the other one twice, or repeats itself three times over and the other does not: the extraction
    took parts again and again."""
    copies = [[placed.passage for placed in reading.placed()] for reading in (before, after)]
    distinct = [{passage.id: passage for passage in copy} for copy in copies]
    sides = list(zip(copies, distinct, strict=True))
    once, twice = (_is_doubled(*side) for side in sides)
    # a doubled text whose wording changed as well is no mere doubling
    if twice != once and _words_in_one(*distinct) <= _DOUBLED_DIFFERING:
        return Fault("doubled", "the later text stands twice" if twice else "the earlier text stood twice")
    less, more = sorted(_repetition(*side) for side in sides)
    if more < _MULTIPLIED or less * 2 > more:
        return None
    return Fault("doubled", f"the text stands {more:.0f} times in one of the copies")


def _is_doubled(passages: Sequence[Passage], distinct: Mapping[str, Passage]) -> bool:
    """Whether a whole text stands twice, one after the other."""
    if len(passages) < _DOUBLED_LEAST or len(distinct) > len(passages) * 2 / 3:
        return False
    ids = [passage.id for passage in passages]
    in_both = Counter(ids[: len(ids) // 2]) & Counter(ids[len(ids) // 2 :])
    twice = sum(len(distinct[name].text) * times for name, times in in_both.items())
    return 2 * twice >= _DOUBLED * sum(len(distinct[name].text) for name in ids)


def _words_in_one(before: Mapping[str, Passage], after: Mapping[str, Passage]) -> int:
    """Words of the passages that stand in one of two texts only."""
    return sum([(before.get(name) or after[name]).words for name in before.keys() ^ after.keys()])


def _repetition(passages: Sequence[Passage], distinct: Mapping[str, Passage]) -> float:
    """Length of a text by that of its distinct passages."""
    if len(distinct) == len(passages):
        return 1.0
    return sum([len(one.text) for one in passages]) / max(1, sum([len(one.text) for one in distinct.values()]))


def truncation(before: Reading, after: Reading, changes: Sequence[Change]) -> Fault | None:
    """The later text is the earlier one with more than half of its words cut off, and nothing new."""
    if any(change.kind in ("added", "rewritten") for change in changes):
        return None
    if sum(change.kind == "edited" for change in changes) > 1:
        return None
    earlier, later = before.words, after.words
    if earlier - later < _CUT_LEAST_LOST or later > _CUT * earlier:
        return None
    return Fault("truncated", f"{earlier} words before, {later} after, none of them new")


def unfolded(before: Reading, after: Reading) -> Fault | None:
    """What stood below a label that opens parts of the page ("More information") stands there no longer, all over the
    text: the parts were not unfolded as the page was read."""
    earlier, later = _labels_followed(before), _labels_followed(after)
    for label, followed in later.items():
        was = earlier.get(label, [])
        if min(len(was), len(followed)) < _LABEL_TIMES:
            continue
        if sum(was) >= _LABEL_SHARE * len(was) and sum(followed) <= (1 - _LABEL_SHARE) * len(followed):
            return Fault("truncated", f"nothing follows {label!r} any more, which stands {len(followed)} times")
    return None


def _labels_followed(reading: Reading) -> dict[str, list[bool]]:
    """For each short line that is no heading, and each of its places: whether anything but a heading follows."""
    found: dict[str, list[bool]] = {}
    for one, following in pairwise(reading.placed()):
        if one.passage.words <= _LABEL_WORDS and one.passage.kind != "heading":
            found.setdefault(one.passage.text, []).append(following.passage.kind != "heading")
    return found


def failed_part(changes: Sequence[Change], side: Literal["before", "after"]) -> Fault | None:
    """An error message on one side in the place of real text on the other: one of several source pages was not fetched.

    It must stand in the place of something: a company may quote such a message in its help, but does not trade a page
    for it.
    """
    own = [getattr(change, side) for change in changes if _is_one_sided(change, side)]
    length = sum(len(placed.passage.text) for placed in own)
    messages = [placed for placed in own if _is_message(placed)] if length <= _MESSAGE_PART_LENGTH else []
    other = "after" if side == "before" else "before"
    lost = [getattr(change, other) for change in changes if _is_one_sided(change, other)]
    if messages and 2 * length < sum(len(placed.passage.text) for placed in lost):
        return Fault("error page", messages[0].passage.text)
    return None


def _is_one_sided(change: Change, side: str) -> bool:
    kinds = ("added", "rewritten") if side == "after" else ("removed", "rewritten")
    return change.kind in kinds


def _is_message(placed: Placed) -> bool:
    passage = placed.passage
    if passage.kind in ("item", "row") or passage.words > _MESSAGE_WORDS:
        return False
    return bool(_ERRORS.match(passage.text.lstrip()))


def _message(texts: list[str], kind: FaultKind, words: int) -> str:
    """The first message, if the page says it at once or says little else."""
    messages = [text for text in texts if kind in _messages_in(text)]
    says_little_else = words <= _MESSAGE_SHARE * sum(len(text.split()) for text in messages)
    return messages[0] if messages and (says_little_else or messages[0] in texts[:_AT_ONCE]) else ""


def _says_it_often(texts: list[str], words: int) -> bool:
    """Whether a page is an assembly of error pages: a message in each forty words at most, the same again and again."""
    if max(Counter(texts).values(), default=0) < 3:
        return False
    messages = sum("error page" in _messages_in(text) for text in texts)
    return messages >= 3 and messages * _MESSAGE_WORDS >= words


@lru_cache(maxsize=1024)  # a copy is looked at beside the one before it and the one after it, and much is in all three
def _messages_in(text: str) -> tuple[FaultKind, ...]:
    """Which kinds of faults a text speaks of, if it is short enough for a message."""
    if len(text.split()) > _MESSAGE_WORDS:
        return ()
    return tuple(kind for kind, pattern in _MESSAGES if pattern.search(text))
