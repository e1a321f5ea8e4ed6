"""The captures of one document, in the order of its history -> what each step and each version needs to know of it.

    texts A B A B A  ->  for the step to the third: an exact return; B and A alternate; the newest version is A

A version is not a capture: a text that comes back is no new text. The order is the history's, never that of the dates:
dates run backwards on real paths, and many records share a day. No text is looked into: texts are the same by their
digests, their words by the ids of their passages.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter

from palimpsest.comparing.partial_copies import Text, partial_steps
from palimpsest.model import Document, Reading, Version
from palimpsest.sources.order import in_history_order, in_order
from palimpsest.values import Frozen

_body_digest = attrgetter("body_digest")
# Two wordings that swap this often are two editions; a new policy may be published, withdrawn and published again.
_EDITION_TURNS = 4


class HistoryFacts(Frozen):
    """What only the whole history of a document knows about a step.

    `is_return`: the later source text is, to the byte, one recorded before the earlier one. `is_wording_return`: so are
    its words. `alternates`: the words of the two texts take turns over and over (A B A B A). `is_passing`: the record
    after it has the words of the earlier text again. `is_partial`: a part of the page came or went as one
    (`partial_copies.py`).
    """

    is_return: bool = False
    is_wording_return: bool = False
    alternates: bool = False
    is_passing: bool = False
    is_partial: bool = False


NO_HISTORY = HistoryFacts()


def history_facts(digests: Sequence[str], wordings: Sequence[Text]) -> tuple[HistoryFacts, ...]:
    """For each step from one record to the next what `classes.classify` needs to know of the history.

    `digests` stand for each record's source text, `wordings` are the ids of its passages, in order.

    >>> [facts.is_return for facts in history_facts("ABAC", "ABAC")]
    [False, True, False]
    """
    turns = _turns_by_pair(wordings)
    facts = []
    seen_digests: set[str] = set()
    seen_wordings: set[Text] = set()
    steps = zip(pairwise(digests), partial_steps(wordings), strict=True)
    for number, ((before, after), is_partial) in enumerate(steps):
        seen_digests.add(before)
        seen_wordings.add(wordings[number])
        is_new_wording = wordings[number] != wordings[number + 1]
        facts.append(
            HistoryFacts(
                is_return=after != before and after in seen_digests,
                is_wording_return=is_new_wording and wordings[number + 1] in seen_wordings,
                alternates=is_new_wording and turns[frozenset(wordings[number : number + 2])] >= _EDITION_TURNS,
                is_passing=is_new_wording and wordings[number] in wordings[number + 2 : number + 3],
                is_partial=is_partial,
            )
        )
    return tuple(facts)


def newest_version(document: Document) -> Version:
    """The version that the last capture of a document carries, in the order of its history: after a return that is an
    earlier text, and where dates run backwards it is not the one of the latest date."""
    last = in_order(document.snapshots)[-1].body_digest
    return next(version for version in document.versions if version.digest == last)


def taken_back(document: Document) -> dict[str, datetime]:
    """By the digest of a version whose first captures stand between captures of one other wording, be it with other
    links: when that was captured again. A version that was captured in between, with other links, hides it."""
    readings = {version.digest: version.reading for version in document.versions}
    runs = [(digest, next(run)) for digest, run in groupby(in_history_order(document.snapshots), _body_digest)]
    found: dict[str, datetime] = {}
    seen: set[str] = set()
    for (before, _), (digest, _), (after, capture) in zip(runs, runs[1:], runs[2:], strict=False):
        if digest not in seen and _are_of_one_wording(readings[before], readings[after]):
            found[digest] = capture.captured_at
        seen |= {before, digest}
    return found


def _are_of_one_wording(one: Reading, other: Reading) -> bool:
    if one is other or one.words != other.words:
        return one is other
    ids = [[placed.passage.id for placed in reading.text()] for reading in (one, other)]
    return ids[0] == ids[1]


def _turns_by_pair(wordings: Sequence[Hashable]) -> Counter[frozenset]:
    """How often each two wordings follow one another, in either order."""
    return Counter(frozenset(pair) for pair in pairwise(wordings) if pair[0] != pair[1])
