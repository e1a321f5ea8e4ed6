"""The nouns of the house: plain frozen data that the five rooms hand to each other.

    gather      files, git           -> Snapshot (captures.py)
    read        Snapshot             -> Reading: sections of placed passages (passages.py)
    compare     Snapshots, Readings  -> Document: versions, revisions, lineages (history.py)
    understand  Version              -> Findings: topic labels, stated dates, facts, parties (findings.py, parties.py)
                Documents            -> SharedWording: what companies' texts have in common (shared.py)
    publish     Archive              -> pages (archive.py)

Three texts are never mixed: the source bytes, which a `Snapshot` names by digest and place, are the evidence;
`Passage.text` is for reading; `Passage.id` is the digest of the comparison text, which is never displayed.
"""

from palimpsest.model.archive import (
    Archive,
    Baseline,
    Company,
    DatedName,
    Layout,
    Settings,
    Source,
)
from palimpsest.model.captures import (
    Blob,
    Provenance,
    RecordedCause,
    Snapshot,
)
from palimpsest.model.findings import (
    Certainty,
    Evidence,
    EvidenceKind,
    Fact,
    FactKind,
    Findings,
    Label,
    Override,
    Polarity,
    Signal,
    StatedDate,
    Topic,
)
from palimpsest.model.history import (
    Cause,
    Change,
    ChangeKind,
    Document,
    Ending,
    KeptRun,
    Lineage,
    LineageKind,
    LineageStep,
    Revision,
    RevisionClass,
    SectionPair,
    Span,
    SpanKind,
    Version,
    every_change,
)
from palimpsest.model.parties import Party, PartyMention, PartyRole
from palimpsest.model.passages import (
    Flag,
    HeadingBasis,
    Passage,
    PassageKind,
    Placed,
    Reading,
    Repair,
    Role,
    Section,
    TextLink,
)
from palimpsest.model.shared import SharedPlace, SharedWording

__all__ = [
    "Archive",
    "Baseline",
    "Blob",
    "Cause",
    "Certainty",
    "Change",
    "ChangeKind",
    "Company",
    "DatedName",
    "Document",
    "Ending",
    "Evidence",
    "EvidenceKind",
    "Fact",
    "FactKind",
    "Findings",
    "Flag",
    "HeadingBasis",
    "KeptRun",
    "Label",
    "Layout",
    "Lineage",
    "LineageKind",
    "LineageStep",
    "Override",
    "Party",
    "PartyMention",
    "PartyRole",
    "Passage",
    "PassageKind",
    "Placed",
    "Polarity",
    "Provenance",
    "Reading",
    "RecordedCause",
    "Repair",
    "Revision",
    "RevisionClass",
    "Role",
    "Section",
    "SectionPair",
    "Settings",
    "SharedPlace",
    "SharedWording",
    "Signal",
    "Snapshot",
    "Source",
    "Span",
    "SpanKind",
    "StatedDate",
    "TextLink",
    "Topic",
    "Version",
    "every_change",
]
