"""Lines of a web page that are controls: buttons, menus, feedback boxes, cookie bars, notices of rights.

    "Copy link"                              ->  a control
    "2693 out of 4010 found this helpful"    ->  a control
    "We may share your data."                ->  none

None of it knows the company. The longer runs of any such line, and what is furniture for what stands around it, are
the business of `furniture.py`.
"""

import re
from functools import cache, lru_cache

from palimpsest.comparing.dates import is_clock

# Controls and labels, as whole lines (case and end punctuation aside).
_BUTTONS = (
    "link copied", "close", "open", "menu", "search", "print", "share", "more", "back", "next", "previous", "cancel",
    "submit", "loading", "edit", "save", "help", "home", "expand all", "collapse all", "expand all collapse all",
    r"\(expand all\)", "read more", "learn more", "play video", "table of contents", "on this page", "in this article",
    "yes", "no", "you may also like", "manage cookies", "preserve account records", "request user information",
    "submit an emergency request", "i have a different question", "search or ask in community",
)  # fmt: skip
_LABELS = (
    r"(?:copy|share) (?:this |the )?(?:link|page|article)",
    r"(?:follow|contact)(?: us)?",
    r"(?:sign|log) ?(?:in|up|out)",
    r"(?:back|return) to (?:the )?top|top of (?:the )?page",
    r"skip to (?:main )?content",
    r"(?:show|see|view) (?:more|less|all)",
    r"download(?: (?:pdf|now|app|the app))?",
    r"(?:view )?print(?:able)?(?: version| this page)?",
    r"(?:see |view )?(?:all )?(?:previous|prior|past|earlier|archived) versions?",
    r"all collections.*",
    r"prev(?:ious)?\b.{2,160}\bnext\b.{2,160}",
    r"(?:prev(?:ious)?|next)(?: article| page)?:? .{2,80}",
    r"save and categori[sz]e.{0,60}",
    r"save this page to your .{0,80}",
    r"stay organi[sz]ed with collections.{0,90}",
    r"(?:visit|ask|go to) (?:our |the )?(?:help )?(?:community|cent(?:er|re)).{0,60}",
    r"related (?:articles|links|topics|content|information)",
    r"popular (?:searches|articles|topics)",
    r"recommended(?: for you)?",
    r"recent(?:ly viewed)?(?: articles)?",
    r"opens? in (?:a )?new (?:tab|window)",
    r"start typing into the search box.{0,80}",
    r"warning:?",
    r"powered by .{1,40}",
    r"(?:apple |google )?(?:app store|play store|google play).{0,40}",
    r"(?:download|get) .{0,40} on (?:the app store|google play)",
    r"\d{1,2}:\d\d(?: / \d{1,2}:\d\d)?",
    r"views?: [\d.,]+[kmb]?",
)
_FEEDBACK = (
    r"was (?:this|it)\b.{0,25}\bhelpful.*",
    r"[\d.,]+ (?:out )?of [\d.,]+ (?:people |users |readers )?found (?:this|it)(?: article| page)? helpful",
    r"yes\s*no",
    r"did this (?:answer|help).*",
    r"how (?:helpful|useful) .*\?",
    r"have a moment\?",
    r"tell us how we.re doing",
    r"take (?:the |our )?survey.*",
    r".{0,60}\btake (?:a|the|our) (?:\S+ )?(?:developer )?survey.{0,20}",
    r"help us (?:build|improve) .{0,80}",
    r"(?:give|send|leave) (?:us )?feedback",
    r"other ways to get help",
    r"(?:still )?need (?:more )?help\??",
    r"the wait time to speak .{0,80}",
    r"you might find a quicker solution .{0,40}",
)
_LANGUAGES = (
    r"english(?: \([a-z]{2}\))?", "deutsch", r"(?:français|español|português)(?: \(.{2,8}\))?", "italiano", "polski",
    "türkçe", "nederlands", "svenska", "dansk", "suomi", "русский", "العربية", "日本語", "한국어", "中文.{0,6}",
)  # fmt: skip
_COOKIE_BARS = (
    r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?",
    r"cookie (?:settings|preferences)",
    r"we(?:.d| would) like to use .{0,40}cookies.{0,400}",
    r"(?:accept|reject|allow) all.{0,20}cookies.{0,120}",
    r"(?:this (?:web)?site|we) uses? cookies to .{0,160}",
)
_RIGHTS = (r"(?:©|\(c\)|copyright ©?).{0,80}", r".{0,40} © ?\d{4}.{0,40}", r".{0,40}all rights reserved\.?")
_CONTROLS = re.compile("|".join((*_BUTTONS, *_LABELS, *_FEEDBACK, *_LANGUAGES, *_COOKIE_BARS, *_RIGHTS)), re.IGNORECASE)
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
    (r"\A[\d.,]+[kmb] views(?! )", ("k v", "m v", "b v")),  # counted beside a title; a text goes on: "10M views in"
    (r"copy link", ("copy l",)),
    (r"#(?=\s|$)", ("#",)),
)
MARKS = " .:…|·•›»>-–—*_#↑\t\n"
_NO_LETTERS = re.compile(r"[\W\d_]*")


def is_control(text: str) -> bool:
    """Whether a line is a control or label of a web page.

    >>> is_control("Copy link"), is_control("Top of page ↑"), is_control("Shop © 2022"), is_control("We may share it.")
    (True, True, True, False)
    """
    bare = text.strip(MARKS)
    return is_clock(text) or bool(_CONTROLS.fullmatch(bare)) or bool(bare == "" or _NO_LETTERS.fullmatch(bare))


@lru_cache(maxsize=1024)  # asked in three ways of one difference
def without_controls(text: str) -> str:
    """The text without the controls stuck in it.

    >>> without_controls("Logo More InformationOpens in new tab")
    'Logo More Information '
    >>> without_controls("1.2M viewsLast updated: May 2025"), without_controls("10M views in 90 days")
    (' Last updated: May 2025', '10M views in 90 days')
    """
    folded = text.casefold()
    there = tuple([pattern for pattern, hints in _STUCK if any(hint in folded for hint in hints)])
    return _any_of(there).sub(" ", text) if there else text


@cache  # of nine, two or three are ever asked for together
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
