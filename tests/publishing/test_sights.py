"""No promise is shown as dropped because another edition was captured instead."""

from palimpsest.model import Lineage
from palimpsest.publishing.views.history import history_of
from palimpsest.publishing.views.sights import began, ended
from palimpsest.values import replace
from tests.comparing.test_breaks import document
from tests.comparing.test_classes import GERMAN, POLICY
from tests.publishing.archive_fixture import archive

ARCHIVE = archive()


def history(*texts: str):
    held = document(*texts)
    owner = replace(ARCHIVE.companies[1], documents=(held,))
    findings = {version.digest: next(iter(ARCHIVE.findings.values())) for version in held.versions}
    return history_of(replace(ARCHIVE, companies=(owner,), findings=findings), owner, held)


def seen(held, text: str) -> Lineage:
    """The lineage of the passage of the first version that begins so."""
    texts = held.stations[0].version.reading.text()
    placed = next(one for one in texts if text in one.passage.text)
    return held.document.lineages[placed.passage.id]


def test_a_wording_last_seen_before_another_edition_is_told_with_it():
    held = history(POLICY, GERMAN)
    promise = seen(held, "We never sell")
    assert "the next capture is another edition or language" == ended(held, promise, stands=False)
    assert ("", "") == (ended(held, promise, stands=True), began(held, promise))


def test_a_wording_first_seen_behind_another_edition_is_told_with_it():
    held = history(GERMAN, POLICY)
    promise = next(one for id_, one in held.document.lineages.items() if one.first_seen.year == 2002)
    assert "the capture before is another edition or language" == began(held, promise)


def test_a_wording_that_left_a_text_is_told_plainly():
    held = history(POLICY, POLICY.replace("never sell", "may sell"))
    assert "" == ended(held, seen(held, "We never sell"), stands=False)
