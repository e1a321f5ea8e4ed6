"""A small archive of plain values: two layers of one policy, a single capture, lists, a table, repairs, hostile text.

`archive()` -> Monoprice 2004 and 2017 (two versions, the second seen twice), mono.net 2013 (one capture, German)
"""

from datetime import date
from hashlib import sha256
from html import escape

from palimpsest.comparing.documents import Texts, compare
from palimpsest.model import (
    Archive,
    Baseline,
    Company,
    DatedName,
    Document,
    Evidence,
    Findings,
    Flag,
    Label,
    Party,
    PartyMention,
    Passage,
    PassageKind,
    Placed,
    Provenance,
    Reading,
    Repair,
    Role,
    Section,
    Settings,
    Snapshot,
    Source,
    StatedDate,
    TextLink,
    Topic,
    Version,
)
from palimpsest.problems import Location, Problem
from palimpsest.timestamps import parse_timestamp
from palimpsest.values import replace
from tests import snapshots

HOSTILE = '<script>alert(1)</script>" onload="x'

TOPICS = (
    Topic("collection", "What they collect and why", "What is collected, and for what.", opp115="first_party"),
    Topic(
        "cookies-tracking",
        "Cookies and tracking",
        "Cookies and the like.",
        "collection",
        ("tech:Cookie", "pd:Tracking"),
    ),
    Topic("location", "Location", "Where a person is.", "collection"),
    Topic("security", "Security", f"How information is protected. {HOSTILE}"),
)

PARTIES = (
    Party("example", "Example", f"Makes {HOSTILE}.", ("infrastructure",), (f"Other {HOSTILE}",), owner="microsoft"),
    Party("guard", "Guard", "Guards.", ("seal",)),
    Party("microsoft", "Microsoft", "Software.", ("advertising", "analytics"), products=(("Clarity", "analytics"),)),
    Party("nobody", "Nobody", "Is mentioned nowhere.", ("other",)),
)

SETTINGS = Settings(
    title="Palimpsest",
    base_url="https://palimpsest.example/archive/",
    description="Archived policies with every earlier layer kept legible.",
    language="en",
    licence="Texts belong to their publishers; the data set is licensed to be shared.",
    featured=("monoprice.com",),
    sources=(Source("folder", "snapshots", licence="ODbL 1.0", attribution=f"named {HOSTILE}"),),
    baselines=(Baseline(date(2018, 5, 25), "GDPR applies"), Baseline(date(2013, 7, 1), "COPPA amended")),
)


def passage(text: str, kind: PassageKind = "paragraph", depth: int = 0, marker: str = "", html: str = "") -> Passage:
    """A passage whose id depends on its text, as the reading room makes it."""
    return Passage(sha256(text.encode()).hexdigest()[:16], kind, text, html or escape(text), depth, marker)


def placed(of: Passage, role: Role = "text") -> Placed:
    """A passage in its place, with the anchor of its first occurrence."""
    return Placed(of, f"p-{of.id[:8]}", role)


def section(heading: str, *passages: Passage, level: int = 1, number: str = "", basis: str = "marked") -> Section:
    """A section whose heading text is `number` and `heading`."""
    text = f"{number}. {heading}" if number else heading
    return Section(
        placed(passage(text, "heading")), level, number, heading, basis, tuple(placed(one) for one in passages)
    )


def snapshot(stamp: str, host: str, reading: Reading, filed_under: str, language: str = "en") -> Snapshot:
    """A capture whose body holds the reading's texts."""
    body = "\n\n".join(one.passage.text for one in reading.placed())
    address = f"https://{host}/privacy?a=1&b=2"
    path = f"content/snapshots/{filed_under}/{stamp[:8]}.md"
    return snapshots.snapshot(
        body,
        parse_timestamp(stamp),
        filed_under=filed_under,
        original_url=address,
        memento_url=f"https://web.archive.org/web/{stamp}id_/{address}",
        language=language,
        before=f"captured {stamp}\n\n",
        path=path,
        provenance=Provenance("Princeton-Leuven Longitudinal Corpus", path),
    )


DENIAL = passage("We do not use cookies under any circumstances.")
EDITED_BEFORE = passage("We collect your name and your address to process your order and for nothing else at all.")
EDITED_AFTER = passage("We collect your name and your phone number to process your order and for nothing else at all.")
LOST = replace(passage("This site protects our users… information."), flags=(Flag("characters-lost", "users…"),))
MENDED = replace(
    passage(
        "We use Microsoft’s chat and cookies.", html='We use Microsoft<span class="mended">’</span>s chat and cookies.'
    ),
    repairs=(Repair("character-encoding", "â€™", "’"),),
)
LINKED = replace(
    passage(
        "Write to us.", html='<a href="https://www.monoprice.com/" rel="nofollow noopener noreferrer">Write</a> to us.'
    ),
    links=(TextLink("Write", "https://www.monoprice.com/"),),
)
ADDRESS = passage("Monoprice, Inc.\n11701 6th Street", html="Monoprice, Inc.<br>\n11701 6th Street")
TABLE = (
    passage("Name | Why", "row", html="<th>Name</th><th>Why</th>"),
    passage("Ada | to bill", "row", html="<td>Ada</td><td>to bill</td>"),
)
ITEMS = (
    passage("names", "item", 1, "•"),
    passage("of you", "item", 2, "a)"),
    passage("of friends", "item", 2, "b)"),
    passage("and so on", "paragraph", 2, ""),
    passage("addresses", "item", 1, "•"),
    passage("first of all", "item", 1, "1."),
)
DATED = passage("Last update: March 28, 2017.")
QUOTED = passage("Your privacy is ours.", "quote")
CODE = passage("opt-out = true", "code")


