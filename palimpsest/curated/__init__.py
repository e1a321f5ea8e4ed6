"""curated: the files a curator writes -> settings and entries, and a finding with its place for each thing amiss.

settings.py, sourcespec.py   archive.yaml, and what names a source
companies.py                 companies.yaml
contentfolder.py             what lies in `content/` and belongs to nothing
yamltext.py, forms.py        YAML -> nodes with their lines; forms that nodes are read by

Topics, parties and overrides are read where they are understood, by the same forms.
"""
