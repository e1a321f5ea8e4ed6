"""What a curator writes for a source -> `Source`: one line, or keys with values.

snapshots                                              -> Source("folder", "snapshots")
git:../pga.git#open-terms-archive                      -> Source("git", "../pga.git", layout="open-terms-archive")
{git: ../pga.git, branch: main, collection: "PGA"}     -> Source("git", "../pga.git", "main", collection="PGA")
"""

from typing import Any, get_args

from palimpsest.curated.forms import Reader, either, entry, parsed, text
from palimpsest.model import Layout, Source
from palimpsest.plaintext import parse_one_line, quoted

LAYOUTS: tuple[Layout, ...] = get_args(Layout)
GIT = "git:"
_MAX_PATH = 1000


def parse_source(spec: str) -> Source:
    """A folder, or `git:PATH[#layout]`; `ValueError` on anything else.

    >>> parse_source("git:../pga.git#open-terms-archive").layout
    'open-terms-archive'
    """
    spec = parse_one_line(spec, _MAX_PATH)
    if not spec.startswith(GIT):
        return Source("folder", spec)
    path, mark, layout = spec.removeprefix(GIT).partition("#")
    if not path.strip():
        raise ValueError(f"{quoted(spec)} names no repository")
    return Source("git", path, layout=parse_layout(layout) if mark else None)


def parse_layout(name: str) -> Layout:
    """The name of a layout, or `ValueError`."""
    for layout in LAYOUTS:
        if layout == name:
            return layout
    raise ValueError(f"unknown layout {quoted(name)}")


def format_source(source: Source) -> str:
    """The one line that names a source: the opposite of `parse_source`, as far as one line can say it.

    >>> format_source(parse_source("git:../pga.git#princeton-leuven"))
    'git:../pga.git#princeton-leuven'
    """
    layout = f"#{source.layout}" if source.layout else ""
    return f"{GIT}{source.path}{layout}" if source.kind == "git" else source.path


def source_key(source: Source) -> str:
    """What tells a source from all others of an archive.

    >>> source_key(Source("git", "../pga.git", "main"))
    'git:../pga.git branch main'
    """
    return f"{format_source(source)} branch {source.branch}" if source.branch else format_source(source)


def _source(folder: str = "", git: str = "", **rest: Any) -> Source:
    if bool(folder) == bool(git):
        raise ValueError("a source is either a folder or a git archive")
    if folder and (rest.get("branch") or rest.get("layout")):
        raise ValueError("a folder has no branch and no layout")
    return Source("git", git, **rest) if git else Source("folder", folder, **rest)


_PATH = text(_MAX_PATH)
SOURCE: Reader[Source] = either(
    parsed(parse_source, f"Write a folder, or git:PATH#LAYOUT; layouts are {' and '.join(LAYOUTS)}."),
    entry(
        _source,
        required={},
        optional={
            "folder": _PATH,
            "git": _PATH,
            "branch": text(),
            "layout": parsed(parse_layout, f"Write {' or '.join(LAYOUTS)}."),
            "collection": text(),
            "licence": text(4000, may_have_lines=True),
            "attribution": text(4000, may_have_lines=True),
        },
        remedy="Write 'folder: PATH' or 'git: PATH'; only the latter has a branch and a layout.",
    ),
)
