"""A document -> its distinct passages with fingerprints: a few numbers each, equal where words are shared.

    "We may set a cookie to enable the feature to function properly on our site"  ->  two or three of 64 bits

Of every seven runs of six words in a row, the one with the least hash is a fingerprint (winnowing: Schleimer, Wilkerson
and Aiken, 2003). So two passages that share `FEWEST` words in a row share a fingerprint, wherever the words stand, and
few passages that share less do. Hashes do not depend on the machine or the run.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from sys import byteorder

from palimpsest.comparing.history import newest_version
from palimpsest.comparing.words import written_words
from palimpsest.model import Document, Placed, Version
from palimpsest.values import Frozen

FEWEST = 12  # words in a row: with fewer, what everybody has to say is shared by everybody
RUN = 6
WINDOW = FEWEST - RUN + 1

_SHORTEST = 2 * FEWEST - 1  # characters that so many words take
_NOTHING = array("Q"), array("L")

_MIX = 0x9E3779B97F4A7C15  # odd, its bits without a pattern: spreads the hash of a run over all 64 bits
_LANE = 128  # bits
_MOST_KEPT = 16_000  # hashes of words

_MARKS = "’“”‘–—•…\xa0"  # for most texts, all there is beyond ASCII
_WORDS_OF_ASCII = "".join(chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128))


class Worded(Frozen):
    """A passage of a document's own text, with its id. `version` and `anchor`: where it was captured first, in which
    `language`; `last_seen` is None while it stands in the newest version. `prints` are its fingerprints in order, `at`
    the words they begin at."""

    id: str
    text: str
    version: str
    anchor: str
    language: str
    first_seen: datetime
    last_seen: datetime | None
    prints: array
    at: array


def fingerprints_of(document: Document) -> tuple[Worded, ...]:
    """The wordings of a document that are long enough to share, each once, in the order of first sight."""
    standing = {placed.passage.id for placed in newest_version(document).reading.text()}
    found: list[Worded] = []
    for version, placed in _first_sights(document.versions):
        passage = placed.passage
        prints, at = winnowed(words_of(passage.text)) if len(passage.text) >= _SHORTEST else _NOTHING
        if prints:
            seen = document.lineages[passage.id]
            at_first = version.name, placed.anchor, version.language, seen.first_seen
            last_seen = None if passage.id in standing else seen.last_seen
            found.append(Worded(passage.id, passage.text, *at_first, last_seen, prints, at))
    return tuple(found)


def _first_sights(versions: Iterable[Version]) -> Iterator[tuple[Version, Placed]]:
    """Every passage of the texts themselves where it stands first; what versions have in common is looked at once."""
    sections: set[int] = set()
    passages: set[str] = set()
    for version in versions:
        for section in version.reading.sections:
            if id(section) in sections:
                continue
            sections.add(id(section))
            for placed in section.text:
                if placed.passage.id not in passages:
                    passages.add(placed.passage.id)
                    yield version, placed


def words_of(text: str) -> list[str]:
    """Words without case and punctuation, one for each of `bare_word_spans`.

    >>> words_of("İstanbul’s Cookies")
    ['i\u0307stanbul', 's', 'cookies']
    """
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    if text.isascii():
        return text.translate(_WORDS_OF_ASCII).split()
    # of a text that is folded as a whole some words fall apart, and are no longer where they were
    return [*map(str.casefold, written_words(text))]


def winnowed(words: Sequence[str]) -> tuple[array, array]:
    """The fingerprints of a passage's words and the places they begin at; none where it has fewer than `FEWEST`.

    >>> words = "we may set a cookie to enable the feature to function properly".split()
    >>> prints, at = winnowed(words)
    >>> inside, further = winnowed(["moreover", *words, "and", "always", "will"])
    >>> len(prints), set(prints) <= set(inside), winnowed(words[1:])[0].tolist()
    (1, True, [])
    """
    if len(words) < FEWEST:
        return array("Q"), array("L")
    hashes = _hashes_of_runs(words)
    least = min(hashes[:WINDOW])
    at = [hashes.index(least)]
    left = at[0] + WINDOW  # behind, when the window has left the least hash
    for end, last in enumerate(hashes[WINDOW:], WINDOW):
        if last < least:
            least, place = last, end
        elif end == left:
            least = min(hashes[end - WINDOW + 1 : end + 1])
            place = hashes.index(least, end - WINDOW + 1)
        else:
            continue
        at.append(place)
        left = place + WINDOW
    return array("Q", map(hashes.__getitem__, at)), array("L", at)


def _hashes_of_runs(words: Sequence[str]) -> list[int]:
    """For each run of six words one number that depends on all of them and on their order: word ^ word << 1 ^ ... ^
    word << 5, spread over all bits.

    All of them are worked out at once: the hash of each word has `_LANE` bits of one long number, which is moved by a
    word, and multiplied, in a hundredth of the time that it takes number by number.
    """
    lanes = int.from_bytes(b"".join(map(_HASHES.__getitem__, words)), "little")
    pairs = lanes ^ lanes >> _LANE - 1  # of words: a run is three of them
    runs = pairs ^ pairs >> 2 * (_LANE - 1) ^ pairs >> 4 * (_LANE - 1)
    hashes = array("Q", (runs * _MIX).to_bytes(len(words) * _LANE // 8, "little"))
    if byteorder == "big":
        hashes.byteswap()
    return hashes[: 2 * (len(words) - RUN + 1) : 2].tolist()


class _Hashes(dict[str, bytes]):
    """The hash of a word: 56 bits, which leave room for being moved and multiplied in the lane they are in."""

    def __missing__(self, word: str) -> bytes:
        if len(self) == _MOST_KEPT:
            self.clear()
        digest = blake2b(word.encode(errors="surrogatepass"), digest_size=7).digest()
        lane = self[word] = digest[::-1].ljust(_LANE // 8, b"\0")
        return lane


_HASHES = _Hashes()
