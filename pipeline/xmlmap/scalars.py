"""Values that need no elements of their own: texts, numbers, truths, enumerations, bytes."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from msgspec import inspect

WORDS: Final = frozenset(
    {
        *(
            "asset",
            "date",
            "format",
            "group",
            "href",
            "id",
            "key",
            "kind",
            "label",
            "language",
            "media_type",
            "name",
            "note",
        ),
        *("note", "number", "part", "profile", "ref", "sha256", "taakveld"),
    }
)
"""Fields of type `str` that hold a name, a number or a reference, whatever Struct they are in: never prose."""


class Scalar(NamedTuple):
    """How a single value is spelled, and read back."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


TEXT: Final = Scalar(str, str)

_FLAGS: Final = {True: "true", False: "false"}
_TRUE: Final = frozenset({"true", "1"})  # XML Schema 1.0 part 2, 3.2.2.1

_SCALARS: Final[Mapping[type[inspect.Type], Scalar]] = {
    inspect.StrType: TEXT,
    inspect.LiteralType: TEXT,
    inspect.IntType: Scalar(str, int),
    inspect.FloatType: Scalar(repr, float),
    inspect.DateType: Scalar(date.isoformat, date.fromisoformat),
    inspect.DecimalType: Scalar("{:f}".format, Decimal),
    inspect.BoolType: Scalar(_FLAGS.__getitem__, _TRUE.__contains__),
    inspect.BytesType: Scalar(lambda data: base64.b64encode(data).decode("ascii"), base64.b64decode),
}


def scalar(kind: inspect.Type) -> Scalar | None:
    """How a type that needs no elements is spelled; None where it needs them."""
    match kind:
        case inspect.EnumType(cls=enumeration):
            return Scalar(lambda member: str(member.value), enumeration)
        case inspect.VarTupleType(item_type=inspect.LiteralType()):
            return Scalar(" ".join, lambda text: tuple(text.split()))
        case _:
            return _SCALARS.get(type(kind))


def is_word(kind: inspect.Type, name: str) -> bool:
    """Whether a scalar is an attribute: a number, a truth, or a word."""
    return name in WORDS if isinstance(kind, inspect.StrType) else not isinstance(kind, inspect.BytesType)
