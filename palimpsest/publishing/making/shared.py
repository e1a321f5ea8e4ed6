"""Wordings that companies share -> what the pages and files on them are made from, each light enough for its page.

    SharedWording(...), ...  ->  SharedLine for indexes, Found for its own page, SharedAtCompany for a company's

A wording's own page asks for all its places, an index for a line of it. So a further capture makes anew the pages of
the wordings whose places it changed, and of the companies these belong to.
"""

import pickle
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain

from palimpsest.model import Company, Settings, SharedWording
from palimpsest.publishing.making.catalogue import CompanyHolding
from palimpsest.values import Frozen

_EXCERPT = 150  # characters


class SharedLine(Frozen):
    """A wording as indexes name it. `companies` are slugs by first capture, `publishers` those of each; `since` is when
    a second publisher's text was captured with it, `changed` when what is shown of it last changed."""

    id: str
    excerpt: str
    words: int
    companies: tuple[str, ...]
    publishers: tuple[str, ...]
    since: date
    changed: date

    @property
    def spread(self) -> int:
        """In how many publishers' texts it stands."""
        return len(set(self.publishers))


class FoundWording(Frozen):
    """A wording as it is handed on: a line of it, and the passages that have it (slug of the company, of the document,
    and anchor). The whole of it, which few open, is kept in a file: so many bytes from `start`; `digest` stands for it.
    """

    line: SharedLine
    passages: tuple[tuple[str, str, str], ...]
    digest: str
    start: int
    length: int


class Sharer(Frozen):
    """A company as pages on shared wording name it: its `documents` are terms types by slug."""

    company: Company
    documents: Mapping[str, str]


class AlsoIn(Frozen):
    """Of a passage, in how many companies' texts of other publishers words of it stand, and the wording most have."""

    companies: int
    wording: str


class SharedAtCompany(Frozen):
    """What one company shares: the root of its page and of a file for each document, `passages` by document and anchor.
    `sharers` are the companies named, by slug."""

    settings: Settings
    sharer: Sharer
    sharers: Mapping[str, Sharer]
    lines: tuple[SharedLine, ...]
    passages: Mapping[str, Mapping[str, AlsoIn]]


def sharers_of(holdings: Iterable[CompanyHolding]) -> dict[str, Sharer]:
    """Every company by its slug, with no more than its name."""
    return {
        holding.company.slug: Sharer(
            Company(holding.company.slug, holding.company.name),
            {document.slug: document.terms_type for document in holding.documents},
        )
        for holding in holdings
    }


def found_of(wording: SharedWording, start: int = 0) -> tuple[FoundWording, bytes]:
    """A wording to be handed on, and the whole of it as it is kept from there on."""
    pickled = pickle.dumps(wording, protocol=5)
    passages = tuple(dict.fromkeys((place.company, place.document, place.anchor) for place in wording.places))
    digest = blake2b(pickled, digest_size=12).hexdigest()
    return FoundWording(line_of(wording), passages, digest, start, len(pickled)), pickled


def line_of(wording: SharedWording) -> SharedLine:
    """A wording in a line."""
    changes = [place.last_seen or place.first_seen for place in wording.places]
    return SharedLine(
        wording.id,
        excerpt_of(wording.text),
        wording.words,
        wording.companies,
        tuple(wording.publishers.values()),
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


def named(sharers: Mapping[str, Sharer], lines: Iterable[SharedLine]) -> dict[str, Sharer]:
    """The companies that these wordings name."""
    slugs = set(chain.from_iterable([line.companies for line in lines]))
    return {slug: sharer for slug, sharer in sharers.items() if slug in slugs}


def at_company(
    settings: Settings, sharer: Sharer, sharers: Mapping[str, Sharer], wordings: Iterable[FoundWording]
) -> SharedAtCompany:
    """What a company shares, from the wordings it has a part in and those who share them."""
    slug = sharer.company.slug
    lines: list[SharedLine] = []
    passages: dict[str, dict[str, list[SharedLine]]] = defaultdict(lambda: defaultdict(list))
    for wording in wordings:
        lines.append(wording.line)
        for company, document, anchor in wording.passages:
            if company == slug:
                passages[document][anchor].append(wording.line)
    also = {
        document: {anchor: _also_in(slug, own) for anchor, own in sorted(passages[document].items())}
        for document in sharer.documents
    }
    return SharedAtCompany(settings, sharer, sharers, tuple(lines), also)


def _also_in(slug: str, lines: Sequence[SharedLine]) -> AlsoIn:
    others = set()
    for line in lines:
        publishers = dict(zip(line.companies, line.publishers, strict=True))
        others |= {company for company, publisher in publishers.items() if publisher != publishers[slug]}
    most = max(lines, key=lambda line: (line.spread, len(line.companies), line.words, line.id))
    return AlsoIn(len(others), most.id)
