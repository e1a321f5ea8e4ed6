"""Snapshots -> holdings: which company each belongs to, and its terms in history order.

    Snapshot(filed_under="monoprices.com") + entry monoprice.com listing monoprices.com -> held by monoprice.com

A company without an entry in companies.yaml is called by the domain or name its texts are filed under (names.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter

from palimpsest.model import Company, Override, Snapshot
from palimpsest.problems import Problem
from palimpsest.sources.archived import TrackingEnded
from palimpsest.sources.names import company_slugs, company_without_entry, current_terms
from palimpsest.sources.order import in_order
from palimpsest.sources.successors import cut_histories
from palimpsest.sources.twins import leave_out_other_spellings, leave_out_twins
from palimpsest.timestamps import iso
from palimpsest.values import Frozen


class Holding(Frozen):
    """What the archive holds of one company: snapshots in history order by terms type, types in alphabetical order;
    and by terms type the ends of their tracking, in time, and what curators say of single passages."""

    company: Company
    snapshots_by_terms: Mapping[str, tuple[Snapshot, ...]]
    ended_by_terms: Mapping[str, tuple[TrackingEnded, ...]] = {}
    overrides_by_terms: Mapping[str, tuple[Override, ...]] = {}


def arrange(
    snapshots: Iterable[Snapshot], entries: Sequence[Company], ended: Iterable[TrackingEnded] = ()
) -> tuple[tuple[Holding, ...], list[Problem]]:
    """Every company that has snapshots, in the order of its slug; `entries` are those of companies.yaml.

    Two names of one company can turn out to hold two texts for one time: such a twin is left out and reported. So are
    two companies that look like one, and stay two.
    """
    snapshots = list(snapshots)
    slugs, problems = company_slugs(((snapshot.filed_under, snapshot.location) for snapshot in snapshots), entries)
    companies = {company.slug: company for company in entries}

    def slug_of_company(one: Snapshot | TrackingEnded) -> str:
        return slugs[one.filed_under]

    def terms_of(one: Snapshot | TrackingEnded) -> str:
        company = companies.get(slug_of_company(one))
        return current_terms(company, one.terms_type) if company else one.terms_type

    def place_of(one: Snapshot | TrackingEnded) -> tuple[str, str]:
        return slug_of_company(one), terms_of(one)

    held = [snapshot for snapshot in snapshots if snapshot.filed_under in slugs]
    kept, twins = leave_out_twins(in_order(held), slug_of_company, terms_of)
    kept.sort(key=place_of)  # stable: the order in time stays
    documents, misspelled = leave_out_other_spellings({place: tuple(group) for place, group in groupby(kept, place_of)})
    endings: dict[tuple[str, str], list[TrackingEnded]] = defaultdict(list)
    for end in sorted(ended, key=lambda end: (end.ended_at, end.position)):
        if end.filed_under in slugs:
            endings[place_of(end)].append(end)
    holdings = []
    for slug, places in groupby(documents, itemgetter(0)):
        by_terms = {terms: documents[slug, terms] for _, terms in places}
        first = next(iter(by_terms.values()))[0]
        company = companies.get(slug) or company_without_entry(first.filed_under)
        held_ends = {terms: tuple(endings[slug, terms]) for terms in by_terms if (slug, terms) in endings}
        holdings.append(Holding(company, by_terms, held_ends))
    return tuple(holdings), problems + twins + misspelled + cut_histories(documents, entries)


def captured_later(holdings: Iterable[Holding], now: datetime) -> Iterator[Problem]:
    """A warning for each file that says it was captured after `now`. Of a history nobody could mend it."""
    for holding in holdings:
        for one in chain.from_iterable(holding.snapshots_by_terms.values()):
            if one.captured_at > now and not one.provenance.position:
                message = f"captured at {iso(one.captured_at)}, which is still to come"
                yield Problem(one.location, "warning", message, "Correct the time of the capture.")
