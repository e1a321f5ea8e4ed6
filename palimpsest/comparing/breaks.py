"""A document -> where its history passes to a text that is no later version of the one before.

    English until 31 May 2023, German from 19 October 2023 on  ->  Break(31 May 2023, 19 October 2023, "edition")

What is last seen before a break may stand on in the edition that is captured no longer, and what is first seen behind
it may have stood there for long. This is asked before a page claims a first or a last sight.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Literal

from palimpsest.model import Document, Version
from palimpsest.sources.order import in_history_order
from palimpsest.values import Frozen

BreakKind = Literal["edition", "extraction"]


class Break(Frozen):
    """Two captures in a row, of texts in two editions, or of which one is not the whole page or another one: the
    instants of the one before and of the one behind."""

    last: datetime
    first: datetime
    kind: BreakKind


def breaks(document: Document) -> Iterator[Break]:
    """Every break of a document's history, in its order."""
    classes = {(one.before, one.after): one.revision_class for one in document.revisions}
    versions = {version.digest: version for version in document.versions}
    for before, after in pairwise(in_history_order(document.snapshots)):
        texts = before.body_digest, after.body_digest
        step = classes.get(texts) or classes.get(texts[::-1])  # back to an earlier text no step leads
        if step == "extraction":
            yield Break(before.captured_at, after.captured_at, "extraction")
        elif step == "edition" or _in_two_languages(versions[texts[0]], versions[texts[1]]):
            yield Break(before.captured_at, after.captured_at, "edition")


def _in_two_languages(one: Version, other: Version) -> bool:
    return bool(one.language and other.language) and one.language != other.language
