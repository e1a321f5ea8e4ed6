"""Two versions -> the revision between them: its changes, its class, and how much was kept, as a share and in words.

Monoprice 2004, Monoprice 2017  ->  wording, "mostly rewritten", 0.09, 66 changes, 6 pairs of sections
"""

import re
from collections.abc import Iterable

from palimpsest.comparing.alignment import Alignment, align
from palimpsest.comparing.changes import compare
from palimpsest.comparing.wordings import Wordings, no_wordings
from palimpsest.model import Change, KeptRun, Passage, Reading, Revision, RevisionClass, SectionPair, Version

_LINK_TARGET = re.compile(r'\b(href|title)="[^"]*"')

# In words what the share says, from the highest. A legal text with a twentieth of its words changed is the same text
# with some sentences touched; with less than half of them kept it has to be read anew; with a fiftieth, only stock
# phrases ("personal information") are left.
VERDICTS = (
    (0.95, "lightly edited"),
    (0.8, "edited"),
    (0.5, "partly rewritten"),
    (0.02, "mostly rewritten"),
    (0.0, "entirely rewritten"),
)
# When nearly all of the shorter text stands in the longer one nothing was rewritten: it only grew or shrank.
WHOLE = 0.9


def revision(before: Version, after: Version, wordings: Wordings | None = None) -> Revision:
    """The step from one version to another; any two will do, they need not be neighbours.

    `wordings` remembers from one revision of a document to the next what its texts have in common; it makes the next
    one faster, and no different.
    """
    wordings = wordings or no_wordings()
    alignment = align(before.reading, after.reading, wordings)
    compared = compare(alignment, wordings)
    revision_class = _class(tuple(_telling(compared.parts)))
    earlier, later = sum(alignment.before.size), sum(alignment.after.size)
    both, longest = compared.words_in_both, max(earlier, later)
    return Revision(
        before=before.digest,
        after=after.digest,
        revision_class=revision_class,
        verdict=verdict(revision_class, earlier, later, both),
        share_kept=both / longest if longest else 1.0,
        parts=compared.parts,
        pairs=_pairs(alignment, before.reading, after.reading),
    )


def _telling(parts: Iterable[Change | KeptRun]) -> Iterable[Change]:
    """What tells one class from another: every change, and the kept passages that are not quite the same."""
    for part in parts:
        if isinstance(part, Change):
            yield part
            continue
        for before, after in zip(part.before, part.after, strict=True):
            if before.passage is not after.passage and before.passage != after.passage:
                yield Change("kept", before, after)


def verdict(revision_class: RevisionClass, earlier: int, later: int, both: int) -> str:
    """How much was kept, in words, from the numbers of words in each text and in both.

    >>> [verdict("wording", 1000, later, both) for later, both in ((1010, 980), (1900, 990), (900, 700), (1000, 90))]
    ['lightly edited', 'extended', 'partly rewritten', 'mostly rewritten']
    >>> verdict("moved only", 1000, 1000, 1000), verdict("links only", 1000, 1000, 1000)
    ('same wording in another order', 'identical wording')
    """
    if revision_class == "moved only":
        return "same wording in another order"
    if revision_class != "wording":
        return "identical wording"
    shorter, longer = sorted((earlier, later))
    share = both / max(1, longer)
    if share < VERDICTS[0][0] and shorter and both >= WHOLE * shorter:
        return "extended" if later > earlier else "shortened"
    return next(words for floor, words in VERDICTS if share >= floor)


def _class(found: tuple[Change, ...]) -> RevisionClass:
    """What kind of difference a reader would see. Where the text is the same to the last tag (what differs is
    furniture, or space in the source) it is formatting that changed."""
    if any(change.spans or change.kind not in ("kept", "moved") for change in found):
        return "wording"
    if any(change.kind == "moved" for change in found):
        return "moved only"
    kept = [(change.before.passage, change.after.passage) for change in found if change.before and change.after]
    targets_differ = any(before.links != after.links for before, after in kept)
    looks_equal = all(_without_targets(before) == _without_targets(after) for before, after in kept)
    return "links only" if targets_differ and looks_equal else "formatting only"


def _without_targets(passage: Passage) -> tuple[str, str, str, int, str]:
    return (passage.kind, passage.text, _LINK_TARGET.sub(r"\1", passage.html), passage.depth, passage.marker)


def _pairs(alignment: Alignment, before: Reading, after: Reading) -> tuple[SectionPair, ...]:
    """What stands before the first heading has no name to be paired by: it is aligned, but not listed."""
    pairs = (SectionPair(before.sections[i], after.sections[j], basis) for (i, j), basis in alignment.sections.items())
    return tuple(pair for pair in pairs if pair.before.heading or pair.after.heading)
