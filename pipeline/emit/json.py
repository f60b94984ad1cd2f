"""JSON: the document as open data, with its meaning.

It holds what may be published (`published.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from inspect import cleandoc
from typing import Annotated, Any, Final

import msgspec

from pipeline.content import Asset, Note
from pipeline.emit.published import published
from pipeline.emit.setting import Setting
from pipeline.errors import EmitError
from pipeline.model import SCHEMA_VERSION, BudgetDocument, Origin, PartCoverage, Section
from pipeline.publication import Kind, Publication, Status
from pipeline.rules import DocumentKind

SCHEMA_ID: Final = "urn:begroting:document:1:json"

Version = Annotated[str, msgspec.Meta(pattern=r"^1\.[0-9]+$")]


class JsonPublication(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the document is published in. `date` is that of the council's decision; null while it is a concept."""

    title: str
    municipality: str
    year: int | None
    kind: Kind
    status: Status
    date: date | None


class JsonDocument(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A municipality's budget document as open data: the pages of the budget, each with its blocks.

    `language` is a BCP 47 tag; `date` is ISO 8601, or empty; `kind` is the kind of document that its own title tells.
    `notes` stand in the order in which they are first referred to: the place of a note, from 1, is its number.
    `assets` are the pictures by the sha256 of their bytes. `coverage` accounts for the characters of the source.
    """

    schema_version: Version
    title: str
    language: str
    source: Origin
    profile: str
    kind: DocumentKind | None = None  # there since 1.1
    date: str
    subject: str
    keywords: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    assets: Mapping[str, Asset]
    coverage: tuple[PartCoverage, ...]
    publication: JsonPublication | None = None


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as JSON (RFC 8259): UTF-8, indented. Raises EmitError where it is nested too deep (some 200 lists)."""
    try:
        return msgspec.json.format(_encoder.encode(_published(document, setting)), indent=2) + b"\n"
    except RecursionError as error:
        raise EmitError("json-too-deep") from error


def schema() -> bytes:
    """The JSON Schema (2020-12) of what `emit` writes, made from the types; `schemas/` holds a copy."""
    (_,), definitions = msgspec.json.schema_components([JsonDocument])
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Budget document",
        "$ref": f"#/$defs/{JsonDocument.__name__}",
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


# Without an order, two equal documents whose pictures were read in another order would differ.
# Amounts are numbers with the digits that they were written with (1234.50).
_encoder: Final = msgspec.json.Encoder(order="deterministic", decimal_format="number")


def _published(document: BudgetDocument, setting: Setting) -> JsonDocument:
    shown = published(document, setting.labels)
    meta = document.meta
    return JsonDocument(
        schema_version=SCHEMA_VERSION,
        title=meta.title,
        language=meta.language,
        source=meta.source,
        profile=meta.profile,
        kind=meta.kind,
        date=meta.date,
        subject=meta.subject,
        keywords=meta.keywords,
        sections=shown.sections,
        notes=shown.notes,
        assets=shown.assets,
        coverage=document.coverage,
        publication=published_in(setting.publication) if setting.publication else None,
    )


def published_in(given: Publication) -> JsonPublication:
    """What data say of the publication that they are part of."""
    return JsonPublication(
        title=given.title,
        municipality=given.municipality,
        year=given.year,
        kind=given.kind,
        status=given.status,
        date=given.date,
    )
