"""Counts and lists -> the English that findings, reports and pages say them in.

1204, "capture"       ->  "1,204 captures"
["cookies", "location"]  ->  "cookies and location"
"""

from collections.abc import Sequence


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "capture"), counted(1204, "capture"), counted(2, "company", "companies")
    ('1 capture', '1,204 captures', '2 companies')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def joined(parts: Sequence[str]) -> str:
    """
    >>> joined(["cookies"]), joined(["cookies", "location", "children"])
    ('cookies', 'cookies, location and children')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
