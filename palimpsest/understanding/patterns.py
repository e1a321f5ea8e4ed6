"""Regular expressions that are compiled when they are first asked for.

    Patterns(lambda name: re.compile(re.escape(name)))["Acme"]  ->  re.compile("Acme"), the same from then on

A process that understands one further version needs a tenth of the phrases and names of the archive: compiling all of
them took longer than the rest of its work.
"""

import re
from collections.abc import Callable, Hashable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


class Patterns(dict[Key, re.Pattern[str]]):
    """The pattern of each key, as `compiled` makes it."""

    def __init__(self, compiled: Callable[[Key], re.Pattern[str]]) -> None:
        super().__init__()
        self._compiled = compiled

    def __reduce__(self) -> tuple:
        """Packed without what was compiled, which would be compiled again at once."""
        return Patterns, (self._compiled,)

    def __missing__(self, key: Key) -> re.Pattern[str]:
        pattern = self[key] = self._compiled(key)
        return pattern
