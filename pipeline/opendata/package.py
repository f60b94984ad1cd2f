"""A data package (Frictionless Data Package 2.0): what each file is, and of each CSV what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from pipeline.labels import Labels
from pipeline.opendata.files import File
from pipeline.publication import Publication
from pipeline.registers.columns import REGISTERS, Column, Kind, Register, headers
from pipeline.registers.separated import DECIMAL_MARK, DELIMITER, LINE_END
from pipeline.slug import slug
from pipeline.structure.ids import Namer

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: Final[Mapping[Kind, str]] = {
    "text": "string",
    "link": "string",
    "date": "date",
    "integer": "integer",
    "number": "number",
    "euros": "number",
}
_TABLES: Final[Mapping[str, Register]] = {
    f"{register.name}{extension}": register for register in REGISTERS for extension in (".csv", ".xlsx")
}
_NOT_NAME: Final = re.compile(r"[^a-z0-9._-]+")


def emit(publication: Publication, files: Sequence[File], labels: Labels) -> bytes | None:
    """The package as JSON; None where there is no file."""
    if not files:
        return None
    namer = Namer()
    body = {
        "$schema": _PROFILE,
        "name": slug(publication.title) or "begroting",
        "title": publication.title,
        "description": labels("standing.concept-sentence") if publication.is_concept and publication.title else "",
        "homepage": publication.base_url,
        "created": f"{publication.decided.isoformat()}T00:00:00Z" if publication.decided else "",
        "licenses": [{"path": publication.license}] if publication.license else [],
        "contributors": [{"title": publication.municipality, "roles": ["publisher"]}]
        if publication.municipality
        else [],
        "resources": [_resource(file, namer, labels) for file in files],
    }
    return msgspec.json.format(msgspec.json.encode(_said(body)), indent=2) + b"\n"


def _resource(file: File, namer: Namer, labels: Labels) -> dict[str, Any]:
    table = _TABLES.get(file.path.rpartition("/")[2])
    is_csv = table is not None and file.format.name == "csv"
    return _said(
        {
            "name": namer.name(_NOT_NAME.sub("-", file.path.lower()).strip("-") or "bestand"),
            "type": "table" if table else "",
            "path": file.path,
            "title": table.title(labels) if table else "",
            "description": labels(f"opendata.description-{table.key}") if table else "",
            "format": file.format.name,
            "mediatype": file.format.media,
            "encoding": "utf-8" if is_csv else "",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            "sources": [{"title": file.source}] if file.source else [],
            "dialect": {"delimiter": DELIMITER, "lineTerminator": LINE_END} if is_csv else {},
            "schema": _schema(table, labels) if table else {},
        }
    )


def _schema(register: Register, labels: Labels) -> dict[str, Any]:
    fields = [_field(column, labels) for column in register.columns]
    fields.append({"name": headers(register, labels)[-1], "type": "string"})
    names = {column.field: column.header(labels) for column in register.columns}
    return _said({"fields": fields, "primaryKey": [names[field] for field in register.unique]})


def _field(column: Column, labels: Labels) -> dict[str, Any]:
    kind = _TYPES[column.kind]
    return _said(
        {
            "name": column.header(labels),
            "type": kind,
            "format": "uri" if column.kind == "link" else "",
            "decimalChar": DECIMAL_MARK if kind == "number" else "",
        }
    )


def _said(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in body.items() if value not in ("", [], {}, None)}
