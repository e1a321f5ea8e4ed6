"""Understand: what a version says. Reading -> Findings (topic labels with their evidence, stated dates).

understand(reading, lexicon)  ->  Findings(labels={"p-1f3a9c20": (Label("collection", ...), ...)}, stated_dates=(...))
"""

from palimpsest.understanding.contract import label_lines
from palimpsest.understanding.signals import with_signals
from palimpsest.understanding.taxonomy import Lexicon
from palimpsest.understanding.topics_file import load_topics
from palimpsest.understanding.understand import Understood, understand

__all__ = ["Lexicon", "Understood", "label_lines", "load_topics", "understand", "with_signals"]
