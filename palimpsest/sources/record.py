"""What every provenance format says about one capture: the common ground of the formats.

"> *The following text ... monoprice.com ..." -> ProvenanceRecord("monoprice.com", "Privacy Policy", ...)
"""

from datetime import datetime

from palimpsest.problems import Problem
from palimpsest.values import Frozen


class ProvenanceRecord(Frozen):
    """Who, what, when, from where. `""`: nothing is said of it."""

    filed_under: str
    terms_type: str
    captured_at: datetime
    original_url: str = ""
    memento_url: str = ""
    collection: str = ""
    language: str = ""


class DividedText(Frozen):
    """A text divided into its provenance (None where it could not be understood) and its body, with all findings."""

    record: ProvenanceRecord | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def body_after(lines: list[str], count: int) -> tuple[str, int]:
    """What follows the first `count` lines and the empty line below them, and the line (from 1) it starts on.

    >>> body_after(["> provenance", "", "# Title", ""], 1)
    ('# Title\\n', 3)
    """
    if len(lines) > count and not lines[count].strip():
        count += 1
    return "\n".join(lines[count:]), count + 1
