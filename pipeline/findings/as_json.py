"""Findings for programs, as JSON of our own: all that a diagnostic holds, and its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from pipeline.diagnostics import Diagnostic
from pipeline.findings.checked import Checked
from pipeline.labels import Labels


def told(checked: Sequence[Checked], labels: Labels) -> str:
    """One object: `documents`, each with its `findings`."""
    documents = [
        {
            "name": document.name,
            "uri": document.uri,
            "failure": document.failure or None,
            "findings": [_finding(one, labels) for one in document.found],
        }
        for document in checked
    ]
    return msgspec.json.format(msgspec.json.encode({"documents": documents}), indent=2).decode()


def _finding(one: Diagnostic, labels: Labels) -> dict[str, Any]:
    return {
        "code": one.code.value,
        "severity": one.severity.value,
        "what": labels.what(one),
        "advice": labels.advice(one),
        "where": labels.place(one.place),
        "place": one.place,
        "text": one.text,
        "values": one.values,
    }
