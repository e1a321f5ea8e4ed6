"""`make serve` as it is used: a process of its own, asked over loopback. Every wait has an end."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from palimpsest.publishing.serve.headers import SECURITY_HEADERS

ROOT = Path(__file__).parents[2]
LONGEST = 20.0  # seconds any wait may take before the test fails


@dataclass
class Serving:
    process: subprocess.Popen[str]
    folder: Path
    port: int

    def ask(self, path: str, **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response, response.read().decode()
        finally:
            connection.close()

    def write(self, words: str) -> None:
        (self.folder / "content/words.txt").write_text(words)

    def builds(self) -> list[str]:
        log = self.folder / "builds.log"
        return log.read_text().splitlines() if log.exists() else []

    def wait_for(self, text: str, path: str = "/") -> str:
        return until(lambda: text in (page := self.ask(path)[1]) and page)


def until(found: Callable[[], object]) -> object:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.03)
    raise AssertionError("waited in vain")


@contextmanager
def serving(folder: Path, words: str = "first words", port: int = 0, host: str = "127.0.0.1") -> Iterator[Serving]:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content/words.txt").write_text(words)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.publishing.fake_archive", "serve", str(folder), str(port), host],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        match = re.search(r"http://\S+:([0-9]+)/", line)
        assert match, line + process.stderr.read()
        yield Serving(process, folder, int(match[1]))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path) as server:
        server.wait_for("first words")
        yield server


@asynccontextmanager
async def listening(server: Serving, page: str, origin: str = "") -> AsyncIterator[WebSocketClientConnection]:
    address = f"http://127.0.0.1:{server.port}"
    request = HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload", headers={"Origin": origin or address})
    socket_ = await asyncio.wait_for(websocket_connect(request), LONGEST)
    try:
        await socket_.write_message(json.dumps({"command": "hello", "protocols": []}))
        assert (await heard(socket_))["command"] == "hello"
        await socket_.write_message(json.dumps({"command": "info", "url": address + page}))
        yield socket_
    finally:
        socket_.close()
        await asyncio.wait_for(socket_.read_message(), LONGEST)  # None: closed


async def heard(socket_: WebSocketClientConnection) -> dict[str, object]:
    return json.loads(await asyncio.wait_for(socket_.read_message(), LONGEST))


def test_pages_are_served_as_production_does_and_listen_for_reloads(served):
    response, body = served.ask("/page/")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert dict(SECURITY_HEADERS) == {name: response.headers[name] for name in SECURITY_HEADERS}
    assert f'<script src="/livereload.js?host=127.0.0.1&amp;port={served.port}" defer></script></head>' in body
    assert served.ask("/livereload.js")[0].headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_files_that_are_no_pages_are_sent_as_they_are(served):
    response, body = served.ask("/feed.atom")
    assert (response.headers["Content-Type"], body) == ("application/atom+xml; charset=utf-8", "<feed/>")


def test_what_is_missing_is_the_404_page_with_status_404(served):
    response, body = served.ask("/nothing/")
    assert response.status == 404
    assert "no such page" in body


def test_a_folder_without_its_slash_leads_to_it(served):
    response, _ = served.ask("/page")
    assert (response.status, response.headers["Location"]) == (301, "/page/")


@pytest.mark.parametrize("path", ["/", "/livereload.js", "/.preview/preview.css", "/.preview/last-good", "/style.css"])
def test_a_strangers_host_name_is_refused_everywhere(served, path):
    response, body = served.ask(path, Host=f"rebound.example:{served.port}")
    assert response.status == 403
    assert "words" not in body


@pytest.mark.parametrize("host", ["localhost", "[::1]", "127.0.0.1"])
def test_its_own_names_are_answered(served, host):
    assert served.ask("/", Host=f"{host}:{served.port}")[0].status == 200


def test_a_changed_file_rebuilds_and_reloads_each_time(served):
    async def scenario() -> None:
        async with listening(served, "/") as listener:
            for words in ("second words", "third words"):  # one at once after the other: livereload drops the second
                served.write(words)
                told = None
                # The page of the fixture may still be older than the first build, which is a reload of its own.
                while told is None or words not in served.ask("/")[1]:
                    told = await heard(listener)
                    assert told["command"] == "reload"

    asyncio.run(scenario())


def test_a_page_that_connects_too_late_is_told_at_once(served):
    served.ask("/page/")
    served.write("second words")
    served.wait_for("second words")

    async def scenario() -> object:
        async with listening(served, "/page/") as listener:
            return (await heard(listener))["command"]

    assert asyncio.run(scenario()) == "reload"


def test_pages_of_another_origin_cannot_listen(served):
    async def scenario() -> None:
        async with listening(served, "/", origin="http://elsewhere.example"):
            pass

    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(scenario())


def test_twenty_quick_writes_are_at_most_two_builds(served):
    before = len(served.builds())
    for number in range(20):
        served.write(f"quick words {number}")
        time.sleep(0.01)
    served.wait_for("quick words 19")
    assert len(served.builds()) - before <= 2


def test_serving_goes_on_during_a_build_and_a_change_meanwhile_is_not_lost(served):
    served.write("slow words")
    until(lambda: "slow words" in served.builds())
    assert "first words" in served.ask("/")[1]
    served.write("last words")
    served.wait_for("last words")


def test_a_failed_build_shows_why_and_keeps_the_last_good_site(served):
    served.write("broken")
    page = served.wait_for("The build failed: 1 error", "/page/")
    assert "<code>content/words.txt:7</code>" in page
    assert "&lt;i&gt;broken&lt;/i&gt; words" in page
    assert "Mend them." in page
    assert served.ask("/style.css")[1] == "p { color: teal }"

    link = re.search(r'href="(/\.preview/last-good[^"]*)"', page)[1]
    response, _ = served.ask(link)
    assert (response.status, response.headers["Location"]) == (302, "/page/")
    cookie = response.headers["Set-Cookie"].split(";")[0]
    assert "first words" in served.ask("/page/", Cookie=cookie)[1]
    assert "The build failed" in served.ask("/page/")[1]

    served.write("broken again")
    until(lambda: "The build failed" in served.ask("/page/", Cookie=cookie)[1])
    served.write("mended words")
    served.wait_for("mended words", "/page/")


@pytest.mark.parametrize(
    "at", ["//elsewhere.example/", "/%5Celsewhere.example", "/%09/elsewhere.example", "https:x", ""]
)
def test_the_way_back_never_leads_to_another_host(served, at):
    assert served.ask(f"/.preview/last-good?at={at}")[0].headers["Location"] == "/"


def test_a_first_build_that_fails_says_so_too(tmp_path):
    with serving(tmp_path, "broken") as server:
        page = server.wait_for("The build failed: 1 error", "/anything/")
    assert "no earlier site" in page


def test_while_the_first_build_runs_the_page_says_so(tmp_path):
    with serving(tmp_path, "slow words") as server:
        assert "Building the archive" in server.ask("/")[1]
        server.wait_for("slow words")


def test_a_taken_port_means_the_next_one_and_a_message(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(tmp_path, port=port) as server:
            server.wait_for("first words")
            server.process.send_signal(signal.SIGINT)
            _, errors = server.process.communicate(timeout=LONGEST)
    assert server.port > port
    assert f"Port {port} is taken: using {server.port}.\n" == errors


def test_serving_beyond_this_machine_is_allowed_with_a_warning(tmp_path):
    with serving(tmp_path, host="0.0.0.0") as server:
        server.wait_for("first words")
        server.process.send_signal(signal.SIGTERM)
        _, errors = server.process.communicate(timeout=LONGEST)
    assert "others on your network can read this site" in errors


@pytest.mark.parametrize(("host", "port"), [("no such host", "0"), ("127.0.0.1", "70000"), ("127.0.0.1", "-1")])
def test_a_host_or_port_that_cannot_be_is_a_message_and_exit_code_2(tmp_path, host, port):
    command = [sys.executable, "-m", "tests.publishing.fake_archive", "serve", str(tmp_path), port, host]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Cannot serve on {host} port {port}: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", ["first words", "slow words"])
def test_ctrl_c_ends_it_with_exit_code_0_and_nothing_more_said(tmp_path, words):
    with serving(tmp_path, words) as server:
        until(lambda: server.builds())
        if words == "first words":
            server.wait_for(words)
        server.process.send_signal(signal.SIGINT)
        output, errors = server.process.communicate(timeout=LONGEST)
    assert (server.process.returncode, errors) == (0, "")
    assert re.fullmatch(r"(Build 1: done in [0-9.]+ s\n)?", output)  # its page is there a moment before it is done


def test_what_a_build_finds_is_reported_even_in_a_pipe_and_a_mended_one_is_said_to_be_done(served):
    told = [served.process.stdout.readline()]
    for words in ("broken", "mended words", "odd words"):
        served.write(words)
        told.append(served.process.stdout.readline())
    served.process.send_signal(signal.SIGINT)
    output, errors = served.process.communicate(timeout=LONGEST)
    assert ["Build 1: done", "Build 2: failed", "Build 3: done", "Build 4: done"] == [
        line.partition(" in ")[0] for line in told
    ]
    assert told[-1].endswith(" s, 1 to look at\n")
    assert output == ""
    assert "content/words.txt:7: error: <i>broken</i> words\n    Mend them.\n" in errors
    assert "content/words.txt:8: warning: odd\n    Look at them.\n" in errors


def test_a_terminal_is_told_one_line_per_build(tmp_path):
    ours, theirs = os.openpty()
    (tmp_path / "content").mkdir()
    (tmp_path / "content/words.txt").write_text("first words")
    command = [sys.executable, "-m", "tests.publishing.fake_archive", "serve", str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours, encoding="utf-8") as terminal:
            assert terminal.readline().startswith("Serving ")
            assert re.fullmatch(r"Build 1: done in [0-9.]+ s\n", terminal.readline())
            (tmp_path / "content/words.txt").write_text("broken")
            assert re.fullmatch(r"Build 2: failed in [0-9.]+ s, 1 to look at\n", terminal.readline())
    finally:
        process.terminate()
        assert process.wait(LONGEST) == 0
