"""The pipeline that turns a municipality's budget documents into a publication.

    from pathlib import Path
    import pipeline

    source = Path("begroting.docx")
    made = pipeline.convert(source.read_bytes(), source.name, to=("html", "pdf"), profile="nl")
    Path("begroting.html").write_bytes(made.outputs["html"])

`convert` is both halves at once: `ingest_document` reads a file into the model, `export_document` makes a format of it,
and `dumps` and `loads` carry the model as XML from one to the other.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.canonical import dumps, loads
    from pipeline.conversion import Conversion, convert, export_document, ingest_document
    from pipeline.errors import DocumentError, PipelineError, UsageError
    from pipeline.model import BudgetDocument

__all__ = [
    "BudgetDocument",
    "Conversion",
    "DocumentError",
    "PipelineError",
    "UsageError",
    "convert",
    "dumps",
    "export_document",
    "ingest_document",
    "loads",
]

_HOMES = {
    "BudgetDocument": "pipeline.model",
    "Conversion": "pipeline.conversion",
    "DocumentError": "pipeline.errors",
    "PipelineError": "pipeline.errors",
    "UsageError": "pipeline.errors",
    "convert": "pipeline.conversion",
    "dumps": "pipeline.canonical",
    "export_document": "pipeline.conversion",
    "ingest_document": "pipeline.conversion",
    "loads": "pipeline.canonical",
}


def __getattr__(name: str) -> object:
    # Loaded when first used (PEP 562): a command that lists profiles should not wait for the readers.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
