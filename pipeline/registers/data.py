"""A register as JSON: its rows with the meaning of each field, for programs. `schemas/` holds the schema of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import Annotated, Any, Final, Literal

import msgspec

from pipeline.emit.json import JsonPublication, published_in
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.registers.columns import Register, Row
from pipeline.registers.rows import ActionRow, AmountRow

VERSION: Final = "1.0"
"""The version of the registers in JSON. A field more raises the second number, anything else the first."""

Version = Annotated[str, msgspec.Meta(pattern=r"^1\.[0-9]+$")]


class ActionsRegister(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """All actions of a publication. `publication` is null for documents that are part of none."""

    register: Literal["actions"] = "actions"
    schema_version: Version
    publication: JsonPublication | None
    actions: tuple[ActionRow, ...]


class AmountsRegister(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """All amounts of the financial tables of a publication, as numbers with the digits that they were written with."""

    register: Literal["amounts"] = "amounts"
    schema_version: Version
    publication: JsonPublication | None
    amounts: tuple[AmountRow, ...]


TYPES: Final[Mapping[str, type[ActionsRegister | AmountsRegister]]] = {
    "actions": ActionsRegister,
    "amounts": AmountsRegister,
}

_encoder: Final = msgspec.json.Encoder(decimal_format="number", order="deterministic")


def emit(register: Register, rows: Iterable[Row], publication: Publication | None, _labels: Labels) -> bytes:
    """The rows as JSON (RFC 8259): UTF-8, indented."""
    rows = tuple(rows)
    made = TYPES[register.key](
        schema_version=VERSION,
        publication=published_in(publication) if publication else None,
        **{register.key: rows},  # type: ignore[arg-type]
    )
    return msgspec.json.format(_encoder.encode(made), indent=2) + b"\n"


def schema(register: Register) -> bytes:
    """The JSON Schema (2020-12) of what `emit` writes, made from the types; `schemas/` holds a copy."""
    type_ = TYPES[register.key]
    (_,), definitions = msgspec.json.schema_components([type_])
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
    # What says of itself which register it is always does so: the default is for whoever makes one.
    definitions[type_.__name__]["required"].insert(0, "register")
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:begroting:register:1:{register.key}",
        "title": f"Register of {register.key}",
        "$ref": f"#/$defs/{type_.__name__}",
        "$defs": dict(sorted(definitions.items())),
    }
    return msgspec.json.format(msgspec.json.encode(_with_numbers(body)), indent=2) + b"\n"


def _with_numbers(part: Any) -> Any:
    """A schema in which decimals are the numbers that `emit` writes; msgspec has them as texts."""
    match part:
        case {"type": "string", "format": "decimal"}:
            return {"type": "number"}
        case dict():
            return {key: _with_numbers(value) for key, value in part.items()}
        case list() | tuple():
            return [_with_numbers(value) for value in part]
        case _:
            return part
