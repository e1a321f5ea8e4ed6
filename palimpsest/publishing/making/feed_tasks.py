"""The catalogue -> a task for each feed: the site's, each company's, each topic's. One is made anew when it has other
news, and not with another template.

26 companies and 39 topics  ->  FeedTask home, FeedTask companies/facebook/, ..., FeedTask topics/cookies-tracking/
"""

from typing import Any

from palimpsest.memo.asked import digest
from palimpsest.model import Settings, Topic
from palimpsest.publishing import urls
from palimpsest.publishing.making.catalogue import Chosen
from palimpsest.publishing.making.portions import newest, newest_by_topic
from palimpsest.publishing.making.tasks import CatalogueTask, Kept
from palimpsest.values import Frozen


class Plan(Frozen):
    """A feed of a page before its news is opened: its title, and the headlines of its entries with the slugs of their
    company and document, newest first; with a topic, entries hold only what touches it."""

    page: str
    title: str
    description: str
    chosen: tuple[Chosen, ...]
    topic: str | None = None


class FeedTask(Frozen):
    """One feed, and where the wordings of all documents are. `about` stands for what all feeds have in common."""

    settings: Settings
    topics: tuple[Topic, ...]
    plan: Plan
    open_wordings: Kept
    about: bytes

    @property
    def name(self) -> str:
        """What `--explain` and progress call it."""
        return self.plan.page or "home"

    @property
    def content(self) -> Any:
        """What it depends on: headlines have digests of the news they stand for."""
        plan = self.plan
        news = [(one.company, one.document, one.headline.url, one.headline.digest) for one in plan.chosen]
        return self.about, plan.page, plan.title, plan.description, news


def feed_tasks(task: CatalogueTask) -> list[FeedTask]:
    """Each feed on its own, the site's first."""
    settings, topics, companies = task.catalogue.settings, task.catalogue.topics, task.catalogue.companies
    about = digest((settings, topics))
    plans = [Plan(urls.HOME, settings.title, settings.description, newest(companies))]
    for holding in companies:
        company = holding.company
        said = f"Documents of {company.name}: first captures and changes of wording."
        plans.append(Plan(urls.company(company), f"{company.name} – {settings.title}", said, newest([holding])))
    for topic, chosen in zip(topics, newest_by_topic(task.catalogue).values(), strict=True):
        said = f"{topic.description} First captures and changes of wording in passages on this topic."
        plans.append(Plan(urls.topic(topic), f"{topic.label} – {settings.title}", said, chosen, topic.slug))
    return [FeedTask(settings, topics, plan, task.open_wordings, about) for plan in plans]
