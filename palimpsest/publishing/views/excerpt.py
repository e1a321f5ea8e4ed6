"""What a version says, or newly says -> one line of it, for timelines.

Monoprice 2004, whose passage on cookies denies them  ->  "We use NO COOKIES on this site."
"""

import re
from collections.abc import Sequence

from palimpsest.model import Label, Placed, Span
from palimpsest.publishing.views.history import Station

_EXCERPT = 190
_SENTENCE_END = re.compile(r"[.!?]\s+|\n")


def excerpt(station: Station) -> str:
    """One line of what it says. Of the changed passages (of all, in a first version) the one with most to say: a
    denial before anything else, then the one that surely speaks of most topics; from the sentence that earned it or,
    in an edited passage, from the first that has new words."""
    spans = {
        change.after.anchor: (change.after, change.spans)
        for change in (station.revision.changed if station.revision else ())
        if change.kind in ("added", "edited", "rewritten") and change.after and change.after.role == "text"
    }
    candidates = [placed for placed, _ in spans.values()] if spans else station.version.reading.text()
    texts = [placed for placed in candidates if placed.passage.kind in ("paragraph", "item")]
    if not texts:
        return ""
    labels = station.findings.labels
    chosen = max(texts, key=lambda placed: _weight(labels.get(placed.anchor, ())))
    return _line(chosen.passage.text, _start(chosen, spans, labels.get(chosen.anchor, ())))


def _weight(labels: Sequence[Label]) -> tuple[int, int]:
    if not labels:
        return 0, 0
    sure = [label for label in labels if label.certainty != "possible"]
    return sum(label.polarity == "denies" for label in sure), len(sure)


def _start(chosen: Placed, spans: dict[str, tuple[Placed, tuple[Span, ...]]], labels: Sequence[Label]) -> int:
    """Where in the passage the telling words stand."""
    if chosen.anchor in spans and spans[chosen.anchor][1]:
        return _first_new(spans[chosen.anchor][1])
    sure = [label for label in labels if label.certainty != "possible"]
    telling = next((label for label in sure if label.polarity == "denies"), sure[0] if sure else None)
    evidence = [found.start for found in telling.evidence if found.where == "passage"] if telling else []
    return evidence[0] if evidence else 0


def _first_new(spans: Sequence[Span]) -> int:
    """Where in the later text the first new words stand; after what was taken out, if nothing is new."""
    at = 0
    for span in spans:
        if span.kind != "same":
            return at
        at += len(span.text)
    return 0


def _line(text: str, at: int) -> str:
    """A line from the beginning of the sentence that holds the character `at`."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, at)), default=0)
    line = " ".join(text[start:].split())
    if len(line) > _EXCERPT:
        line = line[:_EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"… {line}" if start else line
