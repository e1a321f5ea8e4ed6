"""The parts of the old site in which nothing changed -> the new one, by moving whole folders: no folder is made twice.

    carried(["a/x.html", "a/y.html", "b/x.html"], ...) -> ({"a"}, ["b/x.html"])       where something in b changed

Most pages are a folder of their own, and making and removing tens of thousands of folders takes longer than all the
rest of a warm build. While folders are on their way the old site is not whole; a note beside it (`.site.moving`) names
them from before the first move until the new site stands, so that whoever finds the note can put them back.
"""

from collections.abc import Iterable, Set
from pathlib import Path

from palimpsest.publishing.writing.manifest import is_published
from palimpsest.publishing.writing.placing import Published


def carried(kept: Iterable[str], old: Published, paths: Set[str]) -> tuple[list[str], list[str]]:
    """The topmost folders of the old site that the new one has alike, and the kept files that lie in none of them.

    `paths` are those of all files of the new site.
    """
    kept = list(kept)
    changed = (old.paths | paths) - set(kept)
    touched = {folder for path in changed for folder in _folders(path)}
    whole: dict[str, None] = {}
    single = []
    home: dict[str, str] = {}  # folder of a file -> the topmost folder that is moved with it, "" for none
    for path in kept:
        above = path.rpartition("/")[0]
        if above not in home:
            home[above] = next((folder for folder in _folders(path) if folder not in touched), "")
        if home[above]:
            whole[home[above]] = None
        else:
            single.append(path)
    return list(whole), single


def move_all(output: Path, folders: Iterable[str], new: Path) -> None:
    """Move folders of the old site into the new one; until `forget_moves` they can be moved back."""
    folders = list(folders)
    if folders:
        _note(output).write_text("".join(f"{folder}\n" for folder in folders), encoding="utf-8")
    for folder in folders:
        (new / folder).parent.mkdir(parents=True, exist_ok=True)
        (output / folder).rename(new / folder)


def move_back(output: Path, new: Path) -> None:
    """Put back what was moved for a site that never came to stand; nothing where there is no note of it."""
    note = _note(output)
    if not note.exists():
        return
    moved = note.read_text(encoding="utf-8").split("\n")[:-1] if is_published(output) else []
    for folder in moved:
        if (new / folder).exists() and not (output / folder).exists():
            (output / folder).parent.mkdir(parents=True, exist_ok=True)
            (new / folder).rename(output / folder)
    note.unlink()


def forget_moves(output: Path) -> None:
    """The new site stands: there is nothing to move back."""
    _note(output).unlink(missing_ok=True)


def _note(output: Path) -> Path:
    return output.with_name(f".{output.name}.moving")


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
