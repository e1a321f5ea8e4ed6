from palimpsest.model import Reading
from palimpsest.understanding.topics.audit import audit_lines
from palimpsest.understanding.topics.explanation import explanation

from .conftest import placed, section


def test_a_curator_learns_which_phrases_gave_a_topic_its_points(lexicon):
    lines = list(explanation("We never sell your personal data.", "Sharing", lexicon))
    assert "selling-data: sure, denies" in lines
    assert any("deny  never sell your personal data  <- " in line for line in lines)
    assert any(line.startswith("    1  heading  Sharing") for line in lines)


def test_a_curator_learns_why_a_topic_was_not_given(lexicon):
    lines = list(explanation("Call our service providers, who work on our behalf, about ads.", "", lexicon))
    assert any("not " in line and "points it takes" in line for line in lines)
    points = [line.split(": ")[1].split()[0] for line in lines if "points it takes" in line]
    assert points
    assert all(len(number.partition(".")[2]) <= 1 for number in points), points
    assert ["No phrase matches."] == list(explanation("Hello there.", "", lexicon))


def test_an_audit_counts_hits_and_names_phrases_that_find_nothing(lexicon):
    reading = Reading("", (section("Cookies", placed("We use cookies to remember your basket.")),))
    lines = list(audit_lines([reading], lexicon))
    assert "1 texts" not in lines
    assert "1 text" in lines
    assert any(line.split()[:3] == ["1", "cookies-tracking", "strong"] for line in lines)
    assert any(line.startswith("never found: merger-sale  strong") for line in lines)
    assert "no label: children" in lines
