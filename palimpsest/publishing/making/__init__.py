"""making: tasks -> the pages and files of a document or of many, in a folder of their own, on any core.

document_tasks.py, tasks.py ...   what there is to make, each task with all that decides whether it is made anew
stages.py, sharing.py             task -> files: what `Memo` runs
understood.py, summary.py         what is kept of a document: for its own pages, and for those over many documents
catalogue.py, portions.py         all summaries, and the part of them that a single page is about
shared_finding.py, shared.py      what companies' texts share
"""
