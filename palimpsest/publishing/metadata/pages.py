"""Each kind of page -> its Metadata.

    for_version(archive, company, document, version) -> title "Monoprice: Privacy Policy, captured 7 October 2017", ...

Titles and descriptions keep to the rules of evidence: captured, first seen, stated; never "published on".
"""

from typing import Any

from palimpsest.model import Archive, Company, Document, Party, Settings, Topic, Version
from palimpsest.publishing import urls
from palimpsest.publishing.data.citations import author, stated_date
from palimpsest.publishing.languages import text_language
from palimpsest.publishing.making.catalogue import CompanyHolding
from palimpsest.publishing.metadata.record import Crumb, Metadata, metadata, web_address
from palimpsest.publishing.rights import rights
from palimpsest.timestamps import day_in_words, instant_in_words, iso

_HOME = Crumb("Home", urls.HOME)
_COMPANIES = Crumb("Companies", urls.COMPANIES)
_TOPICS = Crumb("Topics", urls.TOPICS)
_PARTIES = Crumb("Parties", urls.PARTIES)


def for_home(settings: Settings) -> Metadata:
    """Home: the site, with its search."""
    site = {
        "@type": "WebSite",
        "name": settings.title,
        "url": settings.base_url,
        "description": settings.description,
        "inLanguage": settings.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": urls.absolute(f"{urls.SEARCH}?q={{search_term_string}}", settings.base_url),
            },
            "query-input": "required name=search_term_string",
        },
    }
    return metadata(settings, urls.HOME, settings.title, settings.description, graph=[site])


def for_page(settings: Settings, url: str, title: str, description: str) -> Metadata:
    """A page directly below home: an index, search, about, methods, the report."""
    return metadata(settings, url, title, description, crumbs=[_HOME])


def for_company(settings: Settings, holding: CompanyHolding) -> Metadata:
    """The timeline of a company."""
    company = holding.company
    captures = [instant for document in holding.documents for instant in document.captures]
    kinds = ", ".join(document.terms_type for document in holding.documents)
    between = f", captured between {day_in_words(min(captures))} and {day_in_words(max(captures))}" if captures else ""
    url = urls.company(company)
    description = f"{kinds or 'Documents'} of {company.name}{between}: every version, and what changed."
    return metadata(settings, url, company.name, description, crumbs=[_HOME, _COMPANIES], feed_of=[url])


def for_document(settings: Settings, company: Company, document: Document) -> Metadata:
    """One document: a data set of its versions."""
    url = urls.document(company, document)
    base = settings.base_url
    first, last = document.snapshots[0].captured_at, document.snapshots[-1].captured_at
    title = f"{company.name}: {document.terms_type}"
    description = (
        f"The {document.terms_type} of {company.name}, captured {len(document.snapshots)} times between "
        f"{day_in_words(first)} and {day_in_words(last)}: {len(document.versions)} versions and what changed."
        if first != last
        else f"The {document.terms_type} of {company.name}, captured {day_in_words(first)}."
    )
    data_set = {
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": urls.absolute(url, base),
        "temporalCoverage": f"{iso(first)}/{iso(last)}",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": settings.title, "url": base},
        "about": {"@type": "Organization", "name": company.name},
        "license": web_address(rights(settings)),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": urls.absolute(urls.document_json(company, document), base),
        },
    }
    return metadata(
        settings,
        url,
        title,
        description,
        crumbs=[_HOME, _COMPANIES, _crumb(company)],
        feed_of=[urls.company(company)],
        tags=[("name", "DC.creator", company.name), ("name", "DC.type", "Dataset")],
        links=[
            (
                "alternate",
                "application/json",
                urls.relative(urls.document_json(company, document), url),
                "This document as data",
            )
        ],
        graph=[_without_nothing(data_set)],
    )


def for_version(
    archive: Archive, company: Company, document: Document, version: Version, place: int, words: int
) -> Metadata:
    """One version, to be read: `DC.date` is the capture, `DC.source` the original address. `place` is its index in the
    document, `words` the number of its words; the caller knows both, and they are dear to find out."""
    url = urls.version(company, document, version)
    snapshot = version.snapshots[0]
    title = f"{company.name}: {document.terms_type}, captured {day_in_words(snapshot.captured_at)}"
    host = f" at {snapshot.captured_host}" if snapshot.captured_host else ""
    description = (
        f"{document.terms_type} of {company.name} as captured{host} on {instant_in_words(snapshot.captured_at)}, "
        f"{words:,} words, with its source, what changed and how to cite it."
    )
    return metadata(
        archive.settings,
        url,
        title,
        description,
        crumbs=_down_to(company, document),
        feed_of=[urls.company(company)],
        kind="article",
        tags=[
            ("name", "DC.creator", author(company, snapshot)),
            ("name", "DC.date", iso(snapshot.captured_at)),
            ("name", "DC.source", snapshot.original_url),
            ("name", "DC.language", text_language(archive.settings, version)),
            ("name", "DC.type", "Text"),
        ],
        links=[*_memento_links(version), *_neighbours(company, document, place, url)],
        graph=[_archived_document(archive, company, document, version, title)],
    )


