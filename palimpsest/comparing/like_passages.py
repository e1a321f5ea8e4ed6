"""A step on a page that shows two editions of a text at once -> what its new passages say otherwise than those that
stand beside them.

    "... for up to 12 months." was added, "... for up to 90 days." stands on  ->  an edit from the one to the other

An alignment gives each passage one partner, and that of "90 days" is itself: to a redline, what the coming edition says
otherwise is all new, and when the old one goes, all gone. Where much of what came or went has its double, what has none
is looked at once more, beside what stands in both texts. Elsewhere a passage that is like another one is no edit of it:
two notes begin alike, and so do two rows of a table.
"""

from collections.abc import Iterator

from palimpsest.comparing.alignment import SURE_FLOOR
from palimpsest.comparing.candidates import shared_runs
from palimpsest.comparing.elsewhere import MANY, WHERE_OF, Elsewhere
from palimpsest.comparing.redlines import redline
from palimpsest.comparing.wordings import no_wordings
from palimpsest.comparing.words import alikeness
from palimpsest.model import Change, Placed, Revision

_SHARE = 3  # of what came, or went, one passage in so many has its double
_LEAST = 5  # words


def like_passages(revision: Revision, away: Elsewhere) -> dict[int, Change]:
    """By the numbers of passages that were added: the edit to each from a passage of the earlier text that stands on.
    Of passages that were removed: the edit from each to a passage of the later text that stood before."""
    counts, wordings = away.counts(), no_wordings()
    found: dict[int, Change] = {}
    for kind, (_, there) in WHERE_OF.items():
        if counts[there] < max(MANY, revision.count(kind) / _SHARE):
            continue
        changes = [one for one in revision.changed if one.kind == kind and one.number not in away.where]
        told = {one.number or 0: one.after or one.before for one in changes}
        alone = {number: placed for number, placed in told.items() if placed and placed.passage.words >= _LEAST}
        standing = dict(enumerate(_standing(revision)))
        spelled = [
            {number: wordings.bare[placed.passage.text] for number, placed in side.items()}
            for side in (alone, {place: before for place, (before, _) in standing.items()})
        ]
        best: dict[int, tuple[float, int]] = {}
        for number, place in shared_runs(*spelled):
            score = alikeness(spelled[0][number], spelled[1][place], SURE_FLOOR)
            if score > best.get(number, (0.0, 0))[0]:
                best[number] = score, place
        for number, (_, place) in best.items():
            before, after = standing[place]
            pair = (before, alone[number]) if kind == "added" else (alone[number], after)
            spans, *_ = redline(pair[0].passage.text, pair[1].passage.text, wordings.spell)
            found[number] = Change("edited", *pair, spans, number)
    return found


def _standing(revision: Revision) -> Iterator[tuple[Placed, Placed]]:
    """Every wording that stands in both texts, once, where it stands in each."""
    known = set()
    for change in revision.changes:
        if change.before and change.after and change.before.passage.id == change.after.passage.id not in known:
            known.add(change.before.passage.id)
            yield change.before, change.after
