"""Passages -> the dates a text claims for itself, as quoted claims.

    "This policy was last updated March 2013."       ->  StatedDate("last updated", "2013-03", quote, anchor)
    "Effective date: 1st of May 2018"                ->  StatedDate("effective", "2018-05-01", quote, anchor)
    "amended by the Act of 21 April 2000", "© 2004"  ->  nothing: not dates of this text

A date counts when words that claim it stand close before it in its sentence, or right behind it, and nothing in that
sentence says that it belongs to a law, an earlier version or another event. `03/04/2017` is left out, because nobody
can tell March from April; `03/28/2017` is clear.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from palimpsest.model import Placed, StatedDate
from palimpsest.understanding.written_dates import WRITTEN_DATE, iso_date

Claim = Literal["effective", "last updated"]

_FARTHEST_CLAIM = (
    60  # characters between the claiming words and the date: "Last Update: This is the official ... as of"
)
_LONGEST_REACH = 400  # characters to either side of a date that are taken for its sentence
_NEAR_VAGUE_CLAIM = 20  # "policy of 1 May 2012" claims nothing when "replaces our" stands before it

_CLAIM = re.compile(
    r"""\b(?:
      (?P<updated>
        (?:last|latest|most\ recent|recent)(?:ly)?\ +
          (?:up-?dated?|modifi(?:ed|cation)|revis(?:ed|ion)|amend(?:ed|ment)|changed?|edited|review(?:ed)?|posted|published)
      | (?:was|were|is|been)\ +(?:\w+\ +)?(?:updated|modified|revised|amended)
      | (?:updated|revised|amended|modified|posted|dated|revision|update)(?=\s*(?:on\b|as\ of|in\b|date|:|\(|$))
      | date\ of\ (?:the\ )?(?:last\ |latest\ |most\ recent\ )?(?:revision|update|modification|change|version)
      | (?P<vague>(?:policy|statement|notice|version|document)\ +(?:is\ +)?(?:as\ of|of|from)(?=\ ))
      | status(?=:\s*$)
      | version(?:\ date)?(?=\s*[:,]?\s*(?:[0-9]|$))
      )
    | (?P<effective>
        effective(?:ly)?(?:\ date)?(?!\ (?:measures|means|security|way|procedure))
      | (?:takes?|taking|took|comes?|coming|came|enters?|entered|go|goes|went)\ (?:effect|into\ (?:effect|force))
      | in\ (?:effect|force)(?=\ +(?:as|from|since|on)\b)
      | valid\ (?:from|since|as\ of) | appl(?:y|ies|icable)\ (?:from|as\ of|since)
      )
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLAIM_BEHIND = re.compile(
    r"^\W{0,4}(?:is\ (?:the|its)\ )?"
    r"(?:(?P<updated>(?:last\ )?(?:updated?|revised|revision|modified|version|edition)\b)"
    r"|(?P<effective>effective(?:\ date)?\b))\W*$",
    re.IGNORECASE,
)
# With one of these in the sentence, and no policy named between it and the date, the date belongs to something else.
_FOREIGN = re.compile(
    r"©|\(c\)|\b(?:copyright|act|directive|regulation|regulations|law|laws|code|decision|framework|commission|parliament"
    r"|coppa|gdpr|ccpa|cpra|pipeda|shield|harbor|section|founded|incorporated|established|born|registered|certified"
    r"|previous|prior|earlier|former|older|archived|superseded|replaces|supersedes)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:policy|statement|notice|terms|agreement|document|page|last)\b", re.IGNORECASE)
# Between the claiming words and the date these turn the claim into another one.
_TURNING = re.compile(
    r"\b(?:before|after|prior|until|than|between|if|unless|when|not|previous|first|days?|replac\w+|supersed\w+)\b",
    re.IGNORECASE,
)
# "effective from June 6, 2014, until May 24, 2018": a version of which the text is no longer
_ENDED = re.compile(r",?\s*(?:until|till|through|to|and\ ending)\b", re.IGNORECASE)
_YEAR = re.compile(r"[0-9]{2}")
# A full stop before a small letter or a digit belongs to an abbreviation: "Jan. 5", "Inc. policy".
_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\sa-z0-9]|\s*$)|\n| \| ")


