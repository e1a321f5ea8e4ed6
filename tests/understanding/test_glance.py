from pathlib import Path

import pytest

from palimpsest.understanding.facts import ages_periods, entities, laws
from palimpsest.understanding.glance import glance
from palimpsest.understanding.signals import subjects
from palimpsest.values import replace

ROWS = [
    line.split("\t")[0]
    for line in Path(__file__).with_name("facts.tsv").read_text(encoding="utf-8").splitlines()
    if line
]
AWKWARD = [
    "the Childrens Online Privacy Protection Act and BBBOnLine",
    "Regulation (EU) No2016/679, the ePrivacy Directive and Brazil's General Data Protection Law",
    "under CalOPPA, nFADP_ and P3P",
    "Acme S.à r.l. (“we”), Acme\xa0Inc. (“us”) and Acme plc (“our”)",
    "nobody under thirteen, or eighteen-year olds and older, over 18 y/o",
]


@pytest.mark.parametrize("text", ROWS + AWKWARD)
def test_a_glance_passes_over_nothing_that_is_there(text):
    seen = glance(text)
    noticing_all = replace(
        seen,
        words=seen.words | laws.NOTICED | ages_periods.WORDS_OF_AGE | ages_periods._WORDS_OF_NUMBERS,
        capitals=seen.capitals | laws.WRITTEN | entities.BEGINNINGS,
    )
    for found_in in (laws.named_laws, entities.entities, ages_periods.ages):
        assert list(found_in(text, noticing_all)) == list(found_in(text, seen))


@pytest.mark.parametrize(("text", "law"), [*zip(AWKWARD, ["COPPA", "GDPR", "CalOPPA"], strict=False)])
def test_a_law_is_found_however_it_is_written(text, law):
    assert law in [value for _, value, _, _ in laws.named_laws(text)]


def test_every_subject_has_words_that_tell_of_it():
    assert list(subjects.SUBJECTS) == list(subjects._WORDS)
