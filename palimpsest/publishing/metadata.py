"""What a page says about itself to machines, as data: Dublin Core, Open Graph, JSON-LD.

title, description, address -> Metadata(title, description, canonical, tags, links, json_ld)
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """The head of a page. `canonical` is absolute. `tags` are (attribute, key, value) with attribute `name` or
    `property`; `links` are (rel, type, href, title); `json_ld` is JSON text, `""` for none."""

    title: str
    description: str
    canonical: str
    tags: tuple[tuple[str, str, str], ...] = ()
    links: tuple[tuple[str, str, str, str], ...] = ()
    json_ld: str = ""
