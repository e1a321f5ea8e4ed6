"""The versions of a document -> what each says: topics, stated dates, the parties it names or links to.

(Version 2004, Version 2017)  ->  {digest of 2004: Findings(...), digest of 2017: Findings(...)}
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from palimpsest.model import Company, Findings, Override, Reading, Version
from palimpsest.understanding.facts import KnownFacts
from palimpsest.understanding.glance import Glances
from palimpsest.understanding.parties import KnownMentions, own_parties, parties_mentioned
from palimpsest.understanding.party_names import Directory
from palimpsest.understanding.taxonomy import Lexicon
from palimpsest.understanding.understand import Understood, understand


def understand_versions(
    company: Company,
    versions: Iterable[Version],
    lexicon: Lexicon,
    directory: Directory,
    overrides: Sequence[Override] = (),
    earlier: Mapping[str, Findings] = MappingProxyType({}),
) -> Mapping[str, Findings]:
    """The findings of each version by its digest, each as from that version alone; what curators say of the document's
    passages comes last. What versions repeat is understood once, and those with `earlier` findings are not understood
    again."""
    glances, own = Glances(), own_parties(company, directory)
    known, mentions = Understood(facts=KnownFacts(glances=glances)), KnownMentions(glances=glances)

    def understood(reading: Reading) -> Findings:
        parties = parties_mentioned(reading, directory, own, mentions)
        return replace(understand(reading, lexicon, known, overrides), parties=parties)

    return {version.digest: earlier.get(version.digest) or understood(version.reading) for version in versions}
