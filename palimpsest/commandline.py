"""The words of the command line -> `Options`. What the commands do stands in build.py."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar, get_args

from palimpsest.addresses import parse_base_address
from palimpsest.curated.sourcespec import format_source, parse_source
from palimpsest.memo.executors import parse_executor
from palimpsest.model import Source
from palimpsest.values import Frozen

Command = Literal["build", "serve", "check", "verify", "label", "topics"]
T = TypeVar("T")
COMMANDS: tuple[Command, ...] = get_args(Command)


class Options(Frozen):
    """What was asked for. `sources` and `base_url` stand in for those of archive.yaml where they are given; `cache`
    None remembers nothing; `jobs` None chooses by the amount of work; `executor` "" is this
    machine; `words` and `heading` are those of `topics`."""

    command: Command
    words: tuple[str, ...]
    heading: str
    content: Path
    templates: Path
    output: Path
    cache: Path | None
    sources: tuple[Source, ...]
    base_url: str
    strict: bool
    keep_going: bool
    search: bool
    jobs: int | None
    executor: str
    timings: bool
    explain: bool
    host: str
    port: int
    open_browser: bool

    @property
    def building(self) -> list[str]:
        """The same choices as arguments of a build (`serve` starts one for every change)."""
        arguments = [f"--content={self.content}", f"--templates={self.templates}", f"--output={self.output}"]
        arguments += [f"--cache={self.cache}"] if self.cache else ["--no-cache"]
        arguments += [f"--source={format_source(source)}" for source in self.sources]
        arguments += [f"--base-url={self.base_url}"] if self.base_url else []
        arguments += [f"--jobs={self.jobs}"] if self.jobs else []
        arguments += [f"--executor={self.executor}"] if self.executor else []
        for flag, is_set in (("strict", self.strict), ("keep-going", self.keep_going), ("no-search", not self.search)):
            arguments += [f"--{flag}"] if is_set else []
        return arguments


def parse_arguments(arguments: Sequence[str], root: Path, description: str) -> Options:
    """Arguments to options; a usage error ends the program with exit code 2. Defaults lie below `root`."""
    parser = argparse.ArgumentParser(
        prog="build.py", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", nargs="?", choices=COMMANDS, default="build", help="what to do (default: build)")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="SITE | test TEXT | audit",
        help="verify: the published folder (default: --output); topics: what to do",
    )
    parser.add_argument("--heading", default="", metavar="TEXT", help="topics test: the heading the text stands under")
    _add_folders(parser, root)
    _add_building(parser)
    _add_serving(parser)
    chosen = vars(parser.parse_args(arguments))
    words = chosen["words"] = tuple(chosen["words"])
    if complaint := _complaint(chosen["command"], words):
        parser.error(complaint)
    if chosen["strict"] and chosen["keep_going"]:
        parser.error("--strict stops at a warning, --keep-going goes on at an error: choose one of them")
    if words and chosen["command"] == "verify":
        chosen["output"] = Path(words[0])
    for name in ("executor", "base_url"):  # an empty default would be checked as a word that was given
        chosen[name] = chosen[name] or ""
    if chosen.pop("no_cache"):
        chosen["cache"] = None
    if not chosen["content"].is_dir() and chosen["command"] != "verify":
        parser.error(f"--content {chosen['content']} is not a folder")
    if not chosen["templates"].is_dir() and chosen["command"] in ("build", "serve"):
        parser.error(f"--templates {chosen['templates']} is not a folder")
    return Options(**chosen | {"sources": tuple(chosen["sources"])})


def _complaint(command: Command, words: tuple[str, ...]) -> str:
    """What is wrong with the words behind a command, "" for nothing."""
    if command == "topics":
        is_known = words == ("audit",) or (len(words) == 2 and words[0] == "test")
        return "" if is_known else "write 'topics test TEXT' or 'topics audit'"
    expected = 1 if command == "verify" else 0
    return f"unrecognized argument: {words[expected]}" if len(words) > expected else ""


def _add_folders(parser: argparse.ArgumentParser, root: Path) -> None:
    folders = parser.add_argument_group("folders")
    folders.add_argument("--content", type=_folder, default=root / "content", metavar="DIR", help="what to build from")
    folders.add_argument("--templates", type=_folder, default=root / "templates", metavar="DIR", help="the theme")
    folders.add_argument("--output", type=_folder, default=root / "site", metavar="DIR", help="where the site goes")
    folders.add_argument(
        "--cache",
        type=_folder,
        default=root / ".cache",
        metavar="DIR",
        help="where results are remembered between builds",
    )
    folders.add_argument("--no-cache", action="store_true", help="remember nothing")


def _add_building(parser: argparse.ArgumentParser) -> None:
    building = parser.add_argument_group("building")
    building.add_argument(
        "--source",
        action="append",
        default=[],
        dest="sources",
        type=_checked(parse_source),
        metavar="SPEC",
        help="a folder of texts, or git:PATH[#layout], instead of 'sources:' in archive.yaml (may be repeated)",
    )
    building.add_argument(
        "--base-url",
        default=None,
        type=_checked(parse_base_address),
        metavar="URL",
        help="instead of 'base_url:' in archive.yaml",
    )
    building.add_argument("--strict", action="store_true", help="warnings stop the publication too")
    building.add_argument("--keep-going", action="store_true", help="publish without the documents that have errors")
    building.add_argument("--no-search", action="store_false", dest="search", help="leave the search index out")
    building.add_argument("--jobs", type=_positive, metavar="N", help="number of processes (default: by the work)")
    building.add_argument(
        "--executor",
        default=None,
        type=_checked(parse_executor),
        metavar="dask:ADDRESS",
        help="workers of a Dask cluster, not processes",
    )
    building.add_argument("--timings", action="store_true", help="print the seconds of each stage")
    building.add_argument("--explain", action="store_true", help="print what was computed anew, and why")


def _add_serving(parser: argparse.ArgumentParser) -> None:
    serving = parser.add_argument_group("serve")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    serving.add_argument("--port", type=int, default=8000, metavar="N", help="first port to try (default: 8000)")
    serving.add_argument("--open", action="store_true", dest="open_browser", help="open the site in a browser")


def _folder(text: str) -> Path:
    if not text:  # as of a variable that was not set: it would be the folder that the command is typed in
        raise argparse.ArgumentTypeError("names no folder")
    return Path(text)


def _checked(parse: Callable[[str], T]) -> Callable[[str], T]:
    """What says of a wrong word what is wrong with it: the parser shows only the messages of its own kind of error."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)
