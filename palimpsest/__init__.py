"""Palimpsest: a static-site generator for archives of policies (start reading at build.py)."""
