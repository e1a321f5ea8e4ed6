"""The first and last sight of a wording -> what is to be said beside them, where a history breaks there.

last seen 31 May 2023, then German texts  ->  "the next capture is another edition or language"
"""

from palimpsest.comparing.breaks import BreakKind
from palimpsest.model import Lineage
from palimpsest.publishing.views.history import History

_IS: dict[BreakKind, str] = {
    "edition": "is another edition or language",
    "extraction": "is not the whole page, or another one",
}


def began(history: History, seen: Lineage | None) -> str:
    """What stands before the first capture of a wording, where that is no earlier version of its text."""
    kind = history.begins.get(seen.first_seen) if seen else None
    return f"the capture before {_IS[kind]}" if kind else ""


def ended(history: History, seen: Lineage | None, *, stands: bool) -> str:
    """The same of what follows the last capture of a wording that is not in the newest version."""
    kind = history.ends.get(seen.last_seen) if seen and not stands else None
    return f"the next capture {_IS[kind]}" if kind else ""
