"""The wordings of many documents, with fingerprints -> the wordings that several publishers' texts share.

    monoprice.com 2017: "... which page you are visiting on our site, and may set a cookie to enable ..."
    mono.net 2013:      "... which page you are visiting on our site, and may set a cookie to enable ..."
        ->  SharedWording(longest=36, places=(mono.net 2013, monoprice.com 2017))

They are found family by family (`families.py`); no two passages are compared that share no fingerprint.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from palimpsest.comparing.words import bare_word_spans
from palimpsest.model import SharedPlace, SharedWording
from palimpsest.understanding.shared.families import distinct, shared_prints
from palimpsest.understanding.shared.runs import Held, Known, SharedRun, runs_of
from palimpsest.understanding.shared.stretches import Stretch


def _capture(one: Held) -> tuple:
    return one.worded.first_seen, one.company, one.document, one.worded.id


def shared_wordings(family: Iterable[Held]) -> tuple[SharedWording, ...]:
    """The wordings that passages of two publishers or more have in common, by the captures that made them shared.

    Later captures change no wording that is there, nor its id; they add places to it, and further wordings.
    """
    held = sorted(family, key=_capture)
    shared = shared_prints((one.publisher, distinct(one.worded.prints)) for one in held)
    found = {wording.id: wording for wording in _wordings(runs_of(held, shared))}
    return tuple(sorted(found.values(), key=lambda wording: (wording.shared_since, wording.id)))


def _wordings(known: Known) -> Iterator[SharedWording]:
    places = _places(known)
    for which, run in enumerate(known.runs):
        publisher = known.held[run.source].publisher
        words = " ".join(map(known.letters.words.__getitem__, run.letters))
        yield SharedWording(
            id=sha256(words.encode(errors="surrogatepass")).hexdigest()[:12],
            text=places[which][run.source].wording,
            words=len(run.letters),
            longest=max(s.longest for number, s in run.stretches.items() if known.held[number].publisher != publisher),
            places=tuple(places[which].values()),
        )


def _places(known: Known) -> dict[int, dict[int, SharedPlace]]:
    """The places of each run by its number, by the numbers of their passages; each text is measured out once."""
    stretches: dict[int, list[tuple[int, Stretch]]] = defaultdict(list)
    for which, run in enumerate(known.runs):
        for number, shares in run.stretches.items():
            own = _shared_by_others(run, known) if number == run.source else shares
            stretches[number].append((which, own))
    places: dict[int, dict[int, SharedPlace]] = defaultdict(dict)
    for number in sorted(stretches):
        spans = bare_word_spans(known.held[number].worded.text)
        for which, shares in stretches[number]:
            places[which][number] = _place(known.held[number], shares, spans)
    return places


def _shared_by_others(run: SharedRun, known: Known) -> Stretch:
    """What the passage a run was taken from has of it: the words that another publisher's text has too."""
    publisher = known.held[run.source].publisher
    others = (shares for number, shares in run.stretches.items() if known.held[number].publisher != publisher)
    letters = {i for shares in others for start, _, count in shares.blocks for i in range(start, start + count)}
    starts = sorted(i for i in letters if i - 1 not in letters)
    ends = sorted(i + 1 for i in letters if i + 1 not in letters)
    blocks = zip(starts, ends, strict=True)
    return Stretch(tuple((start, run.start + start, end - start) for start, end in blocks))


def _place(held: Held, shares: Stretch, spans: Sequence[tuple[int, int]]) -> SharedPlace:
    worded = held.worded
    return SharedPlace(
        publisher=held.publisher,
        company=held.company,
        document=held.document,
        version=worded.version,
        anchor=worded.anchor,
        language=worded.language,
        first_seen=worded.first_seen,
        last_seen=worded.last_seen,
        text=worded.text,
        spans=tuple((spans[start][0], spans[start + count - 1][1]) for _, start, count in shares.blocks),
    )