def stated_dates(
    placed: Iterable[tuple[Placed, str]], known: dict[tuple[str, str], tuple[tuple[Claim, str, str], ...]]
) -> tuple[StatedDate, ...]:
    """Every date the passages claim for their text, in reading order; each claim of a date once, where it comes first.

    Takes each passage with what stands above it, which can hold the claim ("Effective date" above "May 25, 2018").
    `known` holds the claims of texts seen before, by text and what stands above it, and takes in new ones.
    """
    found: dict[tuple[Claim, str], StatedDate] = {}
    for item, heading in placed:
        key = (item.passage.text, heading)
        if key not in known:
            # most passages hold no number, and every date has a year
            known[key] = tuple(dates_claimed(*key)) if _YEAR.search(item.passage.text) else ()
        for claim, day, quote in known[key]:
            found.setdefault((claim, day), StatedDate(claim, day, quote, item.anchor))
    return tuple(found.values())


def dates_claimed(text: str, heading: str = "") -> Iterator[tuple[Claim, str, str]]:
    """Claim, ISO date in its own precision, and the sentence of the claim as it stands in the text.

    >>> list(dates_claimed("Welcome. This policy was last updated March 2013. Bye."))
    [('last updated', '2013-03', 'This policy was last updated March 2013.')]
    >>> list(dates_claimed("Last revised 03/04/2017, as the Act of 1998 demands."))
    []
    """
    for match in WRITTEN_DATE.finditer(text):
        day = iso_date(match)
        if day is None:
            continue
        start, end = _sentence(text, match.start(), match.end())
        before, behind = text[start : match.start()], text[match.end() : end]
        claim = _claim(before, behind, bare_year=len(day) == len("2017"))
        if claim is None and not re.search(r"\w", before):
            start, claim = _claim_above(text, start, heading, behind)
        if claim:
            yield claim, day, text[start:end].strip()


def _claim(before: str, behind: str, *, bare_year: bool) -> Claim | None:
    """What the words around a date claim, None for nothing of this text."""
    if match := _CLAIM_BEHIND.match(behind):
        claimed, between = match, ""
    else:
        claims = list(_CLAIM.finditer(before))
        if not claims:
            return None
        claimed, between = claims[-1], before[claims[-1].end() :]
        # "Last Update: This is the official policy as of": the clearer claim before the vaguer one decides
        if len(claims) > 1 and not WRITTEN_DATE.search(before, claims[-2].end()) and claimed["updated"]:
            claimed = claims[-2]
    if claimed.re is _CLAIM and claimed["vague"]:
        between = before[max(0, claimed.start() - _NEAR_VAGUE_CLAIM) :]
    limit = 12 if bare_year else _FARTHEST_CLAIM
    if len(between) > limit or WRITTEN_DATE.search(between) or _TURNING.search(between):
        return None
    if _is_foreign(before, behind) or _ENDED.match(behind):
        return None
    return "last updated" if claimed["updated"] else "effective"


def _is_foreign(before: str, behind: str) -> bool:
    foreign = [match.end() for match in _FOREIGN.finditer(before)]
    if foreign:
        return not _OWN.search(before, foreign[-1])
    return bool(_FOREIGN.search(behind)) and not _OWN.search(before)


def _claim_above(text: str, start: int, heading: str, behind: str) -> tuple[int, Claim | None]:
    """For a date that opens its line or cell: the claim of the line or cell before, or of the heading."""
    earliest = max(0, start - _LONGEST_REACH)
    above = text[earliest:start].rstrip(" |\n")
    if above:
        line_start = max((end.end() for end in re.finditer(r"\n| \| |\. ", above)), default=0)
        line = above[line_start:]
        claim = _claim(line, "", bare_year=False) if len(line) <= _FARTHEST_CLAIM else None
        return (earliest + line_start if claim else start), claim
    is_alone = len(behind.strip(" .)")) == 0
    return start, _claim(f"{heading} ", "", bare_year=False) if is_alone and heading else None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, line or cell around a date begins and ends; a run without an end is cut at a word."""
    earliest, latest = max(0, start - _LONGEST_REACH), min(len(text), end + _LONGEST_REACH)
    first = max((match.end() for match in _SENTENCE_END.finditer(text, earliest, start)), default=earliest)
    if first == earliest > 0:
        first = text.find(" ", earliest, start) + 1 or start
    if last := _SENTENCE_END.search(text, end, latest):
        return first, last.end() if last[0] in ".!?" else last.start()
    return first, latest if latest == len(text) else max(end, text.rfind(" ", end, latest))
