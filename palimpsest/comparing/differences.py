"""Changes of a revision -> what each of them touches: words, a date, furniture, an address, or only the look.

    "Updated: 2024-05-07" -> "Updated: 2024-12-20"          date
    "See [help](a)"       -> "See [help](b)"                address
    "We may share it"     -> "We never share it"            words

A revision is as heavy as the heaviest of its differences; `classes.py` names it after that one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from palimpsest.comparing.controls import is_control, without_controls
from palimpsest.comparing.dates import is_date_line, without_dates
from palimpsest.comparing.furniture import furniture_among, furniture_by_itself, same_but_for_menus
from palimpsest.comparing.plainwords import have_same_words, letters_differ, plain_words
from palimpsest.comparing.shown_addresses import is_obscured, without_addresses, without_targets
from palimpsest.model import Change, Passage, Placed, Reading, Repair, Section
from palimpsest.reading.comparison import comparison_text

Difference = Literal["words", "date", "furniture", "order", "address", "look"]


def differences(changes: Sequence[Change], before: Reading, after: Reading) -> Counter[Difference]:
    """How often the changes touch what, and what the kept passages differ in apart from their words.

    Once words are touched nothing else is looked for: no difference is heavier.
    """
    found: Counter[Difference] = Counter()
    for difference in _all_differences(changes, before, after):
        found[difference] += 1
        if difference == "words":
            break
    return found


def _all_differences(changes: Sequence[Change], before: Reading, after: Reading) -> Iterator[Difference]:
    if is_cut_anew(changes):
        yield "look"
        return
    yield from _in_pairs(changes, before, after)
    for kind, reading, other in (("removed", before, after), ("added", after, before)):
        placed = [one for change in changes if change.kind == kind and (one := change.before or change.after)]
        furniture = furniture_among(placed, reading, other)
        yield from (_of_one(one, one.anchor in furniture) for one in placed)
    yield from _beside_the_text(before, after)
    yield from _in_order(changes, before, after)
    yield from _in_looks(changes, before, after)


def _in_pairs(changes: Sequence[Change], before: Reading, after: Reading) -> Iterator[Difference]:
    """What the two wordings of a passage differ in. Words may belong to furniture: an entry of a menu is renamed."""
    for change in changes:
        if change.kind == "kept" or not (change.before and change.after):
            continue
        texts = change.before.passage.text, change.after.passage.text
        if texts[0] == texts[1]:
            continue
        difference = between(*texts)
        if difference == "words" and (
            furniture_by_itself([change.before], before, after) and furniture_by_itself([change.after], after, before)
        ):
            difference = "furniture"
        yield difference


def is_cut_anew(changes: Sequence[Change]) -> bool:
    """Whether the same words are divided into other passages: split, joined, a table's rows become lines."""
    changed = [change for change in changes if change.kind not in ("kept", "moved")]
    sides = [
        [placed.passage.text for change in changed if (placed := getattr(change, side))] for side in ("before", "after")
    ]
    lengths = [sum(map(len, texts)) + 1 for texts in sides]
    if len(changed) < 2 or not 0.9 < lengths[0] / lengths[1] < 1.1:
        return False
    together = ["\n".join(texts) for texts in sides]
    if letters_differ(*together):
        return False
    words = [Counter(text.replace(" | ", " ").split()) for text in together]
    if (words[0] & words[1]).total() < 0.9 * max(word.total() for word in words):
        return False
    # nine tenths of the words, and letter for letter the same: what a line break cut through is two words now
    letters = [Counter("".join(plain_words(text) for text in texts)) for texts in sides]
    return letters[0] == letters[1]


def between(before: str, after: str) -> Difference:
    """What two wordings of one passage differ in, by what has to be taken away to make them the same.

    >>> between("Effective 3 May 2021", "Effective May 3, 2022"), between("We may", "We will")
    ('date', 'words')
    >>> between("here.If not", "here. If not"), between("see https://a.example/?t=1", "see https://a.example/?t=2")
    ('look', 'address')
    """
    if have_same_words(before, after):
        return "look"
    mail_too = is_obscured(before) or is_obscured(after)
    steps: tuple[tuple[Difference, Callable[[str], str]], ...] = (
        ("address", lambda text: without_addresses(text, mail_too)),
        ("date", without_dates),
        ("furniture", without_controls),
        ("date", lambda text: without_controls(without_dates(text))),
        ("date", lambda text: without_addresses(without_dates(text), mail_too)),
    )
    for difference, taken_away in steps:
        texts = taken_away(before), taken_away(after)
        if texts != (before, after) and have_same_words(*texts):  # most have nothing that could be taken away
            return difference
    if is_control(before) and is_control(after):
        return "furniture"
    if is_date_line(before) and is_date_line(after):
        return "date"
    return "furniture" if same_but_for_menus(without_controls(before), without_controls(after)) else "words"


