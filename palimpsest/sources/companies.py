"""Snapshots -> holdings: which company each belongs to, and its terms in capture order.

    Snapshot(filed_under="monoprices.com") + entry monoprice.com listing monoprices.com -> held by monoprice.com

A company without an entry in companies.yaml is called by the domain its texts are filed under.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from palimpsest.addresses import is_domain
from palimpsest.model import Company, DatedName, Snapshot
from palimpsest.problems import Problem
from palimpsest.sources.twins import leave_out_twins


@dataclass(frozen=True, slots=True)
class Holding:
    """What the archive holds of one company: snapshots in capture order by terms type, types in alphabetical order."""

    company: Company
    snapshots_by_terms: Mapping[str, tuple[Snapshot, ...]]


def arrange(snapshots: Iterable[Snapshot], entries: Sequence[Company]) -> tuple[tuple[Holding, ...], list[Problem]]:
    """Every company that has snapshots, in the order of its slug; `entries` are those of companies.yaml.

    Two domains of one company can turn out to hold two texts for one time: such a twin is left out and reported.
    """
    owners = _owners(entries)
    companies = {company.slug: company for company in entries}

    def slug_of_company(snapshot: Snapshot) -> str:
        return owners.get(snapshot.filed_under, snapshot.filed_under)

    kept, problems = leave_out_twins(snapshots, slug_of_company)
    kept.sort(key=lambda snapshot: (slug_of_company(snapshot), snapshot.terms_type, snapshot.captured_at))
    holdings = []
    for slug, of_company in groupby(kept, slug_of_company):
        by_terms = {terms: tuple(group) for terms, group in groupby(of_company, lambda snapshot: snapshot.terms_type)}
        holdings.append(Holding(companies.get(slug) or company_without_entry(slug), by_terms))
    return tuple(holdings), problems


def company_without_entry(filed_under: str) -> Company:
    """
    >>> company_without_entry("mono.net").name
    'mono.net'
    """
    return Company(filed_under, filed_under, (DatedName(filed_under),) if is_domain(filed_under) else ())


def domain_of(company: Company, host: str) -> DatedName | None:
    """Which of a company's domains a captured host belongs to (the longest match), None where none does.

    >>> company = Company("monoprice.com", "Monoprice", (DatedName("monoprice.com"), DatedName("monoprices.com")))
    >>> domain_of(company, "www.monoprices.com").name, domain_of(company, "notmonoprice.com")
    ('monoprices.com', None)
    """
    host = host.lower().rstrip(".")
    matching = [domain for domain in company.domains if f".{host}".endswith(f".{domain.name}")]
    return max(matching, key=lambda domain: len(domain.name), default=None)


def _owners(entries: Iterable[Company]) -> dict[str, str]:
    """The company's slug for each name that texts can be filed under; a slug comes before any list."""
    owners = {domain.name: company.slug for company in entries for domain in company.domains}
    return owners | {company.slug: company.slug for company in entries}
