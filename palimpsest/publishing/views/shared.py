"""All wordings that companies share -> their index: `shared.html`. What two companies alone share is folded."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from palimpsest.english import counted, joined
from palimpsest.model import Company
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.making.shared import SharedLine, Sharer, sharers_of
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.values import Frozen

_MANY = 3  # publishers: what so many share comes first, by itself
_LONGEST_LIST = 60  # of what two companies share: their own pages have more
_OPEN = 3  # wordings of a group; of more, it is folded
_MOST_NAMED = 6  # companies in a line


class WordingRow(Frozen):
    """A wording in a list: its first words, who has it, and since when two companies do."""

    excerpt: str
    url: str
    size: str
    companies: str
    since: date


class WordingGroup(Frozen):
    """Wordings that the same companies share; a short list stands open. `left_out` says how many are not in it, and
    `more` leads to where they are."""

    heading: str
    count: str
    is_open: bool
    rows: tuple[WordingRow, ...]
    left_out: str
    more: Link | None


class SharedPage(Frozen):
    """`companies` are those that share anything, with how much."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    widely: tuple[WordingRow, ...]
    pairs: tuple[WordingGroup, ...]
    companies: tuple[tuple[Link, str], ...]
    parties: str = urls.PARTIES
    template: str = "shared.html"


def shared_page(catalogue: Catalogue) -> SharedPage:
    """The index of shared wording."""
    lines, sharers, settings = catalogue.shared, sharers_of(catalogue.companies), catalogue.settings
    described = "Runs of words found in the texts of several publishers of this archive."
    return SharedPage(
        url=urls.SHARED,
        frame=frame(settings, here=urls.SHARED),
        metadata=for_page(settings, urls.SHARED, "Shared wording", described),
        summary=_summary(lines),
        widely=rows_of([line for line in lines if line.spread >= _MANY], sharers),
        pairs=_pairs([line for line in lines if line.spread < _MANY], sharers),
        companies=_companies(lines, sharers),
    )


def rows_of(
    lines: Iterable[SharedLine], sharers: Mapping[str, Sharer], longest: int | None = None
) -> tuple[WordingRow, ...]:
    """Wordings in a list, no more of them than `longest`: what most publishers share first, then the longest."""
    order = sorted(lines, key=lambda line: (-line.spread, -len(line.companies), -line.words, line.id))[:longest]
    return tuple(
        WordingRow(
            line.excerpt,
            urls.shared_wording(line.id),
            counted(line.words, "word"),
            names_of(line.companies, sharers),
            line.since,
        )
        for line in order
    )


def names_of(slugs: Sequence[str], sharers: Mapping[str, Sharer]) -> str:
    """The names of companies, of many the first ones and how many more."""
    names = [sharers[slug].company.name if slug in sharers else slug for slug in slugs]
    return joined(names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], f"{len(names) - 5} more"])


def _summary(lines: Sequence[SharedLine]) -> str:
    if not lines:
        return "No run of twelve words or more found in the texts of two publishers."
    companies = {slug for line in lines for slug in line.companies}
    return f"{counted(len(lines), 'wording')} found in texts of {counted(len(companies), 'company', 'companies')}."


def _pairs(lines: Sequence[SharedLine], sharers: Mapping[str, Sharer]) -> tuple[WordingGroup, ...]:
    by_pair: dict[tuple[str, ...], list[SharedLine]] = {}
    for line in lines:
        by_pair.setdefault(tuple(sorted(set(line.publishers))), []).append(line)
    companies = [sorted({company for line in own for company in line.companies}) for own in by_pair.values()]
    named = [(names_of(those, sharers), those, own) for those, own in zip(companies, by_pair.values(), strict=True)]
    return tuple(
        group_of(heading, own, sharers, _LONGEST_LIST, _more(sharers[pair[0]].company))
        for heading, pair, own in sorted(named, key=lambda one: (one[0].casefold(), one[1]))
    )


def group_of(
    heading: str, lines: Sequence[SharedLine], sharers: Mapping[str, Sharer], longest: int, more: Link | None = None
) -> WordingGroup:
    """Wordings under a heading, no more of them than `longest`."""
    left_out = max(0, len(lines) - longest)
    return WordingGroup(
        heading,
        counted(len(lines), "wording"),
        len(lines) <= _OPEN,
        rows_of(lines, sharers, longest),
        counted(left_out, "shorter wording") if left_out else "",
        more if left_out else None,
    )


def _more(company: Company) -> Link:
    return Link(company.name, urls.shared_company(company))


def _companies(lines: Sequence[SharedLine], sharers: Mapping[str, Sharer]) -> tuple[tuple[Link, str], ...]:
    counts = dict.fromkeys(sharers, 0)
    for line in lines:
        for slug in line.companies:
            counts[slug] += 1
    return tuple(
        (_more(sharers[slug].company), counted(count, "wording"))
        for slug, count in sorted(counts.items(), key=lambda one: (sharers[one[0]].company.name.casefold(), one[0]))
        if count
    )
