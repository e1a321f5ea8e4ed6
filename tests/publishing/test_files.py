"""Files on their way below a folder: every byte arrives, folders are made as needed, digests are those of the bytes."""

from hashlib import sha256

import pytest

from palimpsest.memo.made import make
from palimpsest.problems import ContentError
from palimpsest.publishing.files import SiteFile, write_all_below

FILES = (
    SiteFile("index.html", b"home"),
    SiteFile("a/b/c/index.html", b"deep"),
    SiteFile("a/b/d/index.html", b""),
    SiteFile("a/long.txt", bytes(range(256)) * 20_000),
    SiteFile("index.html", b"home, again"),
)


def test_files_arrive_whole_and_the_last_of_a_path_stands(tmp_path):
    write_all_below(tmp_path, FILES)
    for path, content in {file.path: file.content for file in FILES}.items():
        assert content == (tmp_path / path).read_bytes()


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/a", "a/..", "a\\b", "..\\a", "c:\\a"])
def test_a_path_that_leads_out_of_the_folder_is_refused(path, tmp_path):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    with pytest.raises(ContentError, match="leads out"):
        write_all_below(folder, [SiteFile(path, b"")])
    assert [folder.parent, folder] == sorted(tmp_path.rglob("*"))


def test_dots_within_a_name_lead_nowhere(tmp_path):
    write_all_below(tmp_path, [SiteFile("a..b", b"x")])
    assert b"x" == (tmp_path / "a..b").read_bytes()


def test_the_digests_of_a_made_folder_are_those_of_its_files(tmp_path):
    made = make(lambda item, folder: write_all_below(folder, item), FILES, (), tmp_path / "made", None)
    assert 4 == made.result == len(made.files)
    for file in made.files:
        content = (tmp_path / "made" / file.path).read_bytes()
        assert (sha256(content).hexdigest(), len(content)) == (file.sha256, file.size)
