"""The wordings of many documents, with fingerprints -> the wordings that several companies' texts share.

    monoprice.com 2017: "... which page you are visiting on our site, and may set a cookie to enable ..."
    mono.net 2013:      "... which page you are visiting on our site, and may set a cookie to enable ..."
        ->  SharedWording(longest=36, places=(mono.net 2013, monoprice.com 2017))

Work grows with the number of fingerprints that companies share; no two passages are compared that share none. What
shares fingerprints, directly or through others, is a *family*: nothing outside it has a part in what is found in it.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from hashlib import sha256
from itertools import pairwise

from palimpsest.comparing.words import bare_word_spans
from palimpsest.model import SharedPlace, SharedWording
from palimpsest.understanding.fingerprints import Worded
from palimpsest.understanding.shared_runs import Held, Known, Run, runs_of
from palimpsest.understanding.stretches import Stretch

_SLICES, _SMALLEST_SLICE = 16, 1000  # fingerprints of the longest document
_HIGHEST = 1 << 64  # fingerprints are smaller


def shared_prints(documents: Iterable[tuple[str, Iterable[int]]]) -> frozenset[int]:
    """The fingerprints found in the texts of two companies or more, from those of each document with the slug of its
    company.

    They are gone through slice by slice of their values: a number in a set takes ten times the room of one in an array,
    and an archive of 20,000 versions has millions.
    """
    held = [(company, array("Q", sorted(prints))) for company, prints in documents]
    longest = max((prints for _, prints in held), key=len, default=array("Q"))
    step = max(_SMALLEST_SLICE, len(longest) // _SLICES)
    bounds = [0, *longest[step::step], _HIGHEST]  # small fingerprints are the most frequent: slices as they fall
    return frozenset(print_ for low, high in pairwise(bounds) for print_ in _shared_between(held, low, high))


def _shared_between(held: Iterable[tuple[str, array]], low: int, high: int) -> set[int]:
    own: dict[str, set[int]] = defaultdict(set)
    for company, prints in held:
        own[company].update(prints[bisect_left(prints, low) : bisect_left(prints, high)])
    seen: set[int] = set()
    shared: set[int] = set()
    for prints in own.values():
        shared |= seen & prints
        seen |= prints
    return shared


def sharing(wordings: Iterable[Worded], shared: Set[int]) -> list[Worded]:
    """The wordings that have any of these fingerprints."""
    return [worded for worded in wordings if not shared.isdisjoint(worded.prints)]


def families(held: Iterable[Held], shared: Set[int]) -> list[tuple[Held, ...]]:
    """What shares these fingerprints, taken apart; each family is in the order of captures."""
    order = sorted(held, key=_capture)
    head = list(range(len(order)))

    def head_of(number: int) -> int:
        while head[number] != number:
            head[number] = number = head[head[number]]
        return number

    first: dict[int, int] = {}
    for number, one in enumerate(order):
        for print_ in one.worded.prints:
            if print_ in shared:
                head[head_of(number)] = head_of(first.setdefault(print_, number))
    members: dict[int, list[Held]] = defaultdict(list)
    for number, one in enumerate(order):
        members[head_of(number)].append(one)
    return [tuple(family) for family in members.values()]


def _capture(one: Held) -> tuple:
    return one.worded.first_seen, one.company, one.document, one.worded.id


def shared_wordings(family: Iterable[Held]) -> tuple[SharedWording, ...]:
    """The wordings that passages of two companies or more have in common, by the captures that made them shared.

    Later captures change no wording that is there, nor its id; they add places to it, and further wordings.
    """
    held = sorted(family, key=_capture)
    shared = shared_prints((one.company, one.worded.prints) for one in held)
    found = {wording.id: wording for wording in _wordings(runs_of(held, shared))}
    return tuple(sorted(found.values(), key=lambda wording: (wording.shared_since, wording.id)))


def _wordings(known: Known) -> Iterator[SharedWording]:
    places = _places(known)
    for which, run in enumerate(known.runs):
        company = known.held[run.source].company
        words = " ".join(map(known.letters.words.__getitem__, run.letters))
        yield SharedWording(
            id=sha256(words.encode(errors="surrogatepass")).hexdigest()[:12],
            text=places[which][run.source].wording,
            words=len(run.letters),
            longest=max(s.longest for number, s in run.stretches.items() if known.held[number].company != company),
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


def _shared_by_others(run: Run, known: Known) -> Stretch:
    """What the passage a run was taken from has of it: the words that another company's text has too."""
    company = known.held[run.source].company
    others = (shares for number, shares in run.stretches.items() if known.held[number].company != company)
    letters = {i for shares in others for start, _, count in shares.blocks for i in range(start, start + count)}
    starts = sorted(i for i in letters if i - 1 not in letters)
    ends = sorted(i + 1 for i in letters if i + 1 not in letters)
    blocks = zip(starts, ends, strict=True)
    return Stretch(tuple((start, run.start + start, end - start) for start, end in blocks))


def _place(held: Held, shares: Stretch, spans: Sequence[tuple[int, int]]) -> SharedPlace:
    worded = held.worded
    return SharedPlace(
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
