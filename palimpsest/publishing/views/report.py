"""What the build found -> the report: `report.html`. Findings about the content, changes by class, repairs, and places
noticed. Long lists are cut and say so."""

from collections.abc import Mapping, Sequence

from palimpsest.english import counted
from palimpsest.problems import Problem
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue, Mended
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.methods import Rule, rules
from palimpsest.reading.repairs import FLAGS, REPAIRS
from palimpsest.values import Frozen

_FINDINGS = 300
MOST_MENDED = 200  # versions that are listed


class Finding(Frozen):
    """A problem of the content, as the build printed it."""

    place: str
    severity: str
    message: str
    remedy: str


class Applied(Frozen):
    """A rule of mending or of noticing, and how often it was used: once for what versions repeat."""

    rule: Rule
    count: int


class ReportPage(Frozen):
    """The build's findings. `more_findings` and `more_versions` count what is not listed, `""` where all is."""

    url: str
    frame: Frame
    metadata: Metadata
    summary: str
    findings: tuple[Finding, ...]
    more_findings: str
    repairs: tuple[Applied, ...]
    flags: tuple[Applied, ...]
    versions: tuple[Mended, ...]
    more_versions: str
    template: str = "report.html"


def report_page(catalogue: Catalogue) -> ReportPage:
    """The build's findings, and where texts were mended."""
    settings, problems = catalogue.settings, sorted(catalogue.problems)
    documents = [document for holding in catalogue.companies for document in holding.documents]
    mended = [one for document in documents for one in document.mended]
    more = sum(document.more_mended for document in documents) + max(len(mended) - MOST_MENDED, 0)
    return ReportPage(
        url=urls.REPORT,
        frame=frame(settings, here=urls.REPORT),
        metadata=for_page(
            settings, urls.REPORT, "Build report", "What the last build found, mended and left as it is."
        ),
        summary=counted(len(problems), "finding") if problems else "No findings",
        findings=tuple(_finding(problem) for problem in problems[:_FINDINGS]),
        more_findings=_more(len(problems) - _FINDINGS, "finding"),
        repairs=_applied(REPAIRS, [document.repairs for document in documents]),
        flags=_applied(FLAGS, [document.flags for document in documents]),
        versions=tuple(most_mended(mended)),
        more_versions=_more(more, "version"),
    )  # fmt: skip


def _applied(sentences: Mapping[str, str], counts: Sequence[Mapping[str, int]]) -> tuple[Applied, ...]:
    every = {kind: sum(own.get(kind, 0) for own in counts) for kind in sentences}
    return tuple(Applied(rule, every[kind]) for kind, rule in rules(sentences).items() if every[kind])


def _finding(problem: Problem) -> Finding:
    return Finding(str(problem.location), problem.severity, problem.message, problem.remedy)


def most_mended(versions: Sequence[Mended]) -> Sequence[Mended]:
    """Those that are listed: all, in their order; of too many, those with most to tell."""
    if len(versions) <= MOST_MENDED:
        return versions
    return sorted(versions, key=lambda one: (-one.repairs - one.flags, one.url))[:MOST_MENDED]


def _more(count: int, noun: str) -> str:
    return f"And {counted(count, f'more {noun}')}." if count > 0 else ""
