"""A passage's hits -> the topics that it denies, with the words that deny.

    "Monoprice.com does not use cookies under any circumstances"   ->  cookies-tracking denied
    "If you do not want cookies, you can disable them"             ->  nothing: nobody says they are not used
    "We will not share it unless you agree"                        ->  nothing: it says under which condition they do

A topic's "deny" phrases (topics.yaml) find denials. One does not count when a look-alike stands over it ("if you do not
...", "not only"), or when the rest of its sentence gives a condition ("unless", "without your consent"); a duty by law
is no such condition ("will not sell ..., unless legally required" still denies selling). A passage denies a topic when
every strong phrase for it stands in a sentence that denies it: a passage that denies one thing and says another, says.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from palimpsest.understanding.matching import Hit, Matcher, find_hits
from palimpsest.understanding.words import BREAK


def denied_topics(
    letters: str, hits: Sequence[Hit], polarity: Matcher, first_own: int = 0
) -> Mapping[str, tuple[Hit, ...]]:
    """Topics denied by the letters from `first_own` on, each with the hits that deny it."""
    denials: dict[str, list[Hit]] = defaultdict(list)
    marks: list[Hit] | None = None
    for hit in hits:
        if hit.kind == "deny" and hit.end > first_own:
            marks = find_hits(letters, polarity) if marks is None else marks
            if _denies(hit, letters, marks):
                denials[hit.topic].append(hit)
    return {topic: tuple(denying) for topic, denying in denials.items() if _all_denied(topic, hits, denying, letters)}


def _denies(hit: Hit, letters: str, marks: Sequence[Hit]) -> bool:
    start, end = _sentence(hit, letters)
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    if any(mark.topic == "look-alikes" and mark.start <= hit.end and hit.start <= mark.end for mark in inside):
        return False
    legal = [mark for mark in inside if mark.topic == "legal"]
    return not any(
        mark.topic == "conditions" and not any(duty.start <= mark.start < duty.end for duty in legal)
        for mark in inside
    )


def _all_denied(topic: str, hits: Sequence[Hit], denials: Sequence[Hit], letters: str) -> bool:
    sentences = [_sentence(hit, letters) for hit in denials]
    return all(
        any(start <= hit.start and hit.end <= end for start, end in sentences)
        for hit in hits
        if hit.topic == topic and hit.kind == "strong"
    )


def _sentence(hit: Hit, letters: str) -> tuple[int, int]:
    end = letters.find(BREAK, hit.end)
    return letters.rfind(BREAK, 0, hit.start) + 1, end if end >= 0 else len(letters)
