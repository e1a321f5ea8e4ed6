"""compare: versions of a document -> redlines, verdicts, lineages."""
