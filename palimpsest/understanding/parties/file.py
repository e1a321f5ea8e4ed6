"""content/parties.yaml -> the directory of parties, with every problem at its line.

    google: {name: Google, roles: [advertising], products: {Google Analytics: analytics}, domains: [google.com]}
        ->  Directory(parties={"google": Party(...)}, names=(PartyName("Google Analytics", "google", "analytics"), ...))

A name that cannot be used is reported and left out; the rest of the entry is kept.
"""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from palimpsest.addresses import parse_domain, parse_slug
from palimpsest.curated.forms import Reader, entry, listing, located, parsed, table, text, unknown_name
from palimpsest.curated.yamltext import parse_yaml
from palimpsest.model import Party, PartyRole
from palimpsest.plaintext import parse_one_line, quoted
from palimpsest.problems import ContentError, Location, Problem
from palimpsest.understanding.parties.names import (
    NO_PARTIES,
    Directory,
    PartyName,
    directory_of,
    first_capital,
    spelling,
)
from palimpsest.values import Frozen

ROLES: tuple[PartyRole, ...] = tuple(role for role in get_args(PartyRole) if role != "linked policy")

_LONGEST_NAME = 80  # characters
_Located = tuple[Location, Any]


class _Entry(Frozen):
    """What stands below one key: the party, and the places of what is checked against other entries."""

    party: Party
    name: _Located | None
    aliases: tuple[_Located, ...]
    products: tuple[tuple[Location, tuple[str, PartyRole]], ...]
    doubtful: tuple[_Located, ...]
    hidden: tuple[_Located, ...]
    domains: tuple[_Located, ...]
    hosting: tuple[_Located, ...]
    owner: _Located | None
    needs: tuple[str, ...]

    def names(self) -> Iterator[tuple[Location, PartyName]]:
        """Every name to look for, with its place."""
        slug, roles = self.party.slug, self.party.roles
        role = roles[0] if len(roles) == 1 else None
        if self.name:
            yield self.name[0], PartyName(self.name[1], slug, role, bool(self.needs) and not self.doubtful)
        yield from ((place, PartyName(name, slug, role)) for place, name in self.aliases)
        yield from ((place, PartyName(name, slug, of_product)) for place, (name, of_product) in self.products)
        yield from ((place, PartyName(name, slug, role, is_doubtful=True)) for place, name in self.doubtful)
        yield from ((place, PartyName(name, "")) for place, name in self.hidden)


def read_directory(text: str, path: str) -> tuple[Directory, list[Problem]]:
    """The directory of the file's text, called `path` in findings."""
    try:
        root, again = parse_yaml(text, path)
    except ContentError as error:
        return NO_PARTIES, [error.problem]
    entries, problems = table(_SLUG, _entry)(root)
    held = entries or ()
    # What stands in an entry that lacks something else is known all the same to those who name it or stand beside it.
    claims, _ = table(_SLUG, _claim)(root)
    problems += [*again, *_unknown_owners(claims or ()), *_twice(claims or ())]
    names: dict[str, PartyName] = {}
    for _, name in _all_names(held):
        names.setdefault(spelling(name.text), name)
    needs = {one.party.slug: one.needs for one in held if one.needs}
    hosting = {domain: one.party.slug for one in held for _, domain in one.hosting}
    return directory_of((one.party for one in held), names.values(), needs, hosting), sorted(problems)


def _entry(slug: str) -> Reader[_Entry]:
    def build(roles: tuple[PartyRole, ...], **rest: Any) -> _Entry:
        if not roles:
            raise ValueError(f"the party '{slug}' has no role")
        if rest.get("doubtful") and not rest.get("needs"):
            raise ValueError(f"the doubtful names of '{slug}' have no 'needs'")
        return _of_values(slug, roles=roles, **rest)

    return entry(build, required=_REQUIRED, optional=_OPTIONAL, remedy="See the head of content/parties.yaml.")


def _claim(slug: str) -> Reader[_Entry]:
    """As much of an entry as can be read, for checks against others; what is wrong with it `_entry` has said."""
    return entry(lambda **values: _of_values(slug, **values), required={}, optional={**_REQUIRED, **_OPTIONAL})


