"""An archive of readable texts with what is understood of them: stated dates, facts, signals.

`dated_archive()` -> Acme's privacy policy in four captures, with dates that stand, move and are missing, and two
captures of a Coyote without any date.
"""

from pathlib import Path

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import Archive, Company, Document
from palimpsest.understanding.signals.signals import with_signals
from palimpsest.understanding.topics.file import load_topics
from palimpsest.understanding.understand import understand
from tests.comparing.notation import reading
from tests.publishing.archive_fixture import SETTINGS, snapshot

_KEPT = "We are Acme, and this policy tells you what we do with what we know of you, page by page and year by year."
ACME = (
    (
        "20190110080000",
        "Last updated: 10 May 2018",
        "We will never sell your data. Mail one@acme.org.",
        "See the GDPR.",
    ),
    ("20190220080000", "Last updated: 10 May 2018", "We may sell your data. Mail two@acme.org.", "See the GDPR."),
    ("20190601080000", "Effective 1 July 2019", "We may sell your data. Mail two@acme.org.", "See the GDPR and CCPA."),
    (
        "20200101080000",
        "Effective 1 June 2019",
        "We do sell your data. Mail two@acme.org.",
        "See the CCPA or the GDPR.",
    ),
)
COYOTE = (
    (
        "20190110080000",
        "Children under 13 may not write to us, nor may they call us.",
        "Ask us, by and by.",
        "Be well.",
    ),
    (
        "20190310080000",
        "Children under 16 may not write to us, nor may they call us.",
        "Ask us, by and by.",
        "Be well.",
    ),
)


LEXICON, _ = load_topics(Path(__file__).parents[2] / "content" / "topics.yaml", "content/topics.yaml")


def dated_archive() -> Archive:
    companies, findings = [], {}
    for slug, name, texts in (("acme.org", "Acme", ACME), ("coyote.org", "Coyote", COYOTE)):
        document = document_of(slug, texts)
        understood = {version.digest: understand(version.reading, LEXICON) for version in document.versions}
        findings |= with_signals(document, understood)
        companies.append(Company(slug, name, documents=(document,)))
    return Archive(SETTINGS, tuple(companies), LEXICON.topics, findings)


def document_of(slug: str, texts: tuple[tuple[str, ...], ...]) -> Document:
    """A privacy policy of texts, each a timestamp and blocks."""
    captures, readings = [], {}
    for stamp, *blocks in texts:
        read = reading("\n\n".join([_KEPT, *blocks]))
        capture = snapshot(stamp, slug, read, slug)
        captures.append(capture)
        readings[capture.body_digest] = read
    return compare(Texts("Privacy Policy", tuple(captures), readings))
