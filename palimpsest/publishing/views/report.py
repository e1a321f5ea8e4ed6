"""What the build found -> the report: `report.html`. Findings about the content, changes by class, repairs, and places
noticed. Long lists are cut and say so."""

from dataclasses import dataclass

from palimpsest.problems import Problem
from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue, Mended
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.methods import Rule, rules
from palimpsest.publishing.views.wording import counted

_FINDINGS = 300
_VERSIONS = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of the content, as the build printed it."""

    place: str
    severity: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The build's findings. `more_findings` and `more_versions` count what is not listed, `""` where all is."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    findings: tuple[Finding, ...]
    more_findings: str
    repairs: tuple[Rule, ...]
    flags: tuple[Rule, ...]
    versions: tuple[Mended, ...]
    more_versions: str
    template: str = "report.html"


def report_page(catalogue: Catalogue) -> ReportPage:
    """The build's findings, and where texts were mended."""
    settings, problems = catalogue.settings, sorted(catalogue.problems)
    repairs, flags = rules(catalogue)
    mended = _mended(catalogue)
    return ReportPage(
        url=urls.REPORT,
        frame=frame(settings, here=urls.REPORT),
        metadata=for_page(
            settings, urls.REPORT, "Build report", "What the last build found, mended and left as it is."
        ),
        summary=counted(len(problems), "finding") if problems else "No findings",
        findings=tuple(_finding(problem) for problem in problems[:_FINDINGS]),
        more_findings=_more(len(problems) - _FINDINGS, "finding"),
        repairs=tuple(rule for rule in repairs if rule.count),
        flags=tuple(rule for rule in flags if rule.count),
        versions=mended[:_VERSIONS],
        more_versions=_more(len(mended) - _VERSIONS, "version"),
    )  # fmt: skip


def _finding(problem: Problem) -> Finding:
    return Finding(str(problem.location), problem.severity, problem.message, problem.remedy)


def _mended(catalogue: Catalogue) -> tuple[Mended, ...]:
    """In the archive's order; of more than are listed, those with most to tell first."""
    found = [one for holding in catalogue.companies for document in holding.documents for one in document.mended]
    if len(found) > _VERSIONS:
        found.sort(key=lambda one: (-one.repairs - one.flags, one.url))
    return tuple(found)


def _more(count: int, noun: str) -> str:
    return f"And {counted(count, f'more {noun}')}." if count > 0 else ""
