"""The contract of `build.py label`: JSON lines in, JSON lines out.

    {"id": "7", "text": "We use cookies.", "heading": "Tracking"}
        ->  {"id": "7", "labels": ["cookies", "first_party"], "topics": ["collection", "cookies-tracking"],
             "evidence": {"collection": [{"where": "passage", "start": 3, "end": 14, "kind": "phrase"}], ...},
             "polarity": {"collection": "says", ...}, "certainty": {"collection": "sure", ...}}

`labels` holds the OPP-115 ids that topics.yaml maps its slugs to, so that any annotated set can measure the lexicon.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

from palimpsest.problems import Location, Problem
from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.topics.navigation import is_contents
from palimpsest.understanding.topics.points import Seen
from palimpsest.understanding.topics.taxonomy import Lexicon

_LINK_TARGET = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_FORM = 'Write one object a line: {"id": "7", "text": "We use cookies.", "heading": "Tracking"}'


def label_lines(lines: Iterable[bytes | str], lexicon: Lexicon) -> Iterator[str | Problem]:
    """One answer per line that is not blank, in order, without line ends; a finding in the place of the answer where
    the line is no JSON object with an `id` and a `text`, in UTF-8. `heading` may be missing.
    """
    seen = Seen()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _written(_answer(_request(line), lexicon, seen))
            except ValueError as error:
                yield Problem(Location("standard input", number), "error", str(error), _FORM)


def _request(line: bytes | str) -> dict[str, Any]:
    """What a line asks; `ValueError` says what it is instead."""
    if isinstance(line, bytes):
        try:
            line = line.removeprefix(BOM_UTF8).decode()
        except UnicodeDecodeError as error:
            raise ValueError(f"not UTF-8: byte 0x{line[error.start]:02x} at offset {error.start}") from error
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not (isinstance(request, dict) and "id" in request and isinstance(request.get("text"), str)):
        raise ValueError("not an object with 'id' and a 'text'")
    return request


def _written(answer: dict[str, Any]) -> str:
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError as error:
        raise ValueError("the 'id' holds half a character, which nothing can be answered with") from error
    return line


def _answer(request: dict[str, Any], lexicon: Lexicon, seen: Seen) -> dict[str, Any]:
    text = without_link_targets(request["text"])
    heading = str(request.get("heading") or "")
    says_nothing = is_contents(text) or text.strip().casefold() == heading.strip().casefold()
    labels = () if says_nothing else label_passage(text, heading, lexicon, seen=seen)
    opp115 = {topic.slug: topic.opp115 for topic in lexicon.topics}
    return {
        "id": request["id"],
        "labels": sorted({opp115[label.topic] for label in labels} - {""}),
        "topics": [label.topic for label in labels],
        "evidence": {
            label.topic: [
                {"where": item.where, "start": item.start, "end": item.end, "kind": item.kind}
                for item in label.evidence
            ]
            for label in labels
        },
        "polarity": {label.topic: label.polarity for label in labels},
        "certainty": {label.topic: label.certainty for label in labels},
    }


def without_link_targets(text: str) -> str:
    """Markdown's link targets blanked, every other character in its place: an address is not what a text says.

    >>> without_link_targets("our [policy](https://a.example/cookies) says")
    'our [policy]                            says'
    """
    return _LINK_TARGET.sub(lambda match: " " * len(match.group()), text)
