"""Search records -> the tiny HTML documents that Pagefind reads, by path.

    SearchRecord(text="We share with third-party services.", years=("2017",), ...)
      -> Staged(markup='<b id="..."></b>We share with third-...', ...), kept beside its document
      -> with others of its document "monoprice.com/privacy-policy/en/0003.html"

What the search page needs to know of a record (`templates/assets/search.js` reads it) travels as the id of an empty
element before its words, after one that tells of the document: Pagefind hands ids over as they are and does not search
them, while every word of its own metadata is found by a search. White space would be dropped from an id, so it is
percent-encoded JSON.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from palimpsest.publishing import urls
from palimpsest.publishing.jsontext import json_text
from palimpsest.publishing.parts import content_digest
from palimpsest.publishing.search.records import Layer, SearchRecord
from palimpsest.values import Frozen

# `third-party` and `third party` find each other: the hyphen between words is followed by a word joiner and a space,
# so that both words and phrases over them are indexed; the search page takes the two out again (`JOINT`).
_HYPHENATED = re.compile(r"[-\u2010\u2011](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})")  # the sign first, which is looked for fast
JOINT = "\u2060 "
_HYPHENS = frozenset("-\u2010\u2011")
# What cannot stand in an id as it is: what Pagefind drops, what HTML reads, what begins an encoded character.
_ENCODED = {number: quote(chr(number), safe="") for number in range(0x3001) if chr(number).isspace() or number < 32}
_ENCODED |= {ord(sign): quote(sign, safe="") for sign in "'&<>"}
_OFTEN_ENCODED = '%" '  # the first of them before all others
_TO_ENCODE = re.compile(f"[{''.join(map(chr, _ENCODED))}]")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:[-\u2010\u2011][^\W\d_]{2,})+")
_BY_FRAME, _BY_YEARS = attrgetter("frame"), attrgetter("years")


class DocumentFrame(Frozen, order=True):
    """What wordings of one document and language stand in: the folder of the documents that Pagefind reads, what each
    of these begins with, and what comes after what its wordings add to its head."""

    folder: str
    head: str
    body: str


class Staged(Frozen):
    """A wording as it stands in the document that Pagefind reads: its `markup`, what it adds to the head of that
    document, and the `frame` of the document, by which is told which wordings can share one."""

    frame: DocumentFrame
    years: tuple[str, ...]
    filters: tuple[str, ...]
    joined: tuple[str, ...]
    markup: str


def staged(records: Iterable[SearchRecord]) -> tuple[Staged, ...]:
    """Records of one document, ready for any bundle."""
    frames: dict[str, DocumentFrame] = {}
    heads: dict[tuple, tuple] = {}  # many wordings have the same: they are kept once
    found = []
    for record in records:
        if record.language not in frames:
            frames[record.language] = _frame(record)
        years = record.years
        years, filters = heads.setdefault((record.topics, years), (years, _filters(record.topics, years)))
        joined = compound_forms(record.text)
        found.append(Staged(frames[record.language], years, filters, joined, _markup(record)))
    return tuple(sorted(found, key=_BY_FRAME))  # language by language


def layers(records: Sequence[SearchRecord]) -> dict[Layer, tuple[Staged, ...]]:
    """Records of one document by the layer they are searched in, ready; no layer without a record."""
    found: dict[Layer, tuple[Staged, ...]] = {
        "latest": staged(record for record in records if record.is_current),
        "earlier": staged(record for record in records if not record.is_current),
    }
    return {layer: own for layer, own in found.items() if own}


def digest(wordings: Iterable[Staged]) -> str:
    """Stands for them: what a wording adds to the head of its document is told in its markup too."""
    by_frame = groupby(wordings, key=_BY_FRAME)
    return content_digest([(frame, [staged.markup for staged in alike]) for frame, alike in by_frame])


def pages(wordings: Iterable[Staged], size: int) -> Iterator[tuple[str, list[Staged]]]:
    """Wordings of one document and language, `size` at a time, those of the same years together, so that a page found
    by its year holds little else; the order of the text is kept otherwise. With the path of each page, which stands in
    its fragment: it is counted within the document, so that no other document's fragments change with it."""
    for frame, alike in groupby(wordings, key=_BY_FRAME):
        in_order = list(alike)
        if size > 1:
            in_order.sort(key=_BY_YEARS)
        for number, start in enumerate(range(0, len(in_order), size)):
            yield f"{frame.folder}/{number:04}.html", in_order[start : start + size]


