"""The five first documents on their pages: the facts are right, and no word of a source is lost."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from palimpsest.curated.settings import load_settings
from palimpsest.reading.links import captured_page
from palimpsest.reading.read import read
from palimpsest.sources.gather import gather
from tests.conftest import ROOT
from tests.site_reading import Element, page
from tests.snapshots import text_of

MONOPRICE = "companies/monoprice.com/privacy-policy"
SEEDS = {
    "monoprice.com/2017-10-07": {
        "instant": "2017-10-07T10:42:52Z",
        "original": "https://www.monoprice.com/help?pn=privacy",
        "host": "www.monoprice.com",
        "stated": "Last Update: This is the official Privacy Policy as of March 28, 2017.",
        "distance": "193 days before capture",
    },
    "monoprice.com/2004-12-07": {
        "instant": "2004-12-07T15:29:39Z",
        "original": "http://www.monoprices.com/home/home.asp?pn=privacy&style=",
        "host": "www.monoprices.com",
        "stated": "",
    },
    "contactmonkey.com/2017-02-23": {
        "instant": "2017-02-23T09:04:02Z",
        "original": "https://www.contactmonkey.com/privacy",
        "host": "www.contactmonkey.com",
        "stated": "",
    },
    "mono.net/2013-11-06": {
        "instant": "2013-11-06T12:57:02Z",
        "original": "http://www.mono.net/privacy-policy",
        "host": "www.mono.net",
        "stated": "This policy was last updated March 2013.",
    },
    "monovm.com/2013-06-08": {
        "instant": "2013-06-08T22:25:01Z",
        "original": "http://www.monovm.com/privacy.php",
        "host": "www.monovm.com",
        "stated": "",
    },
}


def version_page(site: Path, seed: str) -> Path:
    company, day = seed.split("/")
    return site / "companies" / company / "privacy-policy" / day / "index.html"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_says_where_and_when_its_text_was_captured(site, seed):
    facts, tree = SEEDS[seed], page(version_page(site, seed))
    timestamp = re.sub(r"\D", "", facts["instant"])
    links = {link.attributes["href"] for link in tree.all("a")}
    escaped = facts["original"].replace("://", "%3A//").replace("?", "%3F").replace("=", "%3D").replace("&", "%26")
    assert facts["instant"] in {time.attributes["datetime"] for time in tree.all("time")}
    assert facts["original"] in links
    assert f"https://web.archive.org/web/{timestamp}id_/{escaped}" in links
    assert any(link.startswith(f"https://web.archive.org/web/{timestamp}/") for link in links)
    record = "".join(one.text for one in tree.of_class("record"))
    assert facts["host"] in record
    assert seed.split("/")[0] in record
    source = (ROOT / "content" / "snapshots" / f"{seed}.md").read_bytes()
    assert hashlib.sha256(source).hexdigest() in record
    assert source == version_page(site, seed).with_name("source.md").read_bytes()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_quotes_the_date_that_the_text_states(site, seed):
    tree = page(version_page(site, seed))
    if stated := SEEDS[seed]["stated"]:
        assert stated in tree.text
        assert SEEDS[seed].get("distance", "") in tree.text
    else:
        assert "no stated date found" in tree.text


OURS = {"basis", "margin", "caption"}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def words_of_the_text_part(element: Element) -> list[str]:
    """The company's words in an element of the text part: ours stand in elements of their own class, and so do
    the link to a passage and the number of a list."""
    found = []
    for child in element.children:
        if isinstance(child, str):
            found.append(child)
        elif (child.tag, child.text) == ("a", "¶") or (child.tag, element.tag) == ("span", "li"):
            continue
        elif child.tag != "summary" and not OURS & set(child.attributes.get("class", "").split()):
            found += [" " if child.tag in ("br", "td", "th", "p", "div", "h2") else "", *words_of_the_text_part(child)]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_the_source_is_lost(site, seed):
    settings, _ = load_settings(ROOT / "content")
    snapshots, _, _ = gather(ROOT / "content", settings)
    snapshot = next(one for one in snapshots if one.location.path == f"content/snapshots/{seed}.md")
    body = text_of(snapshot)
    reading = read(body, captured_page(snapshot), snapshot.terms_type)
    repairs = [*reading.repairs, *(repair for placed in reading.placed() for repair in placed.passage.repairs)]

    # Words as Markdown shows them: a link's target and title are not among them.
    source = re.sub(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)", "]", body)
    for repair in repairs:
        if repair.kind == "character-encoding":
            source = source.replace(repair.before, repair.after)
    [article] = page(version_page(site, seed)).of_class("sheet")
    shown = " ".join("".join(words_of_the_text_part(article)).split())
    for repair in repairs:
        if repair.kind == "link-without-text":
            shown = shown.replace(repair.after, "", 1)
    assert words(source) == words(shown)


def test_monoprice_has_one_timeline_with_both_captures(site):
    text = page(site / MONOPRICE / "index.html").text
    assert "7 December 2004" in text and "7 October 2017" in text
    assert "12 years and 10 months" in text


def test_the_monoprice_redline_says_mostly_rewritten_and_pairs_sections(site):
    tree = page(site / MONOPRICE / "2017-10-07" / "changes" / "index.html")
    assert "Mostly rewritten" in tree.text
    facts = json.loads((site / "api" / f"{MONOPRICE}.json").read_text(encoding="utf-8"))
    assert "mostly rewritten" == facts["revisions"][0]["verdict"]
    table = next(tree.all("table")).text
    for heading in ("Registration", "Log Files", "Security", "Links/3rd Parties", "We respect your privacy"):
        assert heading in table


def test_a_redline_is_never_confetti(site):
    """Between two changed runs of a passage stand more than three words that did not change, or none."""
    tree = page(site / MONOPRICE / "2017-10-07" / "changes" / "index.html")
    for paragraph in tree.all("p"):
        children = [child for child in paragraph.children if isinstance(child, Element) or child.strip()]
        marked = [isinstance(child, Element) and child.tag in ("ins", "del") for child in children]
        for number in range(1, len(children) - 1):
            if marked[number - 1] and marked[number + 1] and not marked[number]:
                island = children[number] if isinstance(children[number], str) else children[number].text
                assert len(island.split()) > 3, island


def test_the_topic_of_cookies_sets_the_denial_of_2004_beside_the_cookies_of_2017(site):
    tree = page(site / "topics" / "cookies-tracking" / "index.html")
    entries = [one for one in tree.all("li") if not any(True for _ in one.all("li"))]
    denial = next(one for one in entries if "does not use cookies under any circumstances" in one.text)
    assert "with a denial" in denial.text
    use = next(one for one in entries if "We use cookies for our shopping cart" in one.text)
    assert "with a denial" not in use.text


def test_numbers_of_sections_are_kept_and_a_missing_one_is_noted(site):
    tree = page(version_page(site, "mono.net/2013-11-06"))
    numbers = [one.text.rstrip(".") for one in tree.of_class("sheet")[0].of_class("number")]
    expected = "1 2 2a 3 3a 3b 4 4a 4b 4c 5 6 6a 6b 8 9 9a 9b 10 11"
    assert expected.split() == numbers
    assert "7, between 6b and 8" in tree.text


def test_a_lost_link_leads_to_the_archive_at_the_time_of_the_capture(site):
    links = {link.attributes["href"]: link.text for link in page(version_page(site, "mono.net/2013-11-06")).all("a")}
    assert "Terms of Service" == links["https://web.archive.org/web/20131106125702/http://www.mono.net/terms"]


def test_parties_are_named_or_linked_in_the_texts_of_the_companies_that_mention_them(site):
    companies = {
        folder.name: [
            one.text for one in page(folder / "index.html").all("h2") if one.attributes.get("id", "").startswith("at-")
        ]
        for folder in sorted((site / "parties").iterdir())
        if folder.is_dir()
    }
    assert ["mono.net", "Monoprice"] == companies["google"]
    for party in ("criteo", "microsoft", "oracle", "trustarc", "yahoo"):
        assert ["Monoprice"] == companies[party]
    for party in ("mailchimp", "matomo", "quickpay", "whmcs"):
        assert ["mono.net"] == companies[party]
    assert ["mono.net", "Monoprice"] == companies["meta"]
    text = page(site / "parties" / "quickpay" / "index.html").text
    assert "Our payment gateway company (Quickpay)" in text
    assert "payment gateway company (QuickPay)" in " ".join(text.split())
