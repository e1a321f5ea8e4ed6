"""A theme is its bytes, wherever they lie, and what is kept of compiled templates costs time at most."""

import shutil
from pathlib import Path

import pytest

from palimpsest.publishing.render import render
from palimpsest.publishing.theme import asset_files, theme_of
from tests.publishing.archive_fixture import archive
from tests.publishing.pages import all_views

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = next(iter(all_views(archive())))


def test_pages_depend_on_the_bytes_of_a_theme_and_not_on_where_they_lie(tmp_path):
    copied = shutil.copytree(TEMPLATES, tmp_path / "copied")
    theme, copy = theme_of(TEMPLATES), theme_of(copied, tmp_path)
    assert theme.content == copy.content
    assert list(asset_files(theme)) == list(asset_files(copy))
    (copied / "_base.html").write_text("other")
    assert theme.content != theme_of(copied).content


@pytest.mark.parametrize("name", ["assets/.DS_Store", "assets/.git/a.css", "assets/style.css~", "page.html~"])
def test_what_editors_and_systems_leave_behind_is_no_part_of_a_theme(tmp_path, name):
    copied = shutil.copytree(TEMPLATES, tmp_path / "copied")
    (copied / name).parent.mkdir(exist_ok=True)
    (copied / name).write_text("left behind")
    theme, copy = theme_of(TEMPLATES), theme_of(copied)
    assert theme.content == copy.content
    assert list(asset_files(theme)) == list(asset_files(copy))


@pytest.mark.parametrize("damage", [b"", b"no code", None], ids=["empty", "other", "cut"])
def test_damaged_compiled_templates_are_compiled_again(tmp_path, damage):
    expected = render(PAGE, theme_of(TEMPLATES))
    assert expected == render(PAGE, theme_of(TEMPLATES, tmp_path / "a"))
    kept = sorted((tmp_path / "a" / "templates").iterdir())
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:-20] if damage is None else damage)
    shutil.copytree(tmp_path / "a", tmp_path / "b")  # at a new place nothing is in memory
    assert expected == render(PAGE, theme_of(TEMPLATES, tmp_path / "b"))
