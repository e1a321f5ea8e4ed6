"""Search records -> the Pagefind bundle, by one run of its command line. The only file that knows Pagefind's format.

    SearchRecord(text="We share with third-party services.", years=("2017",), ...)
      -> a tiny HTML document -> fragment, index and filters in `pagefind/`

What the search page needs to know of a record (`templates/assets/search.js` reads it) travels as the id of an empty
element: Pagefind hands ids over as they are and does not search them, while every word of its own metadata is found by
a search. White space would be dropped from an id, so it is percent-encoded JSON.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.metadata import version as distribution_version
from pathlib import Path
from urllib.parse import quote

from palimpsest.problems import ContentError, Location
from palimpsest.publishing.search import SearchRecord
from palimpsest.timestamps import day_in_words

INPUT_DIGEST = "input.sha256"
_FOLDER_SIZE = 1000  # documents staged per folder
_UNUSED = ("*-ui.js", "*-ui.css", "pagefind-highlight.js")  # Pagefind's own interfaces: the search page is ours

# `third-party` and `third party` find each other: the hyphen between words is followed by a word joiner and a space,
# so that both words and phrases over them are indexed; the search page takes the two out again (`JOINT`).
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\u2011](?=[^\W\d_]{2})")
JOINT = "\u2060 "
_HYPHENS = "-\u2010\u2011"
_COMPOUND = re.compile(r"[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,})+")


def index(records: Iterable[SearchRecord], folder: Path) -> None:
    """Make the bundle of these records in a new folder, with the digest of what it was made from.

    Raises `ContentError` when Pagefind fails. Its filter and metadata files differ from run to run.
    """
    records = tuple(records)
    folder.mkdir(parents=True)
    if records:
        with tempfile.TemporaryDirectory(prefix="palimpsest-search-") as staging:
            _stage(records, Path(staging))
            _run_pagefind(Path(staging), folder)
        for pattern in _UNUSED:
            for path in folder.glob(pattern):
                path.unlink()
    (folder / INPUT_DIGEST).write_text(f"{input_digest(records)}\n", encoding="utf-8", newline="")


def is_fresh(folder: Path, records: Sequence[SearchRecord]) -> bool:
    """Whether a bundle was made of exactly these records, by this version of Pagefind and of this file's format."""
    try:
        return (folder / INPUT_DIGEST).read_text(encoding="utf-8").strip() == input_digest(records)
    except OSError:
        return False


def input_digest(records: Iterable[SearchRecord]) -> str:
    """Hexadecimal digest of everything the bundle depends on: the records, this file, Pagefind."""
    digest = sha256(distribution_version("pagefind-bin").encode())
    digest.update(Path(__file__).read_bytes())
    for record in records:
        digest.update(repr(record).encode())
        digest.update(b"\0")
    return digest.hexdigest()


def document_html(record: SearchRecord) -> str:
    """The tiny document that Pagefind reads for one record."""
    head = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in _filters(record)
    )
    joined = " ".join(compound_forms(record.text))
    if joined:
        head += f'<meta data-pagefind-meta="joined[content]" content="{escape(joined)}">'
    return (
        f'<!doctype html><html lang="{escape(record.language)}"><head><meta charset="utf-8">{head}</head><body>'
        f'<b id="{_particulars(record)}"></b>'
        f'<span data-pagefind-weight="{record.weight:g}">{escape(separated(record.text))}</span></body></html>\n'
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


def _particulars(record: SearchRecord) -> str:
    particulars = {
        "company": record.company_name,
        "terms": record.terms_type,
        "section": record.section,
        "language": record.language,
        "first": day_in_words(record.first_seen),
        "last": day_in_words(record.last_seen),
        "places": {year: [day_in_words(place.captured_at), place.url] for year, place in record.places},
    }
    return quote(json.dumps(particulars, ensure_ascii=False, separators=(",", ":")), safe="/:,")


def _stage(records: Sequence[SearchRecord], staging: Path) -> None:
    for number, record in enumerate(records):
        folder = staging / f"{number // _FOLDER_SIZE:04}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:08}.html").write_text(document_html(record), encoding="utf-8", newline="")


def _run_pagefind(staging: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(staging), "--output-path", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if run.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        reason = (run.stderr or run.stdout).strip().split("\n")[0]
        raise ContentError(
            Location(folder.name), f"the search index could not be made: {reason}", "Build with --no-search meanwhile."
        )
