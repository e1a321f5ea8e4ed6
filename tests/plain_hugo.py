"""A git archive -> the same texts as a plain Hugo site, one page for each record: what our builds are measured against.

    write_hugo_site(Path("archive.git"), Path("hugo"))  ->  hugo/content/twitter/privacy-policy/12.md, hugo/layouts/ ...

Its theme shows title, date and text, and the newest fifty on the home page; nothing is compared, labelled or searched,
and there is no feed: by itself Hugo makes one with a summary of every page, which costs a third of what the pages cost.
"""

import json
from collections import Counter
from pathlib import Path

from palimpsest.addresses import slug_of
from palimpsest.model import Source
from palimpsest.problems import Location
from palimpsest.sources.archived import ArchivedRecord
from palimpsest.sources.git_archive import git_snapshots, open_archive

_SETTINGS = """baseURL = "https://archive.example/"
title = "Archive"
disableKinds = ["section", "taxonomy", "term", "rss"]
[markup.highlight]
codeFences = false
"""
_HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
_PAGE = f"{_HEAD}<h1>{{{{ .Title }}}}</h1><p>{{{{ .Date }}}}</p><main>{{{{ .Content }}}}</main></body></html>"
_HOME = (
    f"{_HEAD}<ol>{{{{ range first 50 .Site.RegularPages.ByDate.Reverse }}}}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></body></html>'
)


def write_hugo_site(repository: Path, folder: Path) -> int:
    """The number of pages written."""
    source = Source("git", str(repository), layout="open-terms-archive")
    opened = open_archive(source, folder.parent, Location(repository.name))
    numbers: Counter[str] = Counter()
    for record, text in git_snapshots(source, opened):
        if isinstance(record, ArchivedRecord) and text is not None:
            address = f"{slug_of(record.filed_under)}/{slug_of(record.terms_type)}"
            numbers[address] += 1
            title = json.dumps(f"{record.filed_under}: {record.terms_type}, {numbers[address]}")
            head = f"---\ntitle: {title}\ndate: {record.recorded_at.isoformat()}\n---\n"
            _write(folder / "content" / address / f"{numbers[address]}.md", head.encode() + text)
    _write(folder / "hugo.toml", _SETTINGS.encode())
    _write(folder / "layouts" / "index.html", _HOME.encode())
    _write(folder / "layouts" / "_default" / "single.html", _PAGE.encode())
    return numbers.total()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
