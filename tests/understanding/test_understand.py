import pytest

from palimpsest.model import Evidence, Reading, TextLink
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.understand import Understood, learn, understand
from palimpsest.values import replace

from .conftest import placed, section, snapshot_reading

SEEDS = (
    "monoprice.com/2017-10-07.md",
    "monoprice.com/2004-12-07.md",
    "contactmonkey.com/2017-02-23.md",
    "mono.net/2013-11-06.md",
    "monovm.com/2013-06-08.md",
)


def labels_of_sentence(seed, sentence, lexicon):
    reading = snapshot_reading(seed)
    findings = understand(reading, lexicon)
    (anchor,) = {item.anchor for item in reading.placed() if sentence in item.passage.text}
    return {label.topic: label for label in findings.labels.get(anchor, ())}


@pytest.mark.parametrize(
    ("seed", "sentence", "topic", "polarity"),
    [
        (SEEDS[1], "does not use cookies under any circumstances", "cookies-tracking", "denies"),
        (SEEDS[1], "Our site does not use cookies", "cookies-tracking", "denies"),
        (SEEDS[0], "We use cookies for our shopping cart", "cookies-tracking", "says"),
        (SEEDS[2], "is never shared, rented or sold", "selling-data", "denies"),
        (SEEDS[4], "database of users ever be sold", "selling-data", "denies"),
        (SEEDS[4], 'We use "cookies" to track', "cookies-tracking", "says"),
        (SEEDS[1], "We use IP addresses, browser type", "device-log-data", "says"),
        (SEEDS[0], "involved in a merger", "merger-sale", "says"),
        (SEEDS[3], "partner with a third party ad network", "advertising", "says"),
        (SEEDS[2], "may change this privacy policy", "policy-changes", "says"),
        (SEEDS[2], "You may disable cookies", "cookie-controls", "says"),
        (SEEDS[3], "located in the European Union", "international-transfer", "says"),
    ],
)
def test_a_seed_passage_has_the_topic_with_its_polarity(seed, sentence, topic, polarity, lexicon):
    found = {slug: label.polarity for slug, label in labels_of_sentence(seed, sentence, lexicon).items()}
    assert polarity == found.get(topic)


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        (SEEDS[0], [("last updated", "2017-03-28")]),
        (SEEDS[1], []),
        (SEEDS[2], []),
        (SEEDS[3], [("last updated", "2013-03")]),
        (SEEDS[4], []),
    ],
)
def test_a_seed_states_its_date(seed, expected, lexicon):
    stated = understand(snapshot_reading(seed), lexicon).stated_dates
    assert expected == [(item.claim, item.date) for item in stated]


@pytest.mark.parametrize("seed", SEEDS)
def test_evidence_points_at_whole_words_of_the_passage_or_its_heading(seed, lexicon):
    reading = snapshot_reading(seed)
    findings = understand(reading, lexicon)
    for part in reading.sections:
        for item in part.placed:
            for label in findings.labels.get(item.anchor, ()):
                assert label.evidence
                assert any(evidence.where == "passage" for evidence in label.evidence)
                for evidence in label.evidence:
                    text = item.passage.text if evidence.where == "passage" else part.label
                    assert 0 <= evidence.start < evidence.end <= len(text)
                    marked = text[evidence.start : evidence.end]
                    assert marked == marked.strip()


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_do_not_depend_on_a_second_run(seed, lexicon):
    assert understand(snapshot_reading(seed), lexicon) == understand(snapshot_reading(seed), lexicon)


def test_evidence_is_the_wording_that_was_matched(lexicon):
    text = "Although we’re small, our site “uses” cookies to remember you."
    (label,) = [label for label in label_passage(text, "Tracking", lexicon) if label.topic == "cookies-tracking"]
    expected = [("passage", "cookies"), ("heading", "Tracking")]
    assert expected == [
        (item.where, (text if item.where == "passage" else "Tracking")[item.start : item.end])
        for item in label.evidence
    ]


def test_headings_titles_and_furniture_get_no_labels(lexicon):
    text = "We use cookies to remember you and we collect your name."
    reading = Reading("", (section("Cookies we use", placed(text, role="furniture"), placed(text, role="title")),))
    assert not understand(reading, lexicon).labels


def test_a_table_of_contents_gets_no_labels(lexicon):
    contents = placed("How we use your personal information and cookies", kind="item")
    body = placed("We use cookies to remember you and we collect your name.")
    reading = Reading("", (section("", contents), section("2. How We Use Your Personal Information and Cookies", body)))
    assert [body.anchor] == list(understand(reading, lexicon).labels)


def test_an_item_is_read_together_with_its_lead_in(lexicon):
    lead_in = placed("We may share your personal information:")
    item = placed("With advertisers", kind="item")
    other = placed("On Sundays and holidays", kind="item")
    labels = understand(Reading("", (section("", lead_in, item, other),)), lexicon).labels
    assert "sharing" in [label.topic for label in labels[item.anchor]]
    assert other.anchor not in labels
    for label in labels[item.anchor]:
        assert all(evidence.end <= len("With advertisers") for evidence in label.evidence)


def test_a_row_of_a_table_has_labels_and_the_names_of_columns_have_none(lexicon):
    named, in_bold = "Cookies we use | Why", "|  |  |\n|---|---|\n| **Cookies we use** | **Why** |"
    text = f"{named}\n---|---\nYour location | to show you ads\n\n{in_bold}\n"
    reading = read(text, CapturedPage("", ""), "Privacy Policy")
    [(anchor, labels)] = understand(reading, lexicon).labels.items()
    assert ["Your location | to show you ads"] == [one.passage.text for one in reading.text() if one.anchor == anchor]
    assert "advertising" in [label.topic for label in labels]


