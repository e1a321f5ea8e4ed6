"""Languages on pages: what is foreign on a site, what pages say of it, and every piece of text in its own."""

import re
from pathlib import Path

import pytest

from palimpsest.comparing import languages as told
from palimpsest.publishing.languages import foreign, language_in_words
from palimpsest.publishing.render import render
from palimpsest.publishing.theme import theme_of
from palimpsest.publishing.views.changes import changes_page
from palimpsest.publishing.views.history import history_of
from palimpsest.values import replace
from tests.publishing.archive_fixture import DENIAL, SETTINGS, archive

ARCHIVE = archive()
OWNER = ARCHIVE.companies[1]
DOCUMENT = OWNER.documents[0]
VERSION = DOCUMENT.versions[0]


@pytest.mark.parametrize(
    ("site", "text", "shown"),
    [("en", "de", "de"), ("en", "en", ""), ("en-GB", "en", ""), ("en", "en-GB", "en-GB"), ("en", "", "")],
)
def test_a_language_is_foreign_where_it_is_not_that_of_the_site(site, text, shown):
    assert shown == foreign(replace(SETTINGS, language=site), text)


@pytest.mark.parametrize(
    ("named", "language", "words"),
    [("", "de", "German, by its words"), ("pt-BR", "pt-BR", "Portuguese (pt-BR)"), ("sw", "sw", "sw")],
)
def test_a_language_is_said_with_how_it_is_known(named, language, words):
    captures = tuple(replace(one, language=named) for one in VERSION.snapshots)
    assert words == language_in_words(replace(VERSION, snapshots=captures, language=language))


def test_every_language_that_words_can_tell_has_a_name():
    tags = {*told._FUNCTION_WORDS, *(tag for tag, _, _ in told._SCRIPTS)}
    assert [] == [tag for tag in sorted(tags) if language_in_words(replace(VERSION, language=tag)).startswith(tag)]


def test_each_side_of_a_step_is_marked_with_its_own_language():
    versions = replace(VERSION, language="de"), *DOCUMENT.versions[1:]
    history = history_of(ARCHIVE, OWNER, replace(DOCUMENT, versions=versions))
    html = render(changes_page(history, history.stations[1]), theme_of(Path(__file__).parents[2] / "templates"))
    removed = re.search(rf"<div class=\"words\"([^>]*)><p><del>.*?{re.escape(DENIAL.text)}", html)
    added = re.search(r"<div class=\"words\"([^>]*)><p><ins>", html)
    assert [' lang="de"', ""] == [found and found[1] for found in (removed, added)]
