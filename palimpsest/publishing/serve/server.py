"""A build command and its output folder -> a web site on this machine that rebuilds and reloads as files change.

    serve([python, "build.py"], [Path("content")], Path("site"), "127.0.0.1", 8000, open_browser=False)

The boundary to livereload and tornado: they carry requests and the word "reload", nothing else, and stop here. When
to build, what failed and what is sent are decided in watch.py, rebuild.py, preview.py and the files below them
(docs/decisions/0005-serve-owns-its-queue.md says why).
"""

import asyncio
import errno
import json
import re
import signal
import socket
import sys
import webbrowser
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from palimpsest.publishing.serve.error_page import ICON, ICON_ADDRESS, STYLESHEET, STYLESHEET_ADDRESS
from palimpsest.publishing.serve.headers import SECURITY_HEADERS
from palimpsest.publishing.serve.preview import (
    LAST_GOOD_ADDRESS,
    Preview,
    Shown,
    last_good_address,
    show,
)
from palimpsest.publishing.serve.rebuild import Build, keep_building
from palimpsest.publishing.serve.routing import host_header, is_loopback, is_own_host
from palimpsest.publishing.serve.watch import keep_watching, stamps

PORTS_TRIED = 20
_COOKIE = "palimpsest-preview"


def serve(
    command: Sequence[str], watched: Sequence[Path], folder: Path, host: str, port: int, open_browser: bool
) -> int:
    """Build, serve `folder`, build again when something below `watched` changes, reload; until Ctrl-C.

    `command` is run as a child process for each build and publishes into `folder` by exchanging it; exit code 0 means
    that it did. Returns the exit code: 0 after Ctrl-C, 2 if the host or port cannot be used.
    """
    try:
        sockets, actual_port = _listen(host, port)
    except (OSError, UnicodeError, OverflowError) as error:
        print(f"Cannot serve on {host} port {port}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
        return 2
    if port and actual_port != port:
        print(f"Port {port} is taken: using {actual_port}.", file=sys.stderr)
    if not is_loopback(host):
        print(f"Warning: on {host} others on your network can read this site while it is served.", file=sys.stderr)
    address = f"http://{host_header(host)}:{actual_port}/"
    print(f"Serving {folder} on {address} (Ctrl-C ends it)", flush=True)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(command, watched, Preview(folder, host), sockets, address if open_browser else ""))
    return 0


def _listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Sockets on the first free port from `port` on; 0 takes any free one."""
    last = min(port + PORTS_TRIED, 65536) if port else 1
    for candidate in range(port, last):
        try:
            sockets = bind_sockets(candidate, host.strip("[]"))
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last - 1:
                raise
        else:
            return sockets, sockets[0].getsockname()[1]
    raise OverflowError("there is no such port")


async def _serve(
    command: Sequence[str], watched: Sequence[Path], preview: Preview, sockets: list[socket.socket], open_at: str
) -> None:
    loop = asyncio.get_running_loop()
    ended, stopping, wanted = asyncio.Event(), Event(), Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: there Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, ended.set)

    server = HTTPServer(_application(preview))
    server.add_sockets(sockets)
    wanted.set()
    before = stamps(watched)  # looked at before the first build, so that no change during it is missed

    def done(build: Build) -> None:
        # From the builder's thread to the server's; a server that has just ended needs no news.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_publish, preview, build, open_at)

    builder = Thread(target=keep_building, args=(command, wanted, stopping, done))
    watcher = Thread(target=keep_watching, args=(watched, before, stopping, lambda _: wanted.set()))
    builder.start()
    watcher.start()
    try:
        await ended.wait()
    finally:
        stopping.set()
        wanted.set()
        server.stop()
        await server.close_all_connections()
        for thread in (watcher, builder):
            await asyncio.to_thread(thread.join)


def _publish(preview: Preview, build: Build, open_at: str) -> None:
    """Take over a finished build: say so, and let every open page reload."""
    preview.last = build
    if build.problems or not build.ok:
        print(build.report.strip() or "The build failed without a word.", file=sys.stderr, flush=True)
    # In a pipe too: what an earlier build complained of must not be the last word after it was mended.
    found = f", {len(build.problems)} to look at" if build.problems else ""
    print(f"Build {build.number}: {'done' if build.ok else 'failed'} in {build.seconds:.1f} s{found}", flush=True)
    for page in tuple(LiveReloadHandler.waiters):
        page.reload()
    if open_at and build.number == 1:
        Thread(target=webbrowser.open, args=(open_at,), daemon=True).start()


def _application(preview: Preview) -> Application:
    return Application(
        [
            (r"/livereload", _Reload, {"preview": preview}),
            (r"/livereload\.js", _ReloadScript, {"preview": preview}),
            (re.escape(STYLESHEET_ADDRESS), _Stylesheet, {"preview": preview}),
            (re.escape(ICON_ADDRESS), _Icon, {"preview": preview}),
            (re.escape(LAST_GOOD_ADDRESS), _LastGood, {"preview": preview}),
            (r".*", _Published, {"preview": preview}),
        ],
        log_function=lambda _: None,  # a missing file is the page's business, not the terminal's
    )


class _Guarded(RequestHandler):
    """Answers this server's own host names only, with production's headers and nothing kept by the browser."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in SECURITY_HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        if not is_own_host(self.request.headers.get("Host", ""), self.preview.host):
            self.send_error(403, reason="Forbidden: this server answers its own host name only")

    def compute_etag(self) -> None:
        return None

    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def head(self, *arguments: str, **more: str) -> Awaitable[None] | None:
        return self.get(*arguments, **more)


class _Published(_Guarded):
    """The published files; in place of a page, why the last build failed."""

    async def get(self) -> None:
        for _ in range(20):  # publishing exchanges two folders: the instant between is waited out
            cookie = self.get_cookie(_COOKIE) or ""
            shown = show(self.preview, self.request.uri or "/", self.request.host, cookie)
            if shown:
                break
            await asyncio.sleep(0.01)
        else:
            shown = Shown(404, body=b"404 Not Found\n")
        if shown.location:
            self.redirect(shown.location, status=shown.status)
            return
        self.set_status(shown.status)
        self.set_header("Content-Type", shown.kind)
        self.finish(shown.body)


class _LastGood(_Guarded):
    """Shows the last good site until the next build, from the address the reader came from."""

    def get(self) -> None:
        self.set_cookie(_COOKIE, self.preview.last_good_cookie, path="/", httponly=True, samesite="Strict")
        self.redirect(last_good_address(self.get_query_argument("at", "/")))


class _Stylesheet(_Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(STYLESHEET)


class _Icon(_Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(ICON)


class _ReloadScript(_Guarded, LiveReloadJSHandler):
    """livereload's own script, from livereload's own package."""

    def get(self) -> None:
        LiveReloadJSHandler.get(self)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")


class _Reload(_Guarded, LiveReloadHandler):
    """An open page's socket. livereload does the handshake and keeps the set of pages that listen."""

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)  # livereload lets pages of other origins listen

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
            page = urlsplit(json.loads(message).get("url", ""))
        except (ValueError, AttributeError, TypeError):  # not livereload's script speaking
            self.close()
            return
        # A page loaded while a build was ending connects too late to hear of it.
        if self in LiveReloadHandler.waiters and self.preview.is_outdated(page.path):
            self.reload()

    def reload(self) -> None:
        # livereload's own sending drops what comes within three seconds of the last.
        self.send_message({"command": "reload", "path": "/", "liveCSS": False, "liveImg": False})
