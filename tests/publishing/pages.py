"""An archive -> all its views; HTML text -> the few facts of it that tests ask for: elements, ids, links, words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from palimpsest.model import Archive
from palimpsest.publishing.views import document_views
from palimpsest.publishing.views.frame import View
from palimpsest.publishing.views.history import history_of
from tests.publishing.catalogues import catalogue_of, catalogue_views, sharing_views

_INLINE = {"a", "span", "strong", "em", "mark", "ins", "del", "q", "code", "s"}
_VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}


@dataclass
class Page(HTMLParser):
    """A parsed page. `elements` are (name, attributes) in order; `open` are those never closed."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    misnested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in _INLINE:
            self.text.append(" ")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data):
        self.text.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for element, attributes in self.elements if element == name]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if attributes.get("id")]

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def all_views(archive: Archive) -> Iterator[View]:
    """The pages of each document, then those of the catalogue."""
    for owner in archive.companies:
        for document in owner.documents:
            yield from document_views(history_of(archive, owner, document))
    catalogue, open_wordings = catalogue_of(archive)
    yield from catalogue_views(catalogue, open_wordings)
    yield from sharing_views(archive, catalogue)
