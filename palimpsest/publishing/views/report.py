"""What the build found -> the report: `report.html`. Findings about the content, repairs, and places noticed."""

from dataclasses import dataclass

from palimpsest.model import Archive
from palimpsest.problems import Problem
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.methods import Rule, rules
from palimpsest.publishing.views.wording import counted


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of the content, as the build printed it."""

    place: str
    severity: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class VersionCount:
    """What was mended and noticed in one version."""

    label: str
    url: str
    repairs: int
    flags: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The build's findings."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    findings: tuple[Finding, ...]
    repairs: tuple[Rule, ...]
    flags: tuple[Rule, ...]
    versions: tuple[VersionCount, ...]
    template: str = "report.html"


def report_page(archive: Archive) -> ReportPage:
    """The build's findings, and where texts were mended."""
    repairs, flags = rules(archive)
    return ReportPage(
        url=urls.REPORT,
        frame=frame(archive, here=urls.REPORT),
        metadata=for_page(archive, urls.REPORT, "Build report", "What the last build found, mended and left as it is."),
        summary=counted(len(archive.problems), "finding") if archive.problems else "No findings",
        findings=tuple(_finding(problem) for problem in sorted(archive.problems)),
        repairs=tuple(rule for rule in repairs if rule.count),
        flags=tuple(rule for rule in flags if rule.count),
        versions=tuple(_versions(archive)),
    )


def _finding(problem: Problem) -> Finding:
    return Finding(str(problem.location), problem.severity, problem.message, problem.remedy)


def _versions(archive: Archive) -> list[VersionCount]:
    rows = []
    for company in archive.companies:
        for document in company.documents:
            for version in document.versions:
                parts = [version.reading, *(placed.passage for placed in version.reading.placed())]
                repairs, flags = sum(len(part.repairs) for part in parts), sum(len(part.flags) for part in parts)
                if repairs or flags:
                    label = f"{company.name}: {document.terms_type}, {urls.version_name(document, version)}"
                    rows.append(VersionCount(label, urls.version(company, document, version), repairs, flags))
    return rows
