"""An address that was asked for -> the file that answers it, as any static host decides.

    route(site, "/companies/?page=2") -> Answer(200, site/companies/index.html)

What the public hosts do is done here too: a folder is answered by its index.html, a folder without its closing slash
is redirected to it, what stood below an old address to where it stands now (redirects.py), everything else that is
missing is answered by 404.html with status 404.
"""

import re
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from palimpsest.publishing import urls
from palimpsest.publishing.redirects import redirected
from palimpsest.values import Frozen

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:/@\[\]]+)(?::([0-9]{1,5}))?", re.IGNORECASE)
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
_EVERY_ADDRESS = ("0.0.0.0", "[::]")


class Answer(Frozen):
    """`status` is 200, 301 or 404; `file` what to send (None for a redirect, or when there is no 404.html)."""

    status: int
    file: Path | None
    location: str = ""


def route(folder: Path, address: str) -> Answer:
    """Find the answer to a request's path (percent-encoded, a query is left aside) in a published folder.

    Nothing outside the folder is ever answered: not by `..`, not by a link that leads out of it.
    """
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    root, *segments = path.split("/")
    # An empty segment would make the redirect below lead to another host ("//example.org" is an address).
    if root or not segments or "" in segments[:-1] or any(_leads_astray(segment) for segment in segments):
        return _missing(folder)
    try:
        target = folder.joinpath(*segments)
        if target.is_dir() and not path.endswith("/"):
            return Answer(301, None, quote(path) + "/")
        if path.endswith("/"):
            target /= "index.html"
        if target.is_file() and target.resolve().is_relative_to(folder.resolve()):
            return Answer(200, target)
    except OSError:  # a name longer than the file system allows
        pass
    return _moved(folder, path) or _missing(folder)


def _leads_astray(segment: str) -> bool:
    return segment in (".", "..") or "\\" in segment or "\0" in segment


def _moved(folder: Path, path: str) -> Answer | None:
    try:
        rules = (folder / urls.REDIRECTS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    location = redirected(rules, path)
    return Answer(301, None, quote(location)) if location else None


def _missing(folder: Path) -> Answer:
    page = folder / "404.html"
    return Answer(404, page if page.is_file() else None)


def asks_for_page(address: str) -> bool:
    """Whether a person is looking: a page was asked for, not a stylesheet, an image or a feed.

    >>> asks_for_page("/companies/monoprice.com/"), asks_for_page("/assets/palimpsest.css")
    (True, False)
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    return path.endswith("/") or PurePosixPath(path).suffix in ("", ".html")


def host_header(host: str) -> str:
    """A host as it stands in addresses: lower case, IPv6 in brackets.

    >>> host_header("::1"), host_header("LOCALHOST")
    ('[::1]', 'localhost')
    """
    return f"[{host}]".lower() if ":" in host and not host.startswith("[") else host.lower()


def split_host(header: str) -> tuple[str, int]:
    """The name (lower case) and the port of a Host header; the name is `""` if it is none.

    >>> split_host("[::1]:8000"), split_host("LOCALHOST"), split_host("a@b")
    (('[::1]', 8000), ('localhost', 80), ('', 80))
    """
    match = _HOST.fullmatch(header)
    return (match[1].lower(), int(match[2] or 80)) if match else ("", 80)


def is_own_host(header: str, served_on: str) -> bool:
    """Whether a request's Host names this very server.

    A page elsewhere can let its own domain name point to 127.0.0.1 (DNS rebinding) and would then read what is
    served here; its requests still carry its own name. When serving on every address, a bare IP address is as good
    as a known name: rebinding needs a domain.

    >>> is_own_host("localhost:8000", "127.0.0.1"), is_own_host("rebound.example:8000", "127.0.0.1")
    (True, False)
    """
    name, own = split_host(header)[0], host_header(served_on)
    return name in (*_OWN_NAMES, own) or (own in _EVERY_ADDRESS and _is_ip_address(name))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server on this host.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    name = host.strip("[]")
    return host == "localhost" or (_is_ip_address(name) and ip_address(name).is_loopback)


def _is_ip_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
