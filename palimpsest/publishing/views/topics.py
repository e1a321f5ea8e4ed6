"""The taxonomy -> the index of topics by category: `topics.html`."""

from collections import Counter
from itertools import chain

from palimpsest.english import counted
from palimpsest.model import Topic
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.metadata.pages import for_page
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.views.frame import Frame, frame
from palimpsest.values import Frozen


class TopicRow(Frozen):
    """A topic with what the archive holds on it; `is_empty` when no passage was found."""

    label: str
    url: str
    description: str
    holdings: str
    is_empty: bool


class Category(Frozen):
    """A practice category and the topics below it."""

    anchor: str
    itself: TopicRow
    topics: tuple[TopicRow, ...]


class TopicsPage(Frozen):
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
    companies = Counter(
        chain.from_iterable(set().union(*(own.topics for own in one.documents)) for one in catalogue.companies)
    )
    rows = {topic.slug: _row(topic, companies[topic.slug]) for topic in catalogue.topics}
    return tuple(
        Category(
            topic.slug, rows[topic.slug], tuple(rows[one.slug] for one in catalogue.topics if one.parent == topic.slug)
        )
        for topic in catalogue.topics
        if topic.parent is None
    )


def _row(topic: Topic, companies: int) -> TopicRow:
    # Not how many passages: that changes with nearly every capture, and this page would with it.
    holdings = counted(companies, "company", "companies") if companies else "no passage found"
    return TopicRow(topic.label, urls.topic(topic), topic.description, holdings, not companies)
