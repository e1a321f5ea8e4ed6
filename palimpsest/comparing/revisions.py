"""Two versions -> the revision between them: its changes, its class, and how much was kept, as a share and in words.

Monoprice 2004, Monoprice 2017  ->  wording, "mostly rewritten", 0.09, 66 changes, 6 pairs of sections
"""

from collections.abc import Iterable

from palimpsest.comparing.alignment import Alignment, align
from palimpsest.comparing.changes import compare
from palimpsest.comparing.classes import classify
from palimpsest.comparing.history import NO_HISTORY, HistoryFacts
from palimpsest.comparing.like_passages import like_passages
from palimpsest.comparing.sections import Basis
from palimpsest.comparing.wordings import MOST, KnownWordings, no_wordings
from palimpsest.model import Change, KeptRun, Reading, Revision, RevisionClass, Section, SectionPair, Version

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
# Where the class says it all: what was kept of a faulty copy or of another edition measures nothing.
_VERDICT_OF_CLASS: dict[RevisionClass, str] = {
    "moved only": "same wording in another order",
    "formatting only": "identical wording",
    "links only": "identical wording",
    "date only": "only dates differ",
    "furniture": "only parts of the page around it differ",
    "extraction": "not the whole page, or another one",
    "edition": "another edition",
}
# When nearly all of the shorter text stands in the longer one nothing was rewritten: it only grew or shrank.
WHOLE = 0.9


def revision(
    before: Version, after: Version, wordings: KnownWordings | None = None, facts: HistoryFacts = NO_HISTORY
) -> Revision:
    """The step from one version to another; any two will do, they need not be neighbours.

    `wordings` remembers from one revision of a document to the next what its texts have in common; it makes the next
    one faster, and no different. `facts` is what the document's whole history knows of the step
    (`history.history_facts`).
    """
    wordings = wordings or no_wordings()
    alignment = align(before.reading, after.reading, wordings)
    compared = compare(alignment, wordings)
    changed = [part for part in compared.parts if isinstance(part, Change) and part.kind != "kept"]
    revision_class = classify(before.reading, after.reading, _not_identical(compared.parts), facts).revision_class
    earlier, later = sum(alignment.before.size), sum(alignment.after.size)
    both, longest = compared.words_in_both, max(earlier, later)
    return Revision(
        before=before.digest,
        after=after.digest,
        revision_class=revision_class,
        verdict=verdict(revision_class, earlier, later, both),
        share_kept=both / longest if longest else 1.0,
        parts=compared.parts,
        pairs=_pairs(alignment, before.reading, after.reading, wordings),
        like=like_passages(changed, alignment, wordings) if revision_class == "wording" else (),
    )


def verdict(revision_class: RevisionClass, earlier: int, later: int, both: int) -> str:
    """How much was kept, in words, from the numbers of words in each text and in both.

    >>> [verdict("wording", 1000, later, both) for later, both in ((1010, 980), (1900, 990), (900, 700), (1000, 90))]
    ['lightly edited', 'extended', 'partly rewritten', 'mostly rewritten']
    >>> verdict("moved only", 1000, 1000, 1000), verdict("links only", 1000, 1000, 1000)
    ('same wording in another order', 'identical wording')
    >>> verdict("extraction", 1000, 0, 0)
    'not the whole page, or another one'
    """
    if revision_class in _VERDICT_OF_CLASS:
        return _VERDICT_OF_CLASS[revision_class]
    if earlier == later == both:
        return "identical wording"
    shorter, longer = sorted((earlier, later))
    share = both / max(1, longer)
    if share < VERDICTS[0][0] and shorter and both >= WHOLE * shorter:
        return "extended" if later > earlier else "shortened"
    return next(words for floor, words in VERDICTS if share >= floor)


def _not_identical(parts: Iterable[Change | KeptRun]) -> list[Change]:
    """The parts of a revision as changes, without the passages that are one and the same in both texts: no check looks
    at them, and they are nearly all."""
    changes: list[Change] = []
    for part in parts:
        if isinstance(part, KeptRun):
            pairs = zip(part.before, part.after, strict=True)
            changes += [
                Change("kept", one, other)
                for one, other in pairs
                if one is not other and one.passage is not other.passage
            ]
        else:
            changes.append(part)
    return changes


def _pairs(alignment: Alignment, before: Reading, after: Reading, wordings: KnownWordings) -> tuple[SectionPair, ...]:
    """What stands before the first heading has no name to be paired by: it is aligned, but not listed."""
    earlier, later = before.sections, after.sections
    return tuple(
        [
            wordings.pairs.get((id(earlier[i]), id(later[j]), basis)) or _pair(earlier[i], later[j], basis, wordings)
            for (i, j), basis in alignment.sections.items()
            if earlier[i].heading or later[j].heading
        ]
    )


def _pair(before: Section, after: Section, basis: Basis, wordings: KnownWordings) -> SectionPair:
    """Nine of ten pairs of a document's revisions are pairs of others too: they are made and kept once."""
    if len(wordings.pairs) >= MOST:
        wordings.pairs.clear()
    wordings.pairs[id(before), id(after), basis] = pair = SectionPair(before, after, basis)
    return pair
