"""Findings for people: document by document, with the place as a user of Word finds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.findings.checked import Checked
from pipeline.labels import Labels


def told(checked: Sequence[Checked], labels: Labels) -> str:
    """The findings, with a line on the whole at the end."""
    lines = [line for document in checked for line in _document(document, labels)]
    counts = _counted([one for document in checked for one in document.found], labels)
    lines.append(labels("findings.summary", documents=len(checked), counts=counts))
    return "\n".join(lines)


def _document(document: Checked, labels: Labels) -> Iterator[str]:
    yield labels("findings.document", name=document.name, counts=_counted(document.found, labels))
    if document.failure:
        yield f"  {labels('findings.failed', sentence=document.failure)}"
    for one in document.found:
        where = labels.place(one.place) or labels("findings.whole")
        yield f"  {_line(where)}"
        severity = labels(f"findings.severity.{one.severity.value}")
        yield f"    {severity} ({one.code.value}): {_line(labels.what(one))}"
        yield f"    {labels('findings.advice', advice=_line(labels.advice(one)))}"
    yield ""


def _counted(found: Sequence[Diagnostic], labels: Labels) -> str:
    """How many there are of each severity, gravest first; that there are none, where it is so."""
    counts = Counter(one.severity for one in found)
    parts = [
        labels(f"findings.{'one' if counts[severity] == 1 else 'more'}.{severity.value}", count=counts[severity])
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(parts) or labels("findings.none")


def _line(text: str) -> str:
    return " ".join(text.split())
