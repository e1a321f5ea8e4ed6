"""Things -> their addresses on the site, and back to files. Every address on the site is made here.

An address is a root-relative path without its leading slash: `""` is home, `"companies/monoprice.com/"` a page,
`"feed.atom"` a file. Templates turn it into a link relative to the page it stands on (`relative`), so that the same
tree works at `/` and under any folder. Addresses are promises: adding a document changes no other's address.
"""

import re
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote, urlencode

from palimpsest.model import Company, Party, Placed, SharedPlace, Topic, Version

HOME = ""
COMPANIES = "companies/"
TOPICS = "topics/"
PARTIES = "parties/"
CHANGES = "changes/"
DATES = "dates/"
SHARED = "shared/"
SEARCH = "search/"
ABOUT = "about/"
METHODS = "methods/"
REPORT = "report/"
DATA = "data/"
TERMS = f"{ABOUT}#sources"
NOT_FOUND = "404.html"
FEED = "feed.atom"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
OPENSEARCH = "opensearch.xml"
MANIFEST = "manifest-sha256.txt"
REDIRECTS = "_redirects"
PAGEFIND = "pagefind/"
PAGEFIND_EARLIER = "pagefind/earlier/"
ASSETS = "assets/"

_SAFE = "/:@!$&'()*+,;=~"
_UNSAFE = re.compile(r"[^A-Za-z0-9_.\-/:@!$&'()*+,;=~]")
ARCHIVE_JSON = "api/archive.json"


class Named(Protocol):
    """What has an address of its own below its company's: a document, or the summary of one."""

    @property
    def slug(self) -> str:
        """The last part of the address."""


def company(company: Company) -> str:
    """The timeline over all documents of a company."""
    return f"{COMPANIES}{company.slug}/"


def document(owner: Company, document: Named) -> str:
    """One document of a company: its status and its history."""
    return f"{company(owner)}{document.slug}/"


def version(owner: Company, of: Named, version: Version) -> str:
    """One version, to be read."""
    return f"{document(owner, of)}{version.name}/"


def document_of(version_page: str) -> str:
    """The page of the document to which the page of a version belongs."""
    return f"{version_page.rstrip('/').rsplit('/', 1)[0]}/"


def changes(owner: Company, of: Named, after: Version) -> str:
    """The redline of a version against the one before."""
    return f"{version(owner, of, after)}changes/"


def compare(owner: Company, of: Named, before: str = "", after: str = "") -> str:
    """Any two versions of a document, side by side in one redline; `before` and `after` are `version_name`s."""
    query = urlencode([(key, name) for key, name in (("from", before), ("to", after)) if name])
    return f"{document(owner, of)}compare/{query and '?'}{query}"


def changes_year(year: int) -> str:
    """Every change of wording captured in one year."""
    return f"{CHANGES}{year}/"


def source(owner: Company, of: Named, of_version: Version, capture: int = 0) -> str:
    """The source bytes of one capture of a version, as received."""
    name = "source.md" if capture == 0 else f"source-{capture + 1}.md"
    return f"{version(owner, of, of_version)}{name}"


def citations(owner: Company, of: Named, extension: str) -> str:
    """The citations of all versions of a document: extension `bib` or `ris`."""
    return f"{document(owner, of)}citations.{extension}"


def passage(page: str, placed: Placed) -> str:
    """A passage on the page that carries it."""
    return f"{page}#{placed.anchor}"


def topic(topic: Topic) -> str:
    """A topic: passages of all companies."""
    return f"{TOPICS}{topic.slug}/"


def topic_year(of: Topic, year: int) -> str:
    """A topic as the texts captured by the end of a year had it."""
    return f"{topic(of)}end-of-{year}/"


def topic_company(of: Topic, company: Company) -> str:
    """The history of a topic in one company's texts."""
    return f"{topic(of)}{company.slug}/"


