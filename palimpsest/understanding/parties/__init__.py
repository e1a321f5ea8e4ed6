"""parties: the text of a version -> the parties it names or links to, and what each does there.

names.py, file.py (parties.yaml) -> mentions.py, with links.py and roles.py; publishers.py knows who owns whom
"""
