"""Two wordings of a passage -> the redline between them: runs of words kept, deleted, inserted.

    "We never sell it." , "We may sell it."  ->  We | del never | ins may | sell it.

Words are compared with case but without the differences a typesetter makes (quotes, dashes, kinds of space); the
redline shows the later text's own characters, and keeps the earlier ones beside them where they differ.
"""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import Indel

from palimpsest.model import Span
from palimpsest.reading.comparison import comparison_text

# Scripts written without spaces are compared by character: kana, Han, and the Thai-to-Khmer family.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"(?:\A\s+)?(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)\s*|\A\s+\Z")
_BARE_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")

# Equal runs up to this long between two changes read as confetti, not as text that was kept (DESIGN section 9).
ISLAND_WORDS = 3
# A longer run is still an island when both its neighbours are this many times as long: four words that stand by chance
# ("information is used to") between two changes of forty. Monoprice 2004 to 2017 keeps six such words rightly.
ISLAND_PROPORTION = 8
# Words of the one times words of the other. The alignment keeps a bit for each: 50 MB here, and more than any passage
# that a person wrote; beyond it (a table of the whole web) there is no redline.
REDLINE_LIMIT = 400_000_000

Spell = Callable[[Iterable[str]], str]
Run = tuple[int, int, int, int]
"""A change: earlier words from the first number to the second, replaced by later words from the third to the fourth."""


def tokens(text: str) -> list[str]:
    """Words with the space after them; joined again they are the text.

    >>> tokens("No cookies,  ever.")
    ['No ', 'cookies,  ', 'ever.']
    """
    return _TOKEN.findall(text)


def bare_words(text: str) -> list[str]:
    """Words without case, punctuation and space: what alignment looks at.

    >>> bare_words("“NO Cookies”, ever…")
    ['no', 'cookies', 'ever']
    """
    return _BARE_WORD.findall(text.casefold())


def count_words(text: str) -> int:
    """Words of a text; each character counts where a script has no spaces.

    >>> count_words("No cookies, ever."), count_words("隐私 policy")
    (3, 3)
    """
    return len(text.split()) if text.isascii() else len(tokens(text))


def letters_for_words(normal: Callable[[str], str] = str) -> Spell:
    """A function that spells each word as one character, the same for words that are equal once made `normal`.

    rapidfuzz is at home with strings, and every word is made normal once only.

    >>> spell = letters_for_words(str.casefold)
    >>> spell(["to", "be", "or"]) == spell(["To", "be", "or"]) != spell(["to", "be", "to"])
    True
    """
    spelled: dict[str, str] = {}
    letters: dict[str, str] = {}
    first = 0xE000  # above the surrogates, so that any number of words up to a million stays one character each

    def learn(word: str) -> str:
        letter = letters.setdefault(normal(word), chr(first + len(letters)))
        spelled[word] = letter
        return letter

    def spell(words: Iterable[str]) -> str:
        return "".join([spelled.get(word) or learn(word) for word in words])

    return spell


def alikeness(one: str, other: str, floor: float = 0.0) -> float:
    """Share of the words of both that stand in both in the same order, 0 to 1; 0 below the floor."""
    return Indel.normalized_similarity(one, other, score_cutoff=floor)


def in_both_orders(one: str, other: str) -> list[tuple[int, int]]:
    """The most letters of two spelled texts that stand in the same order in both: their places.

    >>> in_both_orders("abc", "axcb")
    [(0, 0), (1, 3)]
    """
    return [
        (op.src_start + offset, op.dest_start + offset)
        for op in Indel.opcodes(one, other)
        if op.tag == "equal"
        for offset in range(op.src_end - op.src_start)
    ]


def redline(before: str, after: str, spell: Spell | None = None) -> tuple[tuple[Span, ...], int]:
    """The spans that together are both texts, and how many words stand in both in the same order.

    `earlier_text` of the spans gives back `before`, `later_text` gives back `after`. Deletions stand before insertions,
    and words kept by chance between two changes are part of the change, so that a sentence written anew reads as a
    sentence replaced. No spans (and no words counted) when the texts are too long to be compared by words. `spell` is
    shared by the redlines of one revision: a `letters_for_words(comparison_text)`.

    >>> spans, words_in_both = redline("We never sell it.", "We may sell it.")
    >>> [(span.kind, span.text) for span in spans], words_in_both
    ([('same', 'We '), ('deleted', 'never '), ('inserted', 'may '), ('same', 'sell it.')], 3)
    """
    earlier, later = tokens(before), tokens(after)
    if len(earlier) * len(later) > REDLINE_LIMIT:
        return (), 0
    spell = spell or letters_for_words(comparison_text)
    a, b = spell(earlier), spell(later)
    runs = _changed_runs(a, b)
    in_both = len(a) - sum(i2 - i1 for i1, i2, _, _ in runs)
    return _spans(earlier, later, _without_islands(_at_sentence_starts(runs, a, b, earlier, later))), in_both


