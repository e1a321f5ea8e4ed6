"""What a page says about itself to machines, as data: Dublin Core, Open Graph, JSON-LD, and links between pages.

    title, description, address -> Metadata(title, description, canonical, tags, links, json_ld)

Highwire's `citation_*` tags are left out on purpose: citation managers take a page that has them for a journal article.
The builders for each kind of page stand in `pages.py`.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from palimpsest.model import Settings
from palimpsest.publishing import urls
from palimpsest.publishing.jsontext import json_text
from palimpsest.publishing.rights import rights
from palimpsest.values import Frozen

SITE_NAME_SEPARATOR = " – "


class Metadata(Frozen):
    """The head of a page. `canonical` is absolute. `tags` are (attribute, key, value) with attribute `name` or
    `property`; `links` are (rel, type, href, title), each href final: absolute or relative to the page; `json_ld` is
    JSON text that is safe inside a script element, `""` for none."""

    title: str
    description: str
    canonical: str
    tags: tuple[tuple[str, str, str], ...] = ()
    links: tuple[tuple[str, str, str, str], ...] = ()
    json_ld: str = ""


class Crumb(Frozen):
    """A page above, from home down: its name and its address."""

    name: str
    url: str


def metadata(
    settings: Settings,
    url: str,
    title: str,
    description: str,
    *,
    crumbs: Sequence[Crumb] = (),
    feed_of: Sequence[str] = (),
    kind: str = "website",
    tags: Sequence[tuple[str, str, str]] = (),
    links: Sequence[tuple[str, str, str, str]] = (),
    graph: Sequence[dict[str, Any]] = (),
) -> Metadata:
    """The head of any page. `feed_of` names the pages whose feeds are offered (the site's is always); `kind` is the
    Open Graph type; `tags`, `links` and `graph` (JSON-LD nodes) are added to what every page says."""
    canonical = urls.absolute(url, settings.base_url)
    full = title if title == settings.title else f"{title}{SITE_NAME_SEPARATOR}{settings.title}"
    common = [
        ("name", "DC.title", title),
        ("name", "DC.identifier", canonical),
        ("name", "DC.publisher", settings.title),
        ("name", "DC.language", settings.language),
        ("name", "DC.rights", rights(settings)),
        ("property", "og:title", title),
        ("property", "og:type", kind),
        ("property", "og:url", canonical),
        ("property", "og:site_name", settings.title),
        ("property", "og:description", description),
    ]
    given = {key for _, key, _ in tags}
    nodes = [*graph, *([breadcrumbs(settings.base_url, [*crumbs, Crumb(title, url)])] if crumbs else [])]
    return Metadata(
        full,
        description,
        canonical,
        tuple(tag for tag in (*(tag for tag in common if tag[1] not in given), *tags) if tag[2]),
        (*_feed_links(url, feed_of), *links),
        json_ld(nodes) if nodes else "",
    )


def json_ld(graph: Sequence[dict[str, Any]]) -> str:
    """Schema.org nodes as JSON text in which no `<`, `>` or `&` stands, so that no script element ends early."""
    text = json_text({"@context": "https://schema.org", "@graph": list(graph)})
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def breadcrumbs(base_url: str, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """The way down to a page."""
    items = [
        {"@type": "ListItem", "position": position, "name": crumb.name, "item": urls.absolute(crumb.url, base_url)}
        for position, crumb in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def web_address(text: str) -> str:
    """An outside address if a page may link to it (http or https with a host), else nothing.

    >>> web_address("http://www.monoprice.com/"), web_address("javascript:alert(1)")
    ('http://www.monoprice.com/', '')
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def _feed_links(url: str, feed_of: Sequence[str]) -> list[tuple[str, str, str, str]]:
    links = []
    for page in dict.fromkeys((*feed_of, urls.HOME)):
        title = "Changes of wording" + (", whole archive" if page == urls.HOME else ", this page")
        there = urls.relative(page, url).removeprefix("./")
        links.append(("alternate", "application/atom+xml", urls.feed(there), f"{title} (Atom)"))
        links.append(("alternate", "application/feed+json", urls.json_feed(there), f"{title} (JSON)"))
    return links
