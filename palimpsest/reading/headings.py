"""The words of a line -> whether it can head a section, and whether other sections can stand below it.

    "Last updated: May 7, 2026"   -> no heading     "Table of Contents" -> a heading that holds no other
    "April 2023"                  -> no heading     "March 24, 2021"    -> the same: an entry of a list of changes

Pages set the date of a text, the list of its sections and their most important sentences in the type of headings.
Whatever is below them would then be their section.
"""

import re

_MAX_WORDS = 25  # of a heading that is a sentence; the longest title among 1,090 real texts has 33 words
_MAX_TITLE_WORDS = 40
_SENTENCES = re.compile(r"[.!?][\"'”’)]?\s+\S|\.$")
_MAX_DATE_LENGTH = 120
_MONTH = (
    r"(?:jan(?:uary?|uari|vier)?|feb(?:ruary?|ruari)?|février|mar(?:ch|s)?|märz|maart|apr(?:il)?|avril|may|mai|mei|mayo"
    r"|june?|juni|juin|july?|juli|juillet|aug(?:ust|ustus)?|août|sept?(?:ember|embre)?|oct(?:ober|obre)?|okt(?:ober)?"
    r"|nov(?:ember|embre)?|dec(?:ember)?|dez(?:ember)?|décembre)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?:19|20)\d\d"
FIGURES = re.compile(r"\d\d")  # every date has a year
_FULL_DATE = (
    rf"(?:{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}\.?,?\s+(?:of\s+|de\s+)?{_YEAR}|{_MONTH}\.?\s+{_DAY},?\s+{_YEAR}"
    rf"|{_YEAR}[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-](?:{_YEAR}|\d\d))"
)
_DATE = rf"(?:{_FULL_DATE}|{_MONTH}\.?,?\s+(?:of\s+|de\s+)?{_YEAR})"
_SAYS_DATE = (
    r"last|latest|current|updated?|updates|revised|revision|modified|amended|effective|dated?|as|of|on|from|since|in|to"
    r"|force|effect|status|further notice|valid|version|posted|published|issued|created|and|the|is|was|view|see|show"
    r"|prior|previous|archived|versions|entry|into|until"
    r"|stand|gültig|ab|vom|am|zuletzt|letzte|aktualisiert|aktualisierung|geändert"
    r"|dernière|mise|à|jour|le|en|vigueur|du|última|actualización|modificación|fecha|laatst|bijgewerkt|op"
)
_WORDLESS = r"[^\w]*"
_DATE_LINE = re.compile(rf"{_WORDLESS}(?:(?:(?:{_SAYS_DATE})\b|{_DATE}\b){_WORDLESS}){{1,16}}", re.IGNORECASE)
_HAS_DATE = re.compile(rf"(?<!\w){_DATE}(?!\w)", re.IGNORECASE)
_BARE_DATE = re.compile(rf"{_FULL_DATE}\.?", re.IGNORECASE)
_LONGEST_CONTENTS = 40
_CONTENTS = re.compile(
    r"(?:(?:table of )?contents|table of content|index|on this page|in this (?:article|page|policy|section)|quick links"
    r"|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice)(?: and summary)?\s?[.:]?",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:polic(?:y|ies)|terms|agreement|notice|statement|conditions|guidelines|rules|addendum|contract|standards|privacy"
    r"|eula|legal|politique|cgu|cgv|datenschutz\w*|nutzungsbedingungen|agb|richtlinien?|aviso|política|términos|condiciones)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:appendix|annex|part|section|schedule|exhibit|chapter|overview|summary|highlights|key|about|scope|acceptance"
    r"|definitions?|changes?|how|what|why|who|when|which)\b|[?:]$",
    re.IGNORECASE,
)
_NUMBERED_PART = re.compile(
    r"(?:part|section|chapter|title|article|annex|appendix|schedule|exhibit)\s+(?:\d+|[ivx]+|[a-z])\b", re.IGNORECASE
)
_MAX_NAME_WORDS = 14
_NUMBERED_LINE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.):]\s*|\s+)([^\W\d_“\"'‘(].*|[“\"'‘(][^\W\d_].*)")
_LEADING_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?|[IVX]{1,5}[.):])\s*(?=[^\W\d])")
_NUMBER_MARK = re.compile(r"(\d{1,2})[.)]")
_ENDS_INSIDE = re.compile(
    r"[.!?;:][\"”’)]*\s|[;:,]$|\n|\b(?:that|and|or|the|an?|of|to|with|for|by|in|und|oder|et|ou|de|les?|la|des|du|pour)$"
)
_MAX_LINE_WORDS = 12
_MAX_STOPPED_WORDS = 4  # "Rectify, restrict, delete."
_LARGE_WORD = 4  # letters


