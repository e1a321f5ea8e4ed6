"""Parties: who is named or linked in a passage, where, and in what role. Rows of parties.tsv are sentences."""

from html import escape
from pathlib import Path

import pytest

from palimpsest.model import Company, DatedName, Party, PartyMention, Passage, Placed, Reading, TextLink
from palimpsest.reading.links import CapturedPage
from palimpsest.reading.read import read
from palimpsest.understanding.parties.links import party_of_address
from palimpsest.understanding.parties.mentions import KnownMentions, Spot, own_parties, parties_mentioned, spots
from palimpsest.understanding.signals.parties import party_signals

from .conftest import CONTENT, placed, section

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("parties.tsv").read_text(encoding="utf-8").splitlines()
    if line
]


def linked(text: str, *links: tuple[str, str]) -> Passage:
    """A passage with links; each is marked in the HTML where its words first stand alone."""
    html = escape(text)
    for words, href in links:
        html = f"{html} ".replace(f" {words} ", f' <a href="{escape(href)}">{words}</a> ', 1).rstrip()
    return Passage("0" * 16, "paragraph", text, html, links=tuple(TextLink(*link) for link in links))


def kind(spot: Spot) -> tuple[str, str, str]:
    return spot.party, spot.role, spot.basis


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_sentence_names_its_parties(text, expected, directory):
    found = [f"{spot.party} {spot.role}" for spot in spots(placed(text).passage, directory)]
    assert expected == ("; ".join(found) or "-")


def test_the_marked_text_is_the_name_as_written(directory):
    text = "We use Google® Analytics, the “Facebook Pixel” and Mailchimp."
    marked = [text[spot.start : spot.end] for spot in spots(placed(text).passage, directory)]
    assert ["Google® Analytics", "Facebook Pixel", "Mailchimp"] == marked


def test_a_link_is_a_mention_of_whose_domain_it_leads_to(directory):
    passage = linked(
        "Opt out here or there .", ("here", "https://preferences.truste.com/"), ("there", "https://a.example/")
    )
    (found,) = spots(passage, directory)
    assert ("trustarc", "seal", "linked", "here") == (*kind(found), passage.text[found.start : found.end])


def test_the_words_of_a_link_are_found_where_the_link_stands(directory):
    passage = linked("Where, whether here or not: click here now", ("now", "https://www.paypal.com/"))
    repeated = Passage("0" * 16, "paragraph", "here, somewhere, here", 'here, somewhere, <a href="x">here</a>',
                       links=(TextLink("here", "https://www.paypal.com/"),))  # fmt: skip
    assert [passage.text.index("now")] == [spot.start for spot in spots(passage, directory)]
    assert [17] == [spot.start for spot in spots(repeated, directory)]


def test_a_name_inside_a_link_to_its_policy_is_one_mention(directory):
    passage = linked("Read the PayPal policy now", ("PayPal policy", "https://www.paypal.com/privacy"))
    (found,) = spots(passage, directory)
    assert ("paypal", "linked policy", "named") == kind(found)


def test_what_others_publish_at_a_party_is_no_policy_of_it(directory):
    passage = linked("Read our privacy policy now", ("our privacy policy", "https://acme.zendesk.com/privacy"))
    (found,) = spots(passage, directory)
    assert ("zendesk", "infrastructure", "linked") == kind(found)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://policies.google.com/privacy", "google"),
        ("HTTP://GOOGLE.COM.", "google"),
        ("https://web.archive.org/web/20131106125702/http://www.whmcs.com/about/", "whmcs"),
        ("https://google.com.evil.example/", ""),
        ("https://notgoogle.com/", ""),
        ("https://user@google.com/", ""),
        ("mailto:someone@google.com", ""),
        ("", ""),
    ],
)
def test_an_address_belongs_to_the_party_whose_domain_it_lies_under(address, expected, directory):
    assert expected == party_of_address(address, directory)


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        (Company("youtube", "YouTube"), {"google"}),
        (Company("google-generative-ai-services", "Google Generative AI Services"), {"google"}),
        (Company("linkedin.com", "linkedin.com"), {"linkedin", "microsoft", "github", "avenue-a"}),
        (Company("teads", "Teads"), {"teads", "outbrain"}),
        (Company("npm", "npm"), {"linkedin", "microsoft", "github", "avenue-a"}),
        (Company("viber", "Viber"), {"rakuten"}),
        (Company("le-chat", "Le Chat"), {"mistral"}),
        (Company("intercom", "Intercom"), {"intercom"}),
        (Company("acme", "Acme", domains=(DatedName("paypal.com"),)), {"paypal"}),
        (Company("acme", "Acme", operators=(DatedName("Mistral AI"),)), {"mistral"}),
        (Company("monoprice.com", "Monoprice"), set()),
    ],
)
def test_a_company_is_no_party_in_its_own_texts_nor_is_its_group(company, expected, directory):
    assert expected == own_parties(company, directory).parties


