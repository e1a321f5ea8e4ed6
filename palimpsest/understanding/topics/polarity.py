"""A passage's hits -> the topics that it denies, with the words that deny.

    "Monoprice.com does not use cookies under any circumstances"   ->  cookies-tracking denied
    "If you do not want cookies, you can disable them"             ->  nothing: nobody says they are not used
    "Do not share your password", "You will not sell data"         ->  nothing: that is what others must not do
    "We will not share it unless you agree"                        ->  nothing: it says under which condition they do
    "We do not collect it from children. If we learn of a child .." ->  children denied: the second is only an aside

A topic's "deny" phrases (topics.yaml) find denials. One does not count when a look-alike stands over it ("if you do not
...", "not only"), or an order that begins its sentence ("Do not ..."). When the rest of its sentence gives a condition
("unless", "without your consent") it is conditional, which denies nothing and affirms nothing; a duty by law is no such
condition ("will not sell ..., unless legally required" still denies selling). A denial reaches from its first word to
the end of its sentence, or to a word that turns ("but"). A passage denies a topic when it holds a denial and every
strong phrase for the topic stands within a denial's reach, or in an aside (a case that may come, an explanation): a
passage that denies one thing and says another, says.
"""

from collections.abc import Iterable

from palimpsest.understanding.topics.matching import Hit, Matcher, find_hits
from palimpsest.understanding.words import BREAK
from palimpsest.values import Frozen


class Denials(Frozen):
    """A passage's hits of kind "deny", look-alikes left out: full ones, those under a condition; the words that turn a
    sentence, and the asides."""

    full: tuple[Hit, ...] = ()
    conditional: tuple[Hit, ...] = ()
    turns: tuple[Hit, ...] = ()
    asides: tuple[Hit, ...] = ()

    def reach(self, hit: Hit, letters: str) -> tuple[int, int]:
        """What a denial covers: from its first word to the end of its sentence, or to a word such as "but"."""
        end = _sentence(hit, letters)[1]
        return hit.start, min((turn.start for turn in self.turns if hit.end <= turn.start < end), default=end)

    @property
    def every(self) -> tuple[Hit, ...]:
        """Both kinds: each is a statement about its topic."""
        return self.full + self.conditional


NO_DENIALS = Denials()


def find_denials(letters: str, hits: Iterable[Hit], polarity: Matcher) -> Denials:
    """The denials among the hits."""
    candidates = [hit for hit in hits if hit.kind == "deny"]
    if not candidates:
        return NO_DENIALS
    marks = find_hits(letters, polarity)
    full, conditional = [], []
    for hit in candidates:
        start, end = _sentence(hit, letters)
        inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
        if any(_hides(mark, start) and mark.start < hit.end and hit.start < mark.end for mark in inside):
            continue
        duties = [mark for mark in inside if mark.topic == "legal"]
        asks = any(mark.topic == "consent" and mark.end > hit.start for mark in inside)
        conditions = [mark for mark in inside if mark.topic == "conditions" and mark.end > hit.start]
        if not asks and all(any(duty.start <= one.start < duty.end for duty in duties) for one in conditions):
            full.append(hit)
        else:
            conditional.append(hit)
    turns = tuple(mark for mark in marks if mark.topic == "turns")
    return Denials(tuple(full), tuple(conditional), turns, tuple(mark for mark in marks if mark.topic == "asides"))


def _hides(mark: Hit, sentence: int) -> bool:
    """Whether a denial under the mark is none: an order is one only where its sentence begins."""
    return mark.topic == "look-alikes" or (mark.topic == "orders" and mark.start == sentence)


def denying_hits(slugs: Iterable[str], hits: Iterable[Hit], denials: Denials, letters: str) -> tuple[Hit, ...]:
    """The denials of a topic, or of a category and its topics (`slugs`); none where the passage also says it."""
    names = frozenset(slugs)
    denying = tuple(hit for hit in denials.full if hit.topic in names)
    # a category is broad: where one thing under it happens on a condition, the whole of it is not denied
    if not denying or (len(names) > 1 and any(hit.topic in names for hit in denials.conditional)):
        return ()
    reaches = [denials.reach(hit, letters) for hit in denials.every if hit.topic in names]
    reaches += [(aside.start, _sentence(aside, letters)[1]) for aside in denials.asides]
    says = [
        hit
        for hit in hits
        if hit.kind == "strong"
        and hit.topic in names
        and not any(start < hit.end and hit.start < end for start, end in reaches)
    ]
    return () if says else denying


def _sentence(hit: Hit, letters: str) -> tuple[int, int]:
    end = letters.find(BREAK, hit.end)
    return letters.rfind(BREAK, 0, hit.start) + 1, end if end >= 0 else len(letters)
