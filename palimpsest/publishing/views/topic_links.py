"""The topics that a company's texts hold -> the ways to their histories."""

from collections.abc import Sequence

from palimpsest.model import Company, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.views.frame import Link


def topic_links(held: Sequence[Topic], owner: Company) -> tuple[Link, ...]:
    """Ways to the histories of these topics; a category is left out where one of its topics is named."""
    covered = {topic.parent for topic in held}
    return tuple(Link(topic.label, urls.topic_company(topic, owner)) for topic in held if topic.slug not in covered)
