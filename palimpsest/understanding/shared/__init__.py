"""shared: the fingerprints of all documents -> the wordings that texts of several publishers have in common.

fingerprints.py -> families.py (alike passages, taken apart) -> runs.py, stretches.py -> wordings.py
"""
