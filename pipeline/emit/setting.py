"""What an emitter is told besides the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from pipeline.diagnostics import Diagnostic, Report
from pipeline.emit.theme import Theme
from pipeline.labels import Labels
from pipeline.model import BudgetDocument
from pipeline.publication import Publication


def silent(_diagnostic: Diagnostic) -> None:
    """Report to nobody."""


class Attachment(msgspec.Struct, frozen=True):
    """A file that goes along inside an output.

    `name` is without folder; `relationship` tells what the output is to it: made from it (`source`), or of the same
    content (`data`), as ISO 32000-2, 7.11.3 has it. `description` is for people.
    """

    name: str
    media_type: str
    data: bytes
    relationship: Literal["source", "data"]
    description: str


class Setting(msgspec.Struct, frozen=True):
    """Labels, house style, where an emitter reports what it had to mend, and what the document is published as.

    `attachments` go into a PDF; other formats hold none.
    """

    labels: Labels
    theme: Theme
    report: Report = silent
    publication: Publication | None = None
    attachments: tuple[Attachment, ...] = ()


Emitter = Callable[[BudgetDocument, Setting], bytes]
"""The pruned document as bytes of one format. Raises EmitError."""
