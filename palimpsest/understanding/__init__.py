"""Understand: what a version says. Reading -> Findings (topic labels with their evidence, stated dates)."""