def names_text(label: str) -> bool:
    """Whether a heading names a whole text by its kind, and no part of one.

    >>> names_text("Acme Terms of Use"), names_text("Summary of our Terms"), names_text("Welcome")
    (True, False, False)
    """
    return bool(_KIND.search(label)) and not _PART.search(label) and len(label.split()) <= _MAX_NAME_WORDS


def is_no_heading(text: str) -> bool:
    """Whether a line is none, however it is marked: a date with what it says of the text, or sentences.

    >>> is_no_heading("Effective: May 9, 2024 (view prior version)"), is_no_heading("Updated Terms of May 9, 2024")
    (True, False)
    """
    return is_date_line(text) or is_prose(text)


def is_prose(text: str) -> bool:
    """Whether so much is said as titles do not: sentences, or one as long as two."""
    words = len(text.split()) if len(text) > 2 * _MAX_WORDS else 0
    return words > _MAX_WORDS and (words > _MAX_TITLE_WORDS or bool(_SENTENCES.search(text)))


def is_date_line(text: str) -> bool:
    """Whether a line says nothing but of which day (or month) the text is. A day alone says nothing of it.

    >>> is_date_line("April 2023"), is_date_line("Revised 1.2.2023."), is_date_line("24 April 2023")
    (True, True, False)
    """
    if len(text) > _MAX_DATE_LENGTH or not FIGURES.search(text) or is_day(text):
        return False
    return bool(_HAS_DATE.search(text) and _DATE_LINE.fullmatch(text))


def is_day(text: str) -> bool:
    """Whether a line is a day, as those that divide a list of changes.

    >>> is_day("8. September 2022"), is_day("April 2023")
    (True, False)
    """
    return bool(_BARE_DATE.fullmatch(text))


def is_contents_title(label: str) -> bool:
    """Whether what stands below is a list of the sections, and not a section with others in it.

    >>> is_contents_title("TABLE OF CONTENTS:"), is_contents_title("Content")
    (True, False)
    """
    return len(label) <= _LONGEST_CONTENTS and bool(_CONTENTS.fullmatch(label))


def names_part(label: str) -> bool:
    """Whether a heading says that it is a part, with the number or letter of it.

    >>> names_part("Section II: Additional Terms"), names_part("Part of Us")
    (True, False)
    """
    return bool(_NUMBERED_PART.match(label))


def numbered_line(text: str, marker: str) -> tuple[str, str]:
    """A line or an item of a list that may be a title, to its number and the rest: a few words without a sentence's end
    before their own. Others give nothing.

    >>> numbered_line("1. Who Can Use the Services", ""), numbered_line("Fees.", "4."), numbered_line("18 years", "")
    (('1', 'Who Can Use the Services'), ('4', 'Fees.'), ('', ''))
    """
    match = _NUMBER_MARK.fullmatch(marker) if marker else _NUMBERED_LINE.fullmatch(text)
    if not match:
        return "", ""
    label = text if marker else match[2]
    words = label.split()
    if label[:1].islower() or len(words) > _MAX_LINE_WORDS or _ENDS_INSIDE.search(label):
        return "", ""
    return ("", "") if label.endswith(".") and _is_sentence(words) else (match[1], label)


def is_title(text: str, is_link: bool) -> bool:
    """Whether a line that is bold with something around it is a title: no sentence, and no link without a number.

    >>> is_title("REVCONTENT RIGHTS.", False), is_title("Learn how we use data", True), is_title("4. Fees", True)
    (True, False, True)
    """
    number = _LEADING_NUMBER.match(text)
    label = text[number.end() :] if number else text
    if _ENDS_INSIDE.search(label.rstrip(":")) or not any(map(str.isalpha, label)):
        return False
    return bool(number) or not (is_link or (label.endswith(".") and _is_sentence(label.split())))


def _is_sentence(words: list[str]) -> bool:
    """Whether words before a full stop are none of a title: half of those that are not small begin in lower case."""
    large = [word for word in words if len(word) >= _LARGE_WORD]
    return len(words) > _MAX_STOPPED_WORDS and 2 * sum(word[0].islower() for word in large) >= len(large)
