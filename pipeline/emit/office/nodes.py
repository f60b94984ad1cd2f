"""All values of one type in a document, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

T = TypeVar("T")


def every(kind: type[T], value: object) -> Iterator[T]:
    """Every value of a type within a value, in the order of fields; one inside another comes after it."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from every(kind, getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from every(kind, inner)
