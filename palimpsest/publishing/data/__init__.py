"""data: documents and the catalogue -> files for programs: JSON, and citations in the formats of reference managers."""
