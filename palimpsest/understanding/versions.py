"""The versions of a document -> what each says: topics, stated dates, the parties it names or links to.

(Version 2004, Version 2017)  ->  {digest of 2004: Findings(...), digest of 2017: Findings(...)}
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from palimpsest.model import Company, Findings, Version
from palimpsest.understanding.parties import KnownMentions, own_parties, parties_mentioned
from palimpsest.understanding.party_names import Directory
from palimpsest.understanding.taxonomy import Lexicon
from palimpsest.understanding.understand import Understood, understand


def understand_versions(
    company: Company, versions: Iterable[Version], lexicon: Lexicon, directory: Directory
) -> Mapping[str, Findings]:
    """The findings of each version by its digest, each as from that version alone. What versions repeat is understood
    once."""
    known, mentions, own = Understood(), KnownMentions(), own_parties(company, directory)
    return {
        version.digest: replace(
            understand(version.reading, lexicon, known),
            parties=parties_mentioned(version.reading, directory, own, mentions),
        )
        for version in versions
    }
