"""What texts of several companies have in common, and what is nobody's but their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palimpsest.addresses import slug_of
from palimpsest.comparing.documents import Texts, arrange_versions, compare, read_texts
from palimpsest.comparing.lineage import lineages
from palimpsest.curated.companies import load_companies
from palimpsest.curated.settings import load_settings
from palimpsest.model import Company, Document, SharedWording, Snapshot, Source
from palimpsest.reading.comparison import passage_id
from palimpsest.reading.links import captured_page
from palimpsest.reading.read import read
from palimpsest.sources.companies import arrange
from palimpsest.sources.gather import gather
from palimpsest.understanding.parties.publishers import publisher_of
from palimpsest.understanding.shared.families import distinct, families, prints_of, shared_prints
from palimpsest.understanding.shared.fingerprints import FEWEST, Worded, fingerprints_of, winnowed, words_of
from palimpsest.understanding.shared.stretches import SHARE
from palimpsest.understanding.shared.wordings import Held, shared_wordings
from palimpsest.understanding.vocabulary import opened, read_vocabulary, survey
from palimpsest.values import replace
from tests import snapshots
from tests.conftest import ROOT
from tests.sources.repositories import git

START = datetime(2013, 1, 1, tzinfo=UTC)
WIDGETS = (
    "which page you are visiting on our site, and may set a cookie to enable the feature to function properly. Social "
    "media features and widgets are either hosted by a third party or hosted directly on"
)
PROMISE = "We never sell, rent or trade the personal information of our customers to any other organisation, ever."
OTHER = "Every parcel that leaves our warehouse before noon arrives within three working days at the latest address."


def held(company: str, text: str, day: int = 0, document: str = "privacy-policy", publisher: str = "") -> Held:
    prints, at = winnowed(words_of(text))
    since = START + timedelta(days=day)
    id_ = passage_id(text)
    worded = Worded(id_, text, f"{since:%Y-%m-%d}", f"p-{id_[:8]}", "en", since, None, prints, at)
    return Held(publisher or company, company, document, worded)


def found(*all_held: Held) -> list[SharedWording]:
    """Everything that these passages share, family by family."""
    shared = shared_prints((one.publisher, distinct(one.worded.prints)) for one in all_held)
    by_document = families((prints_of([one.worded]) for one in all_held), shared)
    together = ([all_held[number] for number, _ in family] for family in by_document)
    return [wording for family in together for wording in shared_wordings(family)]


def from_sources(content: Path, sources: tuple[Source, ...] = ()) -> list[tuple[str, str, tuple[Worded, ...]]]:
    """The documents of an archive: company, terms type, wordings."""
    configured, _ = load_settings(content)
    entries, _ = load_companies(content)
    captures, ended, _ = gather(content, replace(configured, sources=sources or configured.sources))
    holdings, _ = arrange(captures, entries, ended)
    return [
        (holding.company.slug, terms, fingerprints_of(without_revisions(terms, own)))
        for holding in holdings
        for terms, own in holding.snapshots_by_terms.items()
    ]


def without_revisions(terms_type: str, captures: tuple[Snapshot, ...]) -> Document:
    versions = arrange_versions(read_texts((terms_type, captures)))
    return Document(terms_type, slug_of(terms_type), versions, (), lineages(versions))


def of_documents(documents: list[tuple[str, str, tuple[Worded, ...]]]) -> list[SharedWording]:
    return found(*(Held(company, company, terms, one) for company, terms, wordings in documents for one in wordings))


def shared_texts(wordings: list[SharedWording]) -> list[tuple[tuple[str, ...], str]]:
    return [(wording.companies, wording.text) for wording in wordings]


def test_the_words_on_widgets_of_2013_and_2017_are_one_wording():
    wordings = of_documents(from_sources(ROOT / "content"))
    [widgets] = [one for one in wordings if "a cookie to enable the feature" in one.text]
    assert 36 == widgets.longest == len(words_of(WIDGETS))
    assert [("mono.net", "2013-11-06"), ("monoprice.com", "2017-10-07")] == [
        (place.company, place.version) for place in widgets.places
    ]
    for place in widgets.places:
        marked = [" ".join(words_of(place.text[start:end])) for start, end in place.spans]
        assert any(" ".join(words_of(WIDGETS)) in one for one in marked)


def test_only_companies_whose_texts_have_words_in_common_share_any():
    assert {("mono.net", "monoprice.com"), ("monoprice.com", "mono.net")} == {
        tuple(dict.fromkeys(one.companies)) for one in of_documents(from_sources(ROOT / "content"))
    }


def test_a_passage_in_the_texts_of_two_companies_is_one_wording():
    [wording] = found(held("a.example", PROMISE), held("b.example", PROMISE, 10), held("b.example", OTHER, 3))
    assert PROMISE.rstrip(".") == wording.text
    assert (17, 17) == (wording.words, wording.longest)
    assert ("a.example", "b.example") == wording.companies
    assert START + timedelta(days=10) == wording.shared_since
    assert ((0, len(PROMISE) - 1),) == wording.places[1].spans


def test_texts_of_one_company_share_nothing_with_each_other():
    assert [] == found(held("a.example", PROMISE), held("a.example", PROMISE, 9, "terms"), held("b.example", OTHER))


def test_case_punctuation_and_kinds_of_quotes_do_not_matter():
    [wording] = found(held("a.example", PROMISE), held("b.example", PROMISE.upper().replace(",", " –"), 1))
    assert 17 == wording.longest


@pytest.mark.parametrize(("words", "count"), [(FEWEST - 1, 0), (FEWEST, 1)])
def test_a_run_is_shared_from_twelve_words_on(words, count):
    run = " ".join(PROMISE.split()[:words])
    one, other = f"Before all else {run} and so on and on.", f"It is true that {run} whatever else may be said."
    assert count == len(found(held("a.example", one), held("b.example", other, 1)))


@pytest.mark.parametrize("start", range(12))
def test_a_run_of_twelve_words_is_found_wherever_it_stands(start):
    run = " ".join(PROMISE.split()[:FEWEST])
    others = " ".join(f"w{number}" for number in range(start))
    [wording] = found(held("a.example", f"{run} {others}"), held("b.example", f"{others.upper()} x {run} y", 1))
    assert run == wording.text


def test_a_row_of_numbers_or_names_of_codes_is_no_wording():
    codes = " ".join(f"{number} de{number} EU" for number in range(20))
    assert [] == found(held("a.example", codes), held("b.example", codes, 1))


def test_passages_that_are_nearly_the_same_are_one_wording_with_what_they_share_marked():
    edited = PROMISE.replace("or trade", "nor trade").replace("rent", "lend")
    longer = f"{PROMISE} This holds for {OTHER[0].lower()}{OTHER[1:]}"
    [wording] = found(
        held("a.example", f"{PROMISE} {OTHER}"),
        held("b.example", f"{edited} {OTHER}", 1),
        held("c.example", longer.replace(" This holds for", ""), 2),
    )
    assert ("a.example", "b.example", "c.example") == wording.companies
    second = wording.places[1]
    marked = [second.text[start:end] for start, end in second.spans]
    assert "the personal information of our customers" in " ".join(marked)
    assert not any("lend" in one or "nor" in one for one in marked)
    assert sum(len(words_of(one)) for one in marked) >= SHARE * wording.words


def test_half_of_a_wording_is_a_wording_of_its_own():
    both = f"{PROMISE} {OTHER}"
    wordings = found(held("a.example", both), held("b.example", both, 1), held("c.example", f"Now. {OTHER}", 2))
    assert [
        (("a.example", "b.example"), both.rstrip(".")),
        (("a.example", "b.example", "c.example"), OTHER.rstrip(".")),
    ] == shared_texts(wordings)


def test_two_words_more_make_no_further_wording():
    both = f"{PROMISE} {OTHER}"
    [wording] = found(
        held("a.example", f"Dear reader: {both}"),
        held("b.example", both, 1),
        held("c.example", f"Dear reader, {both}", 2),
    )
    assert (both.rstrip("."), 3) == (wording.text, len(wording.places))


def test_what_is_captured_later_leaves_the_wordings_that_are_there():
    both = f"{PROMISE} {OTHER}"
    before = found(held("b.example", PROMISE), held("c.example", PROMISE, 2))
    after = found(held("b.example", PROMISE), held("c.example", PROMISE, 2), *(
        held(company, both, day) for day, company in ((3, "a.example"), (5, "b.example"))
    ))  # fmt: skip
    assert [(one.id, one.text, one.longest) for one in before] == [(one.id, one.text, one.longest) for one in after[:1]]
    assert 2 == len(after)


WORDS = st.sampled_from(["we", "collect", "cookies", "never", "address", "your", "partners", "retain", "x", "1"])
TEXTS = st.lists(WORDS, min_size=8, max_size=40).map(" ".join)
ARCHIVES = st.lists(st.tuples(st.sampled_from("abc"), TEXTS, st.integers(0, 5)), max_size=7)


@settings(max_examples=60, deadline=None)
@given(ARCHIVES, st.randoms())
def test_the_order_of_documents_does_not_matter(archive, order):
    everything = list({(one.company, one.worded.id): one for one in (held(*given_) for given_ in archive)}.values())
    first = found(*everything)
    order.shuffle(everything)
    assert sorted(first, key=lambda one: one.id) == sorted(found(*everything), key=lambda one: one.id)


@settings(max_examples=60, deadline=None)
@given(ARCHIVES)
def test_every_wording_has_two_companies_and_a_long_run_word_for_word(archive):
    for wording in found(*(held(*given_) for given_ in archive)):
        assert len(wording.companies) >= 2
        assert wording.longest >= FEWEST
        run = words_of(wording.text)
        assert wording.words == len(run)
        for place in wording.places:
            shared = [word for start, end in place.spans for word in words_of(place.text[start:end])]
            assert len(shared) >= SHARE * len(run)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60), st.lists(WORDS, max_size=60), st.lists(WORDS, min_size=12, max_size=30))
def test_two_passages_with_twelve_words_in_common_have_a_fingerprint_in_common(before, after, run):
    one, other = winnowed([*before, *run, *after])[0], winnowed([*after, *run, *before])[0]
    assert set(one) & set(other)


def test_a_row_of_a_table_is_known_through_every_version_of_the_table():
    bodies = [f"What | Why\n---|---\nSales | {PROMISE}\nPost | {what}\n" for what in (OTHER, "Soon.")]
    captures = [snapshots.snapshot(body, START + timedelta(days=day)) for day, body in enumerate(bodies)]
    readings = {
        one.body_digest: read(body, captured_page(one), "Privacy Policy")
        for one, body in zip(captures, bodies, strict=True)
    }
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    assert [(f"Sales | {PROMISE}", None), (f"Post | {OTHER}", START)] == [
        (one.text, one.last_seen) for one in fingerprints_of(document)
    ]


@pytest.mark.corpus
def test_the_platforms_share_what_was_found_by_reading(corpora, tmp_path):
    """Counts of the whole Platform Governance Archive, and wordings that a reader can check there."""
    clone = tmp_path / "pga.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(corpora / "pga-versions.bundle"), clone.name)
    documents = from_sources(ROOT / "content", (Source("git", str(clone)),))
    documents = [("x" if company == "twitter" else company, *rest) for company, *rest in documents]
    wordings = of_documents(documents)
    assert 2_500 <= len(wordings) <= 3_500
    assert len(wordings) == len({wording.id for wording in wordings})
    transfer = next(one for one in wordings if one.text.startswith("Information controlled by Meta Platforms Ireland"))
    assert {"facebook", "whatsapp", "pinterest"} <= set(transfer.companies)
    notices = [one for one in wordings if "the United Nations Convention on Contracts for the" in one.text]
    assert any("x" in one.companies for one in notices)


def test_what_only_texts_of_one_publisher_repeat_is_not_shared():
    one, other = (
        held("facebook", f"Buttons: {PROMISE}", 0, publisher="meta"),
        held("instagram", PROMISE, 1, publisher="meta"),
    )
    assert [] == found(one, other)
    (wording,) = found(one, other, held("shop.example", f"Also: {PROMISE}", 2))
    assert ("facebook", "instagram", "shop.example") == wording.companies
    assert {"facebook": "meta", "instagram": "meta", "shop.example": "shop.example"} == wording.publishers
    assert START + timedelta(days=2) == wording.shared_since


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("Facebook", "meta"),
        ("Instagram", "meta"),
        ("YouTube", "google"),
        ("Twitter", "x"),
        ("X", "x"),
        ("LinkedIn", "microsoft"),
        ("A Shop", "a-shop"),
    ],
)
def test_a_publisher_is_who_owns_the_company_as_far_as_is_known(name, publisher):
    _, directory = opened(survey(read_vocabulary(ROOT / "content")).prepared)
    assert publisher == publisher_of(Company(slug_of(name), name), directory)
