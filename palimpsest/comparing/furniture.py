"""Changed passages -> which of them are furniture: menus, breadcrumbs, cookie bars, survey boxes, related links.

    "ParlerPlayTVBurstsParler ShopMarketplace"  ->  a menu whose entries ran together
    "Was this helpful?"                         ->  a control of the page

What belongs to the page and not to the policy changes by itself, and is nobody's decision about the policy. Each check
is about one passage or about the run of changed passages it stands in; none knows the company.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from palimpsest.comparing.controls import MARKS, is_control
from palimpsest.model import Passage, Placed, Reading

# Headings below which nothing is the policy's.
_SECTIONS = re.compile(
    r"related (?:articles|links|topics|content|help|information|posts)|popular (?:searches|articles|topics|pages)"
    r"|you may also (?:like|be interested).*|more (?:articles|help|resources|from .{1,30})|other ways to get help"
    r"|have a moment\?|(?:help|articles|topics) chosen for you|(?:\w+ )?help cent(?:er|re)|need more help\??"
    r"|was this (?:page |article )?helpful\??|recommended.{0,20}|trending.{0,20}"
    r"|follow us|quick links|site ?map|navigation|share this.{0,20}|in this section|cookie (?:settings|preferences)",
    re.IGNORECASE,
)
# "PlayTVBursts": a small letter before a capital, inside a word.
_JUNCTION = re.compile(r"[a-zà-ž](?=[A-ZÀ-Ž])")
_SENTENCE = re.compile(r"[a-zà-ž)]\s*[.!?;:](?:\s|$)")

# "[Logo" and "Home](https://a.example/)": an image between them took the link apart.
_TORN_LINK = re.compile(r"\[[^\[\]]*|[^\[\]]*\]\(\S+\)?")

# Menus have at least this many junctions or links; a sentence may name two products (YouTube, iPhone) in one breath.
_MENU_ENTRIES = 3
# A company may be called OpenAI or OpCo; a word with two junctions is no name.
_STUCK_ENTRIES = 2
_MENU_LENGTH = 6000
# A line of at most this many words that comes this often in one step, each time beside other lines, belongs to a
# template, not to a text. Four lists of one policy can lose the same item; a table taken apart into lines repeats the
# names of its columns in one run.
_REPEATED_WORDS = 8
_REPEATED_TIMES = 6
# A line that stands elsewhere in the other text as well, up to this many words: an entry of a table of contents. What
# stands there more often is the name of a column.
_CONTENTS_WORDS = 12
_CONTENTS_TIMES = 3
# Below a heading that introduces furniture, what has more words is text that follows it by accident.
_LONGEST_BELOW = 25
# A run of changed lines is a list of entries when this share of them is furniture and the others are as short as these.
_LIST_SHARE = 0.6
_LIST_LEAST = 3
# Lines that consist of a link only are navigation near the ends of a page: a text's own lists of links are inside it.
_HEAD, _TAIL = 8, 16
_LABEL_WORDS = 10
# A run of changed passages at an end of the page in which a quarter or more is certain furniture is a header or footer.
_EDGE_SHARE = 0.25
_EDGE_LENGTH = 0.7  # of the page, at most


def is_menu(passage: Passage) -> bool:
    """Whether a passage is a list of entries that ran together, or of links and little else, without a sentence."""
    text = passage.text
    if len(text) > _MENU_LENGTH or passage.kind in ("row", "code"):
        return False
    if _SENTENCE.search(text.rstrip(" .")):
        return False
    words = len(text.split())
    junctions = len(_JUNCTION.findall(text))
    if junctions >= _MENU_ENTRIES and junctions * 6 >= words:
        return True
    return len(passage.links) >= _MENU_ENTRIES and _linked_share(passage) >= 0.7


def is_breadcrumb(passage: Passage) -> bool:
    """Whether a passage is a trail of two or more links with nothing between them but arrows."""
    return len(passage.links) >= 2 and passage.words <= 16 and _linked_share(passage) >= 0.6 and "." not in passage.text


def same_but_for_menus(before: str, after: str) -> bool:
    """Whether two wordings differ only inside runs of entries stuck together, such as `PlayTVBursts`.

    A long passage can hold a menu and the whole policy; what differs must stand in words with such junctions.

    >>> same_but_for_menus("A rule. ParlerPayParler Shop", "A rule. ParlerShop"), same_but_for_menus("OpenAI", "OpCo")
    (True, False)
    """
    left, right = Counter(before.split()), Counter(after.split())
    changed = [*(left - right).elements(), *(right - left).elements()]
    stuck = [word for word in changed if _JUNCTION.search(word)]
    titles = [word for word in changed if word[:1].isupper() or word == "&"]
    if max((len(_JUNCTION.findall(word)) for word in stuck), default=0) < _STUCK_ENTRIES:
        return False
    return len(stuck) * 4 >= len(changed) and len(stuck) + len(titles) >= len(changed)


def furniture_among(changed: Sequence[Placed], reading: Reading, other: Reading) -> set[str]:
    """The anchors of those passages of a reading that are furniture, of what the other reading lacks (or has, but
    elsewhere) in reading order: by themselves, or by what stands around them."""
    order = _order(reading) if changed else {}
    certain, repeated = _by_themselves(changed, reading, other, order)
    certain |= {placed.anchor for placed in changed if _is_title_line(placed.passage, order[placed.anchor])}
    runs = _runs(changed, order)
    return certain | repeated | _lists(runs, certain | repeated) | _at_edges(runs, certain, order)


def furniture_by_itself(changed: Sequence[Placed], reading: Reading, other: Reading) -> set[str]:
    """The anchors of those passages of a reading that are furniture whatever stands around them."""
    likely = [placed for placed in changed if _could_be_furniture(placed.passage)]
    certain, repeated = _by_themselves(likely, reading, other, _order(reading)) if likely else (set(), set())
    return certain | repeated


def _could_be_furniture(passage: Passage) -> bool:
    """Asked first, because it needs to know nothing of the reading: most edited passages are long, and no menus."""
    return passage.words <= _LONGEST_BELOW or is_control(passage.text) or is_menu(passage) or is_breadcrumb(passage)


def _by_themselves(
    changed: Sequence[Placed], reading: Reading, other: Reading, order: Mapping[str, int]
) -> tuple[set[str], set[str]]:
    """What is certainly furniture, and what a template repeats."""
    if not changed:
        return set(), set()
    below = _furniture_sections(reading)
    times = Counter(chain.from_iterable({placed.passage.id for placed in run} for run in _runs(changed, order)))
    elsewhere = Counter(placed.passage.id for placed in other.placed())
    certain = {
        placed.anchor
        for placed in changed
        if placed.anchor in below
        or is_control(placed.passage.text)
        or is_menu(placed.passage)
        or is_breadcrumb(placed.passage)
        or _is_edge_link(placed.passage, order[placed.anchor], len(order))
    }
    repeated = {
        placed.anchor
        for placed in changed
        if (placed.passage.words <= _REPEATED_WORDS and times[placed.passage.id] >= _REPEATED_TIMES)
        or (placed.passage.words <= _CONTENTS_WORDS and 0 < elsewhere[placed.passage.id] <= _CONTENTS_TIMES)
    }
    return certain, repeated


def _order(reading: Reading) -> dict[str, int]:
    return {placed.anchor: number for number, placed in enumerate(reading.placed())}


def _linked_share(passage: Passage) -> float:
    return sum(len(link.text) for link in passage.links) / max(1, len(passage.text))


def _is_edge_link(passage: Passage, place: int, length: int) -> bool:
    return (place < _HEAD or place >= length - _TAIL) and bool(passage.links) and _is_link(passage)


def _is_link(passage: Passage) -> bool:
    """Whether a short passage is a link and nothing else, or one half of a link that was torn in two."""
    if passage.words > _LABEL_WORDS or _SENTENCE.search(passage.text + " "):
        return False
    return _linked_share(passage) >= 0.9 or bool(_TORN_LINK.fullmatch(passage.text))


def _furniture_sections(reading: Reading) -> set[str]:
    """Anchors of everything below (and of) a heading that introduces furniture, up to the next heading."""
    found = set()
    for section in reading.sections:
        if section.heading and _introduces_furniture(section.label):
            # below such a heading stand links and labels; a paragraph of sentences is text that follows it by accident
            found.add(section.heading.anchor)
            found |= {placed.anchor for placed in section.placed if placed.passage.words <= _LONGEST_BELOW}
    return found


@lru_cache(maxsize=1024)  # two versions have nearly all their headings in common
def _introduces_furniture(label: str) -> bool:
    return bool(_SECTIONS.fullmatch(label.strip(MARKS)))


def _is_title_line(passage: Passage, place: int) -> bool:
    """The page's own title above the text, without a sentence."""
    is_line = passage.kind in ("heading", "paragraph") and passage.words <= _LABEL_WORDS
    return place <= 1 and is_line and not _SENTENCE.search(passage.text + " ")


