"""What an emitter is told besides the document."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from pipeline.diagnostics import Diagnostic, Report
from pipeline.emit.theme import Theme
from pipeline.labels import Labels
from pipeline.model import BudgetDocument
from pipeline.publication import Publication


def silent(_diagnostic: Diagnostic) -> None:
    """Report to nobody."""


class Setting(msgspec.Struct, frozen=True):
    """Labels, house style, where an emitter reports what it had to mend, and what the document is published as."""

    labels: Labels
    theme: Theme
    report: Report = silent
    publication: Publication | None = None


Emitter = Callable[[BudgetDocument, Setting], bytes]
"""The pruned document as bytes of one format. Raises EmitError."""
