"""Search records -> a Pagefind bundle, by one run of its command line. The only file that knows Pagefind's format.

    SearchRecord(text="We share with third-party services.", years=("2017",), ...)
      -> a tiny HTML document -> fragment, index and filters in `pagefind/`

A browser loads a few bytes for each staged document before the first search, and each becomes a file: so there is one
for each record while they are few, and wordings of one document share one when they are many (`PAGES`).

What the search page needs to know of a record (`templates/assets/search.js` reads it) travels as the id of an empty
element before its words, after one that tells of the document: Pagefind hands ids over as they are and does not search
them, while every word of its own metadata is found by a search. White space would be dropped from an id, so it is
percent-encoded JSON.
"""

import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.metadata import version as distribution_version
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from palimpsest.problems import ContentError, Location
from palimpsest.publishing import urls
from palimpsest.publishing.search import SearchRecord
from palimpsest.timestamps import day_in_words

PAGES = 2000  # staged documents of a bundle, and at least one for each document of the archive: 20 kB to load
_ENTRY = "pagefind-entry.json"
_FOLDER_SIZE = 1000  # documents staged per folder
_UNUSED = ("*-ui.js", "*-ui.css", "pagefind-highlight.js")  # Pagefind's own interfaces: the search page is ours

# `third-party` and `third party` find each other: the hyphen between words is followed by a word joiner and a space,
# so that both words and phrases over them are indexed; the search page takes the two out again (`JOINT`).
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\u2011](?=[^\W\d_]{2})")
JOINT = "\u2060 "
_HYPHENS = "-\u2010\u2011"
# What cannot stand in an id as it is: what Pagefind drops, what HTML reads, what begins an encoded character.
_ENCODED = {number: quote(chr(number), safe="") for number in range(0x3001) if chr(number).isspace() or number < 32}
_ENCODED |= {ord(sign): quote(sign, safe="") for sign in "'&<>"}
_OFTEN_ENCODED = '%" '  # the first of them before all others
_TO_ENCODE = re.compile(f"[{''.join(map(chr, _ENCODED))}]")
_COMPOUND = re.compile(r"[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,})+")


def index(records: Iterable[SearchRecord], count: int, folder: Path, most: int) -> None:
    """Make the bundle of `count` records, sorted by document, in a new folder; they are consumed one by one, and staged
    as about `most` documents.

    Raises `ContentError` when Pagefind fails. Its filter and metadata files differ from run to run.
    """
    folder.mkdir(parents=True)
    if count:
        with tempfile.TemporaryDirectory(prefix="palimpsest-search-") as staging:
            _stage(pages(records, math.ceil(count / most)), Path(staging))
            _run_pagefind(Path(staging), folder)
        for pattern in _UNUSED:
            for path in folder.glob(pattern):
                path.unlink()
    else:  # a bundle of nothing that says so: the search page asks which languages it holds
        (folder / _ENTRY).write_text('{"languages":{}}\n', encoding="utf-8", newline="")


def format_digest() -> bytes:
    """What a bundle depends on besides its records: Pagefind and this file."""
    return sha256(distribution_version("pagefind-bin").encode() + Path(__file__).read_bytes()).digest()


def pages(records: Iterable[SearchRecord], size: int) -> Iterator[list[SearchRecord]]:
    """Records of one document and language, `size` at a time, those of the same years together, so that a page found
    by its year holds little else; the order of the text is kept otherwise."""
    for _, of_document in groupby(records, key=lambda record: (record.company, record.terms)):
        if size == 1:
            yield from ([record] for record in of_document)
            continue
        in_years = sorted(of_document, key=lambda record: (record.language, record.years))
        for _, alike in groupby(in_years, key=lambda record: record.language):
            while page := list(islice(alike, size)):
                yield page


def document_html(page: Sequence[SearchRecord]) -> str:
    """The tiny document that Pagefind reads for some wordings of a document."""
    filters = dict.fromkeys(pair for record in page for pair in _filters(record))
    head = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in filters
    )
    joined = " ".join(dict.fromkeys(form for record in page for form in compound_forms(record.text)))
    if joined:
        head += f'<meta data-pagefind-meta="joined[content]" content="{escape(joined)}">'
    base = f"{urls.COMPANIES}{page[0].company}/{page[0].terms}/"
    body = "\n".join(
        f'<b id="{_particulars(record, base)}"></b>'
        f'<span data-pagefind-weight="{record.weight:g}">{escape(separated(record.text))}</span>'
        for record in page
    )
    return (
        f'<!doctype html><html lang="{escape(page[0].language)}"><head><meta charset="utf-8">{head}</head><body>'
        f'<b id="{_about_document(page[0], base)}"></b>{body}</body></html>\n'
    )


def separated(text: str) -> str:
    """Reading text as it is indexed: hyphenated words as two words, the joint marked so that it can be undone.

    >>> separated("third-party").replace(JOINT, "|"), separated("x-ray, 2004-05")
    ('third-|party', 'x-ray, 2004-05')
    """
    return _HYPHENATED.sub(lambda match: match[0] + JOINT, text)


def compound_forms(text: str) -> list[str]:
    """The hyphenated words written as one, so that `online` finds `on-line`; each once, in the text's order.

    >>> compound_forms("on-line and third-party, On-Line")
    ['online', 'thirdparty']
    """
    if not any(hyphen in text for hyphen in _HYPHENS):  # most texts: ten times faster than the pattern
        return []
    return list(dict.fromkeys(re.sub(r"\W", "", word).lower() for word in _COMPOUND.findall(text)))


def _filters(record: SearchRecord) -> Iterator[tuple[str, str]]:
    yield "company", record.company
    yield "terms", record.terms
    yield from (("topic", topic) for topic in record.topics)
    yield from (("year", year) for year in record.years)


def _about_document(record: SearchRecord, base: str) -> str:
    return percent_encoded(
        {"company": record.company_name, "terms": record.terms_type, "language": record.language, "base": base}
    )


def _particulars(record: SearchRecord, base: str) -> str:
    places = {year: [day_in_words(place.captured_at), place.url.removeprefix(base)] for year, place in record.places}
    return percent_encoded(
        {
            "section": record.section,
            "first": day_in_words(record.first_seen),
            "last": day_in_words(record.last_seen),
            "topics": record.topics,
            "places": places,
        }
    )


def percent_encoded(content: dict[str, Any]) -> str:
    """JSON as it can stand in an id: `decodeURIComponent` and `JSON.parse` read it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign in _OFTEN_ENCODED:  # three times as fast as looking each character up
        text = text.replace(sign, quote(sign))
    return text.translate(_ENCODED) if _TO_ENCODE.search(text) else text


def _stage(staged: Iterable[Sequence[SearchRecord]], staging: Path) -> None:
    for number, page in enumerate(staged):
        folder = staging / f"{number // _FOLDER_SIZE:04}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:08}.html").write_text(document_html(page), encoding="utf-8", newline="")


def _run_pagefind(staging: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(staging), "--output-path", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if run.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        reason = (run.stderr or run.stdout).strip().split("\n")[0]
        raise ContentError(
            Location(folder.name), f"the search index could not be made: {reason}", "Build with --no-search meanwhile."
        )
