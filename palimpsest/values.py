"""Plain data: `Frozen` values, which every room takes and gives, and `Growing` ones, which a function notes things in.

    class Flag(Frozen):
        kind: str
        text: str

A document is millions of small values, made once to be written and again to be read, and a build that has next to
nothing to do defines 300 classes first. With msgspec, a value is made in a tenth of the time that a frozen dataclass
takes and pickled without a line of Python, and a class is defined in a fortieth.
"""

from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any, TypeVar, dataclass_transform

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

__all__ = ["NUMBERED", "Frozen", "Growing", "field", "force_setattr", "replace"]

T = TypeVar("T")


def _numbered(name: str, value: T) -> tuple[int, T]:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big"), value


# What stands in very many values, by its identity: a number made of its name (the same in every process), and itself.
# Pickle looks up where a class comes from whenever it meets one: three quarters of the time that a digest takes.
NUMBERED: dict[int, tuple[int, Any]] = {id(value): _numbered(repr(value), value) for value in (date, datetime, UTC)}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen(Struct, frozen=True):
    """A value with named fields that never change: equal to another of its class with equal ones, and hashable where
    they are. Defaults that are empty lists or mappings are made anew for each value."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        NUMBERED[id(cls)] = _numbered(f"{cls.__module__}.{cls.__qualname__}", cls)


class Growing(Struct):
    """Fields that change while something is worked out, all of them known by name. Defaults as those of `Frozen`."""
