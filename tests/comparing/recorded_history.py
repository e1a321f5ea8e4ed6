"""A bundle of a real archive -> its labelled revisions with what the history knows of them, for tests only."""

import subprocess
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from palimpsest.comparing.classes import Classified, classify
from palimpsest.comparing.history import history_facts
from palimpsest.comparing.history_words import cause_of
from palimpsest.model import Reading
from palimpsest.reading.blocks import split
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.looks import look_of
from palimpsest.reading.markdown import ParsedBlock, parse_block
from palimpsest.reading.outline import Drawn, outline
from palimpsest.values import replace
from tests.comparing.notation import changes_between

PAGE = CapturedPage("", "20200101000000")
TECHNICAL = ("Apply technical", "Refilter")
FIRST = ("First record", "Start tracking")


@dataclass(frozen=True)
class RecordedText:
    commit: str
    blob: str
    subject: str
    pages: int


class Archive:
    """A clone of a bundle: the records of every path in history's order, and readings on demand."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        subprocess.run(["git", "clone", "--bare", "--quiet", str(bundle), str(folder)], check=True)
        self._git = ["git", "-C", str(folder)]
        self._parsed: dict[str, ParsedBlock] = {}
        self._texts: dict[str, str] = {}
        self.paths: dict[str, list[RecordedText]] = defaultdict(list)
        log = self._run(
            "log", "--reverse", "--no-merges", "--raw", "-z", "--no-renames", "--no-abbrev", "--format=%x01%H%x02%B%x03"
        )
        for entry in log.decode("utf-8", "surrogateescape").split("\x01")[1:]:
            head, _, files = entry.partition("\x03")
            self._take(*head.split("\x02"), files.split("\0"))

    def _run(self, *arguments: str, given: bytes | None = None) -> bytes:
        return subprocess.run([*self._git, *arguments], input=given, check=True, capture_output=True).stdout

    def _take(self, commit: str, message: str, files: list[str]) -> None:
        words = message.split()
        pages = int(words[words.index("source") - 1]) if "source documents" in message else 1
        parts = [part.strip("\n") for part in files]
        for status, path in pairwise(parts):
            if status.startswith(":") and path.count("/") == 1 and path.endswith(".md") and not status.endswith("D"):
                self.paths[path].append(RecordedText(commit, status.split()[3], message, pages))

    def fetch(self, blobs: set[str]) -> None:
        found = self._run("cat-file", "--batch", given="".join(f"{blob}\n" for blob in sorted(blobs)).encode())
        start = 0
        while start < len(found):
            end = found.index(b"\n", start)
            name, _, size = found[start:end].split()
            self._texts[name.decode()] = found[end + 1 : end + 1 + int(size)].decode("utf-8", "replace")
            start = end + 2 + int(size)

    def reading(self, blob: str, path: str) -> Reading:
        blocks = self._blocks(blob)
        terms_type = path.partition("/")[2].removesuffix(".md")
        reading = outline([look_of(one) for block in blocks for one in block.parsed], terms_type, Drawn())
        return replace(reading, repairs=tuple(repair for block in blocks for repair in block.repairs))

    def wording(self, blob: str) -> tuple[str, ...]:
        return tuple(one.passage.id for block in self._blocks(blob) for one in block.parsed)

    def _blocks(self, blob: str) -> list[ParsedBlock]:
        pieces = split(self._texts[blob])
        for piece in pieces:
            if piece not in self._parsed:
                self._parsed[piece] = parse_block(piece, PAGE)
        return [self._parsed[piece] for piece in pieces]

    def classed(self, path: str, commits: set[str]) -> dict[str, tuple[Classified, str]]:
        """For each commit on a path: the class of its step and its cause."""
        records = self.paths[path]
        self.fetch({record.blob for record in records})
        digests = [record.blob for record in records]
        facts = history_facts(digests, [self.wording(blob) for blob in digests])
        found = {}
        for number, record in enumerate(records[1:], start=1):
            if record.commit in commits:
                before, after = (self.reading(digests[place], path) for place in (number - 1, number))
                changes = changes_between(before, after)
                cause = cause_of(_recorded_cause(record), records[number - 1].pages, record.pages)
                found[record.commit] = (classify(before, after, changes, facts[number - 1]), cause)
        return found


def _recorded_cause(record: RecordedText) -> str:
    if record.subject.startswith(FIRST):
        return "first record"
    return "technical" if record.subject.startswith(TECHNICAL) else "change"
