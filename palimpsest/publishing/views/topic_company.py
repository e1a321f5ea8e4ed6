"""A topic in one company's texts -> its history, wording by wording, the gaps named: `topic_company.html`."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from palimpsest.english import counted
from palimpsest.model import Company, Settings, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.metadata.pages import for_topic_company
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip
from palimpsest.publishing.views.wording import in_sentence
from palimpsest.timestamps import span_in_words
from palimpsest.values import Frozen

_OPEN = 24  # stages; of more, all years but the newest are folded
_SLIPS = 400  # on one page: the newest


class Stage(Frozen):
    """The wordings first captured in one version. `gap` says how long before the document had the last new ones, `""`
    for none or the same day."""

    captured_at: datetime
    document: Link
    gap: str
    slips: tuple[Slip, ...]


class StageYear(Frozen):
    """The stages of a year. `summary` is empty where the history is short enough to stand open."""

    year: int
    summary: str
    is_open: bool
    stages: tuple[Stage, ...]


class TopicCompanyPage(Frozen):
    """The history of a topic at one company; `left_out` says how many of its first wordings are not shown, and `search`
    leads to them."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    topic: Link
    company: Link
    description: str
    summary: str
    years: tuple[StageYear, ...]
    left_out: str
    search: str
    template: str = "topic_company.html"


def topic_company_page(settings: Settings, topic: Topic, owner: Company, slips: Sequence[Slip]) -> TopicCompanyPage:
    """The history of a topic in the texts of a company, from all its slips on the topic."""
    own = sorted(slips, key=lambda slip: (slip.captured_at, slip.document.url))
    versions = len({slip.document.url for slip in own})
    at = Link(topic.label, urls.topic(topic))
    left_out = max(len(own) - _SLIPS, 0)
    return TopicCompanyPage(
        url=urls.topic_company(topic, owner),
        frame=frame(settings, Link("Topics", urls.TOPICS), at),
        metadata=for_topic_company(settings, topic, owner),
        heading=f"{owner.name} on {in_sentence(topic.label)}",
        topic=at,
        company=Link(owner.name, urls.company(owner)),
        description=topic.description,
        summary=f"{counted(len(own), 'wording')} in {counted(versions, 'version')}",
        years=_years(_stages(own[left_out:])),
        left_out=f"{counted(left_out, 'earlier wording')}" if left_out else "",
        search=urls.search(company=owner.slug, topic=topic.slug),
    )


def _years(stages: Sequence[Stage]) -> tuple[StageYear, ...]:
    years = [(year, tuple(group)) for year, group in groupby(stages, key=lambda stage: stage.captured_at.year)]
    return tuple(
        StageYear(year, _summary(group) if len(stages) > _OPEN else "", place == len(years), group)
        for place, (year, group) in enumerate(years, 1)
    )


def _summary(stages: Sequence[Stage]) -> str:
    wordings = sum(len(stage.slips) for stage in stages)
    return f"{counted(wordings, 'new wording')} in {counted(len(stages), 'version')}"


def _stages(found: Sequence[Slip]) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    latest: dict[str, date] = {}  # one document says nothing of the time that passed in another
    for _, group in groupby(found, key=lambda slip: slip.document.url):
        together = tuple(group)
        first = together[0]
        document, day = urls.document_of(first.document.url), first.captured_at.date()
        before = latest.get(document, day)
        gap = span_in_words(before, day) if before < day else ""
        latest[document] = day
        stages.append(Stage(first.captured_at, first.document, gap, together))
    return tuple(stages)
