"""A small archive of plain model values: Monoprice versions, one of them captured twice, a formatting-only revision,
and a company that writes hostile texts into every field."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from palimpsest import model
from tests import snapshots

HOSTILE = "</script><b>x & y\" 'z' {\\TeX} \x01"

_FOLDER = TemporaryDirectory()  # holds the sources for as long as the tests run


def passage(text: str, kind: str = "paragraph") -> model.Passage:
    """A passage whose id is the digest of its text."""
    return model.Passage(sha256(text.encode()).hexdigest()[:16], kind, text, text)


def placed(text: str, kind: str = "paragraph", role: str = "text") -> model.Placed:
    """A passage under its ordinary anchor."""
    of = passage(text, kind)
    return model.Placed(of, f"p-{of.id[:8]}", role)


def section(heading: str, *texts: str) -> model.Section:
    """A section with a heading (none if empty) and paragraphs."""
    return model.Section(
        placed(heading) if heading else None, 1, "", heading, "bold", tuple(placed(text) for text in texts)
    )


def snapshot(company: str, captured_at: datetime, body: str, original: str, memento: str = "") -> model.Snapshot:
    """One capture of a body."""
    record = f"{company}/{captured_at:%Y-%m-%d}.md"
    return snapshots.snapshot(
        body,
        captured_at,
        filed_under=company,
        original_url=original,
        memento_url=memento or f"https://web.archive.org/web/{captured_at:%Y%m%d%H%M%S}id_/{original}",
        before=f"captured {captured_at}\n\n",
        folder=Path(_FOLDER.name),
        path=f"content/snapshots/{company}/{captured_at:%Y-%m-%d}.md",
        provenance=model.Provenance("Princeton-Leuven Longitudinal Corpus", record, source="x"),
    )


def version(title: str, sections: tuple[model.Section, ...], *captures: model.Snapshot) -> model.Version:
    """A version of a title and sections, seen in snapshots."""
    return model.Version(captures, model.Reading(title, sections), f"{captures[0].captured_at:%Y-%m-%d}")


NO_COOKIES = "We use NO COOKIES on this site. Your e-mail address stays with us."
PROMISE = "The information will not be transferred to a third party for any reason."
OLD_SECURITY = "We use 128 bit Secure Socket Layer encryption."
NEW_SECURITY = "We use 256 bit Secure Socket Layer encryption."
COOKIES = "We use cookies and other tracking technologies of third-party advertising partners."

FIRST = version(
    "Privacy Policy",
    (section("", PROMISE), section("Cookies", NO_COOKIES), section("Security", OLD_SECURITY)),
    snapshot(
        "monoprice.com", datetime(2004, 12, 7, 15, 29, 39, tzinfo=UTC), "old", "http://www.monoprices.com/privacy?a=1"
    ),
)
SECOND = version(
    "Privacy Policy",
    (section("Cookies", COOKIES), section("Security", NEW_SECURITY), section("Contact", HOSTILE)),
    snapshot(
        "monoprice.com", datetime(2017, 10, 7, 10, 42, 52, tzinfo=UTC), "new", "https://www.monoprice.com/privacy"
    ),
    snapshot("monoprice.com", datetime(2018, 2, 1, 8, 0, 0, tzinfo=UTC), "new", "https://www.monoprice.com/privacy"),
)
THIRD = version(
    "Privacy Policy",
    SECOND.reading.sections,
    snapshot("monoprice.com", datetime(2019, 3, 4, tzinfo=UTC), "*new*", "https://www.monoprice.com/privacy"),
)
STRANGE = version(
    HOSTILE,
    (section(HOSTILE, HOSTILE, "Harmless words about cookies."),),
    snapshot(
        "evil.example",
        datetime(2013, 6, 8, tzinfo=UTC),
        HOSTILE,
        "javascript:alert(1)",
        "javascript:alert(document.URL)",
    ),
)


def _lineages(*versions: model.Version) -> dict[str, model.Lineage]:
    seen: dict[str, list[datetime]] = {}
    for of in versions:
        for at in of.reading.placed():
            seen.setdefault(at.passage.id, []).extend(snapshot.captured_at for snapshot in of.snapshots)
    return {id_: model.Lineage(min(instants), max(instants)) for id_, instants in seen.items()}


REVISION = model.Revision(
    before=FIRST.digest,
    after=SECOND.digest,
    revision_class="wording",
    verdict="mostly rewritten",
    share_kept=0.25,
    parts=(
        model.Change("kept", placed("Cookies", "heading"), placed("Cookies", "heading")),
        model.Change("removed", placed(PROMISE), None, number=1),
        model.Change("rewritten", placed(NO_COOKIES), placed(COOKIES), number=2),
        model.Change(
            "edited",
            placed(OLD_SECURITY),
            placed(NEW_SECURITY),
            (
                model.Span("same", "We use "),
                model.Span("deleted", "128"),
                model.Span("inserted", "256"),
                model.Span("same", " bit Secure Socket Layer encryption."),
            ),
            number=3,
        ),
        model.Change("added", None, placed("Contact", "heading"), number=4),
        model.Change("added", None, placed(HOSTILE), number=5),
    ),
    pairs=(),
)
FORMATTING = model.Revision(SECOND.digest, THIRD.digest, "formatting only", "only formatting changed", 1.0, (), ())

MONOPRICE = model.Company(
    "monoprice.com",
    "Monoprice",
    domains=(model.DatedName("monoprice.com"),),
    operators=(model.DatedName("Monoprice, Inc.", since=date(2010, 1, 1)),),
    documents=(
        model.Document(
            "Privacy Policy",
            "privacy-policy",
            (FIRST, SECOND, THIRD),
            (REVISION, FORMATTING),
            _lineages(FIRST, SECOND, THIRD),
        ),
    ),
)
EVIL = model.Company(
    "evil.example",
    HOSTILE,
    documents=(model.Document("Privacy Policy", "privacy-policy", (STRANGE,), (), _lineages(STRANGE)),),
)


def _labels(of: model.Version, *texts: str) -> dict[str, tuple[model.Label, ...]]:
    label = model.Label("cookies", "sure", "says", (model.Evidence("passage", 0, 2),))
    return {at.anchor: (label,) for at in of.reading.text() if at.passage.text in texts}


ARCHIVE = model.Archive(
    model.Settings(
        title="Archive of Policies",
        base_url="https://policies.example/",
        description="What companies promised, and when.",
        language="en",
        licence="Texts belong to their authors.",
        featured=("monoprice.com",),
        sources=(model.Source("folder", "x", licence="ODC-By 1.0", attribution="Made by them"),),
        baselines=(),
    ),
    companies=(EVIL, MONOPRICE),
    topics=(
        model.Topic("tracking", "Tracking", "Following people around."),
        model.Topic("cookies", "Cookies & similar", "Small files.", parent="tracking"),
        model.Topic("children", "Children", "About children."),
    ),
    findings={
        FIRST.digest: model.Findings(_labels(FIRST, NO_COOKIES), ()),
        SECOND.digest: model.Findings(
            _labels(SECOND, COOKIES),
            (model.StatedDate("last updated", "2017-03-28", "Last Update: March 28, 2017", "p-0"),),
        ),
        THIRD.digest: model.Findings(_labels(THIRD, COOKIES), ()),
        STRANGE.digest: model.Findings(_labels(STRANGE, "Harmless words about cookies."), ()),
    },
)
