"""Names that collections file texts under -> companies, and their old addresses -> the present ones.

"Twitter", "X", "twitter.com" + entry x with names [Twitter, X] and domains [x.com, twitter.com] -> company x
"Google Generative AI Services", no entry -> company google-generative-ai-services
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256

from palimpsest.addresses import MAX_SLUG, is_domain, parse_slug, slug_of
from palimpsest.model import Company, DatedName
from palimpsest.plaintext import quoted
from palimpsest.problems import Location, Problem


def company_slugs(
    filed: Iterable[tuple[str, Location]], entries: Sequence[Company]
) -> tuple[dict[str, str], list[Problem]]:
    """The company's slug for each name that texts are filed under, with the place of one of them.

    Two names without an entry can turn out to share a slug, or one that of another company: they are never joined
    silently. The name that is first in the alphabet has the slug, an entry before any, and every other is an error.
    """
    owners = names_of(entries)
    places: dict[str, Location] = {}
    for name, location in filed:
        places[name] = min(location, places.get(name, location))
    slugs: dict[str, str] = {}
    problems = []
    holders = {company.slug: f"the company '{company.slug}' of companies.yaml" for company in entries}
    for name in sorted(places):
        slug = owners.get(name) or slug_of_name(name)
        if name not in owners and slug in holders:
            message = f"the name {quoted(name)} gives the address '{slug}', which is that of {holders[slug]}"
            remedy = "List it under 'names:' of a company in companies.yaml: of that one, or of one with another key."
            problems.append(Problem(places[name], "error", message, remedy))
            continue
        holders.setdefault(slug, quoted(name))
        slugs[name] = slug
    return slugs, problems


def slug_of_name(name: str) -> str:
    """The address of a company without an entry: the name itself where it can stand in one, else its words.

    Always the same for the same name. A name without a Latin letter or digit, or with more of them than an address can
    hold, gives digits of its digest.

    >>> slug_of_name("mono.net"), slug_of_name("Claude.ai"), slug_of_name("抖音")
    ('mono.net', 'claude-ai', 'company-d077d0b1')
    """
    with suppress(ValueError):
        return parse_slug(name)
    with suppress(ValueError):
        if len(slug := slug_of(name)) <= MAX_SLUG:
            return slug
    return f"company-{sha256(name.encode()).hexdigest()[:8]}"


def company_without_entry(filed_under: str) -> Company:
    """
    >>> company_without_entry("mono.net").name, company_without_entry("Le Chat").slug
    ('mono.net', 'le-chat')
    """
    domains = (DatedName(filed_under),) if is_domain(filed_under) else ()
    return Company(slug_of_name(filed_under), filed_under, domains)


def names_of(entries: Iterable[Company]) -> dict[str, str]:
    """The company's slug for every name an entry claims: its key before its domains and names, these before its
    title, which counts only where no other entry has the same."""
    owners: dict[str, str] = {}
    titles: dict[str, str | None] = {}
    for company in entries:
        titles[company.name] = None if company.name in titles else company.slug
    owners |= {name: slug for name, slug in titles.items() if slug}
    owners |= {known.name: company.slug for company in entries for known in (*company.domains, *company.names)}
    return owners | {company.slug: company.slug for company in entries}


def current_terms(company: Company, terms_type: str) -> str:
    """What a company's terms type is called today, after all its renames.

    >>> company = Company("x", "X", renamed_terms=(("Rules", "Community Guidelines"),))
    >>> current_terms(company, "Rules"), current_terms(company, "Privacy Policy")
    ('Community Guidelines', 'Privacy Policy')
    """
    renamed = dict(company.renamed_terms)
    for _ in renamed:  # settings refuse a circle; should one come by another way, this still ends
        terms_type = renamed.get(terms_type, terms_type)
    return terms_type


def former_slugs(company: Company) -> tuple[str, ...]:
    """The addresses a company would have without its entry, or had under an earlier name, in their order.

    >>> former_slugs(Company("x", "X", names=(DatedName("Twitter"), DatedName("X"))))
    ('twitter',)
    """
    names = [company.name, *(known.name for known in (*company.domains, *company.names))]
    return tuple(sorted({slug_of_name(name) for name in names} - {company.slug}))


def former_terms(company: Company) -> tuple[tuple[str, str], ...]:
    """Each old address of a terms type below a company, with the present one.

    >>> former_terms(Company("x", "X", renamed_terms=(("Rules", "Community Guidelines"),)))
    (('rules', 'community-guidelines'),)
    """
    pairs = {(slug_of(old), slug_of(current_terms(company, old))) for old, _ in company.renamed_terms}
    return tuple(sorted((old, new) for old, new in pairs if old != new))


def moved_companies(companies: Sequence[Company]) -> Mapping[str, str]:
    """Old slug -> present slug, for redirects: never one that is a company's present slug, or that two could claim."""
    taken = {company.slug for company in companies}
    claims: dict[str, set[str]] = {}
    for company in companies:
        for slug in former_slugs(company):
            claims.setdefault(slug, set()).add(company.slug)
    return {old: min(new) for old, new in sorted(claims.items()) if len(new) == 1 and old not in taken}