def shared_wording(id_: str) -> str:
    """One wording that several publishers' texts share."""
    return f"{SHARED}{id_}/"


def shared_company(company: Company) -> str:
    """The wordings that a company's texts share with others."""
    return f"{SHARED}companies/{company.slug}/"


def shared_json(company: str, document: str) -> str:
    """Which passages of a document (slugs) other companies' texts have, for programs and for its versions' pages."""
    return f"api/{SHARED}{company}/{document}.json"


def shared_place(place: SharedPlace) -> str:
    """Where a shared wording stands in the version that had it first."""
    return f"{COMPANIES}{place.company}/{place.document}/{place.version}/#{place.anchor}"


def party(party: Party) -> str:
    """A party: passages of all companies that name it or link to it."""
    return f"{PARTIES}{party.slug}/"


def search(**query: str) -> str:
    """The search page with its query and filters (q, company, terms, topic, year)."""
    return f"{SEARCH}?{urlencode(query)}" if query else SEARCH


def feed(page: str) -> str:
    """The Atom feed of a page that has one (home, a company, a topic)."""
    return f"{page}{FEED}"


def json_feed(page: str) -> str:
    """The JSON Feed beside the Atom feed."""
    return f"{page}feed.json"


def document_json(owner: Company, of: Named) -> str:
    """The facts of one document for programs."""
    return f"api/{document(owner, of)[:-1]}.json"


def sitemap_part(number: int) -> str:
    """One part of a sitemap too long for one file, counted from 1."""
    return f"sitemap-{number}.xml"


def asset(name: str) -> str:
    """A style sheet, script or picture of the theme."""
    return f"{ASSETS}{name}"


def file_of(url: str) -> str:
    """The file that answers an address: query and fragment dropped, a folder's index.html.

    >>> file_of("companies/monoprice.com/#top"), file_of(""), file_of("feed.atom")
    ('companies/monoprice.com/index.html', 'index.html', 'feed.atom')
    """
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def relative(url: str, page: str) -> str:
    """The link from a page to an address, so that the tree may be moved as a whole.

    >>> relative("companies/a/#x", "topics/cookies/"), relative("", ""), relative("#x", "about/")
    ('../../companies/a/#x', './', '#x')
    >>> relative("companies/a/", "companies/a/"), relative("a/feed.atom", "a/"), relative("a/b/", "a/c/x.html")
    ('./', 'feed.atom', '../b/')
    """
    if url.startswith("#"):
        return url
    path, quoted, rest = _divided(url)
    if path[:1] != page[:1]:  # most often, and told at once: they have no folder in common
        up, below = "../" * page.count("/"), quoted
    else:
        folder, up = page[: page.rfind("/") + 1], ""
        while not path.startswith(folder):
            folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"{up}../"
        below = path[len(folder) :] if quoted == path else _quoted(path[len(folder) :])
    return f"{up}{below}{rest}" if up or below else f"./{rest}"


@lru_cache(maxsize=4096)  # topics and the site's own pages are linked from nearly every page
def _divided(url: str) -> tuple[str, str, str]:
    """A path, the same as a link writes it, and its query and fragment."""
    path, sign, rest = url.partition("#")
    if "?" in path:
        path, _, _ = path.partition("?")
        return path, _quoted(path), url[len(path) :]
    return path, _quoted(path), sign + rest


def _quoted(path: str) -> str:
    return path if path.isascii() and not _UNSAFE.search(path) else quote(path, safe=_SAFE)


def rooted(url: str, root: str) -> str:
    """The link to an address from any depth, for the folder the site is served under.

    >>> rooted("companies/a/", "/sub/path/"), rooted("#main", "/")
    ('/sub/path/companies/a/', '#main')
    """
    return url if url.startswith("#") else root + quote(url, safe=f"{_SAFE}?#%")


def absolute(url: str, base_url: str) -> str:
    """The address on the live web (base_url ends with a slash)."""
    return base_url + url
