"""The contract of `build.py label`: JSON lines in, JSON lines out.

    {"id": "7", "text": "We use cookies.", "heading": "Tracking"}
        ->  {"id": "7", "labels": ["cookies", "first_party"], "topics": ["collection", "cookies-tracking"],
             "evidence": {"collection": [{"where": "passage", "start": 3, "end": 14, "kind": "phrase"}], ...},
             "polarity": {"collection": "says", ...}, "certainty": {"collection": "sure", ...}}

`labels` holds the OPP-115 ids that topics.yaml maps its slugs to, so that any annotated set can measure the lexicon.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from palimpsest.problems import ContentError, Location
from palimpsest.understanding.topics.labels import label_passage
from palimpsest.understanding.topics.navigation import is_contents
from palimpsest.understanding.topics.points import Seen
from palimpsest.understanding.topics.taxonomy import Lexicon

_LINK_TARGET = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_FORM = 'Write one object a line: {"id": "7", "text": "We use cookies.", "heading": "Tracking"}'


def label_lines(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """One answer per line that is not blank, in order, without line ends. `heading` may be missing.

    `ContentError` names the line that is not a JSON object with an `id` and a `text`.
    """
    seen = Seen()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_answer(_request(line, number), lexicon, seen), ensure_ascii=False)


def _request(line: str, number: int) -> dict[str, Any]:
    place = Location("standard input", number)
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ContentError(place, f"not JSON: {error}", _FORM) from error
    if not (isinstance(request, dict) and "id" in request and isinstance(request.get("text"), str)):
        raise ContentError(place, "not an object with 'id' and a 'text'", _FORM)
    return request


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
