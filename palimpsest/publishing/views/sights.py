"""The first and last sight of a wording -> what is to be said beside them, from the captures before and after.

last seen 31 May 2023, then German texts       ->  "the next capture is another edition or language"
seen 14 March 2023, then a text without it     ->  "not in the next capture, 28 May 2026"

A text that was captured once has its wordings in one capture: what is in the next one tells a promise that was dropped
from one of unknown fate.
"""

from palimpsest.comparing.breaks import BreakKind
from palimpsest.comparing.history_words import CAUSES, cause_of
from palimpsest.model import Lineage, Passage, Snapshot
from palimpsest.publishing.views.history import History
from palimpsest.timestamps import day_in_words

_IS: dict[BreakKind, str] = {
    "edition": "is another edition or language",
    "extraction": "is not the whole page, or another one",
}


def began(history: History, seen: Lineage | None) -> str:
    """What stands before the first capture of a wording, where that is no earlier version of its text."""
    kind = history.begins.get(seen.first_seen) if seen else None
    return f"the capture before {_IS[kind]}" if kind else ""


def ended(history: History, passage: Passage, seen: Lineage | None, *, stands: bool) -> str:
    """What follows the last capture of a wording that is not in the newest version: a text without it, or one that says
    nothing of it. Where the record lays the step to the archive, that is said too."""
    if stands or not seen or seen.last_seen not in history.following:
        return ""
    if kind := history.ends.get(seen.last_seen):
        return f"the next capture {_IS[kind]}"
    last, following = history.following[seen.last_seen]
    day, cause = day_in_words(following.captured_at), _archives_doing(last, following)
    if passage.id in history.furniture.get(following.body_digest, ()):
        return f"in the next capture, {day}, as page furniture"
    return f"not in the next capture, {day}{cause and f', {cause}'}"


def is_single(seen: Lineage | None, *, stands: bool) -> bool:
    """Whether one capture alone has a wording, and will for all that is captured later."""
    return seen is not None and not stands and seen.first_seen == seen.last_seen


def _archives_doing(before: Snapshot, after: Snapshot) -> str:
    pages = before.provenance.source_pages, after.provenance.source_pages
    cause = cause_of(after.provenance.cause, *pages)
    return "" if cause in ("company", "unstated") else CAUSES[cause]
