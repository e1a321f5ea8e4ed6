"""The text of a passage -> the ages it draws a line at, and the periods it says that something is kept.

    "if you are under the age of 13"          ->  ("age", "under 13", 11, 30)
    "You must be at least sixteen years old"  ->  ("age", "at least 16", 12, 38)
    "a community for people ages 13+"         ->  ("age", "at least 13", 28, 31)
    "We keep logs for eighteen (18) months."  ->  ("retention", "P18M", 17, 37)

A number alone is no age: words of age or a plus stand with it ("under 13 years", "children under 13"). A period is read
only in passages that speak of keeping (`understand.py` knows which), and not where it is a time to answer or to act in.
"""

import re
from collections.abc import Iterator

from palimpsest.understanding.facts.contacts import Found
from palimpsest.understanding.glance import Glance, glance

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split(), start=1)} | {
    "twenty-one": 21, "twenty one": 21, "twenty-four": 24, "thirty": 30, "thirty-six": 36, "forty-five": 45,
    "sixty": 60, "ninety": 90, "a": 1, "an": 1,
}  # fmt: skip
_WORDS = "|".join(sorted((word for word in _NUMBERS if len(word) > 2), key=len, reverse=True))

_FEWEST_YEARS, _MOST_YEARS = 9, 25
_AGE = rf"(?:(?P<%s>[0-9]{{1,2}}|{_WORDS})(?:\s?\([0-9]{{1,2}}\))?)"
_YEARS = r"(?:[\s-]+years?(?:[\s-]+(?:old|of[\s-]+age))?|\s+y/o)"
_PEOPLE = (
    r"(?:child(?:ren)?|kids?|minors?|persons?|people|individuals?|users?|anyone|any ?one|someone|those|visitors?|teens?"
    r"|who (?:is|are)|you are|you're|if you are|a child|customers?|members?|consumers?|residents?)"
)
_UNDER = r"(?:under|younger\s+than|less\s+than|below|not\s+yet)"
_LEAST = r"(?:at\s+least|not\s+less\s+than|no\s+younger\s+than|minimum\s+age\s+(?:of|is)|minimum\s+of)"
# For text in small letters (`Glance.lowered`): a pattern for letters in any case takes three times as long.
_AGE_LINE = re.compile(
    "|".join(
        (
            rf"\b(?P<under_a>{_UNDER})\s+(?:the\s+)?(?:minimum\s+)?ages?\s+(?:of\s+)?{_AGE % 'a'}(?:{_YEARS})?",
            rf"\b(?P<under_b>{_UNDER})\s+{_AGE % 'b'}{_YEARS}",
            rf"\b{_PEOPLE}\s+(?:(?:who\s+(?:is|are)|that\s+are|is|are)\s+)?(?P<under_c>{_UNDER})\s+{_AGE % 'c'}"
            r"(?![\w%$€£]|[-.,][0-9]|\s+(?:months|days|hours|minutes|weeks|euros?|dollars))",
            rf"\b(?P<least_a>{_LEAST})\s+(?:the\s+age\s+of\s+)?{_AGE % 'd'}{_YEARS}",
            rf"\b(?P<least_b>minimum\s+age(?:\s+\w+){{0,3}}?\s+(?:of|is))\s+{_AGE % 'e'}(?:{_YEARS})?",
            rf"\b(?P<least_c>(?:reached|attained|turned|of)\s+(?:the\s+)?age\s+(?:of\s+)?){_AGE % 'f'}(?:{_YEARS})?"
            r"(?=\s+(?:or|and)\s+(?:older|over|above|up)\b)?",
            rf"\b{_AGE % 'g'}(?:{_YEARS})?\s*(?P<least_d>(?:or|and|years?\s+or)\s+(?:older|over|above))\b",
            rf"\b(?P<over>(?:over|above|older\s+than)(?:\s+the\s+ages?\s+of)?)\s+{_AGE % 'h'}(?P<over_years>{_YEARS})?",
        )
    )
)
# "18+", but not "iOS 16+" or "15+ countries"
_OR_OLDER = re.compile(
    r"(?<![\w+.,$€£/-])(?P<age>1[3-9]|21)\+(?:[\s-]+years?[\s-]+(?:olds?|of[\s-]+age))?(?![\w+/])"
    r"(?=[\s\"”’)]*(?:$|[.,;:|]|(?:or|and|before|by|in|for|except|only|adults?|content|users?|accounts?|apps?|audiences?"
    r"|experiences?|labels?)\b)|[)\"”’])",
    re.MULTILINE,
)
_PROGRAM = re.compile(
    r"(?:os|android|windows|versions?|chrome|safari|firefox|edge|java|python|php|node|or|and|/)\s$", re.IGNORECASE
)
# No age line is without one of these words, nor without a number, in digits or in words.
WORDS_OF_AGE = frozenset(
    {"age", "ages", "under", "younger", "less", "below", "yet", "year", "years", "y", "older", "over", "above"}
)
_WORDS_OF_NUMBERS = frozenset(
    re.split("[ -]", word)[0] for word, number in _NUMBERS.items() if _FEWEST_YEARS <= number <= _MOST_YEARS
)
_SAYS_AGE = ("under", "year", " age", "older", "over", "younger", "below")
_SAYS_NUMBER = re.compile(r"(?<![0-9])(?:1[0-9]|2[0-5]|9)(?![0-9])|[Tt](?:een|wel|went)|[Ee]leven|TEEN|TWE")

