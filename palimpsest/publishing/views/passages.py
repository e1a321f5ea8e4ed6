"""Labelled passages of a document -> each wording once, with the words that earned it the topic marked.

"We use cookies" in the captures of 2016 and 2017  ->  one slip: first seen 2016, last seen 2017
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from palimpsest.model import Change, Label, Placed, Section
from palimpsest.publishing import urls
from palimpsest.publishing.languages import foreign_language
from palimpsest.publishing.views.frame import Link
from palimpsest.publishing.views.history import History, Station
from palimpsest.publishing.views.sights import began, ended, is_single
from palimpsest.values import Frozen, replace

S = TypeVar("S", bound=Any)  # a Slip, or a PartySlip (party_slips.py)

_LONGEST = 1200  # characters of a wording that is shown whole
_NEAR = 280  # characters on each side of its evidence in a longer one


SHOWN = 3  # of one document on a page on many; the rest is folded

# A run of a passage's words, and whether it is evidence: why the topic was given. A wording has a dozen of them.
Piece = tuple[str, bool]


class Slip(Frozen):
    """A wording on a topic, as first captured; a very long one around its evidence. `heading` is that of its section,
    `""` without one. `last_seen` is the last capture that carries it; one that `stands` is in the newest version, and
    its last capture changes with every further one: pages do not name it. `began` and `ended`: what the history has
    before the first and after the last capture, as far as it is to be said (sights.py); one that `is_single` is in one
    capture alone. `note`: why a curator
    set the label. `redline`: what became of the wording that stood in its place before, in runs of a kind ("same",
    "deleted", "inserted") and words; nothing for a passage that is new, or that is too long."""

    company: Link
    document: Link
    captured_at: datetime
    last_seen: datetime
    stands: bool
    url: str
    language: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    is_sure: bool
    denies: bool
    note: str = ""
    began: str = ""
    ended: str = ""
    redline: tuple[tuple[str, str], ...] = ()
    is_single: bool = False


def at_its_time(slip: Slip) -> Slip:
    """A wording as it was told while it stood: what became of it, and of the one before, is left out."""
    return replace(slip, stands=True, last_seen=slip.captured_at, ended="", is_single=False, redline=())


def slips_of(history: History) -> Mapping[str, tuple[Slip, ...]]:
    """Every wording that has a topic, once for each topic, by first capture: one pass over the texts."""
    standing = history.standing
    company = Link(history.owner.name, urls.company(history.owner))
    found: dict[str, list[Slip]] = {}
    seen: set[tuple[str, str]] = set()
    for station, fresh in _labelled_anew(history.stations):
        links = company, Link(history.document.terms_type, station.url)
        before = _changed(station)
        for section in station.version.reading.sections:
            for placed in section.whole:
                for label in fresh.get(placed.anchor, ()):
                    key = (label.topic, placed.passage.id)
                    if key not in seen:
                        seen.add(key)
                        change, stands = before.get(key[1]), key[1] in standing
                        slip = _slip(history, station, links, section, placed, label, change, stands)
                        found.setdefault(label.topic, []).append(slip)
    return {topic: tuple(slips) for topic, slips in found.items()}


def _labelled_anew(stations: Iterable[Station]) -> Iterator[tuple[Station, dict[str, tuple[Label, ...]]]]:
    """The versions in which a passage has labels that no version before gave it there, with those, by anchor: what a
    text repeats has the very labels it had."""
    known: set[tuple[str, int]] = set()
    for station in stations:
        labels = station.findings.labels
        own = set(zip(labels, map(id, labels.values()), strict=True))
        if not own <= known:
            yield station, {anchor: labels[anchor] for anchor, _ in own - known}
            known |= own


def _changed(station: Station) -> dict[str, Change]:
    """What was edited or rewritten on the way to a version, by the passage that it became."""
    changes = station.revision.changed if station.revision else ()
    return {one.after.passage.id: one for one in changes if one.before and one.after and one.kind != "moved"}


def _redline(change: Change) -> tuple[tuple[str, str], ...]:
    before, after = change.before, change.after
    if not before or not after or len(before.passage.text) + len(after.passage.text) > 2 * _LONGEST:
        return ()
    if change.kind == "edited":
        return tuple((span.kind, span.text) for span in change.spans)
    return ("deleted", before.passage.text), ("same", "\n"), ("inserted", after.passage.text)


def by_document(slips: Iterable[S]) -> Iterator[tuple[Link, tuple[S, ...]]]:
    """Slips in their order, those of one document that stand together with the way to it."""
    for (label, url), group in groupby(slips, key=lambda one: (one.document.label, urls.document_of(one.document.url))):
        yield Link(label, url), tuple(group)


def few_of(slips: Sequence[S]) -> tuple[tuple[S, ...], tuple[S, ...]]:
    """The slips of a document that stand open, and those folded below them; one more is not worth a fold.

    >>> few_of("abcd"), few_of("abcde")
    ((('a', 'b', 'c', 'd'), ()), (('a', 'b', 'c'), ('d', 'e')))
    """
    few = len(slips) if len(slips) <= SHOWN + 1 else SHOWN
    return tuple(slips[:few]), tuple(slips[few:])


def marked(text: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text cut at its evidence; spans may touch, overlap or reach too far.

    >>> marked("We use cookies.", [(7, 14)])
    (('We use ', False), ('cookies', True), ('.', False))
    """
    pieces: list[Piece] = []
    end = 0
    for start, stop in sorted(spans):
        start, stop = max(start, end), min(stop, len(text))
        if start < stop:
            if end < start:
                pieces.append((text[end:start], False))
            pieces.append((text[start:stop], True))
            end = stop
    if end < len(text):
        pieces.append((text[end:], False))
    return tuple(pieces)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same around its evidence, where a passage (a table, most often) is too long for a slip.

    >>> [text[-9:] for text, _ in shortened((("word " * 300, False), ("cookies", True)))]
    ['ord word ', 'cookies']
    """
    if sum([len(text) for text, _ in pieces]) <= _LONGEST:
        return tuple(pieces)
    return tuple(
        (text if is_evidence else _cut(text, place > 0, place + 1 < len(pieces)), is_evidence)
        for place, (text, is_evidence) in enumerate(pieces)
    )


def _cut(text: str, after_evidence: bool, before_evidence: bool) -> str:
    """The words of a text that stand near evidence, with a sign of what is left out; without any, its beginning."""
    after_evidence = after_evidence or not before_evidence
    if len(text) <= _NEAR * (after_evidence + before_evidence):
        return text
    head = text[:_NEAR].rsplit(None, 1)[0] if after_evidence else ""
    tail = text[-_NEAR:].partition(" ")[2] if before_evidence else ""
    return f"{head} … {tail}" if head else f"… {tail}"


def _marked_heading(section: Section, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """A heading with its number; evidence counts from the label behind it."""
    text = section.heading.passage.text if section.heading else section.label
    shift = len(text) - len(section.label) if text.endswith(section.label) else 0
    return marked(text, [(start + shift, end + shift) for start, end in spans])


def _slip(
    history: History,
    station: Station,
    links: tuple[Link, Link],
    section: Section,
    placed: Placed,
    label: Label,
    change: Change | None,
    stands: bool,
) -> Slip:
    lineage = history.document.lineages.get(placed.passage.id)
    has_heading = section.heading is not None and section.heading is not placed
    return Slip(
        company=links[0],
        document=links[1],
        captured_at=station.version.captured_at,
        last_seen=lineage.last_seen if lineage else station.version.snapshots[-1].captured_at,
        stands=stands,
        url=urls.passage(station.url, placed),
        language=foreign_language(history.settings, station.version),
        heading=_marked_heading(section, _evidence(label, "heading")) if has_heading else (),
        pieces=shortened(marked(placed.passage.text, _evidence(label, "passage"))),
        is_sure=label.certainty != "possible",
        denies=label.polarity == "denies",
        note=label.note,
        began=began(history, lineage),
        ended=ended(history, placed.passage, lineage, stands=stands),
        is_single=is_single(lineage, stands=stands),
        redline=_redline(change) if change else (),
    )


def _evidence(label: Label, where: str) -> list[tuple[int, int]]:
    return [(found.start, found.end) for found in label.evidence if found.where == where]
