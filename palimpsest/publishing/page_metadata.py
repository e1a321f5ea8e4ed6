"""Stand-in until the page heads are written: each kind of page -> its plain Metadata."""

from palimpsest.model import Archive, Company, Document, Topic, Version
from palimpsest.publishing import urls
from palimpsest.publishing.metadata import Metadata
from palimpsest.timestamps import day_in_words


def for_page(archive: Archive, url: str, title: str, description: str) -> Metadata:
    """A page directly below home."""
    site = archive.settings.title
    full = title if title == site else f"{title} – {site}"
    return Metadata(full, description, urls.absolute(url, archive.settings.base_url))


def for_home(archive: Archive) -> Metadata:
    """Home."""
    return for_page(archive, urls.HOME, archive.settings.title, archive.settings.description)


def for_company(archive: Archive, company: Company) -> Metadata:
    """The timeline of a company."""
    return for_page(archive, urls.company(company), company.name, f"Archived policies of {company.name}.")


def for_document(archive: Archive, company: Company, document: Document) -> Metadata:
    """One document."""
    title = f"{company.name}: {document.terms_type}"
    return for_page(archive, urls.document(company, document), title, f"Every version of {title}.")


def for_version(archive: Archive, company: Company, document: Document, version: Version) -> Metadata:
    """One version."""
    title = f"{company.name}: {document.terms_type}, captured {day_in_words(version.captured_at)}"
    return for_page(archive, urls.version(company, document, version), title, f"{title}, with its source.")


def for_changes(archive: Archive, company: Company, document: Document, after: Version) -> Metadata:
    """The redline of a version against the one before."""
    title = f"{company.name}: {document.terms_type}, changes of {day_in_words(after.captured_at)}"
    return for_page(archive, urls.changes(company, document, after), title, title)


def for_topic(archive: Archive, topic: Topic) -> Metadata:
    """A topic in the texts of all companies."""
    return for_page(archive, urls.topic(topic), topic.label, topic.description)


def for_topic_company(archive: Archive, topic: Topic, company: Company) -> Metadata:
    """The history of a topic in the texts of a company."""
    title = f"{company.name} on {topic.label}"
    return for_page(archive, urls.topic_company(topic, company), title, topic.description)
