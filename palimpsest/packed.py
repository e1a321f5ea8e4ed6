"""Values of the house made quickly, and values <-> bytes (pickle) several times faster than dataclasses do it alone.

    @packed
    @dataclass(frozen=True, slots=True)
    class Evidence ...

A document is millions of small values: all of the Platform Governance Archive is 670,000 of them, made once to be
written and again to be read. A frozen dataclass gets its fields one by one through a check that forbids getting any
(0.7 us for nine of them, 0.2 this way), and with slots asks which they are at every single value that is packed. A
named tuple, too, has functions of its own called for each. Here no line of Python is run to pack a value.
"""

import copyreg
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from hashlib import blake2b
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

T = TypeVar("T")


def _numbered(name: str, value: T) -> tuple[int, T]:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big"), value


# What stands in very many values, by its identity: a number made of its name (the same in every process), and itself.
# Pickle looks up where a class comes from whenever it meets one: three quarters of the time that a digest takes.
NUMBERED: dict[int, tuple[int, Any]] = {id(value): _numbered(repr(value), value) for value in (date, datetime, UTC)}


def packed(cls: type[T]) -> type[T]:
    """A named tuple, or a dataclass of two fields or more, whose values are packed as a call of it; what a dataclass
    works out by itself is left out, and worked out again. Its defaults are plain values.

    >>> import pickle
    >>> from palimpsest.model import Evidence
    >>> pickle.loads(pickle.dumps(Evidence("passage", 3, 10)))
    Evidence(where='passage', start=3, end=10, kind='phrase')
    """
    cls._packed = property(itemgetter(slice(None)) if issubclass(cls, tuple) else _made_quickly(cls))
    copyreg.pickle(cls, attrgetter("__class__", "_packed"))
    NUMBERED[id(cls)] = _numbered(f"{cls.__module__}.{cls.__qualname__}", cls)
    return cls


def _made_quickly(cls: type) -> Callable[[Any], tuple]:
    """A dataclass, from now on made quickly, to what gives the values of its fields."""
    given = [field for field in fields(cls) if field.init]
    if any(field.default_factory is not MISSING for field in given):
        raise TypeError(f"{cls.__name__} has a default that is made anew for each value")
    cls.__new__ = _maker(cls, given, [field for field in fields(cls) if field.default_factory is not MISSING])
    del cls.__init__
    return attrgetter(*(field.name for field in given))


def _maker(cls: type, given: list[Field], begun: list[Field]) -> Any:
    """What makes a value: one of a class with the same slots and nothing frozen, which then becomes one of `cls`.

    Written out field by field, as dataclasses write theirs: a loop would take longer than what it replaces.
    """
    names = [field.name for field in given]
    known = {f"default_{field.name}": field.default for field in given if field.default is not MISSING}
    known |= {f"first_{field.name}": field.default_factory for field in begun}
    known |= {"new": object.__new__, "thawed": type(cls.__name__, (), {"__slots__": cls.__slots__})}
    lines = [
        f"def __new__(cls, {', '.join(f'{n}=default_{n}' if f'default_{n}' in known else n for n in names)}):",
        " self = new(thawed)",
        *[f" self.{name} = {name}" for name in names],
        *[f" self.{field.name} = first_{field.name}()" for field in begun],
        " self.__class__ = cls",
        *([" self.__post_init__()"] if hasattr(cls, "__post_init__") else []),
        " return self",
    ]
    exec("\n".join(lines), known)
    return known["__new__"]
