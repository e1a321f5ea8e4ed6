"""What stands around every page: the site's name, where one is, the ways to the other pages.

Settings, crumbs  ->  Frame
"""

from typing import Protocol
from urllib.parse import urlsplit

from palimpsest.model import Settings
from palimpsest.publishing import urls
from palimpsest.publishing.metadata.record import Metadata
from palimpsest.publishing.rights import are_several, rights
from palimpsest.values import Frozen


class Link(Frozen):
    """Words and the address on the site they lead to."""

    label: str
    url: str


NAVIGATION = (
    Link("Companies", urls.COMPANIES),
    Link("Topics", urls.TOPICS),
    Link("Parties", urls.PARTIES),
    Link("Changes", urls.CHANGES),
    Link("Shared wording", urls.SHARED),
    Link("Search", urls.SEARCH),
)
COLOPHON = (
    Link("Stated dates", urls.DATES),
    Link("About", urls.ABOUT),
    Link("Methods", urls.METHODS),
    Link("Data", urls.DATA),
    Link("Build report", urls.REPORT),
    Link("Feed of all companies", urls.feed(urls.HOME)),
    Link("JSON feed of all companies", urls.json_feed(urls.HOME)),
)
_NAMED = frozenset((urls.HOME, *(link.url for link in (*NAVIGATION, *COLOPHON))))  # in what stands around every page


class Frame(Frozen):
    """The same for every page but for `crumbs` (the pages above, home first), `here` (the address of the part of the
    site the page belongs to) and `rooted` (the folder that links start from, where they cannot be relative). `terms`
    leads to those of each source, None where they are the same for all texts."""

    site: str
    language: str
    licence: str
    crumbs: tuple[Link, ...]
    here: str
    rooted: str = ""
    terms: Link | None = None
    navigation: tuple[Link, ...] = NAVIGATION
    colophon: tuple[Link, ...] = COLOPHON
    home: str = urls.HOME
    search: str = urls.SEARCH
    methods: str = urls.METHODS
    opensearch: str = urls.OPENSEARCH
    style: str = urls.asset("style.css")
    script: str = urls.asset("page.js")
    icon: str = urls.asset("favicon.svg")


class View(Protocol):
    """What every page's view has."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def template(self) -> str:
        """The name of its template."""

    @property
    def frame(self) -> Frame:
        """What stands around it."""

    @property
    def metadata(self) -> Metadata:
        """What its head says of it."""


def frame(settings: Settings, *above: Link, here: str = "") -> Frame:
    """The frame of a page that stands below the pages `above` (home is added)."""
    crumbs = (Link("Home", urls.HOME), *above)
    where = here or (above[0].url if above else "")
    return Frame(settings.title, settings.language, rights(settings), crumbs, where, terms=_terms(settings))


def rooted_frame(settings: Settings) -> Frame:
    """The frame of a page that is served at any depth: its links start from the path of the site's base URL."""
    root = urlsplit(settings.base_url).path or "/"
    crumbs = (Link("Home", urls.HOME),)
    return Frame(settings.title, settings.language, rights(settings), crumbs, "", root, _terms(settings))


def _terms(settings: Settings) -> Link | None:
    return Link("The terms of each", urls.TERMS) if are_several(settings) else None


def surroundings(page: View) -> tuple[str, ...]:
    """All that the masthead, the colophon and the links to the theme's files depend on, but for the page's depth."""
    frame = page.frame
    url = page.url if page.url in _NAMED else "elsewhere"
    return frame.site, frame.language, frame.licence, frame.here, frame.rooted, url
