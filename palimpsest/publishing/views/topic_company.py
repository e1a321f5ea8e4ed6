"""A topic in one company's texts -> its history, wording by wording, the gaps named: `topic_company.html`."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from palimpsest.model import Archive, Company, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_topic_company
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, Link, frame
from palimpsest.publishing.views.passages import Slip
from palimpsest.publishing.views.wording import counted, in_sentence
from palimpsest.timestamps import span_in_words


@dataclass(frozen=True, slots=True)
class Stage:
    """The wordings first captured in one version, and the time since the stage before."""

    captured_at: datetime
    document: Link
    gap: str
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class TopicCompanyPage:
    """The history of a topic at one company."""

    url: str
    frame: Frame
    metadata: Metadata
    heading: str
    topic: Link
    company: Link
    description: str
    summary: str
    stages: tuple[Stage, ...]
    template: str = "topic_company.html"


def topic_company_page(archive: Archive, concordance: Concordance, topic: Topic, owner: Company) -> TopicCompanyPage:
    """The history of a topic in the texts of a company that has passages on it."""
    url = urls.topic_company(topic, owner)
    heading = f"{owner.name} on {in_sentence(topic.label)}"
    own = sorted(concordance.slips[topic.slug][owner.slug], key=lambda slip: (slip.captured_at, slip.document.url))
    stages = _stages(own)
    summary = f"{counted(len(own), 'wording')} in {counted(len(stages), 'version')}"
    at = Link(topic.label, urls.topic(topic))
    return TopicCompanyPage(
        url=url,
        frame=frame(archive, Link("Topics", urls.TOPICS), at),
        metadata=for_topic_company(archive, topic, owner),
        heading=heading,
        topic=at,
        company=Link(owner.name, urls.company(owner)),
        description=topic.description,
        summary=summary,
        stages=stages,
    )


def _stages(found: list[Slip]) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for _, group in groupby(found, key=lambda slip: slip.document.url):
        together = tuple(group)
        first = together[0]
        gap = span_in_words(stages[-1].captured_at.date(), first.captured_at.date()) if stages else ""
        stages.append(Stage(first.captured_at, first.document, gap, together))
    return tuple(stages)
