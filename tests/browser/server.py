"""A published folder -> a static host on this machine, at `/` or below a path, with production's headers.

    with served(Path("site"), "/sub/path/") as host: host.address -> "http://127.0.0.1:40123/sub/path/"

It answers as the public hosts do (palimpsest/publishing/serve/routing.py, headers.py), adds nothing to a page, and
keeps a log of what was asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from palimpsest.publishing.serve.headers import SECURITY_HEADERS, content_type
from palimpsest.publishing.serve.routing import Answer, route


@dataclass(frozen=True)
class Request:
    """One request as it came, and the status it was answered with."""

    method: str
    path: str
    status: int


@dataclass(frozen=True)
class Host:
    """Where the folder is served, with its closing slash, and every request so far in order."""

    address: str
    requests: list[Request] = field(default_factory=list)


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[Host]:
    """Serve `folder` on a free port of this machine while the block runs; outside the prefix everything is missing."""
    if not (prefix.startswith("/") and prefix.endswith("/")):
        raise ValueError(f"a prefix begins and ends with a slash: {prefix!r}")

    class Handler(_StaticHandler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host = Host(f"http://127.0.0.1:{server.server_address[1]}{prefix}")
    Handler.folder, Handler.prefix, Handler.log = folder, prefix, host.requests
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _StaticHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    prefix: str
    log: list[Request]

    def do_GET(self) -> None:
        answer = self._route()
        self.log.append(Request(self.command, self.path, answer.status))  # before it is sent: a test reads on at once
        body = answer.file.read_bytes() if answer.file else b""
        self.send_response(answer.status)
        for name, value in SECURITY_HEADERS.items():
            self.send_header(name, value)
        if answer.location:
            self.send_header("Location", answer.location)
        kind = content_type(answer.file.name) if answer.file else "text/plain; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the name http.server looks for

    def _route(self) -> Answer:
        if not self.path.startswith(self.prefix):
            return Answer(404, None)
        answer = route(self.folder, "/" + self.path.removeprefix(self.prefix))
        return Answer(answer.status, answer.file, answer.location and self.prefix[:-1] + answer.location)

    def log_message(self, *_: object) -> None:  # a test reads the log of its Host, not the terminal
        return
