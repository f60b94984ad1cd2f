"""Findings for the tools that programmers have: SARIF 2.1.0 (OASIS standard, 27 March 2020)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

import msgspec

from pipeline.diagnostics import Code, Diagnostic, Place, Severity, flaw
from pipeline.findings.checked import Checked
from pipeline.labels import Labels

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_VERSION: Final = "2.1.0"
_TOOL: Final = "begroting"
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}  # 3.27.10


def told(checked: Sequence[Checked], labels: Labels) -> str:
    """One run of one tool, with a rule for each code that there is and a result for each finding."""
    codes = list(Code)
    run = {
        "tool": {
            "driver": {
                "name": _TOOL,
                "version": version(_TOOL),
                "language": labels.language,
                "rules": [_rule(code, labels) for code in codes],
            }
        },
        "language": labels.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(checked)],
        "artifacts": [{"location": {"uri": document.uri}} for document in checked],
        "results": [
            _result(one, document, number, codes.index(one.code), labels)
            for number, document in enumerate(checked)
            for one in document.found
        ],
    }
    log = {"$schema": _SCHEMA, "version": _VERSION, "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _rule(code: Code, labels: Labels) -> dict[str, Any]:
    """A code as a rule (3.49). Its sentence has ellipses where a finding has its own words."""
    any_flaw = flaw(code, Place(), "…")
    what, advice = labels.what(any_flaw), labels.advice(any_flaw)
    return {
        "id": code.value,
        "shortDescription": {"text": what},
        "help": {"text": advice},
        "defaultConfiguration": {"level": _LEVELS[any_flaw.severity]},
    }


def _invocation(checked: Sequence[Checked]) -> dict[str, Any]:
    """How it went (3.20): a document that could not be read is told here, for it is no finding in it."""
    notes = [
        {
            "level": "error",
            "message": {"text": document.failure},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": document.uri, "index": number}}}],
        }
        for number, document in enumerate(checked)
        if document.failure
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _result(one: Diagnostic, document: Checked, number: int, rule: int, labels: Labels) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": document.uri, "index": number}},
    }
    where = labels.place(one.place)
    if where:
        # No line of a Word file can be named (3.29): the path of headings, table and quote is its place (3.33).
        location["logicalLocations"] = [{"fullyQualifiedName": where, **_named(one.place)}]
        location["message"] = {"text": where}
    return {
        "ruleId": one.code.value,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{labels.what(one)} {labels.advice(one)}"},
        "locations": [location],
    }


def _named(place: Place) -> dict[str, str]:
    return {"name": place.headings[-1], "kind": "section"} if place.headings else {}