def _runs(changed: Sequence[Placed], order: Mapping[str, int]) -> list[list[Placed]]:
    """The changed passages that stand directly one after the other."""
    runs: list[list[Placed]] = []
    for placed in changed:
        if runs and order[runs[-1][-1].anchor] == order[placed.anchor] - 1:
            runs[-1].append(placed)
        else:
            runs.append([placed])
    return runs


def _lists(runs: Iterable[Sequence[Placed]], furniture: set[str]) -> set[str]:
    """Runs of short lines that are nearly all furniture: the others are the entries nobody can know by themselves.
    Beside a menu, links with nothing around them are more of it."""
    found: set[str] = set()
    for run in runs if furniture else ():
        others = [placed.passage for placed in run if placed.anchor not in furniture]
        if len(run) < _LIST_LEAST or not all(passage.words <= _LABEL_WORDS for passage in others):
            continue
        has_menu = len(others) < len(run) and any(is_menu(placed.passage) for placed in run)
        entries = len(run) - len(others) + (sum(map(_is_link, others)) if has_menu else 0)
        if entries >= _LIST_SHARE * len(run):
            found |= {placed.anchor for placed in run}
    return found


def _at_edges(runs: Iterable[Sequence[Placed]], certain: set[str], order: Mapping[str, int]) -> set[str]:
    """Changed passages that stand together up to an end of the page with furniture among them."""
    length = len(order)
    at_edge = [run for run in runs if order[run[0].anchor] <= 2 or order[run[-1].anchor] >= length - 3]
    return {
        placed.anchor
        for run in at_edge
        if len(run) <= _EDGE_LENGTH * length
        and sum(placed.anchor in certain for placed in run) >= max(3, _EDGE_SHARE * len(run))
        for placed in run
    }
