"""Check a file that this program, or anyone else, wrote: canonical XML, JSON or a register against its schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

import msgspec

from pipeline import canonical
from pipeline.emit.json import JsonDocument
from pipeline.errors import DocumentError, SchemaError
from pipeline.model import SCHEMA_VERSION
from pipeline.registers import data as registers

_MARKS: Final[Mapping[bytes, str]] = {b"<": ".xml", b"{": ".json"}
_START: Final = 1_024


def validate(data: bytes, name: str) -> tuple[DocumentError, ...]:
    """What keeps a file from being valid, in the order of the file; nothing where it is valid.

    The ending of `name` says whether it is XML or JSON, else its first character does. `Labels.sentence` tells each
    error to the user. Of XML all are found, of JSON the first: it is checked by the types that its schema is made from,
    so that the program needs no second validator (60 pages: 25 ms, with jsonschema 0.9 s). They are as strict, but
    for the `type` of a figure's image, which they do not miss.
    """
    ending = PurePath(name).suffix.lower()
    check = _CHECKS.get(ending) or _CHECKS.get(_MARKS.get(data[:_START].lstrip()[:1], ""))
    if check is None:
        return (SchemaError("not-a-document", name=name),)
    try:
        return check(data)
    except DocumentError as error:
        return (error,)


class _Versioned(msgspec.Struct, rename="camel"):
    """What to know of JSON before the rest: its version, and which register it is where it is one."""

    schema_version: str = ""
    register: str = ""


def _json(data: bytes) -> tuple[DocumentError, ...]:
    try:
        said = msgspec.json.decode(data, type=_Versioned)
        known = registers.VERSION if said.register in registers.TYPES else SCHEMA_VERSION
        if said.schema_version.partition(".")[0] != known.partition(".")[0]:
            return (SchemaError("schema-version", version=said.schema_version, known=known),)
        msgspec.json.decode(data, type=registers.TYPES.get(said.register, JsonDocument))
    except msgspec.ValidationError as error:
        detail, _, path = str(error).partition(" - at ")
        return (SchemaError("json-schema", path=path.strip("`") or "$", detail=detail),)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return (SchemaError("json-broken", detail=error),)
    except RecursionError:
        return (SchemaError("json-too-deep"),)
    return ()


_CHECKS: Final[Mapping[str, Callable[[bytes], tuple[DocumentError, ...]]]] = {".xml": canonical.flaws, ".json": _json}