_PERIOD = re.compile(
    rf"(?<![\w.,/-])(?P<number>[0-9]{{1,3}}|{_WORDS}|an?(?=\s+(?:year|month)\b))(?:\s?\((?P<digits>[0-9]{{1,3}})\))?"
    r"[\s\xa0-]+(?:(?:calendar|business|consecutive|working|full)\s+)?(?P<unit>hour|day|week|month|year)s?\b"
    r"(?!\s+(?:old|of\s+age|ago))",
    re.IGNORECASE,
)
_KEPT_FOR = re.compile(
    r"(?:\b(?:for|after|within|up\s+to|period\s+of|maximum(?:\s+of)?|(?:more|longer|less|later|older|greater)\s+than"
    r"|at\s+least|exceed(?:ing)?|every|is|are|of|least|minimum(?:\s+of)?|lasts?|last|additional|to|another|about"
    r"|approximately|typically|generally|roughly|and|or|a|the)|[:(|–-])\s*(?:\w+\s+){0,1}$",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:ke(?:ep|pt)|retain\w*|retention|stor(?:e[ds]?|age|ing)|delet\w+|remov\w+|eras\w+|purg\w+|destroy\w*|expir\w*"
    r"|anonymi[sz]\w+|maintain\w*|held|hold|preserv\w+|archiv\w+|de-?identif\w+|overwrit\w+|persist\w*|remain\w*|logs?)\b",
    re.IGNORECASE,
)
_TO_ANSWER = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies)|answer\w*|notify|notice|object|appeal\w*|cancel(?! )|refund\w*"
    r"|before (?:the|any|we)|prior to|you (?:may|can|have|must|will have)|advance|extend\w*)\b",
    re.IGNORECASE,
)
_ISO = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
_REACH = 40


def ages(text: str, seen: Glance | None = None) -> Iterator[Found]:
    """Every age limit: "under 13", "at least 16", "over 18".

    >>> list(ages("Children under 13 may not; you must be 18 or older. Under 13 pages."))
    [('age', 'under 13', 9, 17), ('age', 'at least 18', 39, 50)]
    """
    seen = seen or glance(text)
    if "+" in text:
        yield from _or_older(text)
    if seen.words.isdisjoint(WORDS_OF_AGE) or not (seen.digits or not seen.words.isdisjoint(_WORDS_OF_NUMBERS)):
        return
    if not (any(word in seen.lowered for word in _SAYS_AGE) and _SAYS_NUMBER.search(text)):
        return
    for match in _AGE_LINE.finditer(seen.lowered):
        written = next(match[name] for name in "abcdefgh" if match[name])
        years = _NUMBERS.get(written) or int(written)
        kind = next(name for name in ("under", "least", "over") if _has(match, name))
        if kind == "over" and not (match["over_years"] or "age" in match["over"]):
            continue
        if _FEWEST_YEARS <= years <= _MOST_YEARS:
            start = next(match.start(name) for name in match.groupdict() if name.startswith(kind) and match[name])
            start = min(start, match.start("g")) if match["g"] else start
            yield "age", f"{'at least' if kind == 'least' else kind} {years}", start, match.end()


def _or_older(text: str) -> Iterator[Found]:
    for match in _OR_OLDER.finditer(text):
        if not _PROGRAM.search(text, max(0, match.start() - _REACH), match.start()):
            yield "age", f"at least {match['age']}", *match.span()


def _has(match: re.Match[str], kind: str) -> bool:
    return any(match[name] for name in match.groupdict() if name.startswith(kind))


def periods(text: str) -> Iterator[Found]:
    """Every period for which a passage about keeping says that something is kept, in ISO 8601.

    >>> list(periods("Logs are deleted after 90 days. We answer requests within 30 days."))
    [('retention', 'P90D', 23, 30)]
    """
    for match in _PERIOD.finditer(text):
        start = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        ends = (text.find(". ", match.end()), text.find("\n", match.end()))
        sentence = text[start : min((end for end in ends if end >= 0), default=len(text))]
        if _TO_ANSWER.search(sentence) or not (_KEEPS.search(sentence) or "|" in sentence):
            continue
        if not _KEPT_FOR.search(text, max(start, match.start() - _REACH), match.start()):
            continue
        number = match["digits"] or match["number"].lower()
        value = _NUMBERS.get(number) or int(number)
        if value:
            yield "retention", _ISO[match["unit"].lower()].format(value), match.start(), match.end()
