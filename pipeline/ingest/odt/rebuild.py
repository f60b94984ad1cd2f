"""A source with some of its values changed, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

T = TypeVar("T")
Change = Callable[[Any], Any]


def rebuilt(value: T, change: Change) -> T:
    """A value in which everything that `change` makes anew is in its place; what it gives back as it is, is entered."""
    made = change(value)
    if made is not value:
        return made  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return type(value)(rebuilt(inner, change) for inner in value)
    if isinstance(value, msgspec.Struct):
        old = {name: getattr(value, name) for name in value.__struct_fields__}
        new = {name: made for name, inner in old.items() if (made := rebuilt(inner, change)) != inner}
        return replace(value, **new) if new else value
    return value
