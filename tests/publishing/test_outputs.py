from palimpsest.publishing.outputs import all_files
from palimpsest.publishing.verify import verify
from palimpsest.publishing.write import publish
from tests.publishing.outputs_fixture import ARCHIVE, SECOND
from tests.snapshots import source_of

FILES = {file.path: file.content for file in all_files(ARCHIVE)}


def test_the_same_archive_gives_the_same_files_in_the_same_order():
    assert list(FILES.items()) == [(file.path, file.content) for file in all_files(ARCHIVE)]


def test_the_source_bytes_of_every_capture_are_published_as_received():
    folder = "companies/monoprice.com/privacy-policy/2017-10-07"
    assert FILES[f"{folder}/source.md"] == source_of(SECOND.snapshots[0])
    assert FILES[f"{folder}/source-2.md"] == source_of(SECOND.snapshots[1])


def test_everything_can_be_published(tmp_path):
    publication = publish(all_files(ARCHIVE), None, tmp_path / "site")
    assert publication.written == len(FILES) + 1
    assert verify(tmp_path / "site") == []
