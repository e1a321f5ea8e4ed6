"""Holdings -> histories that look cut in two: what one name ends with, another begins with.

Twitter's documents end with the texts that those of X begin with, five days later -> a warning that says what to write

Only a curator can say that two names are one company, or two kinds of document one: it is suggested, never assumed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from palimpsest.english import counted
from palimpsest.model import Company, Snapshot
from palimpsest.plaintext import quoted
from palimpsest.problems import Problem

Place = tuple[str, str]  # a company's slug and a terms type
Captures = Sequence[Snapshot]
_Succession = tuple[Place, Place]  # where a text is the last one, and where it is the first, later


def cut_histories(documents: Mapping[Place, Captures], entries: Iterable[Company]) -> list[Problem]:
    """A warning for each company whose documents may go on under another name, and for each document whose type may
    have been renamed. `documents` have their captures in history order.

    Nothing is said of what a curator has described: two companies that both have an entry in companies.yaml, or the
    documents of one that has.
    """
    described = {company.slug for company in entries}
    renamed: dict[tuple[str, str], list[_Succession]] = defaultdict(list)
    problems = []
    for succession in _successions(documents):
        (earlier, old_terms), (later, terms) = succession
        if earlier != later and terms == old_terms and not {earlier, later} <= described:
            renamed[earlier, later].append(succession)
        elif earlier == later and later not in described:
            problems.append(_type_renamed(documents, succession))
    spans = _spans(documents) if renamed else {}
    for (earlier, later), found in renamed.items():
        if spans[earlier][1] < spans[later][0]:  # two companies that both go on are two, whatever they share
            problems.append(_company_renamed(documents, found))
    return problems


def _successions(documents: Mapping[Place, Captures]) -> Iterator[_Succession]:
    """A text that is the last of several at one place, and later the first at another: at one, or nobody knows which
    document goes on there."""
    beginning: dict[str, list[Place]] = defaultdict(list)
    for place, captures in documents.items():
        beginning[captures[0].body_digest].append(place)
    for place, captures in documents.items():
        last = captures[-1]
        if last.body_digest == captures[0].body_digest:
            continue  # no history, or none that could be cut: texts of one version are shared by many
        then = [one for one in beginning[last.body_digest] if documents[one][0].captured_at > last.captured_at]
        if len(then) == 1:
            yield place, then[0]


def _spans(documents: Mapping[Place, Captures]) -> dict[str, tuple[datetime, datetime]]:
    """When each company was first and last captured."""
    times: dict[str, list[datetime]] = defaultdict(list)
    for (company, _), captures in documents.items():
        times[company] += [one.captured_at for one in (captures[0], captures[-1])]
    return {company: (min(of), max(of)) for company, of in times.items()}


def _type_renamed(documents: Mapping[Place, Captures], succession: _Succession) -> Problem:
    old, new = succession
    last, first = documents[old][-1], documents[new][0]
    message = (
        f"{quoted(first.terms_type)} of {new[0]} begins with the text that {quoted(last.terms_type)} ends with "
        f"({last.captured_at:%Y-%m-%d}, {first.captured_at:%Y-%m-%d})"
    )
    remedy = (
        "If the collection renamed it, say so in companies.yaml and it has one history: "
        f"an entry '{new[0]}:' with 'renamed_terms:' and '{last.terms_type}: {first.terms_type}'. If not, an entry "
        "without."
    )
    return Problem(first.location, "warning", message, remedy)


def _company_renamed(documents: Mapping[Place, Captures], found: Sequence[_Succession]) -> Problem:
    ends = [documents[old][-1] for old, _ in found]
    begins = [documents[new][0] for _, new in found]
    last, first = max(ends, key=lambda one: one.captured_at), min(begins, key=lambda one: one.captured_at)
    (old, _), (new, _) = found[0]
    begin = "begins with the text that" if len(found) == 1 else "begin with the text that"
    message = (
        f"{counted(len(found), 'document')} of {quoted(first.filed_under)} {begin} {quoted(last.filed_under)} ends "
        f"with ({last.captured_at:%Y-%m-%d}, {first.captured_at:%Y-%m-%d})"
    )
    remedy = (
        f"If they are one company, list both names under 'names:' of one entry in companies.yaml, '{new}:' or "
        f"'{old}:'; its documents have one history then. If they are two, give each an entry."
    )
    return Problem(first.location, "warning", message, remedy)
