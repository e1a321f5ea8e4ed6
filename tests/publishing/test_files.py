"""Files on their way below a folder: every byte arrives, folders are made as needed, digests are those of the bytes."""

from hashlib import sha256

from palimpsest.made import make
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


def test_the_digests_of_a_made_folder_are_those_of_its_files(tmp_path):
    made = make(lambda item, folder: write_all_below(folder, item), FILES, (), tmp_path / "made", None)
    assert 4 == made.result == len(made.files)
    for file in made.files:
        content = (tmp_path / "made" / file.path).read_bytes()
        assert (sha256(content).hexdigest(), len(content)) == (file.sha256, file.size)
