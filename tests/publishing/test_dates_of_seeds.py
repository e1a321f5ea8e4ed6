"""The five first documents on the page of stated dates."""

from tests.publishing.pages import parsed


def test_the_page_of_dates_has_what_the_seeds_state(site):
    html = (site / "dates" / "index.html").read_text(encoding="utf-8")
    page = parsed(html)
    assert "A stated date was found in the newest version of 2; none was found in 2." in page.words
    assert "Last updated 28 March 2017 7 October 2017 193 days before capture" in page.words
    assert "Last updated March 2013 6 November 2013, the first capture held about 7 months before capture" in page.words
    assert 2 == page.words.count("No stated date found in the newest version.")
    anchors = {link["href"] for link in page.all("a") if "#p-" in (link.get("href") or "")}
    assert 2 == len(anchors)
    for anchor in anchors:
        path, _, passage = anchor.partition("#")
        target = (site / "dates" / path / "index.html").resolve()
        assert passage in parsed(target.read_text(encoding="utf-8")).ids


def test_a_text_without_a_stated_date_says_none_found(site):
    for seed in ("monoprice.com/2004-12-07", "contactmonkey.com/2017-02-23", "monovm.com/2013-06-08"):
        company, day = seed.split("/")
        page = site / "companies" / company / "privacy-policy" / day / "index.html"
        assert "No stated date found." in parsed(page.read_text(encoding="utf-8")).words
