"""A changed passage with the labels of both its wordings -> the topics that the change is about.

    a passage of forty sentences, of which the last is new and the second speaks of cookies  ->  not cookies
    a passage of three sentences  ->  all its topics

What came, went or was written anew is about all that it speaks of. An edit of a long passage is about what stands near
the words that differ: in their sentences, and in the one before and after.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from palimpsest.model import Change, Label, Placed
from palimpsest.understanding.topics.matching import MOST_HITS

Labels = Mapping[str, tuple[Label, ...]]
_Range = tuple[int, int]

_SENTENCE_END = re.compile(r"[.!?;]\s+|\n")


def touched_topics(change: Change, before: Labels, after: Labels) -> set[str]:
    """The topics of a change; `before` and `after` are the labels of the two versions, by anchor."""
    earlier, later = _of(change.before, before), _of(change.after, after)
    topics = {label.topic for label in (*earlier, *later)}
    if change.kind != "edited" or not topics or not change.before or not change.after:
        return topics
    ranges_before, ranges_after = _changed(change)
    near = _near(change.before, earlier, ranges_before) | _near(change.after, later, ranges_after)
    return near | ({label.topic for label in earlier} ^ {label.topic for label in later})


def _of(placed: Placed | None, labels: Labels) -> tuple[Label, ...]:
    return labels.get(placed.anchor, ()) if placed else ()


def _changed(change: Change) -> tuple[list[_Range], list[_Range]]:
    """Where in the earlier and in the later text words differ; a place without length where only the other has some."""
    ranges: tuple[list[_Range], list[_Range]] = ([], [])
    i = j = 0
    for span in change.spans:
        start_i, start_j = i, j
        i += len(span.earlier or span.text) if span.kind != "inserted" else 0
        j += len(span.text) if span.kind != "deleted" else 0
        if span.kind != "same":
            ranges[0].append((start_i, i))
            ranges[1].append((start_j, j))
    return ranges


def _near(placed: Placed, labels: Sequence[Label], changed: Sequence[_Range]) -> set[str]:
    """The topics with evidence near what changed, and those that no words of the passage speak for (its heading does,
    or a curator)."""
    text = placed.passage.text
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if len(ends) < 3:  # whatever changed, no sentence is further than the next but one
        return {label.topic for label in labels}
    ranges = [_widened(one, ends, len(text)) for one in changed]
    return {label.topic for label in labels if _speaks_in(_places(label), ranges)}


def _speaks_in(places: Sequence[_Range], ranges: Sequence[_Range]) -> bool:
    """Whether words that speak for a label stand in one of the ranges, or may: of one phrase only so many are known."""
    known_to = max(places)[0] if len(places) >= MOST_HITS else None
    for start, end in ranges:
        if (known_to is not None and known_to < end) or any(a < end and start <= b for a, b in places):
            return True
    return not places


def _places(label: Label) -> list[_Range]:
    return [(found.start, found.end) for found in label.evidence if found.where == "passage"]


def _widened(changed: _Range, ends: Sequence[int], length: int) -> _Range:
    """From the beginning of the sentence before to the end of the sentence after."""
    first, last = bisect_right(ends, changed[0]), bisect_right(ends, max(changed[0], changed[1] - 1))
    start = ends[first - 2] if first >= 2 else 0
    return start, ends[last + 1] if last + 1 < len(ends) else length
