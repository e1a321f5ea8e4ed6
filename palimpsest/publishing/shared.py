"""Wordings that companies share -> what the pages and files on them are made from, each light enough for its page.

    SharedWording(...), ...  ->  SharedLine for indexes, SharedWordings for pages, SharedAtCompany for a company's

A wording's own page asks for all its places, an index for a line of it. So a further capture makes anew the pages of
the wordings whose places it changed, and of the companies these belong to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from palimpsest.model import Company, Settings, SharedWording
from palimpsest.publishing.catalogue import CompanyHolding

_EXCERPT = 150  # characters


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A wording as indexes name it. `companies` are slugs by first capture; `since` is when a second company's text
    was captured with it, `changed` when what is shown of it last changed."""

    id: str
    excerpt: str
    words: int
    companies: tuple[str, ...]
    since: date
    changed: date


@dataclass(frozen=True, slots=True)
class Sharer:
    """A company as pages on shared wording name it: its `documents` are terms types by slug."""

    company: Company
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Of a passage, how many other companies' texts have words of it, and the wording that most of them have."""

    companies: int
    wording: str


@dataclass(frozen=True, slots=True)
class SharedAtCompany:
    """What one company shares: the root of its page and of a file for each document, `passages` by document and anchor.
    `sharers` are the companies named, by slug."""

    settings: Settings
    sharer: Sharer
    sharers: Mapping[str, Sharer]
    lines: tuple[SharedLine, ...]
    passages: Mapping[str, Mapping[str, AlsoIn]]


@dataclass(frozen=True, slots=True)
class SharedWordings:
    """Some of the wordings, and the companies that share them, by slug: the root of their pages."""

    settings: Settings
    sharers: Mapping[str, Sharer]
    wordings: tuple[SharedWording, ...]


def sharers_of(holdings: Iterable[CompanyHolding]) -> dict[str, Sharer]:
    """Every company by its slug, with no more than its name."""
    return {
        holding.company.slug: Sharer(
            Company(holding.company.slug, holding.company.name),
            {document.slug: document.terms_type for document in holding.documents},
        )
        for holding in holdings
    }


def line_of(wording: SharedWording) -> SharedLine:
    """A wording in a line."""
    changes = [place.last_seen or place.first_seen for place in wording.places]
    return SharedLine(
        wording.id,
        excerpt_of(wording.text),
        wording.words,
        wording.companies,
        wording.shared_since.date(),
        max(changes).date(),
    )


def excerpt_of(text: str, longest: int = _EXCERPT) -> str:
    """The first words of a wording, in one line.

    >>> excerpt_of("which page\\nyou are visiting", 18)
    'which page you …'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"


def named(sharers: Mapping[str, Sharer], wordings: Iterable[SharedWording | SharedLine]) -> dict[str, Sharer]:
    """The companies that these wordings name."""
    slugs = {slug for wording in wordings for slug in wording.companies}
    return {slug: sharer for slug, sharer in sharers.items() if slug in slugs}


def at_companies(
    settings: Settings, sharers: Mapping[str, Sharer], wordings: Iterable[SharedWording]
) -> list[SharedAtCompany]:
    """What each company shares, of those too that share nothing."""
    lines: dict[str, list[SharedLine]] = defaultdict(list)
    passages: dict[str, dict[str, dict[str, list[SharedWording]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for wording in wordings:
        line = line_of(wording)
        for slug in line.companies:
            lines[slug].append(line)
        for place in wording.places:
            passages[place.company][place.document][place.anchor].append(wording)
    return [
        SharedAtCompany(
            settings,
            sharer,
            named(sharers, lines[slug]),
            tuple(lines[slug]),
            {
                document: {anchor: _also_in(slug, own) for anchor, own in sorted(passages[slug][document].items())}
                for document in sharer.documents
            },
        )
        for slug, sharer in sharers.items()
    ]


def _also_in(slug: str, wordings: Sequence[SharedWording]) -> AlsoIn:
    others = {company for wording in wordings for company in wording.companies if company != slug}
    most = max(wordings, key=lambda wording: (len(wording.companies), wording.words, wording.id))
    return AlsoIn(len(others), most.id)
