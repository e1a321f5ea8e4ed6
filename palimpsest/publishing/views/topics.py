"""The taxonomy -> the index of topics by category: `topics.html`."""

from dataclasses import dataclass

from palimpsest.model import Topic
from palimpsest.publishing import urls
from palimpsest.publishing.catalogue import Catalogue
from palimpsest.publishing.metadata import Metadata
from palimpsest.publishing.page_metadata import for_page
from palimpsest.publishing.views.frame import Frame, frame
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


def topics_page(catalogue: Catalogue) -> TopicsPage:
    """The index of topics."""
    settings = catalogue.settings
    return TopicsPage(
        url=urls.TOPICS,
        frame=frame(settings, here=urls.TOPICS),
        metadata=for_page(settings, urls.TOPICS, "Topics", "What the archived policies speak of, by subject."),
        categories=categories(catalogue),
    )


def categories(catalogue: Catalogue) -> tuple[Category, ...]:
    """The categories as arranged in the archive, each with its topics."""
    rows = {topic.slug: _row(catalogue, topic) for topic in catalogue.topics}
    return tuple(
        Category(
            topic.slug, rows[topic.slug], tuple(rows[one.slug] for one in catalogue.topics if one.parent == topic.slug)
        )
        for topic in catalogue.topics
        if topic.parent is None
    )


def _row(catalogue: Catalogue, topic: Topic) -> TopicRow:
    # Not how many passages: that changes with nearly every capture, and this page would with it.
    holding = [one for one in catalogue.companies if any(topic.slug in document.topics for document in one.documents)]
    holdings = counted(len(holding), "company", "companies") if holding else "no passage found"
    return TopicRow(topic.label, urls.topic(topic), topic.description, holdings, not holding)
