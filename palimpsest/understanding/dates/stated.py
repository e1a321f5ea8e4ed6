"""Passages -> the dates a text claims for itself, as quoted claims.

    "This policy was last updated March 2013."       ->  StatedDate("last updated", "2013-03", quote, anchor)
    "Effective date: 1st of May 2018"                ->  StatedDate("effective", "2018-05-01", quote, anchor)
    "amended by the Act of 21 April 2000", "© 2004"  ->  nothing: not dates of this text

A date counts when words that claim it stand close before it in its sentence, or right behind it, and nothing in that
sentence says that it belongs to a law, an earlier version or another event (foreign.py reads other languages).
`03/04/2017` is left out where nothing tells March from April (order.py); `03/28/2017` is clear. A date that stands
alone in the head of a text is asked for where nothing claims one (head.py).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from palimpsest.model import Placed, StatedDate
from palimpsest.understanding.dates.foreign import dates_elsewhere
from palimpsest.understanding.dates.written import WRITTEN_DATE, Order, iso_date

Claim = Literal["effective", "last updated", "dated"]
KnownClaims = dict[tuple[str, str, Order | None], tuple[tuple[Claim, str, str], ...]]

_FARTHEST_CLAIM = (
    60  # characters between the claiming words and the date: "Last Update: This is the official ... as of"
)
_LONGEST_REACH = 400  # characters to either side of a date that are taken for its sentence
_LOG_LENGTH = 3  # so many dates of one claim in one section are a log of changes
_NEAR_VAGUE_CLAIM = 20  # "policy of 1 May 2012" claims nothing when "replaces our" stands before it

_CLAIM = re.compile(
    r"""\b(?:
      (?P<updated>
        (?:last|latest|most\ recent|recent)(?:ly)?\ +
          (?:up-?dated?|modifi(?:ed|cation)|revis(?:ed|ion)|amend(?:ed|ment)|changed?|edited|review(?:ed)?|posted|published)
      | (?:was|were|is|been)\ +(?:\w+\ +)?(?:updated|modified|revised|amended)
      | (?:updated|revised|amended|modified|posted|dated|revision|update)(?=\s*(?:on\b|as\ of|in\b|date|:|\(|$))
      | (?:published|issued)(?=\s*:) | (?:publication|issue)\ date
      | (?:terms|policy|notice|statement|conditions|agreement)\ (?:was|were)\ (?:published|issued)
      | ^\W*(?:date(?=:\s*$) | (?:released|published|issued)(?=\ (?:on\ )?$))
      | date\ of\ (?:the\ )?(?:last\ |latest\ |most\ recent\ )?(?:revision|update|modification|change|version)
      | (?P<vague>(?:policy|statement|notice|version|document)\ +(?:is\ +)?(?:as\ of|of|from)(?=\ ))
      | status(?=:\s*$)
      | version(?:\ date)?(?=\s*[:,]?\s*(?:[0-9]|$))
      )
    | (?P<effective>
        effective(?:ly)?(?:\ date)?(?!\ (?:measures|means|security|way|procedure))
      | (?:takes?|taking|took|comes?|coming|came|enters?|entered|entry|go|goes|went)\ (?:effect|into\ (?:effect|force))
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
    r"|council|convention|treaty|clauses|ordinance|decree|provisions|legislation|dsgvo|file|dataset"
    r"|coppa|gdpr|ccpa|cpra|pipeda|shield|harbor|section|founded|incorporated|established|born|registered|certified)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:policy|statement|notice|terms|conditions|guidelines|rules|addendum|agreement|document|page|last)\b",
    re.IGNORECASE,
)
# With one of these the date is an earlier text's, unless "this policy" follows, or that of a text still to come.
_EARLIER = re.compile(
    r"\b(?:(?:previous|prior|earlier|former|older|old|archived|superseded|replaces?|supersedes?)\b(?! to\b| than\b)"
    r"|original(?:ly)?\b|initially\b)|^\W*a new (?:\w+ )?(?:policy|terms|version)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"(?:[,;:]|\band)\s+(?:this|these)\b|\b(?:last|current)\b"
    r"|\b(?:updated|new|amended|revised) (?:policy|terms|version)\b",
    re.IGNORECASE,
)
# "Effective January 1, 2017, we will begin to withhold": what takes effect is no text, unless the sentence names one.
_EVENT = re.compile(r"(?:\s*\([^)]*\))?,?\s+(?:we|you|your|our|all|any|each|the|these|users?|when|[A-Z]\w+\ will)\b")
# "Our services migrated to the new program effective October 1": the sentence is about no text. A title holds no small
# letters but those of short words: "Your Privacy Rights – Effective October 1".
_RUNNING = re.compile(r"\b[a-z]{4,}\b[^:–—•|]*$")
_TEXT = re.compile(
    rf"{_OWN.pattern}|\b(?:policies|versions?|dates?|updates?|changes?|amendments?|revisions?|modifications?|standards?"
    r"|licen[cs]es?|dpa|code|charter|information|it|they)\b|\b(?:this|these)(?=\W*$|\ (?:is|are|will|shall)\b)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\w[^()]*\(\s*$")
# Between the claiming words and the date these turn the claim into another one.
_TURNING = re.compile(
    r"\b(?:before|after|prior|until|than|between|if|unless|when|not|previous|first|days?|replac\w+|supersed\w+)\b",
    re.IGNORECASE,
)
# "effective from June 6, 2014, until May 24, 2018": a version of which the text is no longer
_ENDED = re.compile(
    r",?\s*(?:until|till|through|to|and\ ending)\b"
    r"|\ (?:(?:shall|will|is|are|was|were|has|have|be|been|hereby|deemed)\ ){1,4}(?:terminated|replaced|superseded)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[0-9]{4}|[-/.][0-9]{2}")
# A full stop before a small letter or a digit belongs to an abbreviation: "Jan. 5", "Inc. policy".
_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\sa-z0-9]|\s*$)|\n| \| ")


