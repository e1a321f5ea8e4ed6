from collections.abc import Iterator

from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.outputs import document_outputs
from palimpsest.publishing.writing.publish import publish
from palimpsest.publishing.writing.verify import verify
from tests.publishing.catalogues import catalogue_of, catalogue_outputs
from tests.publishing.outputs_fixture import ARCHIVE, SECOND
from tests.snapshots import source_of


def _files() -> Iterator[SiteFile]:
    for owner in ARCHIVE.companies:
        for document in owner.documents:
            yield from document_outputs(ARCHIVE, owner, document)
    yield from catalogue_outputs(*catalogue_of(ARCHIVE))


FILES = {file.path: file.content for file in _files()}


def test_the_same_archive_gives_the_same_files_in_the_same_order():
    assert list(FILES.items()) == [(file.path, file.content) for file in _files()]


def test_the_source_bytes_of_every_capture_are_published_as_received():
    folder = "companies/monoprice.com/privacy-policy/2017-10-07"
    assert FILES[f"{folder}/source.md"] == source_of(SECOND.snapshots[0])
    assert FILES[f"{folder}/source-2.md"] == source_of(SECOND.snapshots[1])


def test_everything_can_be_published(tmp_path):
    publication = publish(_files(), (), None, tmp_path / "site")
    assert publication.written == len(FILES) + 1
    assert verify(tmp_path / "site") == []