def test_the_own_name_hides_names_inside_it(directory):
    own = own_parties(Company("x.example", "Super Google Friends"), directory)
    assert [] == [*spots(placed("Super Google Friends and you").passage, directory, own)]


def test_titles_and_furniture_mention_nobody(directory):
    reading = Reading("", (section("", placed("Google", role="title"), placed("Google", role="furniture")),))
    assert () == parties_mentioned(reading, directory)


def test_headings_and_passages_have_mentions_in_reading_order(directory):
    below = placed("We use Criteo.")
    reading = Reading("", (section("Google Analytics", below),))
    found = parties_mentioned(reading, directory)
    assert ["google", "criteo"] == [mention.party for mention in found]
    assert PartyMention("criteo", "advertising", "named", below.anchor, 7, 13) == found[1]


def test_what_is_known_changes_no_result(directory):
    first, second = placed("We use Google."), placed("We pay with Stripe, a payment firm.")
    readings = [Reading("", (section("", first, second),)), Reading("", (section("", second, first),))]
    known = KnownMentions()
    assert [parties_mentioned(one, directory) for one in readings] == [
        parties_mentioned(one, directory, known=known) for one in readings
    ]


def test_two_links_to_different_places_with_equal_words_are_told_apart(directory):
    known = KnownMentions()
    texts = [linked("Click here now", ("here", f"https://{host}/")) for host in ("stripe.com", "paypal.com")]
    found = [
        parties_mentioned(Reading("", (section("", Placed(text, "p-00000000")),)), directory, known=known)[0].party
        for text in texts
    ]
    assert ["stripe", "paypal"] == found


def test_a_hostile_text_is_read_in_reasonable_time(directory):
    text = "Google " * 2000 + "x" * 50_000 + " Visa" * 2000
    assert 2000 <= len(spots(placed(text).passage, directory))


def test_a_party_that_comes_or_goes_is_a_signal():
    parties = {slug: Party(slug, slug.title(), "", ("other",)) for slug in ("criteo", "google", "yahoo")}
    before = [
        PartyMention("google", "other", "named", "p-1", 0, 6),
        PartyMention("yahoo", "other", "linked", "p-2", 0, 4),
    ]
    after = [
        PartyMention("google", "other", "named", "p-3", 0, 6),
        PartyMention("criteo", "other", "named", "p-4", 0, 6),
    ]
    found = [(signal.kind, signal.text, signal.before_anchor, signal.after_anchor)
             for signal in party_signals(before, after, parties)]  # fmt: skip
    assert [
        ("party named", "Criteo is named in the later text; no mention found in the earlier one.", "", "p-4"),
        ("party gone", "Yahoo is linked in the earlier text; no mention found in the later one.", "p-2", ""),
    ] == found
    assert () == party_signals(after, after, parties)


SEEDS = {
    "monoprice.com/2017-10-07": ["criteo", "google", "meta", "microsoft", "oracle", "trustarc", "yahoo"],
    "mono.net/2013-11-06": ["google", "mailchimp", "matomo", "meta", "quickpay", "whmcs"],
    "contactmonkey.com/2017-02-23": [],
}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parties_of_the_first_documents(seed, directory):
    body = (CONTENT / "snapshots" / f"{seed}.md").read_text(encoding="utf-8").split("\n", 1)[1]
    reading = read(body, CapturedPage("", ""), "Privacy Policy")
    slug = seed.split("/")[0]
    found = parties_mentioned(reading, directory, own_parties(Company(slug, slug), directory))
    assert SEEDS[seed] == sorted({mention.party for mention in found})


def test_quickpay_is_one_party_however_it_is_written(directory):
    found = spots(placed("Quickpay, QuickPay and QUICKPAY handle payments.").passage, directory)
    assert ["quickpay"] * 3 == [spot.party for spot in found]


def test_parature_is_found_as_a_product_of_microsoft(directory):
    text = "Monoprice utilizes Microsoft’s Parature Chat software."
    assert ["Microsoft", "Parature"] == [text[s.start : s.end] for s in spots(placed(text).passage, directory)]