def _of_one(placed: Placed, is_furniture: bool) -> Difference:
    """What a passage touches that has come or gone."""
    text = placed.passage.text
    if is_date_line(text):
        return "date"
    if not plain_words(text):
        return "look"
    if not plain_words(without_addresses(text, False)).strip("§"):
        return "address"
    return "furniture" if is_furniture else "words"


def _in_order(changes: Sequence[Change], before: Reading, after: Reading) -> Iterator[Difference]:
    """What moved: furniture where it stood or where it stands, or the policy's own text."""
    nothing = Reading("", ())
    moved = [change for change in changes if change.kind == "moved"]
    stood = furniture_among([change.before for change in moved if change.before], before, nothing)
    stands = furniture_among([change.after for change in moved if change.after], after, nothing)
    for change in moved:
        sides = (change.before, stood), (change.after, stands)
        yield "furniture" if any(one and one.anchor in known for one, known in sides) else "order"


def _beside_the_text(before: Reading, after: Reading) -> list[Difference]:
    """The title and the furniture that reading set apart: not compared passage by passage."""
    sides = [
        [one.passage.text for section in sections for one in section.whole if one.role != "text"]
        for sections in _differing(before.sections, after.sections)
    ]
    if [comparison_text(text) for text in sides[0]] == [comparison_text(text) for text in sides[1]]:
        return []
    sides = [
        [placed.passage.text for placed in reading.placed() if placed.role != "text"] for reading in (before, after)
    ]
    one, other = ({plain_words(word) for text in side for word in text.split()} for side in sides)
    is_furniture = one <= other or other <= one or (_is_known(before, after) and _is_known(after, before))
    return ["furniture" if is_furniture else "words"]


def _is_known(reading: Reading, other: Reading) -> bool:
    """Whether all that stands beside a text is a control, or stands in the other reading, be it as text."""
    there = {plain_words(placed.passage.text) for placed in other.placed()}
    beside = [placed.passage.text for placed in reading.placed() if placed.role != "text"]
    return all(plain_words(text) in there or is_control(text) for text in beside)


def _differing(before: Sequence[Section], after: Sequence[Section]) -> tuple[Sequence[Section], Sequence[Section]]:
    """The sections between those that both texts begin and end with: one and the same, as read."""
    start, end, least = 0, 0, min(len(before), len(after))
    while start < least and before[start] is after[start]:
        start += 1
    while end < least - start and before[-1 - end] is after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def _in_looks(changes: Sequence[Change], before: Reading, after: Reading) -> Iterator[Difference]:
    """Addresses, pictures, emphasis, list marks of passages whose words stayed, and what reading left out."""
    for change in changes:
        if change.kind != "kept" or not (change.before and change.after):
            continue
        old, new = change.before.passage, change.after.passage
        if old is not new and old != new:
            yield from _look(old, new)
    if _left_out(before.repairs) != _left_out(after.repairs):
        yield "address"


def _look(before: Passage, after: Passage) -> list[Difference]:
    if (before.kind, before.depth, before.marker) != (after.kind, after.depth, after.marker):
        return ["look"]
    if before.html != after.html:
        shown = [without_targets(passage.html) for passage in (before, after)]
        if shown[0] != shown[1] and comparison_text(shown[0]) != comparison_text(shown[1]):
            return ["look"]
    targets_differ = before.links != after.links or _left_out(before.repairs) != _left_out(after.repairs)
    text_differs = (before.text, before.flags) != (after.text, after.flags)
    return ["address"] if targets_differ else ["look"] if text_differs else []


def _left_out(repairs: tuple[Repair, ...]) -> list[str]:
    """Addresses that were left out of the reading text: of pictures, and of links nobody should follow."""
    return [
        repair.before for repair in repairs if repair.kind in ("image-not-loaded", "link-refused", "link-recovered")
    ]