def stated_dates(
    placed: Iterable[tuple[Placed, str]],
    known: KnownClaims,
    order: Order | None = None,
) -> tuple[StatedDate, ...]:
    """Every date the passages of a section claim for their text, in reading order; each claim of a date once, where it
    comes first; of a log of changes the newest.

    Takes each passage with what stands above it, which can hold the claim ("Effective date" above "May 25, 2018").
    `known` holds the claims of texts seen before, by text, what stands above it and the order of its numeric dates,
    and takes in new ones.
    """
    found: dict[tuple[Claim, str], StatedDate] = {}
    for item, heading in placed:
        text = item.passage.text
        key = text, heading, order
        if key not in known:
            known[key] = tuple(dates_claimed(*key)) if _YEAR.search(text) else ()
        for claim, day, quote in known[key]:
            found.setdefault((claim, day), StatedDate(claim, day, quote, item.anchor))
    newest = _newest_of_logs(found)
    return tuple(stated for stated in found.values() if stated.date == newest.get(stated.claim, stated.date))


def _newest_of_logs(claims: Iterable[tuple[Claim, str]]) -> dict[Claim, str]:
    """For each claim that comes so often that it is a log of all the changes a text went through: its newest date,
    which alone is the date of the text."""
    days: dict[Claim, list[str]] = {}
    for claim, day in claims:
        days.setdefault(claim, []).append(day)
    return {claim: max(own) for claim, own in days.items() if len(own) >= _LOG_LENGTH}


def dates_claimed(text: str, heading: str = "", order: Order | None = None) -> Iterator[tuple[Claim, str, str]]:
    """Claim, ISO date in its own precision, and the sentence of the claim as it stands in the text.

    >>> list(dates_claimed("Welcome. This policy was last updated March 2013. Bye."))
    [('last updated', '2013-03', 'This policy was last updated March 2013.')]
    >>> list(dates_claimed("Last revised 03/04/2017, as the Act of 1998 demands."))
    []
    """
    claims = list(_claims(text, heading, order))
    newest = _newest_of_logs(dict.fromkeys((claim, day) for claim, day, _ in claims))
    yield from (one for one in claims if one[1] == newest.get(one[0], one[1]))


def _claims(text: str, heading: str, order: Order | None) -> Iterator[tuple[Claim, str, str]]:
    for match in WRITTEN_DATE.finditer(text):
        day = iso_date(match, order)
        if day is None:
            continue
        start, end = _sentence(text, match.start(), match.end())
        before, behind = text[start : match.start()], text[match.end() : end]
        claim = _claim(before, behind, bare_year=len(day) == len("2017"))
        if claim is None and not re.search(r"\w", before):
            start, claim = _claim_above(text, start, heading, behind)
        if claim:
            yield claim, day, text[start:end].strip()
    for claim, day, first, last in dates_elsewhere(text):
        start, end = _sentence(text, first, last)
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
        if len(claims) > 1 and not WRITTEN_DATE.search(before, claims[-2].end()) and claimed["vague"]:
            claimed = claims[-2]
    if claimed.re is _CLAIM and claimed["vague"]:
        between = before[max(0, claimed.start() - _NEAR_VAGUE_CLAIM) :]
    limit = 12 if bare_year else _FARTHEST_CLAIM
    if len(between) > limit or WRITTEN_DATE.search(between) or _TURNING.search(between):
        return None
    if _is_foreign(before, behind) or _ENDED.match(behind):
        return None
    if claimed.re is _CLAIM and _is_of_an_event(
        before[: claimed.start()], behind, effective=bool(claimed["effective"])
    ):
        return None
    return "last updated" if claimed["updated"] else "effective"


def _is_foreign(before: str, behind: str) -> bool:
    earlier = [match.end() for match in _EARLIER.finditer(before)]
    if earlier and not _THIS.search(before, earlier[-1]):
        return True
    foreign = [match.end() for match in _FOREIGN.finditer(before)]
    if foreign:
        return not _OWN.search(before, foreign[-1])
    return bool(_FOREIGN.search(behind)) and not _OWN.search(before)


def _is_of_an_event(before: str, behind: str, *, effective: bool) -> bool:
    """Whether the claim speaks of something that is no text, or was; `before` stands before the claiming words."""
    if effective and before.endswith((" were ", " was ")):
        return True
    if _IN_BRACKETS.search(before) and not _OWN.search(before) and "version" not in before:
        return True
    if not effective:
        return False
    if re.search(r"\w", before):
        return bool(_RUNNING.search(before)) and not (_TEXT.search(before) or _TEXT.search(behind))
    return bool(_EVENT.match(behind)) and not _OWN.search(behind)


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