def document_html(page: Sequence[Staged]) -> str:
    """The tiny document that Pagefind reads for some wordings of a document."""
    frame = page[0].frame
    filters = dict.fromkeys(value for staged in page for value in staged.filters)
    joined = " ".join(dict.fromkeys(form for staged in page for form in staged.joined))
    also = f'<meta data-pagefind-meta="joined[content]" content="{escape(joined)}">' if joined else ""
    wordings = "\n".join([staged.markup for staged in page])
    return f"{frame.head}{''.join(filters)}{also}{frame.body}{wordings}</body></html>\n"


def separated(text: str) -> str:
    """Reading text as it is indexed: hyphenated words as two words, the joint marked so that it can be undone.

    >>> separated("third-party").replace(JOINT, "|"), separated("x-ray, 2004-05")
    ('third-|party', 'x-ray, 2004-05')
    """
    return _HYPHENATED.sub(lambda match: match[0] + JOINT, text)


def compound_forms(text: str) -> tuple[str, ...]:
    """The hyphenated words written as one, so that `online` finds `on-line`; each once, in the text's order.

    >>> compound_forms("on-line and third-party, On-Line")
    ('online', 'thirdparty')
    """
    if not _HYPHENATED.search(text):  # most texts: ten times faster than the pattern
        return ()
    hyphenated = " ".join([word for word in text.split() if not _HYPHENS.isdisjoint(word)])
    return tuple(dict.fromkeys(re.sub(r"\W", "", word).lower() for word in _COMPOUND.findall(hyphenated)))


def _frame(record: SearchRecord) -> DocumentFrame:
    about = {
        "company": record.company_name,
        "terms": record.terms_type,
        "language": record.language,
        "base": _base(record),
    }
    own = _filter("company", record.company) + _filter("terms", record.terms)
    return DocumentFrame(
        f"{record.company}/{record.terms}/{record.language}",
        f'<!doctype html><html lang="{escape(record.language)}"><head><meta charset="utf-8">{own}',
        f'</head><body><b id="{percent_encoded(about)}"></b>',
    )


def _filters(topics: Iterable[str], years: Iterable[str]) -> tuple[str, ...]:
    return (*[_filter("topic", topic) for topic in topics], *[_filter("year", year) for year in years])


def _filter(name: str, value: str) -> str:
    return f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">'


def _markup(record: SearchRecord) -> str:
    text = escape(separated(record.text))
    if record.weight != 1:
        text = f'<span data-pagefind-weight="{record.weight:g}">{text}</span>'
    return f'<b id="{_particulars(record)}"></b>{text}'


def _particulars(record: SearchRecord) -> str:
    """What is told of a wording; days are numbers, and its places by year go without the years: their days have them.

    An archive has tens of thousands of these, and most of what Pagefind reads are they.
    """
    start = len(_base(record))
    places = [(_number(place.captured_at), place.url[start:]) for _, place in record.places]
    seen = _number(record.first_seen), _number(record.last_seen)
    return percent_encoded((record.section, *seen, record.topics, places))


def _base(record: SearchRecord) -> str:
    """Where the addresses of a document's pages begin."""
    return f"{urls.COMPANIES}{record.company}/{record.terms}/"


def _number(day: date) -> int:
    """
    >>> _number(date(2017, 10, 7))
    20171007
    """
    return day.year * 10000 + day.month * 100 + day.day


def percent_encoded(content: Any) -> str:
    """JSON as it can stand in an id: `decodeURIComponent` and `JSON.parse` read it."""
    text = json_text(content)
    for sign in _OFTEN_ENCODED:  # three times as fast as looking each character up
        text = text.replace(sign, quote(sign))
    return text.translate(_ENCODED) if _TO_ENCODE.search(text) else text
