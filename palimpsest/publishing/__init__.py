"""publish: the arranged archive -> every file of the site.

making/      tasks -> pages and files in folders of their own, on any core; what `build.py` and `Memo` call
views/       documents, or the catalogue of all -> plain data, a module for each kind of page
render.py    views and templates (theme.py) -> HTML
metadata/    what a page says about itself to machines
data/        JSON for programs, citations        feeds/    Atom and JSON Feed
search/      what is searched, and its index     outputs.py, discovery.py, redirects.py    the other files
writing/     all files -> the published folder   serve/    a server that rebuilds and reloads
urls.py      every address of the site is made here
"""
