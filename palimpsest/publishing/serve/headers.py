"""The name of a published file -> the HTTP headers it must be sent with.

    "companies/monoprice.com/feed.atom" -> "application/atom+xml; charset=utf-8"

This is the one place that says so: `make serve` and the browser tests send these values, and tests hold
netlify.toml and docs/deploying.md to them.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",  # the search engine is WebAssembly
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# Only features that current Chromium knows: it writes a console message about every name it does not.
_DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)

SECURITY_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED_FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)
"""Sent with every answer, everywhere."""

STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"
"""Two years. Sent by hosts that speak HTTPS, so never by `make serve`."""

_TYPES_BY_NAME = {
    "opensearch.xml": "application/opensearchdescription+xml; charset=utf-8",
}

_TYPES_BY_SUFFIX = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",  # source bytes: to be read as they are, never rendered
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".wasm": "application/wasm",
}


def content_type(path: str) -> str:
    """The Content-Type of a published file, from its name alone; bytes of unknown kind are octets.

    >>> content_type("companies/monoprice.com/index.html"), content_type("pagefind/wasm.en.pagefind")
    ('text/html; charset=utf-8', 'application/octet-stream')
    >>> content_type("opensearch.xml")
    'application/opensearchdescription+xml; charset=utf-8'
    """
    name = PurePosixPath(path).name
    return _TYPES_BY_NAME.get(name) or _TYPES_BY_SUFFIX.get(PurePosixPath(name).suffix, "application/octet-stream")
