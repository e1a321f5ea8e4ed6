"""The taxonomy -> the index of topics by category: `topics.html`."""

from dataclasses import dataclass

from palimpsest.model import Archive, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.concordance import Concordance
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.publishing.views.passages import Slips
from palimpsest.publishing.views.wording import counted


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with what the archive holds on it; `is_empty` when no passage was found."""

    label: str
    url: str
    description: str
    holdings: str
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Category:
    """A practice category and the topics below it."""

    anchor: str
    itself: TopicRow
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """The index of topics."""

    url: str
    frame: Frame
    metadata: Metadata
    categories: tuple[Category, ...]
    template: str = "topics.html"


def topics_page(archive: Archive, concordance: Concordance) -> TopicsPage:
    """The index of topics."""
    return TopicsPage(
        url=urls.TOPICS,
        frame=frame(archive, here=urls.TOPICS),
        metadata=for_page(archive, urls.TOPICS, "Topics", "What the archived policies speak of, by subject."),
        categories=categories(archive, concordance.slips),
    )


def categories(archive: Archive, found: Slips) -> tuple[Category, ...]:
    """The categories as arranged in the archive, each with its topics."""
    return tuple(
        Category(
            topic.slug, _row(topic, found), tuple(_row(t, found) for t in archive.topics if t.parent == topic.slug)
        )
        for topic in archive.topics
        if topic.parent is None
    )


def _row(topic: Topic, found: Slips) -> TopicRow:
    by_company = found.get(topic.slug, {})
    passages, companies = sum(map(len, by_company.values())), len(by_company)
    holdings = (
        f"{counted(passages, 'passage')}, {counted(companies, 'company', 'companies')}"
        if passages
        else "no passage found"
    )
    return TopicRow(topic.label, urls.topic(topic), topic.description, holdings, not passages)
