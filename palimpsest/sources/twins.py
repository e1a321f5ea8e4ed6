"""Snapshots that cannot all be right, or say the same thing twice: findings that need more than one file.

two files, monoprice.com, Privacy Policy, 2017-10-07 10:42:52, different texts -> an error that names both
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter

from palimpsest.addresses import slug_of
from palimpsest.model import Snapshot
from palimpsest.problems import Problem, Severity
from palimpsest.timestamps import iso

Place = tuple[str, str]  # a company's slug and a terms type
Captures = tuple[Snapshot, ...]


def leave_out_twins(
    snapshots: Iterable[Snapshot],
    company_of: Callable[[Snapshot], str],
    terms_of: Callable[[Snapshot], str] = attrgetter("terms_type"),
) -> tuple[list[Snapshot], list[Problem]]:
    """One snapshot for each company, terms type and time: the first one stays, every other one is a finding.

    Records of a history stay beside each other: an archive can record several texts of a document in one second.
    """
    first: dict[tuple[str, str, datetime], Snapshot] = {}
    kept, problems = [], []
    for snapshot in snapshots:
        key = company_of(snapshot), slug_of(terms_of(snapshot)), snapshot.captured_at
        twin = first.setdefault(key, snapshot)
        if twin is snapshot or (twin.provenance.position and snapshot.provenance.position):
            kept.append(snapshot)
            continue
        company, _, captured_at = key
        if twin.body_digest == snapshot.body_digest:
            message = f"the same text as {twin.location.path}: left out"
            problems.append(Problem(snapshot.location, "warning", message, _what_to_keep(snapshot, twin)))
        else:
            message = f"another text than {twin.location.path} for {company}, {snapshot.terms_type}, {iso(captured_at)}"
            remedy = "One address had one text at one time: find out which of the two is right."
            if file := _only_file(snapshot, twin):
                remedy = f"A history cannot be mended: correct {file}, or take it out."
            problems.append(Problem(snapshot.location, "error", message, remedy))
    return kept, problems


def _what_to_keep(snapshot: Snapshot, twin: Snapshot) -> str:
    file = _only_file(snapshot, twin)
    return f"Take {file} out: the history has its text." if file else "Keep one of the two files."


def _only_file(snapshot: Snapshot, twin: Snapshot) -> str:
    """That of two which is a file, where the other is a record of a history; "" where both are files."""
    files = [one.location.path for one in (snapshot, twin) if not one.provenance.position]
    return files[0] if len(files) == 1 else ""


def leave_out_other_spellings(documents: Mapping[Place, Captures]) -> tuple[dict[Place, Captures], list[Problem]]:
    """Documents by company and terms type, as companies.yaml names it, without those that would share an address:
    "Privacy Policy" and "Privacy policy" of one company. The spelling that most texts have stays.

    At two companies they share none, and what nobody can mend in a history is a warning, once for each document.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, Snapshot] = {}
    for (_, terms), captures in documents.items():
        own = [one for one in captures if one.terms_type == terms]  # the others are called so by companies.yaml
        counts[slug_of(terms)][terms] += len(own)
        examples.setdefault(terms, own[0] if own else captures[0])
    usual = {slug: spellings.most_common(1)[0][0] for slug, spellings in counts.items()}
    addresses = Counter((company, slug_of(terms)) for company, terms in documents)
    kept: dict[Place, Captures] = {}
    problems: list[Problem] = []
    for (company, terms), captures in documents.items():
        slug = slug_of(terms)
        is_shared = addresses[company, slug] > 1
        if terms != usual[slug]:
            problems += _other_spelling(captures, terms, examples[usual[slug]], usual[slug], is_shared=is_shared)
        if terms == usual[slug] or not is_shared:
            kept[company, terms] = captures
    return kept, problems


def _other_spelling(
    captures: Captures, terms: str, usual: Snapshot, usual_terms: str, *, is_shared: bool
) -> Iterator[Problem]:
    """A finding at each file, which all have to be mended, and at the first record of a history."""
    files = [one for one in captures if not one.provenance.position]
    records = [one for one in captures if one.provenance.position]
    for one in (*files, *records[:1]):
        is_renamed = one.terms_type != terms
        named = f"'{one.terms_type}', which companies.yaml calls '{terms}'," if is_renamed else f"'{terms}'"
        message = f"terms_type {named} is spelled '{usual_terms}' in {usual.location.path}"
        remedy = f"Write under 'renamed_terms:' of its company in companies.yaml: '{one.terms_type}: {usual_terms}'"
        if one in files and not is_renamed:
            remedy = "Spell it alike in all files."
        severity: Severity = "error" if is_shared or one in files else "warning"
        yield Problem(one.location, severity, message, remedy)
