"""Gather: files -> snapshots, grouped by the company they belong to (start reading at gather.py)."""
