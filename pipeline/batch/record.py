"""What came of a run, as `run.json` holds it: for the report, for whoever watches, and for machines.

Its schema is `schemas/run.schema.json`; `schema_version` goes up as that of the other schemas does. A sentence that
people read is a label, of which `reason` is the key and `values` what is filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import Final, Literal

import msgspec

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.errors import DocumentError, PipelineError

SCHEMA_VERSION: Final = "1.0"
SCHEMA_ID: Final = "urn:begroting:run:1.0"

Status = Literal["new", "changed", "remade", "unchanged", "failed", "skipped", "vanished"]
Verdict = Literal["running", "published", "unchanged", "stopped", "interrupted", "killed", "rolled-back"]


class DocumentRecord(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One document in one run.

    `status`: `new` and `changed` as against the last release; `remade` where its own bytes are the same, but its
    profile, its publication, a file beside it or a version changed; `unchanged`; `failed`; `skipped` where it was being
    written; `vanished` from the input. `published` tells whether the release shows it, `stale` the day (2026-11-24)
    that what is shown was made, where that is not what the source says now; else it is empty. `sha256` is of the source
    now. `reason` tells why it failed or was skipped. A document that failed has its `diagnostics` here; those of others
    stand in their `entry.json`. Coverage and counts are of what was found now, or of what is shown.
    """

    name: str
    status: Status
    slug: str = ""
    title: str = ""
    published: bool = False
    stale: str = ""
    sha256: str = ""
    key: str = ""
    reason: str = ""
    values: Mapping[str, str] = {}
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    coverage: float = 1.0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    def error(self) -> DocumentError:
        """Why it failed or was skipped, as the exception whose sentence the labels have (`labels.sentence`)."""
        return DocumentError(self.reason, **self.values)


class Counts(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """How many documents there are of each kind. `documents` are all that the input holds now."""

    documents: int = 0
    published: int = 0
    new: int = 0
    changed: int = 0
    remade: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    vanished: int = 0
    stale: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0


class Problem(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What was found wrong in a release when it was checked: `path` is the file, `what` the key of a sentence."""

    path: str
    what: str
    values: Mapping[str, str] = {}


class RunRecord(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One run.

    `id` is the run's name, and the release's where it made one; `release` is the release that counts afterwards,
    `previous` the one that did before (both empty where there is none). Times are UTC (`2026-11-24T02:30:00Z`).
    `reason` and `values` tell what stopped it. `disk_bytes` is what the output takes, releases and results together;
    0 where it was not counted.
    """

    id: str
    started: str
    verdict: Verdict
    schema_version: str = SCHEMA_VERSION
    ended: str = ""
    seconds: float = 0.0
    exit_code: int = 0
    reason: str = ""
    values: Mapping[str, str] = {}
    release: str = ""
    previous: str = ""
    source: str = ""
    profile: str = ""
    theme: str = ""
    program: str = ""
    versions: Mapping[str, str] = {}
    counts: Counts = Counts()
    releases: int = 0
    disk_bytes: int = 0
    problems: tuple[Problem, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()

    def error(self) -> PipelineError:
        """What stopped it, as the exception whose sentence the labels have."""
        return PipelineError(self.reason, **self.values)


def counted(documents: Iterable[DocumentRecord]) -> Counts:
    """The counts of documents."""
    every = tuple(documents)
    kinds = Counter(document.status for document in every)
    return Counts(
        documents=len(every) - kinds["vanished"],
        published=sum(document.published for document in every),
        new=kinds["new"],
        changed=kinds["changed"],
        remade=kinds["remade"],
        unchanged=kinds["unchanged"],
        failed=kinds["failed"],
        skipped=kinds["skipped"],
        vanished=kinds["vanished"],
        stale=sum(bool(document.stale) for document in every),
        errors=sum(document.errors for document in every),
        warnings=sum(document.warnings for document in every),
        infos=sum(document.infos for document in every),
    )


def severities(diagnostics: Iterable[Diagnostic]) -> Mapping[Severity, int]:
    """How many diagnostics there are of each severity."""
    return Counter(diagnostic.severity for diagnostic in diagnostics)


def schema() -> bytes:
    """The JSON Schema (2020-12) of `run.json`, made from the types; `schemas/` holds a copy."""
    (_,), definitions = msgspec.json.schema_components([RunRecord])
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Run of begroting",
        "$ref": f"#/$defs/{RunRecord.__name__}",
        "$defs": dict(sorted(definitions.items())),
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"
