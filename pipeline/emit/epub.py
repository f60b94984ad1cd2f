"""The document as an electronic book: a file for each section at the top."""

from __future__ import annotations

from typing import Final

from pipeline.emit import dates
from pipeline.emit.office.compose import compose
from pipeline.emit.office.finish import dated, finish
from pipeline.emit.office.make import make
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.model import BudgetDocument

_TARGET: Final = Target("epub3", options=("--epub-title-page=false", "--mathml"))


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as EPUB 3. Raises EmitError."""
    # A book must have an identifier: without one pandoc makes one up.
    tree = compose(document, setting, _TARGET, identifier=f"urn:sha256:{document.meta.source.sha256}")
    return finish(make(tree, _TARGET), {"EPUB/content.opf": dated(dates.made(document.meta))})
