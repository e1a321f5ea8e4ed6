"""The versions of a document -> what each says: topics, stated dates, the parties it names or links to.

(Version 2004, Version 2017)  ->  {digest of 2004: Findings(...), digest of 2017: Findings(...)}
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from palimpsest.model import Company, Findings, Override, Version
from palimpsest.understanding.facts.facts import KnownFacts
from palimpsest.understanding.glance import Glances
from palimpsest.understanding.parties.mentions import KnownMentions, own_parties, parties_mentioned
from palimpsest.understanding.parties.names import Directory
from palimpsest.understanding.topics.taxonomy import Lexicon
from palimpsest.understanding.understand import Understood, learn, understand
from palimpsest.values import replace


def understand_versions(
    company: Company,
    versions: Iterable[Version],
    lexicon: Lexicon,
    directory: Directory,
    overrides: Sequence[Override] = (),
    earlier: Mapping[str, Findings] = MappingProxyType({}),
) -> Mapping[str, Findings]:
    """The findings of each version by its digest, each as from that version alone; what curators say of the document's
    passages comes last.

    What versions repeat is understood once. Those with `earlier` findings are not understood again, and others share
    with the version before them what they repeat of it.
    """
    glances, own = Glances(), own_parties(company, directory)
    known, mentions = Understood(facts=KnownFacts(glances=glances)), KnownMentions(glances=glances)
    found: dict[str, Findings] = {}
    for before, version in zip([None, *versions], versions, strict=False):
        if version.digest in earlier:
            found[version.digest] = earlier[version.digest]
            continue
        if before and before.digest in earlier:
            learn(before.reading, earlier[before.digest], lexicon, known)
        parties = parties_mentioned(version.reading, directory, own, mentions)
        findings = understand(version.reading, lexicon, known, overrides, version.language)
        found[version.digest] = replace(findings, parties=parties)
    return found
