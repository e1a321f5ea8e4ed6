"""Changed passages -> which of them are furniture: menus, breadcrumbs, cookie bars, survey boxes, related links.

    "ParlerPlayTVBurstsParler ShopMarketplace"  ->  a menu whose entries ran together
    "Was this helpful?"                         ->  a control of the page

What belongs to the page and not to the policy changes by itself, and is nobody's decision about the policy. Each check
is about one passage or about the run of changed passages it stands in; none knows the company.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from palimpsest.comparing.dates import is_clock
from palimpsest.model import Passage, Placed, Reading

# Controls and labels of web pages, as whole lines (case and end punctuation aside).
_CONTROLS = re.compile(
    r"(?:(?:copy|share) (?:this |the )?(?:link|page|article)|link copied|close|open|menu|search|print|share|more"
    r"|back|next"
    r"|previous|cancel|submit|loading|edit|save|follow(?: us)?|contact(?: us)?|help|home|sign ?(?:in|up)"
    r"|log ?(?:in|out)"
    r"|(?:back|return) to (?:the )?top|skip to (?:main )?content|expand all|collapse all|expand all collapse all"
    r"|\(expand all\)|show (?:more|less|all)|see (?:more|all|less)|read more|learn more|view (?:all|more)|play video"
    r"|download(?: (?:pdf|now|app|the app))?|(?:view )?print(?:able)?(?: version| this page)?|(?:see "
    r"|view )?(?:all )?"
    r"(?:previous|prior|past|earlier|archived) versions?|table of contents|on this page|in this article"
    r"|all collections.*"
    r"|was this (?:page |article |information )?helpful.*|did this (?:answer|help).*|how (?:helpful|useful) .*\?"
    r"|yes|no"
    r"|prev(?:ious)?\b.{2,160}\bnext\b.{2,160}|(?:prev(?:ious)?|next)(?: article| page)?:? .{2,80}"
    r"|save and categori[sz]e.{0,60}|stay organi[sz]ed with collections.{0,90}|have a moment\?"
    r"|tell us how we.re doing|take (?:the |our )?survey.*|help us (?:build|improve) .{0,80}"
    r"|.{0,60}\btake (?:a|the|our) (?:\S+ )?(?:developer )?survey.{0,20}|(?:give|send|leave) (?:us )?feedback"
    r"|other ways to get help|need more help\??|still need help\??|(?:visit|ask|go to) (?:our |the )?(?:help )?"
    r"(?:community|cent(?:er|re)).{0,60}|search or ask in community|related (?:articles|links|topics|content"
    r"|information)"
    r"|you may also like|popular (?:searches|articles|topics)|recommended(?: for you)?"
    r"|recent(?:ly viewed)?(?: articles)?"
    r"|opens? in (?:a )?new (?:tab|window)|english(?: \([a-z]{2}\))?|deutsch|français(?: \(.{2,8}\))?"
    r"|español(?: \(.{2,8}\))?"
    r"|italiano|polski|türkçe|português(?: \(.{2,8}\))?|nederlands|svenska|dansk|suomi|русский|العربية|日本語|한국어"
    r"|中文.{0,6}|(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|cookie (?:settings|preferences)|manage cookies"
    r"|we(?:.d| would) like to use .{0,40}cookies.{0,400}|(?:accept|reject|allow) all.{0,20}cookies.{0,120}"
    r"|(?:this (?:web)?site|we) uses? cookies to .{0,160}|start typing into the search box.{0,80}|warning:?"
    r"|the wait time to speak .{0,80}|you might find a quicker solution .{0,40}|powered by .{1,40}"
    r"|request user information|submit an emergency request|preserve account records|i have a different question"
    r"|(?:apple |google )?(?:app store|play store|google play).{0,40}|(?:download"
    r"|get) .{0,40} on (?:the app store|google play)"
    r"|(?:©|\(c\)|copyright ©?).{0,80}|.{0,40}all rights reserved\.?|\d{1,2}:\d\d(?: / \d{1,2}:\d\d)?"
    r"|views?: [\d.,]+[kmb]?)",
    re.IGNORECASE,
)
# The same inside a passage, where a control stuck to a sentence or to a line of links: each with what it cannot do
# without, case folded. Looking for these takes an eighth of the time. None has an i, which is written in four ways when
# case does not matter.
_STUCK = (
    (r"opens in (?:a )?new (?:tab|window)", ("opens ",)),
    (r"\|?\s*see previous versions", ("prev",)),
    (r"\|?\s*view printable version", ("table ver",)),
    (r"\(expand all\)", ("expand all",)),
    (r"\d{1,2}:\d\d / \d{1,2}:\d\d", (" / ",)),
    (r"views?: [\d.,]+[kmb]?", ("ew: ", "ews: ")),
    (r"copy link", ("copy l",)),
    (r"#(?=\s|$)", ("#",)),
)
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
_MARKS = " .:…|·•›»>-–—*_#\t\n"
_NO_LETTERS = re.compile(r"[\W\d_]*")

# Menus have at least this many junctions or links; a sentence may name two products (YouTube, iPhone) in one breath.
_MENU_ENTRIES = 3
# A company may be called OpenAI or OpCo; a word with two junctions is no name.
_STUCK_ENTRIES = 2
_MENU_LENGTH = 6000
# A line of at most this many words that comes this often in one step belongs to a template, not to a text. Four
# lists of one policy can lose the same item.
_REPEATED_WORDS = 8
_REPEATED_TIMES = 6
# A line that stands elsewhere in the other text as well, up to this many words: an entry of a table of contents.
_CONTENTS_WORDS = 12
# A run of changed lines is a list of entries when this share of them is furniture and the others are as short as these.
_LIST_SHARE = 0.6
_LIST_LEAST = 3
# Lines that consist of a link only are navigation near the ends of a page: a text's own lists of links are inside it.
_HEAD, _TAIL = 8, 16
_LABEL_WORDS = 10
# A run of changed passages at an end of the page in which a quarter or more is certain furniture is a header or footer.
_EDGE_SHARE = 0.25
_EDGE_LENGTH = 0.7  # of the page, at most


def is_control(text: str) -> bool:
    """Whether a line is a control or label of a web page.

    >>> is_control("Copy link"), is_control("Was this helpful?"), is_control("We may share your data.")
    (True, True, False)
    """
    bare = text.strip(_MARKS)
    return is_clock(text) or bool(_CONTROLS.fullmatch(bare)) or bool(bare == "" or _NO_LETTERS.fullmatch(bare))


def is_menu(passage: Passage) -> bool:
    """Whether a passage is a list of entries that ran together, or of links and little else, without a sentence."""
    text = passage.text
    if len(text) > _MENU_LENGTH or passage.kind in ("table", "code"):
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


@lru_cache(maxsize=1024)  # asked in three ways of one difference
def without_controls(text: str) -> str:
    """The text without the controls stuck in it.

    >>> without_controls("Logo More InformationOpens in new tab")
    'Logo More Information '
    """
    folded = text.casefold()
    there = tuple([pattern for pattern, hints in _STUCK if any(hint in folded for hint in hints)])
    return _any_of(there).sub(" ", text) if there else text


@cache  # of eight, two or three are ever asked for together
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


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


def furniture_among(changed: Sequence[Placed], reading: Reading, other: Reading) -> set[int]:
    """Which of the passages of a reading that the other reading lacks (or has, elsewhere) are furniture, by number.

    `changed` are in reading order; the numbers count them from 0.
    """
    if not changed:
        return set()
    order = {placed.anchor: number for number, placed in enumerate(reading.placed())}
    below = _furniture_sections(reading)
    times = Counter(placed.passage.id for placed in changed)
    elsewhere = {placed.passage.id for placed in other.placed()}
    certain = {
        number
        for number, placed in enumerate(changed)
        if placed.anchor in below
        or is_control(placed.passage.text)
        or is_menu(placed.passage)
        or is_breadcrumb(placed.passage)
        or _is_edge_link(placed.passage, order[placed.anchor], len(order))
        or _is_title_line(placed.passage, order[placed.anchor])
    }
    repeated = {
        number
        for number, placed in enumerate(changed)
        if (placed.passage.words <= _REPEATED_WORDS and times[placed.passage.id] >= _REPEATED_TIMES)
        or (placed.passage.words <= _CONTENTS_WORDS and placed.passage.id in elsewhere)
    }
    runs = _runs([order[placed.anchor] for placed in changed])
    sizes = [placed.passage.words for placed in changed]
    places = [order[placed.anchor] for placed in changed]
    return certain | repeated | _lists(runs, certain | repeated, sizes) | _at_edges(runs, certain, places, len(order))


def _linked_share(passage: Passage) -> float:
    return sum(len(link.text) for link in passage.links) / max(1, len(passage.text))


def _is_edge_link(passage: Passage, place: int, length: int) -> bool:
    at_edge = place < _HEAD or place >= length - _TAIL
    is_label = passage.words <= _LABEL_WORDS and not _SENTENCE.search(passage.text + " ")
    return at_edge and is_label and bool(passage.links) and _linked_share(passage) >= 0.9


def _furniture_sections(reading: Reading) -> set[str]:
    """Anchors of everything below (and of) a heading that introduces furniture, up to the next heading."""
    found = set()
    for section in reading.sections:
        if section.heading and _introduces_furniture(section.label):
            # below such a heading stand links and labels; a paragraph of sentences is text that follows it by accident
            found.add(section.heading.anchor)
            found |= {placed.anchor for placed in section.placed if placed.passage.words <= 25}
    return found


@lru_cache(maxsize=1024)  # two versions have nearly all their headings in common
def _introduces_furniture(label: str) -> bool:
    return bool(_SECTIONS.fullmatch(label.strip(_MARKS)))


def _is_title_line(passage: Passage, place: int) -> bool:
    """The page's own title above the text, without a sentence."""
    is_line = passage.kind in ("heading", "paragraph") and passage.words <= _LABEL_WORDS
    return place <= 1 and is_line and not _SENTENCE.search(passage.text + " ")


def _runs(places: list[int]) -> list[list[int]]:
    """Numbers of the changed passages that stand directly one after the other."""
    runs: list[list[int]] = []
    for number, place in enumerate(places):
        if runs and places[runs[-1][-1]] == place - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _lists(runs: list[list[int]], furniture: set[int], sizes: list[int]) -> set[int]:
    """Runs of short lines that are nearly all furniture: the others are the entries nobody can know by themselves."""
    return {
        number
        for run in runs
        if len(run) >= _LIST_LEAST
        and sum(number in furniture for number in run) >= _LIST_SHARE * len(run)
        and all(sizes[number] <= _LABEL_WORDS for number in run if number not in furniture)
        for number in run
    }


def _at_edges(runs: list[list[int]], certain: set[int], places: list[int], length: int) -> set[int]:
    """Changed passages that stand together up to an end of the page with furniture among them."""
    at_edge = [run for run in runs if places[run[0]] <= 2 or places[run[-1]] >= length - 3]
    return {
        number
        for run in at_edge
        if len(run) <= _EDGE_LENGTH * length and sum(one in certain for one in run) >= max(3, _EDGE_SHARE * len(run))
        for number in run
    }