def reading_2004() -> Reading:
    """The earlier layer: a denial, lost characters, residue left out."""
    opening = Section(
        None,
        1,
        "",
        "",
        None,
        (placed(passage("monoPrice.com - best quality"), "title"), placed(passage("We at Monoprice value you."))),
    )
    sections = (
        opening,
        section("NO COOKIES!", DENIAL, basis="bold"),
        section("Registration", EDITED_BEFORE, basis="bold"),
        section("Security", LOST, passage("We lock the doors."), basis="bold"),
    )
    return Reading("monoPrice.com - best quality", sections, (Repair("layout-residue", "|---|", ""),))


def reading_2017() -> Reading:
    """The later layer, with everything a text can hold."""
    opening = Section(
        None,
        1,
        "",
        "",
        None,
        (
            placed(passage("Privacy Policy"), "title"),
            placed(passage("HOME > Privacy Policy"), "furniture"),
            placed(passage(f"This statement covers {HOSTILE}.")),
        ),
    )
    sections = (
        opening,
        section("Registration", EDITED_AFTER, *ITEMS, *TABLE),
        section("Tracking Technologies", MENDED, QUOTED, CODE, level=2),
        section("Contact Information", ADDRESS, LINKED, number="2a", basis="numbered", level=2),
        section("Security", passage("We lock the doors."), DATED),
    )
    return Reading("Privacy Policy", sections)


def reading_2013() -> Reading:
    """A single capture, in another language than the site's."""
    return Reading("Datenschutz", (section("Datenschutz", passage("Wir verwenden Cookies.")),))


def label(topic: str, of: Passage, word: str, denies: bool = False, sure: bool = True) -> dict[str, tuple[Label, ...]]:
    """A topic of a passage with one word of it as evidence."""
    start = of.text.index(word)
    evidence = (Evidence("passage", start, start + len(word)),)
    one = Label(topic, "sure" if sure else "possible", "denies" if denies else "says", evidence)
    return {f"p-{of.id[:8]}": (one,)}


def by_heading(topic: str, of: Passage, word: str) -> dict[str, tuple[Label, ...]]:
    """A topic of a passage for the first word of its section's label."""
    return {f"p-{of.id[:8]}": (Label(topic, "sure", "says", (Evidence("heading", 0, len(word)),)),)}


def mention(party: str, role: str, basis: str, of: Passage, words: str) -> PartyMention:
    """A party named in a passage, or linked from it."""
    start = of.text.index(words)
    return PartyMention(party, role, basis, f"p-{of.id[:8]}", start, start + len(words))


MENTIONS = (
    mention("guard", "seal", "named", LOST, "users"),
    mention("microsoft", "other", "named", MENDED, "Microsoft"),
    mention("example", "linked policy", "linked", LINKED, "Write"),
)


def findings(version: Version) -> Findings:
    """What is understood of a version."""
    every = {
        **label("cookies-tracking", DENIAL, "cookies", denies=True),
        **label("cookies-tracking", MENDED, "cookies"),
        **label("security", LOST, "protects", sure=False),
        **by_heading("location", ADDRESS, "Contact"),
    }
    anchors = {one.anchor for one in version.reading.placed()}
    stated = StatedDate("last updated", "2017-03-28", DATED.text, f"p-{DATED.id[:8]}")
    return Findings(
        {anchor: labels for anchor, labels in every.items() if anchor in anchors},
        (stated,) if stated.anchor in anchors else (),
        parties=tuple(one for one in MENTIONS if one.anchor in anchors),
    )


def document(*captures: tuple[Snapshot, Reading]) -> Document:
    """Captures with their readings, compared."""
    readings = {one.body_digest: reading for one, reading in captures}
    return compare(Texts("Privacy Policy", tuple(one for one, _ in captures), readings))


def archive() -> Archive:
    """The whole small archive."""
    early, late, german = reading_2004(), reading_2017(), reading_2013()
    monoprice = Company(
        "monoprice.com",
        "Monoprice",
        (DatedName("monoprice.com"), DatedName("monoprices.com", note="The 2004 capture was made at this host.")),
        (DatedName("Monoprice, Inc.", since=date(2002, 1, 1)),),
        (TextLink("Website", "https://www.monoprice.com/"), TextLink("Register", "http://register.example/7")),
        (
            document(
                (snapshot("20041207152939", "www.monoprices.com", early, "monoprice.com"), early),
                (snapshot("20171007104252", "www.monoprice.com", late, "monoprice.com"), late),
                (snapshot("20171109104252", "www.monoprice.com", late, "monoprice.com"), late),
            ),
        ),
    )
    single = Company(
        "mono.net",
        "mono.net",
        documents=(document((snapshot("20131106125702", "www.mono.net", german, "mono.net", "de"), german)),),
    )
    companies = (single, monoprice)
    versions = [version for company in companies for of in company.documents for version in of.versions]
    problem = Problem(Location("content/companies.yaml", 3), "warning", f"unknown {HOSTILE}", "Correct it.")
    return Archive(SETTINGS, companies, TOPICS, {v.digest: findings(v) for v in versions}, (problem,), PARTIES)
