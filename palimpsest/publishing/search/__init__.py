"""search: documents -> the bundles that the search page reads, one record for each distinct wording.

records.py (what can be searched) -> staging.py (as pages Pagefind can read) -> index.py (one run of it) -> bundles.py
"""