def for_compare(settings: Settings, company: Company, document: Document) -> Metadata:
    """Any two versions of a document: not to be listed, since it says nothing before two are chosen."""
    return metadata(
        settings,
        urls.compare(company, document),
        f"{company.name}: {document.terms_type}, any two versions compared",
        f"Choose any two archived versions of the {document.terms_type} of {company.name}: a redline tells them apart.",
        crumbs=_down_to(company, document),
        tags=[("name", "robots", "noindex")],
    )


def for_changes(settings: Settings, company: Company, document: Document, after: Version) -> Metadata:
    """The redline of a version against the one before."""
    captured = day_in_words(after.captured_at)
    return metadata(
        settings,
        urls.changes(company, document, after),
        f"{company.name}: {document.terms_type}, what changed as captured {captured}",
        f"The {document.terms_type} of {company.name}, captured {captured}, against the version before.",
        crumbs=[*_down_to(company, document), Crumb(f"Captured {captured}", urls.version(company, document, after))],
        feed_of=[urls.company(company)],
        kind="article",
        tags=[("name", "DC.creator", settings.title), ("name", "DC.date", iso(after.captured_at))],
    )


def for_topic(settings: Settings, topic: Topic) -> Metadata:
    """A topic: passages of all companies."""
    url = urls.topic(topic)
    tags = [("name", "DC.subject", topic.label)]
    crumbs = [_HOME, _TOPICS]
    return metadata(settings, url, topic.label, topic.description, crumbs=crumbs, feed_of=[url], tags=tags)


def for_topic_year(settings: Settings, topic: Topic, year: int) -> Metadata:
    """A topic at the end of a year."""
    return metadata(
        settings,
        urls.topic_year(topic, year),
        f"{topic.label}, end of {year}",
        f"Passages on {topic.label} in the texts captured by the end of {year}, company beside company.",
        crumbs=[_HOME, _TOPICS, Crumb(topic.label, urls.topic(topic))],
        tags=[("name", "DC.subject", topic.label)],
    )


def for_topic_company(settings: Settings, topic: Topic, company: Company) -> Metadata:
    """The history of a topic in one company's texts."""
    return metadata(
        settings,
        urls.topic_company(topic, company),
        f"{topic.label}: {company.name}",
        f"Passages on {topic.label} in the texts of {company.name}, with first and last capture of each wording.",
        crumbs=[_HOME, _TOPICS, Crumb(topic.label, urls.topic(topic))],
        feed_of=[urls.topic(topic), urls.company(company)],
        tags=[("name", "DC.subject", topic.label)],
    )


def for_party(settings: Settings, party: Party) -> Metadata:
    """A party: passages of all companies that name it or link to it."""
    description = f"Archived policies that name {party.name} or link to it: each wording, first and last seen."
    return metadata(settings, urls.party(party), party.name, description, crumbs=[_HOME, _PARTIES])


def _crumb(company: Company) -> Crumb:
    return Crumb(company.name, urls.company(company))


def _down_to(company: Company, document: Document) -> list[Crumb]:
    return [_HOME, _COMPANIES, _crumb(company), Crumb(document.terms_type, urls.document(company, document))]


def _memento_links(version: Version) -> list[tuple[str, str, str, str]]:
    """RFC 7089 in HTML: the live page and the archived one."""
    snapshot = version.snapshots[0]
    of = (("original", snapshot.original_url), ("memento", snapshot.memento_url))
    return [(rel, "", address, "") for rel, text in of if (address := web_address(text))]


def _neighbours(company: Company, document: Document, place: int, url: str) -> list[tuple[str, str, str, str]]:
    links = []
    for rel, index in (("prev", place - 1), ("next", place + 1)):
        if 0 <= index < len(document.versions):
            other = document.versions[index]
            address = urls.relative(urls.version(company, document, other), url)
            links.append((rel, "", address, f"Captured {day_in_words(other.captured_at)}"))
    return links


def _archived_document(
    archive: Archive, company: Company, document: Document, version: Version, title: str
) -> dict[str, Any]:
    base = archive.settings.base_url
    snapshot = version.snapshots[0]
    stated = stated_date(archive.findings_of(version).stated_dates)
    node = {
        "@type": ["DigitalDocument", "ArchiveComponent"],
        "name": title,
        "alternativeHeadline": version.reading.title,
        "url": urls.absolute(urls.version(company, document, version), base),
        "inLanguage": text_language(archive.settings, version),
        "author": {"@type": "Organization", "name": author(company, snapshot)},
        "isBasedOn": web_address(snapshot.original_url),
        "archivedAt": web_address(snapshot.memento_url),
        "temporalCoverage": iso(snapshot.captured_at),  # when the text was seen to stand; not when it was written
        "datePublished": stated,
        "holdingArchive": {"@type": "ArchiveOrganization", "name": archive.settings.title, "url": base},
        "isPartOf": {
            "@type": "Dataset",
            "name": f"{company.name}: {document.terms_type}",
            "url": urls.absolute(urls.document(company, document), base),
        },
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": urls.absolute(urls.source(company, document, version), base),
            "encodingFormat": "text/markdown",
            "sha256": snapshot.sha256,
        },
    }
    return _without_nothing(node)


def _without_nothing(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value}
