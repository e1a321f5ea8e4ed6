"""Shared wordings are found in what lies beside the documents, kept whole, and opened as they were found."""

from datetime import UTC, datetime
from pathlib import Path

from palimpsest.memo.made import Made, make
from palimpsest.publishing.making.shared_finding import (
    FINGERPRINTS,
    AllFound,
    SharingTask,
    all_wordings,
    families_tasks,
    find_families,
    share_wordings,
    write_fingerprints,
)
from palimpsest.reading.comparison import passage_id
from palimpsest.understanding.shared.fingerprints import Worded, winnowed, words_of

WIDGETS = "and may set a cookie to enable the feature to function properly whenever you return to any of these pages"
PROMISE = "We never sell, rent or trade the personal information of our customers to any other organisation, ever."
PARCELS = "Every parcel that leaves our warehouse before noon arrives within three working days at the latest address."


def worded(text: str, year: int) -> Worded:
    since = datetime(year, 1, 1, tzinfo=UTC)
    return Worded(passage_id(text), text, str(year), "p-00000000", "en", since, None, *winnowed(words_of(text)))


def made(folder: Path, stage, item) -> Made:
    kept = make(stage, item, (), folder, None)
    return Made(kept.result, folder, kept.files, {file.path: file.sha256 for file in kept.private})


def shared(folder: Path, **texts: tuple[Worded, ...]) -> tuple[SharingTask, AllFound]:
    """What the companies of these names share, one document each; each is its own publisher."""
    documents = []
    for company, wordings in texts.items():
        (folder / company).mkdir(parents=True)
        write_fingerprints(folder / company, wordings, company)
        documents.append((company, "terms", folder / company, (folder / company / FINGERPRINTS).read_bytes().hex()))
    task = SharingTask(tuple(documents))
    tasks = families_tasks((task, made(folder / "families", find_families, task)))
    return task, all_wordings((one, made(folder / one.name, share_wordings, one)) for one in tasks)


def test_what_two_documents_share_is_opened_whole_whatever_stands_around_it(tmp_path):
    _, found = shared(
        tmp_path,
        a=(worded(PARCELS, 2013), worded(f"Buttons work {WIDGETS}", 2014)),
        b=(worded(f"These cookies {WIDGETS}.", 2012), worded(PROMISE, 2015)),
        c=(worded(f"No: {PROMISE}", 2016),),
    )
    companies = {wording.companies for wording in found.open()}
    assert {("b", "a"), ("b", "c")} == companies
    assert {wording.line.id for wording in found.wordings} == {wording.id for wording in found.open()}


def test_what_shares_nothing_changes_no_family(tmp_path):
    own = (worded(f"Buttons work {WIDGETS}", 2014),)
    _, fewer = shared(tmp_path / "fewer", a=own, b=own)
    _, more = shared(tmp_path / "more", a=own, b=(*own, worded(PARCELS, 2015)), c=(worded(PROMISE, 2016),))
    assert fewer.wordings == more.wordings


def test_without_a_document_nothing_is_shared(tmp_path):
    tmp_path.joinpath("none").mkdir()
    assert () == shared(tmp_path / "none")[1].wordings