def earlier_text(spans: Iterable[Span]) -> str:
    """The text before the change, character by character."""
    return "".join(span.earlier or span.text for span in spans if span.kind != "inserted")


def later_text(spans: Iterable[Span]) -> str:
    """The text after the change, character by character."""
    return "".join(span.text for span in spans if span.kind != "deleted")


def _changed_runs(a: str, b: str) -> list[Run]:
    runs: list[Run] = []
    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            continue
        if runs and runs[-1][1] == op.src_start and runs[-1][3] == op.dest_start:
            start = runs.pop()
            runs.append((start[0], op.src_end, start[2], op.dest_end))
        else:
            runs.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return runs


def _at_sentence_starts(runs: list[Run], a: str, b: str, earlier: list[str], later: list[str]) -> list[Run]:
    """Where the same words could be marked one way or another, mark whole sentences.

    "We keep it. [We sell] it. [We]..." and "We keep it. [We sell it.] We..." are the same change.
    """
    placed: list[Run] = []
    for number, (i1, i2, j1, j2) in enumerate(runs):
        if (i1 == i2) == (j1 == j2):
            placed.append((i1, i2, j1, j2))
            continue
        word, shown, start, end = (b, later, j1, j2) if i1 == i2 else (a, earlier, i1, i2)
        room_before = start - (placed[-1][3 if i1 == i2 else 1] if placed else 0)
        following = runs[number + 1] if number + 1 < len(runs) else (len(a), len(a), len(b), len(b))
        room_after = following[2 if i1 == i2 else 0] - end
        shift = _best_shift(word, shown, start, end, room_before, room_after)
        placed.append((i1 + shift, i2 + shift, j1 + shift, j2 + shift))
    return placed


def _best_shift(word: str, shown: list[str], start: int, end: int, room_before: int, room_after: int) -> int:
    shifts = [0]
    while -shifts[-1] < room_before and word[start + shifts[-1] - 1] == word[end + shifts[-1] - 1]:
        shifts.append(shifts[-1] - 1)
    shift = 0
    while shift < room_after and word[start + shift] == word[end + shift]:
        shift += 1
        shifts.append(shift)
    return max(shifts, key=lambda shift: (_ends_a_phrase(shown, start + shift), -abs(shift), shift))


def _ends_a_phrase(shown: list[str], position: int) -> int:
    """How well a change may begin at a word: 3 after a line, 2 after a sentence, 1 after a comma."""
    if position == 0 or "\n" in shown[position - 1]:
        return 3
    last = shown[position - 1].rstrip(" \u00a0\"'”’)]")[-1:]
    return 2 if last in ".!?。" else int(last in ",;:")


def _without_islands(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        merged.append(run)
        while len(merged) > 1 and _is_island(merged[-2], merged[-1]):
            last = merged.pop()
            first = merged.pop()
            merged.append((first[0], last[1], first[2], last[3]))
    return merged


def _is_island(left: Run, right: Run) -> bool:
    between = right[0] - left[1]
    smaller = min(max(run[1] - run[0], run[3] - run[2]) for run in (left, right))
    return between <= ISLAND_WORDS or between * ISLAND_PROPORTION <= smaller


def _spans(earlier: list[str], later: list[str], runs: list[Run]) -> tuple[Span, ...]:
    spans: list[Span] = []
    i = j = 0
    for i1, i2, j1, j2 in [*runs, (len(earlier), len(earlier), len(later), len(later))]:
        kept_before, kept_after = "".join(earlier[i:i1]), "".join(later[j:j1])
        deleted, inserted = "".join(earlier[i1:i2]), "".join(later[j1:j2])
        # The last word of a text has no space after it: where only one text goes on, the space goes with what follows.
        if not kept_before[-1:].isspace() and kept_after[-1:].isspace():
            kept_after, space = _split_space(kept_after)
            inserted = space + inserted
        elif kept_before[-1:].isspace() and not kept_after[-1:].isspace():
            kept_before, space = _split_space(kept_before)
            deleted = space + deleted
        if kept_after:
            spans.append(Span("same", kept_after, kept_before if kept_before != kept_after else ""))
        spans += [Span(kind, text) for kind, text in (("deleted", deleted), ("inserted", inserted)) if text]
        i, j = i2, j2
    return tuple(spans)


def _split_space(text: str) -> tuple[str, str]:
    stripped = text.rstrip()
    return stripped, text[len(stripped) :]
