"""What a company's texts share with others, by who the others are -> `shared_company.html`.

mono.net: "With Monoprice": 3 wordings, "the Facebook 'like button'). These features may collect ..." the longest.
"""

from palimpsest.english import counted
from palimpsest.publishing import urls
from palimpsest.publishing.making.shared import SharedAtCompany, SharedLine
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.metadata.shared import for_shared_company
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.shared import WordingGroup, group_of, names_of
from palimpsest.values import Frozen

_LONGEST_LIST = 400


class SharedCompanyPage(Frozen):
    """`groups` are by the companies with which the wordings are shared."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    company: Link
    summary: str
    groups: tuple[WordingGroup, ...]
    template: str = "shared_company.html"


def shared_company_page(shared: SharedAtCompany) -> SharedCompanyPage:
    """What one company shares."""
    company, settings = shared.sharer.company, shared.settings
    by_others: dict[tuple[str, ...], list[SharedLine]] = {}
    for line in shared.lines:
        by_others.setdefault(tuple(sorted(set(line.companies) - {company.slug})), []).append(line)
    named = [(f"With {names_of(others, shared.sharers)}", others, own) for others, own in by_others.items()]
    return SharedCompanyPage(
        url=urls.shared_company(company),
        frame=frame(settings, Link("Shared wording", urls.SHARED)),
        metadata=for_shared_company(settings, company),
        heading=f"{company.name}: shared wording",
        company=Link(company.name, urls.company(company)),
        summary=_summary(shared),
        groups=tuple(
            group_of(heading, own, shared.sharers, _LONGEST_LIST)
            for heading, _, own in sorted(named, key=lambda one: (len(one[1]), one[0].casefold(), one[1]))
        ),
    )


def _summary(shared: SharedAtCompany) -> str:
    if not shared.lines:
        return "No run of twelve words or more found in another company's texts as well."
    others = {slug for line in shared.lines for slug in line.companies} - {shared.sharer.company.slug}
    companies = counted(len(others), "other company", "other companies")
    return f"{counted(len(shared.lines), 'wording')} found in texts of {companies} as well."
