"""A passage's text, with its heading and the lead-in of its list -> labels with evidence.

    "We use cookies to remember your cart." below "Tracking Technologies"
        ->  collection (sure, says), cookies-tracking (sure, says; evidence: "use cookies", "Tracking")

What a strong or weak phrase, a heading or a denial gives in points is in points.py, and so is what a topic needs. Here
points become labels: each with the wording it rests on. Where a category was given more for its n-grams than for its
phrases, the n-grams that told most are its evidence too, and it is only possible.
"""

from collections.abc import Iterable

from palimpsest.model import Certainty, Evidence, EvidenceKind, Label
from palimpsest.understanding.topics.matching import Hit
from palimpsest.understanding.topics.ngrams import telling_ngrams
from palimpsest.understanding.topics.points import Counted, Found, Seen, count, given
from palimpsest.understanding.topics.polarity import denying_hits
from palimpsest.understanding.topics.taxonomy import Lexicon, Rule
from palimpsest.understanding.words import Spelled

MOST_NGRAMS = 3  # that are shown as evidence


def label_passage(
    text: str, heading: str, lexicon: Lexicon, lead_in: str = "", seen: Seen | None = None
) -> tuple[Label, ...]:
    """The labels of one passage, in the order of the taxonomy; evidence points into `text` or `heading`.

    `lead_in` is the paragraph that introduces a list ("We may also use your information:"). Its phrases count for
    each item, but an item gets only labels for which something in its own words speaks.
    """
    counted = count(text, heading, lexicon, lead_in, seen)
    if counted is None:
        return ()
    bases = given(counted.found, lexicon)
    if not bases:
        return ()
    return tuple(_label(slug, bases[slug], counted, lexicon) for slug in sorted(bases, key=lexicon.order.__getitem__))


def _label(slug: str, basis: str, counted: Counted, lexicon: Lexicon) -> Label:
    """The label of a topic on the strength of what was found for `basis`: itself, or the category it follows."""
    found, rule = counted.found[basis], lexicon.rules[basis]
    denying = _denying(basis, counted, lexicon) if counted.denials.full else []
    evidence = _evidence("passage", denying or found.own, counted.spelling, counted.offset, counted.first_own)
    if found.ngrams > found.phrases and not denying:
        evidence += _ngram_evidence(basis, counted, lexicon, evidence)
    if found.heading:
        evidence += _evidence("heading", found.heading, counted.heading, 0, 0)
    return Label(slug, _certainty(found, rule, bool(denying)), "denies" if denying else "says", tuple(evidence))


def _denying(basis: str, counted: Counted, lexicon: Lexicon) -> list[Hit]:
    below = (basis,) if lexicon.rules[basis].parents else (basis, *lexicon.below[basis])
    denying = denying_hits(below, counted.hits, counted.denials, counted.spelling.letters)
    return [hit for hit in denying if hit.end > counted.first_own]


def _certainty(found: Found, rule: Rule, is_denied: bool) -> Certainty:
    is_sure = found.phrases >= rule.sure and found.phrases >= found.ngrams
    return "sure" if is_denied or is_sure else "possible"


def _ngram_evidence(category: str, counted: Counted, lexicon: Lexicon, shown: list[Evidence]) -> list[Evidence]:
    own = counted.spelling.letters[counted.first_own :]
    spans = [
        counted.spelling.span(start + counted.first_own, end + counted.first_own)
        for start, end in telling_ngrams(own, lexicon.ngrams, category, MOST_NGRAMS)
    ]
    moved = sorted((start - counted.offset, end - counted.offset) for start, end in spans)
    evidence: list[Evidence] = []
    for start, end in moved:
        if not any(start < other.end and other.start < end for other in (*shown, *evidence)):
            evidence.append(Evidence("passage", start, end, "n-gram"))
    return evidence


def _evidence(
    where: str, hits: Iterable[Hit], spelling: Spelled, offset: int, first_own: int, kind: EvidenceKind = "phrase"
) -> list[Evidence]:
    """Hits as character spans, overlapping ones joined, those that reach into the lead-in cut where the item begins."""
    spans: list[tuple[int, int]] = []
    reached = -1
    for start, end in sorted([(hit.start if hit.start > first_own else first_own, hit.end) for hit in hits]):
        if start < reached:
            if end > reached:
                spans[-1] = (spans[-1][0], reached := end)
        else:
            spans.append((start, reached := end))
    return [
        Evidence(where, first - offset, last - offset, kind)  # type: ignore[arg-type]
        for first, last in [spelling.span(start, end) for start, end in spans]
    ]