def _of_values(
    slug: str,
    name: _Located | None = None,
    description: str = "",
    roles: tuple[PartyRole, ...] = (),
    **rest: Any,
) -> _Entry:
    aliases, domains, hosting = (rest.get(key, ()) for key in ("aliases", "domains", "hosting"))
    products, owner = rest.get("products", ()), rest.get("owner")
    doubtful, needs = rest.get("doubtful", ()), rest.get("needs", ())
    party = Party(
        slug,
        name[1] if name else "",
        description,
        roles,
        tuple(alias for _, alias in (*aliases, *doubtful)),
        tuple(product for _, product in products),
        tuple(domain for _, domain in domains),
        owner[1] if owner else "",
        rest.get("services", ()),
    )
    return _Entry(party, name, aliases, products, doubtful, rest.get("except", ()), domains, hosting, owner, needs)


def parse_party_name(given: str) -> str:
    """A name that can be found in a text, or `ValueError`.

    >>> parse_party_name("google")
    Traceback (most recent call last):
    ...
    ValueError: 'google' has no capital letter: it can never be found
    """
    name = parse_one_line(given, _LONGEST_NAME)
    if first_capital(name) < 0:
        raise ValueError(f"{quoted(name)} has no capital letter: it can never be found")
    return name


def _parse_needed(given: str) -> str:
    word = parse_one_line(given, _LONGEST_NAME)
    if word != word.lower() or not word.removesuffix("~").replace(" ", "").replace("-", "").isalnum():
        raise ValueError(f"{quoted(word)} can never be found: it is compared with words in small letters")
    return word


def _parse_role(given: str) -> PartyRole:
    for role in ROLES:
        if role == given:
            return role
    raise ValueError(f"unknown role {quoted(given)}")


_SLUG = parsed(parse_slug, "Use lower-case letters, digits, hyphens and single dots: the-trade-desk")
_NAME_READER = located(parsed(parse_party_name, "Write it as texts do, with its capital letters."))
_ROLE = parsed(_parse_role, f"Known: {', '.join(ROLES)}.")


def _product(name: str) -> Reader[tuple[Location, tuple[str, PartyRole]]]:
    return located(parsed(lambda role: (parse_party_name(name), _parse_role(role)), f"Roles: {', '.join(ROLES)}."))


_DOMAIN_REMEDY = "Write the domain alone, in lower case: google.com"
_REQUIRED: dict[str, Reader[Any]] = {"name": _NAME_READER, "description": text(300), "roles": listing(_ROLE)}
_OPTIONAL: dict[str, Reader[Any]] = {
    "aliases": listing(_NAME_READER),
    "products": table(parsed(parse_party_name, "Write it as texts do, with its capital letters."), _product),
    "doubtful": listing(_NAME_READER),
    "except": listing(_NAME_READER),
    "domains": listing(located(parsed(parse_domain, _DOMAIN_REMEDY))),
    "services": listing(text(_LONGEST_NAME)),
    "hosting": listing(located(parsed(parse_domain, _DOMAIN_REMEDY))),
    "owner": located(_SLUG),
    "needs": listing(parsed(_parse_needed, "Write a word in small letters, or its beginning with a tilde: payment~")),
}


def _all_names(entries: Iterable[_Entry]) -> list[tuple[Location, PartyName]]:
    return [named for one in entries for named in one.names()]


def _unknown_owners(entries: Iterable[_Entry]) -> Iterator[Problem]:
    owners = {one.party.slug: one.party.owner for one in entries}
    for one in entries:
        if one.owner is None:
            continue
        place, owner = one.owner
        if owner not in owners:
            yield unknown_name(place, "party", owner, sorted(owners))
        elif one.party.slug in owner_chain(owner, owners):
            message = f"'{one.party.slug}' owns itself by way of '{owner}'"
            yield Problem(place, "error", message, "Leave out one of the owners.")


def owner_chain(slug: str, owners: dict[str, str]) -> tuple[str, ...]:
    """A party and who owns it, and who owns that.

    >>> owner_chain("slack", {"slack": "salesforce", "salesforce": ""})
    ('slack', 'salesforce')
    """
    chain: list[str] = []
    while slug and slug not in chain:
        chain.append(slug)
        slug = owners.get(slug, "")
    return tuple(chain)


def _twice(entries: Iterable[_Entry]) -> Iterator[Problem]:
    """Names and domains that stand a second time: which party they mean would be left to chance."""
    entries = list(entries)
    claims = [("name", spelling(name.text), name.text, place) for place, name in _all_names(entries)]
    claims += [("domain", domain, domain, place) for one in entries for place, domain in (*one.domains, *one.hosting)]
    first: dict[tuple[str, str], Location] = {}
    for what, key, shown, place in claims:
        if (before := first.setdefault((what, key), place)) is not place:
            message = f"the {what} {quoted(shown)} stands here again, first on line {before.line}"
            yield Problem(place, "error", message, "Keep one of the two: a name means one party.")
