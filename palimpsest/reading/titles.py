"""Looks of a text in order -> the passages that are its own title, and the names that it may call itself by.

    # Legal / ## Cookie Policy / ### What Are Cookies / ### Your Choices   -> the first two
    ## Acme Terms of Use / ### Services / ### Law                          -> the first

A page has one h1 of its own, so what is its title everywhere is no section of the outline, which would hold all others.
"""

import re
from collections.abc import Sequence
from operator import attrgetter

from palimpsest.reading.headings import names_text
from palimpsest.reading.looks import Look, folded

_SEPARATOR = re.compile(r"\s+[|»·:–—-]+\s+|:\s+")
_WITHIN = 6  # a title stands at the top: among the first passages
_WITHIN_BELOW_TITLE = 3
_FEWEST_BELOW = 2
_level, _basis = attrgetter("level"), attrgetter("basis")


def title_places(looks: Sequence[Look]) -> tuple[int, ...]:
    """Where the title stands: first, as a heading of the first level, or as the only one of its level, above all other
    headings, that names the kind of the text. Both can be: the second is the title of the text then, not of the page.
    """
    first = 1 if looks and looks[0].level == 1 else 0
    places = (0,) if first else ()
    top = looks[first : _WITHIN_BELOW_TITLE if first else _WITHIN]
    place = next((place for place, look in enumerate(top, first) if look.level), -1)
    if place < 0 or looks[place].number or not names_text(looks[place].label):
        return places
    levels = list(filter(None, map(_level, looks[place:])))
    below = sum(map(bool, map(_basis, looks[place + 1 :])))
    is_alone = levels[0] == min(levels) and levels.count(levels[0]) == 1
    return (*places, place) if is_alone and below >= _FEWEST_BELOW else places


def own_names(title: str, terms_type: str) -> frozenset[str]:
    """What the text may call itself: its title, the parts of it, its type.

    >>> sorted(own_names("Privacy Policy | Acme", "Privacy Policy"))
    ['acme', 'privacy policy', 'privacy policy statement', 'privacy policy | acme']
    """
    names = {title, *_SEPARATOR.split(title), terms_type, f"{terms_type} Statement"}
    return frozenset(folded(name) for name in names if name)


def is_title(look: Look, index: int, places: tuple[int, ...], names: frozenset[str]) -> bool:
    """Whether a passage is a title as published: a heading that repeats it, or at the top an unmarked line, too."""
    if index in places:
        return True
    if look.basis:
        return look.name in names
    return index < _WITHIN and look.may_be_heading and folded(look.passage.text) in names
