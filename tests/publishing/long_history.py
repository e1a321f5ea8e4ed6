"""A document with a long history: many versions of many passages, of which each version changes a few.

`long_archive(500, 150)` -> one company with one document, 500 versions a week apart
"""

from datetime import UTC, datetime, timedelta

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import Archive, Company, Evidence, Findings, Label, Passage, Placed, Reading, Section
from tests.publishing.archive_fixture import SETTINGS, TOPICS, passage, placed, snapshot

_WORDS = (
    "we",
    "collect",
    "share",
    "keep",
    "use",
    "cookies",
    "location",
    "security",
    "data",
    "account",
    "service",
    "provider",
    "law",
    "consent",
)


def long_archive(versions: int, passages: int, days: int = 7, slug: str = "long.example") -> Archive:
    """One company with one document."""
    captures, readings = [], {}
    texts = [_text(number, 0) for number in range(passages)]
    known: dict[str, Passage] = {}
    start = datetime(2005, 1, 3, 8, tzinfo=UTC)
    for number in range(versions):
        for change in range(3 if number else 0):
            place = (number * 37 + change * 11) % passages
            texts[place] = _text(place, number)
        reading = _reading([known.setdefault(text, passage(text)) for text in texts])
        stamp = f"{start + timedelta(days=days * number):%Y%m%d%H%M%S}"
        capture = snapshot(stamp, slug, reading, slug)
        captures.append(capture)
        readings[capture.body_digest] = reading
    document = compare(Texts("Privacy Policy", tuple(captures), readings))
    labels = {text: _labels(of) for text, of in known.items()}
    findings = {version.digest: _findings(version.reading, labels) for version in document.versions}
    return Archive(SETTINGS, (Company(slug, "Long", documents=(document,)),), TOPICS, findings)


def _text(place: int, number: int) -> str:
    words = [_WORDS[(place * 7 + at * (1 + place % 5)) % len(_WORDS)] for at in range(18)]
    words[place % 18] = f"sentence {place} as of {number}"
    return f"We {' '.join(words)}."


def _reading(passages: list[Passage]) -> Reading:
    sections = [Section(None, 1, "", "", None, (placed(passage("Long privacy policy"), "title"),))]
    for start in range(0, len(passages), 10):
        heading = placed(passage(f"Section {start // 10}", "heading"))
        own: tuple[Placed, ...] = tuple(placed(of) for of in passages[start : start + 10])
        sections.append(Section(heading, 1, "", f"Section {start // 10}", "marked", own))
    return Reading("Long privacy policy", tuple(sections))


def _labels(of: Passage) -> tuple[Label, ...]:
    found = [("cookies-tracking", "cookies"), ("location", "location"), ("security", "security")]
    return tuple(
        Label(topic, "sure", "says", (Evidence("passage", at, at + len(word)),))
        for topic, word in found
        if (at := of.text.find(word)) >= 0
    )


def _findings(reading: Reading, labels: dict[str, tuple[Label, ...]]) -> Findings:
    return Findings(
        {one.anchor: own for one in reading.placed() if (own := labels.get(one.passage.text, ()))},
        (),
    )
