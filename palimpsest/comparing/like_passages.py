"""A step on a page that shows two editions of a text at once -> what its new passages say otherwise than those that
stand beside them.

    "... for up to 12 months." was added, "... for up to 90 days." stands on  ->  an edit from the one to the other

An alignment gives each passage one partner, and that of "90 days" is itself: to a redline, what the coming edition says
otherwise is all new, and when the old one goes, all gone. Where much of what came or went has its double, what has none
is looked at once more, beside what stands in both texts. Elsewhere a passage that is like another one is no edit of it:
two notes begin alike, and so do two rows of a table.
"""

from collections.abc import Iterator, Mapping, Sequence

from palimpsest.comparing.alignment import SURE_FLOOR, Alignment
from palimpsest.comparing.candidates import shared_runs
from palimpsest.comparing.redlines import redline
from palimpsest.comparing.wordings import KnownWordings
from palimpsest.comparing.words import alikeness
from palimpsest.model import Change, Placed

_DOUBLES = 5  # at least, of what came or went
_SHARE = 3  # of it, one passage in so many has its double
_LEAST = 5  # words


def like_passages(changes: Sequence[Change], alignment: Alignment, wordings: KnownWordings) -> tuple[Change, ...]:
    """Of passages that were added, the edit to each from a passage of the earlier text that stands on; of passages that
    were removed, the edit from each to a passage of the later text that stood before. Each has the number of its
    change; what is like no other, or too long for a redline, has none."""
    found: list[Change] = []
    for kind, side in (("added", alignment.before), ("removed", alignment.after)):
        own = {one.number or 0: placed for one in changes if one.kind == kind and (placed := one.after or one.before)}
        if len(own) < _DOUBLES:
            continue
        both = set(alignment.before.ids) & set(alignment.after.ids)
        alone = {number: placed for number, placed in own.items() if wordings.passages[placed.passage.id] not in both}
        told = {number: placed for number, placed in alone.items() if placed.passage.words >= _LEAST}
        if not told or len(own) - len(alone) < max(_DOUBLES, len(own) / _SHARE):
            continue
        standing = {letter: placed for letter, placed in zip(side.ids, side.placed, strict=True) if letter in both}
        for number, like in _most_alike(told, list(standing.values()), wordings):
            before, after = (like, own[number]) if kind == "added" else (own[number], like)
            spans, *_ = redline(before.passage.text, after.passage.text, wordings.spell)
            if spans:
                found.append(Change("edited", before, after, spans, number))
    return tuple(found)


def _most_alike(
    told: Mapping[int, Placed], standing: Sequence[Placed], wordings: KnownWordings
) -> Iterator[tuple[int, Placed]]:
    """For each passage in order the one among those that stand that is most like it, if any is surely the same passage;
    of several the first."""
    words = {number: wordings.bare[at.passage.text] for number, at in told.items()}
    others = {place: wordings.bare[at.passage.text] for place, at in enumerate(standing)}
    best: dict[int, tuple[float, int]] = {}
    for number, place in shared_runs(words, others):
        if score := alikeness(words[number], others[place], SURE_FLOOR):
            best[number] = max(best.get(number, (0.0, 0)), (score, -place))
    yield from ((number, standing[-place]) for number, (_, place) in sorted(best.items()))
