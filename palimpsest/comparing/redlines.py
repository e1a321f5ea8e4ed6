"""Two wordings of a passage -> the redline between them: runs of words kept, deleted, inserted.

    "We never sell it." , "We may sell it."  ->  We | del never | ins may | sell it.

Words are compared with case but without the differences a typesetter makes (quotes, dashes, kinds of space); the
redline shows the later text's own characters, and keeps the earlier ones beside them where they differ. Texts too
long for that are compared by rows first (of a table, or sentences), then by the words of rows that differ.
"""

from collections.abc import Iterable
from itertools import pairwise

from palimpsest.comparing.words import Run, Spell, changed_runs, letters_for_words, tokens
from palimpsest.model import Span
from palimpsest.reading.comparison import comparison_text

# Equal runs up to this long between two changes read as confetti, not as text that was kept (DESIGN section 9).
ISLAND_WORDS = 3
# A longer run is still an island when both its neighbours are this many times as long: four words that stand by chance
# ("information is used to") between two changes of forty. Monoprice 2004 to 2017 keeps six such words rightly.
ISLAND_PROPORTION = 8
# Words of the one times words of the other. The alignment keeps a bit for each and looks at 64 at a time: 3 MB and a
# few milliseconds here, for two passages of 5,000 words. Beyond it rows come first, and what is left of the rows that
# differ is compared by words only within this limit again.
REDLINE_LIMIT = 25_000_000


def redline(
    before: str, after: str, spell: Spell | None = None, limit: int = REDLINE_LIMIT
) -> tuple[tuple[Span, ...], int, int]:
    """The spans that together are both texts, how many words stand in both in the same order, and how many of those
    the spans show as kept.

    `earlier_text` of the spans gives back `before`, `later_text` gives back `after`. Deletions stand before insertions,
    and words kept by chance between two changes are part of the change, so that a sentence written anew reads as a
    sentence replaced. `spell` is shared by the redlines of one document: a `letters_for_words(comparison_text)`.

    Texts with more than `limit` words of the one times words of the other are compared by rows first; there are no
    spans (and no words counted) when not even words of rows are in common.

    >>> spans, words_in_both, words_kept = redline("We never sell it.", "We may sell it.")
    >>> [(span.kind, span.text) for span in spans], words_in_both, words_kept
    ([('same', 'We '), ('deleted', 'never '), ('inserted', 'may '), ('same', 'sell it.')], 3, 3)
    """
    earlier, later = tokens(before), tokens(after)
    spell = spell or letters_for_words(comparison_text)
    a, b = spell(earlier), spell(later)
    is_long = len(a) * len(b) > limit
    runs = _by_rows(a, b, earlier, later, limit) if is_long else changed_runs(a, b)
    in_both = _outside(runs, a)
    if is_long and not in_both:
        return (), 0, 0
    shown = _without_islands(_at_sentence_starts(runs, a, b, earlier, later))
    return _spans(earlier, later, shown), in_both, _outside(shown, a)


def _outside(runs: list[Run], earlier: str) -> int:
    return len(earlier) - sum([i2 - i1 for i1, i2, _, _ in runs])


def earlier_text(spans: Iterable[Span]) -> str:
    """The text before the change, character by character."""
    return "".join(span.earlier or span.text for span in spans if span.kind != "inserted")


def later_text(spans: Iterable[Span]) -> str:
    """The text after the change, character by character."""
    return "".join(span.text for span in spans if span.kind != "deleted")


def _by_rows(a: str, b: str, earlier: list[str], later: list[str], limit: int) -> list[Run]:
    """What changed between two long texts: rows that differ, and in them the words, if they are few enough."""
    if earlier > later:  # one way round only: the most rows in common can be found in several ways
        return [(i1, i2, j1, j2) for j1, j2, i1, i2 in _by_rows(b, a, later, earlier, limit)]
    starts, places = _row_starts(earlier), _row_starts(later)
    spell = letters_for_words()
    rows = [spell([text[start:end] for start, end in pairwise(bounds)]) for text, bounds in ((a, starts), (b, places))]
    runs: list[Run] = []
    for r1, r2, s1, s2 in changed_runs(*rows):
        i1, i2, j1, j2 = starts[r1], starts[r2], places[s1], places[s2]
        if (i2 - i1) * (j2 - j1) > limit:
            runs.append((i1, i2, j1, j2))
        else:
            runs += [(i1 + i, i1 + ii, j1 + j, j1 + jj) for i, ii, j, jj in changed_runs(a[i1:i2], b[j1:j2])]
    return runs


def _row_starts(shown: list[str]) -> list[int]:
    """Where the rows of a text begin, and where it ends: lines, or sentences in a text that has no lines."""
    inner = range(1, len(shown))
    lines = [position for position in inner if "\n" in shown[position - 1]]
    return [0, *(lines or (position for position in inner if _ends_a_phrase(shown, position) == 2)), len(shown)]


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
    if len(shifts) == 1:
        return 0
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
        if deleted:
            spans.append(Span("deleted", deleted))
        if inserted:
            spans.append(Span("inserted", inserted))
        i, j = i2, j2
    return tuple(spans)


def _split_space(text: str) -> tuple[str, str]:
    stripped = text.rstrip()
    return stripped, text[len(stripped) :]
