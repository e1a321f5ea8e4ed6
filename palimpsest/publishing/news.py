"""The archive -> what is worth telling: a document first captured, its wording changed. Newest first.

    Revision(before=2004's, after=2017's, revision_class="wording") -> News(title="Monoprice: Privacy Policy, ...")

Only changes of wording are news; a revision of links or formatting never is. Topics are those of the passages touched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from palimpsest.model import Archive, Change, Company, Document, Placed, Revision, Version
from palimpsest.publishing import urls
from palimpsest.timestamps import day_in_words


@dataclass(frozen=True, slots=True)
class News:
    """One event of a document: `before` and `revision` are None when it was first captured. `topics_of` holds the
    topics by anchor for the passages of the later version (`after`) and of the earlier one (`before`)."""

    company: Company
    document: Document
    before: Version | None
    after: Version
    revision: Revision | None
    topics_after: Mapping[str, frozenset[str]]
    topics_before: Mapping[str, frozenset[str]]

    @property
    def instant(self) -> datetime:
        """The capture that showed it."""
        return self.after.captured_at

    @property
    def url(self) -> str:
        """The page that tells it in full."""
        make = urls.version if self.revision is None else urls.changes
        return make(self.company, self.document, self.after)

    @property
    def title(self) -> str:
        """What happened, in one line."""
        happened = "first captured" if self.revision is None else "wording changed, as captured"
        return f"{self.company.name}: {self.document.terms_type}, {happened} {day_in_words(self.instant)}"

    def changes(self, topic: str | None = None) -> list[Change]:
        """The changes that readers see (nothing kept), of one topic if named."""
        if self.revision is None:
            return []
        seen = (change for change in self.revision.changes if change.kind != "kept")
        return [change for change in seen if topic is None or topic in self.topics_of(change)]

    def topics_of(self, change: Change) -> frozenset[str]:
        """The topics of a change: of its wording before and after."""
        before = self.topics_before.get(change.before.anchor, frozenset()) if change.before else frozenset()
        after = self.topics_after.get(change.after.anchor, frozenset()) if change.after else frozenset()
        return before | after

    def passages(self, topic: str | None = None) -> list[Placed]:
        """The passages of the later version, of one topic if named."""
        placed = self.after.reading.text()
        return [at for at in placed if topic is None or topic in self.topics_after.get(at.anchor, frozenset())]

    def topics(self) -> frozenset[str]:
        """Every topic touched: of what changed, or of the whole text when first captured."""
        if self.revision is None:
            return frozenset().union(*self.topics_after.values())
        return frozenset().union(*map(self.topics_of, self.changes()))


def news(archive: Archive, companies: Iterable[Company]) -> list[News]:
    """Everything worth telling of these companies, newest first; of one instant, in the order of the addresses."""
    found = [
        item for company in companies for document in company.documents for item in _of(archive, company, document)
    ]
    found.sort(key=lambda item: item.url)
    found.sort(key=lambda item: item.instant, reverse=True)
    return found


def news_of(archive: Archive, owner: Company, document: Document) -> tuple[News, ...]:
    """Everything worth telling of one document."""
    return tuple(_of(archive, owner, document))


def _of(archive: Archive, company: Company, document: Document) -> Iterator[News]:
    versions = {version.digest: version for version in document.versions}
    topics = {digest: _topics(archive, version) for digest, version in versions.items()}
    if document.versions:
        first = document.versions[0]
        yield News(company, document, None, first, None, topics[first.digest], {})
    for revision in document.revisions:
        if revision.revision_class == "wording":
            before, after = versions[revision.before], versions[revision.after]
            yield News(company, document, before, after, revision, topics[revision.after], topics[revision.before])


def _topics(archive: Archive, version: Version) -> dict[str, frozenset[str]]:
    labels = archive.findings_of(version).labels
    return {anchor: frozenset(label.topic for label in of) for anchor, of in labels.items()}