def test_evidence_that_begins_in_the_lead_in_is_cut_where_the_item_begins(lexicon):
    (sharing, *_) = [
        label
        for label in label_passage("affiliates and partners", "", lexicon, "We give your data to our")
        if label.topic == "sharing"
    ]
    assert Evidence("passage", 0, len("affiliates")) == sharing.evidence[0]


def test_what_a_text_says_does_not_depend_on_what_another_version_made_a_link(lexicon):
    plain = placed("We use cookies to remember you.")
    linked = replace(plain, passage=replace(plain.passage, links=(TextLink(plain.passage.text, "https://a.example/"),)))
    texts = [Reading("", (section("Cookies", one),)) for one in (plain, linked)]
    for order in (texts, texts[::-1]):
        known = Understood()
        labelled = {bool(understand(text, lexicon, known).labels): text for text in order}
        assert labelled == {True: texts[0], False: texts[1]}


def test_an_item_that_only_announces_gets_no_labels(lexicon):
    lead_in = placed("By displaying the trustmark we have agreed to inform you of:")
    items = [
        placed(text, kind="item")
        for text in ("With whom your information may be shared.", "How you can correct your personal information.")
    ]
    labels = understand(Reading("", (section("", lead_in, *items),)), lexicon).labels
    assert not [item.anchor for item in items if item.anchor in labels]


def test_a_denial_is_sure_however_short_it_is(lexicon):
    labels = label_passage("Your data is never sold.", "", lexicon)
    expected = {"sharing": ("sure", "denies"), "selling-data": ("sure", "denies")}
    assert expected == {label.topic: (label.certainty, label.polarity) for label in labels}


def test_a_category_is_not_denied_where_a_part_of_it_happens_on_a_condition(lexicon):
    text = "We never sell your data. We will not share your information with third parties unless you agree."
    found = {label.topic: label.polarity for label in label_passage(text, "", lexicon)}
    expected = {"sharing": "says", "selling-data": "denies"}
    assert expected == {slug: found.get(slug) for slug in expected}


def test_a_text_in_another_language_is_left_unlabelled_and_says_so(lexicon):
    german = placed(
        "Wir verwenden Cookies und die Daten, die Sie uns geben, und teilen sie mit Partnern, wenn Sie es wollen."
    )
    findings = understand(Reading("", (section("Cookies", german, german),)), lexicon, language="de")
    assert ("de", {}) == (findings.unlabelled_language, dict(findings.labels))
    english = Reading("", (section("Cookies", placed("We use cookies and the data that you give to us.")),))
    assert {""} == {understand(english, lexicon, language=tag).unlabelled_language for tag in ("en-GB", "", "de")}


def test_a_label_given_more_for_its_n_grams_shows_them(lexicon):
    text = "Should we be asked for it by a court, we may share what is necessary with the authorities that ask."
    for label in label_passage(text, "", lexicon):
        kinds = {evidence.kind for evidence in label.evidence}
        assert kinds <= {"phrase", "n-gram"}
        assert label.evidence


TERMS = "The fees of this plan are due on the first day of every month, and late fees apply."
LIABLE = "We are not liable for unauthorized access to the service, or for any security breach of third parties."
POLICY = "We use your personal information, and our cookies, to run and improve the service for you."


def text_of(*passages, heading=""):
    return Reading("", (section(heading, *passages),))


def test_in_a_text_about_other_things_a_passage_has_to_name_data(lexicon):
    liable, named = placed(LIABLE), placed(POLICY)
    changes = placed("We may change this policy from time to time, and will post changes to this policy here.")
    rest = [placed(f"{TERMS} {number}") for number in range(20)]
    labels = understand(text_of(liable, named, changes, *rest), lexicon).labels
    assert {named.anchor, changes.anchor} == set(labels)
    assert {"changes", "policy-changes"} == {label.topic for label in labels[changes.anchor]}


def test_a_heading_or_a_lead_in_can_name_the_data(lexicon):
    rest = section("", *(placed(f"{TERMS} {number}") for number in range(20)))
    below = Reading("", (section("Privacy", placed(LIABLE)), rest))
    lead_in, item = placed("We may share your personal data with:"), placed("our affiliates and partners", kind="item")
    listed = Reading("", (section("", lead_in, item), rest))
    assert understand(below, lexicon).labels
    assert item.anchor in understand(listed, lexicon).labels


def test_in_a_text_about_data_or_in_a_short_one_no_passage_has_to_name_it(lexicon):
    liable = placed(LIABLE)
    policy = text_of(liable, *(placed(f"{POLICY} {number}") for number in range(20)))
    short = text_of(liable, *(placed(f"{TERMS} {number}") for number in range(3)))
    assert all(liable.anchor in understand(text, lexicon).labels for text in (policy, short))


def test_labels_do_not_depend_on_what_the_text_before_was_about(lexicon):
    shared = placed(LIABLE)
    policy = text_of(shared, *(placed(f"{POLICY} {number}") for number in range(20)))
    terms = text_of(shared, *(placed(f"{TERMS} {number}") for number in range(20)))
    alone = {id(text): understand(text, lexicon) for text in (policy, terms)}
    for first, second in ((policy, terms), (terms, policy)):
        known = Understood()
        assert [alone[id(first)], alone[id(second)]] == [understand(text, lexicon, known) for text in (first, second)]
        taken_over = Understood()
        learn(first, alone[id(first)], lexicon, taken_over)
        assert alone[id(second)] == understand(second, lexicon, taken_over)
