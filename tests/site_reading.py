"""A published page -> what a test asks of it: its elements with their attributes, and its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = field(repr=False)
    children: list["Element | str"] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "") -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                if not tag or child.tag == tag:
                    yield child
                yield from child.all(tag)

    def having(self, attribute: str, value: str | None = None) -> list["Element"]:
        return [one for one in self.all() if attribute in one.attributes and value in (None, one.attributes[attribute])]

    def of_class(self, name: str) -> list["Element"]:
        return [one for one in self.all() if name in one.attributes.get("class", "").split()]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, None)
        self.open = self.root
        self.unclosed: list[str] = []

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attributes):  # only SVG has them here
        self.open.children.append(Element(tag, {name: value or "" for name, value in attributes}, self.open))

    def handle_endtag(self, tag):
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        self.open = self.open.parent

    def handle_data(self, text):
        self.open.children.append(text)


@cache
def page(file: Path) -> Element:
    """The tree of an HTML file; fails where an element is not closed as it was opened."""
    builder = _Builder()
    builder.feed(file.read_text(encoding="utf-8"))
    assert builder.open is builder.root, f"{file}: <{builder.open.tag}> is never closed"
    return builder.root


def pages(site: Path) -> list[Path]:
    return sorted(file for file in site.rglob("*.html") if "pagefind" not in file.relative_to(site).parts)
