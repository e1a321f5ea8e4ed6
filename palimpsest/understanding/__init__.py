"""Understand: what a version says. Reading -> Findings (topic labels with their evidence, stated dates, parties).

understand.py     understand(reading, lexicon) -> Findings(labels={"p-1f3a9c20": (Label("collection", ...), ...)}, ...)
versions.py       understand_versions(company, versions, lexicon, directory) -> the same for each version, its parties
vocabulary.py     topics.yaml and parties.yaml -> Lexicon, Directory;    overrides.py    what curators say of passages
words.py, glance.py, patterns.py    text as all of them look at it

topics/   parties/   facts/   dates/    what is found in a passage, one folder each
signals/  what is found in a step       shared/  what is found in the texts of several companies
"""
