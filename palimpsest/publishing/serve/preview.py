"""A request while serving -> what the browser is shown: a published file, or why the last build failed.

"/companies/" -> Shown(200, "text/html; charset=utf-8", b"... <script src=/livereload.js?...></script></head> ...")
"""

import re
import secrets
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

from palimpsest.publishing.serve.error_page import error_page, waiting_page
from palimpsest.publishing.serve.headers import content_type
from palimpsest.publishing.serve.rebuild import Build
from palimpsest.publishing.serve.routing import asks_for_page, route, split_host
from palimpsest.values import Frozen

LAST_GOOD_ADDRESS = "/.preview/last-good"

_PAGE = "text/html; charset=utf-8"


@dataclass
class Preview:
    """What is served now. Read and changed on the server's own thread only."""

    folder: Path
    host: str
    last: Build | None = None
    shown: dict[str, int] = field(default_factory=dict)  # page's path -> number of the build it was sent after
    run: str = field(default_factory=lambda: secrets.token_hex(4))  # so that a cookie of an earlier run means nothing

    @property
    def number(self) -> int:
        """Number of the last build, 0 before the first."""
        return self.last.number if self.last else 0

    @property
    def last_good_cookie(self) -> str:
        """The cookie of a reader who asked for the last good site: it holds until the next build."""
        return f"{self.run}-{self.number}"

    def is_outdated(self, path: str) -> bool:
        """Whether the page at this path was sent before the last build ended."""
        return self.shown.get(path, self.number) != self.number


class Shown(Frozen):
    """An answer as it is sent; `location` is set for a redirect."""

    status: int
    kind: str = "text/plain; charset=utf-8"
    body: bytes = b""
    location: str = ""


def show(preview: Preview, address: str, host: str, cookie: str) -> Shown | None:
    """Answer a request for `address` (path and query) with the given Host header and cookie.

    None in the instant in which publishing has taken the old folder away and not yet put the new one in its place.
    """
    answer = route(preview.folder, address)
    if answer.status == 301:
        return Shown(301, location=answer.location)
    if asks_for_page(address) and (page := _own_page(preview, address, cookie, nothing_there=answer.file is None)):
        # Status 200: browsers write a console message of their own about pages with another one.
        return Shown(200, _PAGE, _listening(preview, address, host, page.encode()))
    if answer.file is None:
        return Shown(404, body=b"404 Not Found\n") if preview.folder.is_dir() or not preview.last else None
    try:
        body = answer.file.read_bytes()
    except FileNotFoundError:
        return None
    kind = content_type(answer.file.name)
    return Shown(answer.status, kind, _listening(preview, address, host, body) if kind == _PAGE else body)


def _own_page(preview: Preview, address: str, cookie: str, nothing_there: bool) -> str:
    """The page shown in place of a published one, `""` when there is no reason for one."""
    if preview.last is None:
        return waiting_page() if nothing_there else ""
    if preview.last.ok or cookie == preview.last_good_cookie:
        return ""
    published = (preview.folder / "index.html").is_file()
    last_good = f"{LAST_GOOD_ADDRESS}?at={quote(address, safe='')}" if published else ""
    return error_page(preview.last, last_good)


def _listening(preview: Preview, address: str, host: str, page: bytes) -> bytes:
    """The page with the script that reloads it; remembers after which build it was sent."""
    preview.shown[urlsplit(address).path] = preview.number
    name, port = split_host(host)
    # Named in the query, because the script does not understand an IPv6 address in its own.
    script = f'<script src="/livereload.js?{escape(f"host={name}&port={port}")}" defer></script>'.encode()
    before, head_end, after = page.partition(b"</head>")
    return before + script + head_end + after


def last_good_address(asked: str) -> str:
    """Where the reader of the last good site came from: never an address on another host.

    >>> last_good_address("/companies/"), last_good_address("//elsewhere.example/"), last_good_address("/\\\\elsewhere")
    ('/companies/', '/', '/')
    """
    # Browsers drop tabs and take a backslash for a slash, so only plain characters are let through.
    return asked if re.fullmatch(r"/(?![/\\])[!-~]*", asked) else "/"
