"""A step on a page that shows two editions of a text at once -> what its new passages say otherwise than those that
stand beside them.

    "... for up to 12 months." was added, "... for up to 90 days." stands on  ->  an edit from the one to the other

An alignment gives each passage one partner, and that of "90 days" is itself: to a redline, what the coming edition says
otherwise is all new, and when the old one goes, all gone. Where much of what came or went has its double, what has none
is looked at once more, beside what stands in both texts. Elsewhere a passage that is like another one is no edit of it:
two notes begin alike, and so do two rows of a table.
"""

from collections.abc import Iterator, Mapping

from palimpsest.comparing.alignment import SURE_FLOOR
from palimpsest.comparing.candidates import shared_runs
from palimpsest.comparing.elsewhere import MANY, WHERE_OF, Elsewhere
from palimpsest.comparing.redlines import redline
from palimpsest.comparing.wordings import KnownWordings, no_wordings
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
        alone = {
            one.number: placed
            for one in revision.changed
            if one.kind == kind and one.number and one.number not in away.where
            if (placed := one.after or one.before) and placed.passage.words >= _LEAST
        }
        standing = list(_standing(revision))
        for number, place in _most_alike(alone, dict(enumerate(one for one, _ in standing)), wordings).items():
            before, after = standing[place]
            pair = (before, alone[number]) if kind == "added" else (alone[number], after)
            spans, *_ = redline(pair[0].passage.text, pair[1].passage.text, wordings.spell)
            if spans:  # there are none of a text that is too long
                found[number] = Change("edited", *pair, spans, number)
    return found


def _most_alike(alone: Mapping[int, Placed], standing: Mapping[int, Placed], wordings: KnownWordings) -> dict[int, int]:
    """For each passage the one among those that stand that is most like it, if any is surely the same passage."""
    words, others = (
        {number: wordings.bare[placed.passage.text] for number, placed in side.items()} for side in (alone, standing)
    )
    best: dict[int, tuple[float, int]] = {}
    for number, place in shared_runs(words, others):
        score = alikeness(words[number], others[place], SURE_FLOOR)
        if score > best.get(number, (0.0, 0))[0]:
            best[number] = score, place
    return {number: place for number, (_, place) in best.items()}


def _standing(revision: Revision) -> Iterator[tuple[Placed, Placed]]:
    """Every wording that stands in both texts, once, where it stands in each."""
    known = set()
    for change in revision.changes:
        if change.before and change.after and change.before.passage.id == change.after.passage.id not in known:
            known.add(change.before.passage.id)
            yield change.before, change.after
