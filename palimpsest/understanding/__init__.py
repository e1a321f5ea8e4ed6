"""Understand: what a version says. Reading -> Findings (topic labels with their evidence, stated dates, parties).

understand(reading, lexicon)  ->  Findings(labels={"p-1f3a9c20": (Label("collection", ...), ...)}, stated_dates=(...))
understand_versions(company, versions, lexicon, directory)  ->  the same for each version by digest, and its parties
"""

from palimpsest.understanding.contract import label_lines
from palimpsest.understanding.parties_file import load_parties
from palimpsest.understanding.party_names import Directory
from palimpsest.understanding.signals import with_signals
from palimpsest.understanding.taxonomy import Lexicon
from palimpsest.understanding.topics_file import load_topics
from palimpsest.understanding.understand import Understood, understand
from palimpsest.understanding.versions import understand_versions

__all__ = [
    "Directory",
    "Lexicon",
    "Understood",
    "label_lines",
    "load_parties",
    "load_topics",
    "understand",
    "understand_versions",
    "with_signals",
]
